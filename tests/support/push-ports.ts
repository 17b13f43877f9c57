import type { Account, ChatFound, Directory, Refused } from '../../src/app/directory';
import type { Draft, Store } from '../../src/app/ports';
import { type Campaigns, type InHand, type Settled, type ToSend, Unwritable } from '../../src/app/ports/push';
import { begin } from '../../src/core/campaign/campaign';
import { type Stage, type Standing, stageOf } from '../../src/core/campaign/recipient';
import { clock } from './fake-clock';
import { start } from './drafts';

interface Line extends Omit<InHand, 'standing'> {
  standing: Standing;
  why: InHand['why'];
  fence: number;
  attempts: number;
  stage: Stage | undefined;
  dueAt: number;
}

const campaign = begin({ number: 1, by: { id: 'hanne', name: 'Hanne Rådgiver' }, greeting: '', links: [], createdAt: start, people: 1 });

/** The people of one push in memory, as whoever works on them sees a store; and a line for each thing that was done to it. */
export class Ledger {
  readonly did: string[] = [];
  readonly told: Draft[] = [];
  /** Nothing can be read or written. */
  away = false;
  /** What can never be written. */
  poison: (settled: Settled) => boolean = () => false;
  readonly lines: readonly Line[];
  /** The step that this push is at: what comes after it waits. */
  private readonly at: Stage | undefined;

  constructor(count: number, standing: Standing) {
    this.at = stageOf(standing);
    this.lines = Array.from({ length: count }, (_, index): Line => ({
      campaign: 1, n: index + 1, address: `ny.${index + 1}@askoy.kommune.no`, name: '', standing, why: '', attempts: 0, repaired: false, reminders: 0, fence: 0, listedAt: start,
      stage: stageOf(standing), dueAt: start, person: standing === 'listed' ? undefined : `id-${index + 1}`, conversation: `t|chat-${index + 1}`,
    }));
  }

  get store(): Store {
    const { campaigns } = this;
    const commit: Store['commit'] = async ({ out }) => {
      this.reach();
      this.told.push(...out);
      return 'committed';
    };
    const desk: Store['desk'] = async () => ({ channel: { tenant: 't', serviceUrl: 'http://teams.example/', botId: '28:bot', team: 'team', channel: '19:c' } });
    return { campaigns, commit, desk } as unknown as Store;
  }

  /** Where everybody stands: `1: delivered`. */
  get standings(): readonly string[] {
    return this.lines.map(({ n, standing, why }) => `${n}: ${standing}${why && `:${why}`}`);
  }

  private readonly campaigns: Partial<Campaigns> = {
    anyDue: async (stage, now) => {
      this.reach();
      return this.due(stage, now).length > 0;
    },
    exchange: async (stage, now, ms, settled, most) => {
      this.reach();
      if (settled.some(this.poison)) throw new Unwritable('poison');
      for (const one of settled) this.write(one, now);
      const taken = this.due(stage, now).slice(0, most);
      if (taken.length > 0) this.did.push(`take ${taken.map(({ n }) => n).join(' ')}`);
      return taken.map((line): ToSend => {
        Object.assign(line, { fence: line.fence + 1, dueAt: now + ms, ...(stage === 'find' ? {} : { attempts: line.attempts + 1, standing: stage === 'send' ? 'sending' : 'installing' }) });
        return { ...line };
      });
    },
    hold: async (_stage, now, ms, people) => {
      this.reach();
      for (const { n, fence } of people) {
        const line = this.lines.find((each) => each.n === n && each.fence === fence);
        if (line) line.dueAt = now + ms;
      }
    },
    chatsOf: async () => new Map(),
    elsewhere: async () => new Map(),
    waitedFor: async () => new Set(),
    notAllowed: async () => new Set(),
    numbered: async () => {
      this.reach();
      this.did.push('read the push');
      return { campaign, version: 1 };
    },
  };

  private reach(): void {
    if (this.away) throw new Error('the store is away');
  }

  private due(stage: Stage, now: number): readonly Line[] {
    return this.lines.filter((line) => line.stage === stage && stage === this.at && line.dueAt <= now);
  }

  private write({ n, fence, standing, why = '', at, attempts }: Settled, now: number): void {
    const line = this.lines.find((each) => each.n === n && each.fence === fence);
    this.did.push(`write ${n} ${standing}`);
    if (line) Object.assign(line, { standing, why, stage: stageOf(standing, why), dueAt: at ?? now, ...(attempts === undefined ? {} : { attempts }) });
  }
}

/** Something that an answer waits for until a test lets it come. */
export function gate<T>(): { readonly promise: Promise<T>; readonly open: (value: T) => void } {
  let open: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => (open = resolve));
  return { promise, open };
}

/** A directory in which everybody is, whose answers a test may hold back or make others. */
export class People implements Directory {
  readonly asked: string[] = [];
  answers: { find?: Directory['find']; chat?: Directory['chat']; install?: Directory['install'] } = {};

  async find(addresses: readonly string[]): Promise<readonly (Account | undefined | Refused)[]> {
    this.asked.push(`find ${addresses.length}`);
    return this.answers.find?.(addresses) ?? addresses.map((address) => ({ id: `id-${/\d+/.exec(address)?.[0]}`, name: address, enabled: true, guest: false }));
  }

  async chat(person: string): Promise<ChatFound> {
    this.asked.push(`chat ${person}`);
    return this.answers.chat?.(person) ?? { kind: 'not-installed' };
  }

  async install(person: string): Promise<{ readonly kind: 'installed' } | Refused> {
    this.asked.push(`install ${person}`);
    return this.answers.install?.(person) ?? { kind: 'installed' };
  }
}

/** Lets all that needs no time come to its end; more than what answers are gathered for, less than a look after new ones. */
export const settled = (): Promise<void> => clock.advance(300);
