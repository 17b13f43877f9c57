import { begin, type Campaign, type Plan } from '../../core/campaign/campaign';
import { cleanGreeting, mostLines, mostOfGreeting } from '../../core/campaign/greeting/greeting';
import type { Listed } from '../../core/campaign/list/list';
import { isMissed, sumOf } from '../../core/campaign/recipient';
import { mask } from '../../core/mask';
import type { House } from '../house';
import type { CampaignChange, Counted } from '../ports/push';
import { missedOf } from './scene';

/** What a new push is made of, wherever it is asked for. */
export interface Order {
  readonly number: number;
  /** Who reads it as the sender. */
  readonly by: Plan['by'];
  /** Who the journal says made it, where that is told in other words. */
  readonly who?: string | undefined;
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

/** What a greeting has room for, where this one needs more: nobody shall find out from a new colleague that half of her words are missing. */
export const tooLong = ({ organisation }: House, greeting: string): { readonly most: number; readonly lines: number } | undefined =>
  cleanGreeting(greeting, organisation.email.domains).cut ? { most: mostOfGreeting, lines: mostLines } : undefined;

/** A push as it is to be written: its list frozen, its dry run about to begin. */
export function ordered({ organisation }: House, { number, by, who = by.name, greeting, people, key, now }: Order): CampaignChange & { readonly campaign: Campaign } {
  const { text, links } = cleanGreeting(mask(greeting), organisation.email.domains);
  const campaign = begin({ number, by, greeting: text, links: links.map(({ host, readable }) => (readable === undefined ? host : `${readable} (${host})`)), createdAt: now, people: people.length });
  return { version: 0, campaign, people, key, journal: [{ at: now, campaign: number, who, what: 'made', count: people.length }] };
}

/** The people that a push did not reach, in a push of their own; undefined where there are none of these. */
export function orderedAgain(
  { campaign: { plan }, tallies }: Counted,
  whom: string,
  { number, by, who = by.name, key, now }: Omit<Order, 'greeting' | 'people'>,
): (CampaignChange & { readonly campaign: Campaign }) | undefined {
  const of = missedOf(whom);
  const count = of ? sumOf(tallies.filter(({ standing, why }) => isMissed({ standing, why }) && (of.standings ?? [standing]).includes(standing) && (of.why ?? why) === why)) : 0;
  if (!of || count === 0) return undefined;
  const campaign = begin({ number, by, greeting: plan.greeting, links: plan.links, createdAt: now, people: count, again: plan.number });
  return { version: 0, campaign, from: { campaign: plan.number, ...of }, key, journal: [{ at: now, campaign: number, who, what: 'made', count }] };
}
