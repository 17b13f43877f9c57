import { begin, type Campaign, type Plan } from '../../core/campaign/campaign';
import { cleanGreeting } from '../../core/campaign/greeting';
import type { Listed } from '../../core/campaign/list';
import type { House } from '../house';
import type { CampaignChange } from '../ports/push';

/** What a new push is made of, wherever it is asked for. */
export interface Order {
  readonly number: number;
  readonly by: Plan['by'];
  readonly greeting: string;
  readonly people: readonly Listed[];
  /** The same order twice is one push. */
  readonly key?: string | undefined;
  readonly now: number;
}

/** Why no push can be made here at all; undefined where one can. Each has a text, `pushes.…`. */
export function hindrance({ directory, organisation }: House): 'no-directory' | 'no-privacy' | undefined {
  if (!directory) return 'no-directory';
  // Responsible, purpose and contact are always there; how long is for the employer to decide.
  return organisation.privacy.daysKept === undefined ? 'no-privacy' : undefined;
}

/** A push as it is to be written: its list frozen, its dry run about to begin. */
export function ordered({ organisation }: House, { number, by, greeting, people, key, now }: Order): CampaignChange & { readonly campaign: Campaign } {
  const { text, links } = cleanGreeting(greeting, organisation.email.domains);
  const campaign = begin({ number, by, greeting: text, links: links.map(({ host, readable }) => (readable === undefined ? host : `${readable} (${host})`)), createdAt: now, people: people.length });
  return { version: 0, campaign, people, key, journal: [{ at: now, campaign: number, who: by.name, what: 'made', count: people.length }] };
}
