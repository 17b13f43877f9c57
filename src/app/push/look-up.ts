import { absenceOf, obstacleOf } from '../../core/campaign/look-up';
import type { Step, Why } from '../../core/campaign/recipient';
import { calendarOf } from '../../core/hours';
import { type Account, type Directory, DirectoryAway, type Refused } from '../directory';
import type { House } from '../house';
import type { Log, Store } from '../ports';
import type { Elsewhere, InHand, Settled } from '../ports/push';
import type { ScoutWords } from './scout-words';

export interface LookUpParts {
  readonly store: Store;
  readonly directory: Directory;
  readonly house: House;
  readonly words: ScoutWords;
  readonly now: () => number;
  readonly log: Log;
}

/** Where the directory does not say when to ask again, and after a fault of ours. ms. */
const away = 30_000;
/** The app is there, and its chat not yet: Teams makes it in a moment. */
const chatAfter = 2_000;
/** So often the app is put there; and so often somebody is looked up whom a fault of ours stands in the way of. */
const mostTries = 6;
const year = 366 * 24 * 3_600_000;

const reasonOf: Readonly<Record<Exclude<Refused['why'], 'gone' | 'not-ready'>, Why>> = { policy: 'policy', permission: 'permission', 'no-app': 'no-catalogue' };

/** What is known of somebody before she is asked for herself. */
interface Known {
  readonly account: Account | Refused | undefined;
  readonly chat: string | undefined;
  /** Of the other pushes: where she stands in them, whether they wait for her account, whether the app was allowed for her. */
  readonly other: Elsewhere | undefined;
  readonly waitedFor: boolean;
  readonly notAllowed: boolean;
}

/** What the directory is asked for people in hand, and what it makes of each. Always comes to something. */
export class LookUp {
  constructor(private readonly parts: LookUpParts) {}

  /** Who is behind these addresses: asked together, and each goes on for herself, so that one who takes long holds up nobody. */
  find(some: readonly InHand[]): readonly Promise<Settled>[] {
    const known = this.known(some);
    return some.map((one, index) =>
      this.step(one, 'find', async () => {
        const { account, chat, other, waitedFor = false, notAllowed = false } = (await known)[index] ?? {};
        if (!account) return this.absent(one, waitedFor);
        if ('why' in account) return this.refused(one, account, undefined, waitedFor);
        const obstacle = obstacleOf(account);
        if (obstacle) return this.ended(one, obstacle, account);
        if (other) return this.ended(one, { standing: 'passed-over', why: other }, account);
        return chat === undefined ? this.chatOf(one, account, notAllowed) : this.ended(one, { standing: 'reachable' }, account, chat);
      }),
    );
  }

  /** Puts the app there, or asks anew for an address that did not serve. */
  install(one: InHand): Promise<Settled> {
    return this.step(one, 'install', async () => {
      const { directory, store, now } = this.parts;
      const { person } = one;
      if (person === undefined) return this.ended(one, { standing: 'no-app', why: 'not-installed' });
      const done = await this.ask(() => directory.install(person));
      if (done.kind === 'refused') return this.refused(one, done);
      // Teams' own word of being installed is the better address, where it is here by now; but not the chat that did not serve.
      const known = one.repaired ? undefined : (await store.campaigns.chatsOf([person])).get(person);
      if (known) return this.ended(one, { standing: 'reachable' }, undefined, known.key);
      const chat = await this.ask(() => directory.chat(person));
      if (chat.kind === 'refused') return this.refused(one, chat);
      if (chat.kind === 'chat') return this.ended(one, { standing: 'reachable' }, undefined, await this.keyOf(chat.id));
      return one.attempts < mostTries ? this.ended(one, { standing: 'installable', at: now() + chatAfter }) : this.ended(one, { standing: 'no-app', why: 'not-installed' });
    });
  }

  private async known(some: readonly InHand[]): Promise<readonly Known[]> {
    const { directory, store } = this.parts;
    const accounts = await this.ask(() => directory.find(some.map(({ address }) => address)));
    const persons = accounts.flatMap((account) => (account && !('why' in account) ? [account.id] : []));
    const chats = await store.campaigns.chatsOf(persons);
    const others = new Map(await Promise.all([...new Set(some.map(({ campaign }) => campaign))].map(async (number) => [number, await this.othersThan(number, some, persons)] as const)));
    return some.map(({ campaign, address }, index) => {
      const account = accounts[index];
      const id = account && !('why' in account) ? account.id : '';
      const { elsewhere, waitedFor, notAllowed } = others.get(campaign) ?? {};
      return { account, chat: chats.get(id)?.key, other: elsewhere?.get(id), waitedFor: waitedFor?.has(address) ?? false, notAllowed: notAllowed?.has(id) ?? false };
    });
  }

