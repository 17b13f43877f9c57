import type { Store } from '../../src/app/ports';
import type { CampaignChange, Settled, ToSend } from '../../src/app/ports/push';
import { begin, type Campaign } from '../../src/core/campaign/campaign';
import { sumOf } from '../../src/core/campaign/recipient';
import { addressOf, start } from './drafts';

const hanne = { id: 'hanne', name: 'Hanne Rådgiver' };
/** As the pusher has it. */
export const lease = 30_000;

/** Addresses of new hires, in the order of a list. */
export const peopleOf = (count: number, name = 'ny'): { readonly address: string }[] => Array.from({ length: count }, (_, i) => ({ address: `${name}.${i + 1}@askoy.kommune.no` }));

/** A push as it is written when somebody in HR makes it. */
export function order(number: number, people: readonly { readonly address: string }[], over: Partial<CampaignChange> = {}): CampaignChange {
  const campaign = begin({ number, by: hanne, greeting: '', links: [], createdAt: start, people: people.length });
  return { version: 0, campaign, people, journal: [{ at: start, campaign: number, who: hanne.name, what: 'made', count: people.length }], ...over };
}

/** A push in another state than the one it is in. */
export const inState = ({ plan, deeds }: Campaign, state: 'running' | 'paused' | 'done' | 'cancelled' | 'scheduled', now = start): Campaign => {
  const known = { plan, deeds: deeds + 1 };
  if (state === 'running') return { ...known, state, startedAt: now };
  if (state === 'paused') return { ...known, state, startedAt: now, by: hanne };
  if (state === 'done') return { ...known, state, startedAt: start, endedAt: now };
  return { ...known, state, by: hanne, at: now };
};

/** What a step made of somebody taken in hand. */
export const came = ({ campaign, n, fence }: Pick<ToSend, 'campaign' | 'n' | 'fence'>, step: Omit<Settled, 'campaign' | 'n' | 'fence'>): Settled => ({ campaign, n, fence, ...step });

/** The pushes of one store, brought where a test begins. */
export class Pushes {
  constructor(private readonly store: Store) {}

  /** Makes a push, and fails where it is not made. */
  async make(number: number, count: number, name = 'ny'): Promise<void> {
    const committed = await this.store.commit({ now: start, campaigns: [order(number, peopleOf(count, name))], out: [] });
    if (committed !== 'committed') throw new Error(`the push was ${committed}`);
  }

  /** Looks everybody up: each has an account and a chat, named by the beginning of the address. */
  async find(now = start): Promise<void> {
    for (;;) {
      const taken = await this.store.campaigns.exchange('find', now, lease, [], 500);
      if (taken.length === 0) return;
      await this.store.campaigns.exchange('find', now, lease, taken.map((one) => came(one, { standing: 'reachable', person: `id-${one.address}`, conversation: `chat-${one.address}` })), 0);
    }
  }

  /** Does something to it, as a turn or the clock does. */
  async bring(number: number, state: Parameters<typeof inState>[1], now = start): Promise<void> {
    const file = await this.store.campaigns.numbered(number);
    if (!file) throw new Error(`there is no push ${number}`);
    const change = { version: file.version, campaign: inState(file.campaign, state, now), cancels: state === 'cancelled' };
    const committed = await this.store.commit({ now, campaigns: [change], out: [] });
    if (committed !== 'committed') throw new Error(`the deed was ${committed}`);
  }

  /** One that is being sent. */
  async running(number: number, count: number, name = 'ny'): Promise<void> {
    await this.make(number, count, name);
    await this.find();
    await this.bring(number, 'running');
  }

  take(most: number, now = start): Promise<readonly ToSend[]> {
    return this.store.campaigns.exchange('send', now, lease, [], most);
  }

  settle(of: readonly ToSend[], step: Omit<Settled, 'campaign' | 'n' | 'fence'>, now = start): Promise<readonly ToSend[]> {
    return this.store.campaigns.exchange('send', now, lease, of.map((one) => came(one, step)), 0);
  }

  /** How many stand where: `standing` or `standing:why`. */
  async tally(number: number): Promise<Record<string, number>> {
    const rows = (await this.store.campaigns.counted(number))?.tallies ?? [];
    return Object.fromEntries(rows.map(({ standing, why, count }) => [why ? `${standing}:${why}` : standing, count]));
  }

  async sum(number: number): Promise<number> {
    return sumOf((await this.store.campaigns.counted(number))?.tallies ?? []);
  }
}

/** Somebody's chat as a commit writes it: with what she is known by in the directory, and when she last wrote. */
export const chatOf = (key: string, { person, heardAt, version = 0 }: { readonly person?: string; readonly heardAt?: number; readonly version?: number } = {}) => ({
  key,
  version,
  state: { guideVersion: 1, answers: [], ...(heardAt === undefined ? {} : { heardAt }) },
  address: addressOf(key),
  person,
});