  /** What the other pushes than this one know of them. */
  private async othersThan(number: number, some: readonly InHand[], persons: readonly string[]) {
    const { store, now } = this.parts;
    const { campaigns } = store;
    return {
      elsewhere: await campaigns.elsewhere(number, persons, now()),
      waitedFor: await campaigns.waitedFor(number, some.map(({ address }) => address)),
      notAllowed: await campaigns.notAllowed(number, persons),
    };
  }

  /** Whether the app is there for her, and where her chat is then. */
  private async chatOf(one: InHand, account: Account, notAllowed: boolean): Promise<Settled> {
    const chat = await this.ask(() => this.parts.directory.chat(account.id));
    if (chat.kind === 'refused') return this.refused(one, chat, account);
    if (chat.kind === 'chat') return this.ended(one, { standing: 'reachable' }, account, await this.keyOf(chat.id));
    return this.ended(one, { standing: 'installable', why: notAllowed ? 'policy' : '' }, account);
  }

  /** Nobody has this address now: looked for each working day, for some days from her first one. */
  private absent(one: InHand, waitedFor: boolean): Settled {
    const { domains } = this.parts.house.organisation.email;
    const { standing, why } = absenceOf(one.address, domains);
    return standing === 'not-there' ? this.waited(one, waitedFor) : this.ended(one, { standing, why });
  }

  private refused(one: InHand, { why, detail }: Refused, account?: Account, waitedFor = false): Settled {
    if (why === 'permission' || why === 'no-app') this.parts.words.refused(one, detail);
    if (why === 'not-ready') return this.waited(one, waitedFor);
    return this.ended(one, why === 'gone' ? { standing: 'left' } : { standing: 'no-app', why: reasonOf[why] }, account);
  }

  /** Looked for again on the next working day, or not any more. */
  private waited(one: InHand, waitedFor: boolean): Settled {
    const { house, words, now } = this.parts;
    const { hr } = house.organisation;
    const { addDays } = calendarOf(hr.hours, house.isHoliday);
    // A first day that is further away is a typing error.
    const from = Math.max(one.listedAt, Math.min(one.startsOn === undefined ? 0 : Date.parse(one.startsOn), one.listedAt + year));
    const next = addDays(now(), 1);
    if (next <= addDays(from, hr.accountWithin)) return this.ended(one, { standing: 'not-there', why: waitedFor ? 'on-another' : '', at: next });
    words.gaveUp(one);
    return this.ended(one, { standing: 'not-there', why: 'gave-up' });
  }

  private ended({ campaign, n, fence }: InHand, step: Step, account?: Account, conversation?: string): Settled {
    return { ...step, campaign, n, fence, ...(account ? { person: account.id, name: account.name, locale: account.locale } : {}), conversation };
  }

  private async step(one: InHand, stage: 'find' | 'install', work: () => Promise<Settled>): Promise<Settled> {
    const { words, log, now } = this.parts;
    const standing = stage === 'install' ? 'installable' : one.standing === 'not-there' ? 'not-there' : 'listed';
    try {
      return await work();
    } catch (error) {
      if (error instanceof DirectoryAway) {
        if (standing !== 'not-there') words.away(one);
        // Nothing was tried of her: it does not count.
        return { ...this.ended(one, { standing, why: one.why, at: now() + (error.retryAfter ?? away) }), attempts: Math.max(0, one.attempts - (stage === 'find' ? 0 : 1)) };
      }
      log.error({ err: error, push: one.campaign, n: one.n, stage }, 'a person of a push could not be looked up');
      const attempts = one.attempts + (stage === 'find' ? 1 : 0);
      return attempts < mostTries ? { ...this.ended(one, { standing, why: one.why, at: now() + away }), attempts } : this.ended(one, { standing: 'failed', why: 'gave-up' });
    }
  }

  private async ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      if (error instanceof DirectoryAway) this.parts.log.warn({ reason: error.message }, 'the directory cannot be asked now');
      throw error;
    }
  }

  private async keyOf(chat: string): Promise<string> {
    const { channel } = await this.parts.store.desk();
    // She is looked up again when it is known where HR is, and with it the tenant.
    if (!channel) throw new Error('HR has no channel yet');
    return `${channel.tenant}|${chat}`;
  }
}
