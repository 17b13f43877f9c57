import { absenceOf, obstacleOf } from '../../core/campaign/look-up';
import type { Step, Why } from '../../core/campaign/recipient';
import { pushRow } from '../../core/campaign/rows';
import { calendarOf } from '../../core/hours';
import { shownName } from '../../core/shown';
import { t } from '../../texts';
import { type Account, type Directory, DirectoryAway, type Refused } from '../directory';
import type { House } from '../house';
import { type Draft, type Log, pushThread, type Store } from '../ports';
import type { InHand, Settled } from '../ports/push';
import { Loop } from './loop';

export interface ScoutParts {
  readonly store: Store;
  readonly directory: Directory;
  readonly house: House;
  /** Somebody can be sent to, who could not before. */
  readonly nudge: () => void;
  readonly now: () => number;
  readonly log: Log;
}

/** Looked up in one round. The directory answers twenty in one request. */
const perRound = 60;
/** Installed at the same time: each is some requests, and the directory has its own budget of 30 a second. */
const atOnce = 8;
/** Longer than a round of requests with their retries. */
const lease = 3 * 60_000;
const poll = 1_000;
/** Where the directory does not say when to ask again. */
const away = 30_000;
/** The app is there, and its chat not yet: Teams makes it in a moment. */
const chatAfter = 2_000;
const mostInstalls = 6;
/** In one word of HR's. */
const mostNamed = 10;
const year = 366 * 24 * 3_600_000;

const reasonOf: Readonly<Record<Exclude<Refused['why'], 'gone' | 'not-ready'>, Why>> = { policy: 'policy', permission: 'permission', 'no-app': 'no-catalogue' };

type Looking = 'find' | 'install';
interface Done {
  readonly inHand: readonly InHand[];
  readonly settled: readonly Settled[];
}

/** What is asked of the directory for pushes: who is behind an address, and the app put there for those who lack it. */
export class Scout {
  private readonly loops: readonly Loop[];
  /** What came of those in hand, until it is written down: the directory is not asked again because the store was away. */
  private readonly done: Record<Looking, Done | undefined> = { find: undefined, install: undefined };

  constructor(private readonly parts: ScoutParts) {
    this.loops = (['find', 'install'] as const).map(
      (stage) =>
        new Loop(
          (stopping) => this.round(stage, stopping),
          () => this.done[stage] === undefined,
        ),
    );
  }

  start(): void {
    for (const loop of this.loops) loop.start();
  }

  /** There may be somebody to look up. */
  nudge(): void {
    for (const loop of this.loops) loop.nudge();
  }

  async stop(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  /** Writes down what came of the last ones and takes the next in hand, as the pusher does. */
  private async round(stage: Looking, stopping: boolean): Promise<number> {
    const { store, now, nudge, log } = this.parts;
    try {
      const done = this.done[stage];
      if (!done && (stopping || !(await store.campaigns.anyDue(stage, now())))) return poll;
      const most = stopping ? 0 : stage === 'find' ? perRound : atOnce;
      const inHand = await store.campaigns.exchange(stage, now(), lease, done?.settled ?? [], most);
      this.done[stage] = undefined;
      if (done) {
        await this.tellOf(done);
        nudge();
      }
      if (inHand.length === 0) return done ? 0 : poll;
      const settled = stage === 'find' ? await this.find(inHand) : await Promise.all(inHand.map((one) => this.install(one)));
      this.done[stage] = { inHand, settled };
      return 0;
    } catch (error) {
      log.error({ err: error, stage }, 'people of a push could not be looked up');
      return poll;
    }
  }

  private async find(inHand: readonly InHand[]): Promise<readonly Settled[]> {
    const { directory, store, now } = this.parts;
    const accounts = await this.ask(() => directory.find(inHand.map(({ address }) => address)));
    if (!accounts) return inHand.map((one) => this.again(one));
    const persons = accounts.flatMap((account) => (account && !('why' in account) ? [account.id] : []));
    const known = await store.campaigns.chatsOf(persons);
    const elsewhere = new Map((await Promise.all([...new Set(inHand.map(({ campaign }) => campaign))].map(async (number) => [number, await store.campaigns.elsewhere(number, persons, now())] as const))));
    return Promise.all(
      inHand.map(async (one, index): Promise<Settled> => {
        const account = accounts[index];
        if (!account) return this.absent(one);
        if ('why' in account) return this.refused(one, account);
        const obstacle = obstacleOf(account);
        if (obstacle) return this.ended(one, obstacle, account);
        const other = elsewhere.get(one.campaign)?.get(account.id);
        if (other) return this.ended(one, { standing: 'passed-over', why: other }, account);
        const chat = known.get(account.id);
        if (chat) return this.ended(one, { standing: 'reachable' }, account, chat.key);
        return this.chatOf(one, account);
      }),
    );
  }

  /** Whether the app is there for her, and where her chat is then. */
  private async chatOf(one: InHand, account: Account): Promise<Settled> {
    const chat = await this.ask(() => this.parts.directory.chat(account.id));
    if (!chat) return this.again(one);
    if (chat.kind === 'refused') return this.refused(one, chat, account);
    return chat.kind === 'chat' ? this.ended(one, { standing: 'reachable' }, account, await this.keyOf(chat.id)) : this.ended(one, { standing: 'installable' }, account);
  }

  /** Puts the app there, or asks anew for an address that did not serve. */
  private async install(one: InHand): Promise<Settled> {
    const { directory, now } = this.parts;
    const { person } = one;
    if (person === undefined) return this.ended(one, { standing: 'no-app', why: 'not-installed' });
    const done = await this.ask(() => directory.install(person));
    if (!done) return this.again(one, 'installable');
    if (done.kind === 'refused') return this.refused(one, done);
    // Teams' own word of being installed is the better address, where it is here by now; but not the chat that did not serve.
    const known = one.repaired ? undefined : (await this.parts.store.campaigns.chatsOf([person])).get(person);
    if (known) return this.ended(one, { standing: 'reachable' }, undefined, known.key);
    const chat = await this.ask(() => directory.chat(person));
    if (!chat) return this.again(one, 'installable');
    if (chat.kind === 'refused') return this.refused(one, chat);
    if (chat.kind === 'chat') return this.ended(one, { standing: 'reachable' }, undefined, await this.keyOf(chat.id));
    return one.attempts < mostInstalls ? this.ended(one, { standing: 'installable', at: now() + chatAfter }) : this.ended(one, { standing: 'no-app', why: 'not-installed' });
  }

  /** Nobody has this address now: looked for each working day, for some days from her first one. */
  private absent(one: InHand): Settled {
    const { domains } = this.parts.house.organisation.email;
    const { standing, why } = absenceOf(one.address, domains);
    return standing === 'not-there' ? this.waited(one) : this.ended(one, { standing, why });
  }

  private refused(one: InHand, { why, detail }: Refused, account?: Account): Settled {
    if (why === 'permission' || why === 'no-app') this.graphSays.set(one.campaign, detail);
    if (why === 'not-ready') return this.waited(one);
    return this.ended(one, why === 'gone' ? { standing: 'left' } : { standing: 'no-app', why: reasonOf[why] }, account);
  }

  /** Looked for again on the next working day, or not any more. */
  private waited(one: InHand): Settled {
    const { house, now } = this.parts;
    const { hr } = house.organisation;
    const { addDays } = calendarOf(hr.hours, house.isHoliday);
    // A first day that is further away is a typing error.
    const from = Math.max(one.listedAt, Math.min(one.startsOn === undefined ? 0 : Date.parse(one.startsOn), one.listedAt + year));
    const next = addDays(now(), 1);
    return next > addDays(from, hr.accountWithin) ? this.ended(one, { standing: 'not-there', why: 'gave-up' }) : this.ended(one, { standing: 'not-there', at: next });
  }

  /** HR is told whose account did not come. */
  private async tellOf({ inHand, settled }: Done): Promise<void> {
    const { store, house, now } = this.parts;
    const { defaultLanguage: language } = house.organisation;
    const given = inHand.filter((_, index) => settled[index]?.standing === 'not-there' && settled[index]?.why === 'gave-up');
    const said = [...this.graphSays].map(([campaign, detail]) => this.word(campaign, 'graph', t(language, 'pushes.graph-refuses', { detail })));
    this.graphSays.clear();
    const late = inHand.filter((one, index) => (settled[index]?.standing === 'listed' && one.standing === 'listed') || (settled[index]?.standing === 'installable' && settled[index]?.attempts !== undefined)).map(({ campaign }) => campaign);
    const waits = [...new Set(late)].map((campaign) => this.word(campaign, 'away', t(language, 'pushes.away')));
    if (given.length + said.length + waits.length === 0) return;
    // One word for all of a round: it is HR's channel, and people wait there.
    const gone = [...new Set(given.map(({ campaign }) => campaign))].map((campaign): Draft => {
      const theirs = given.filter((one) => one.campaign === campaign);
      const lines = theirs.slice(0, mostNamed).map(({ name, address }) => t(language, 'pushes.gave-up', { name: shownName(name) || address, address }));
      const more = theirs.length > mostNamed ? [t(language, 'pushes.misread.more', { count: theirs.length - mostNamed })] : [];
      return { id: `${pushRow(campaign, theirs[0]?.n ?? 0)}-gave-up`, conversation: pushThread(campaign), class: 'reply', body: { kind: 'text', text: [...lines, ...more].join('\n') } };
    });
    await store.commit({ now: now(), out: [...gone, ...said, ...waits] });
  }

  /** A word in the thread of a push, once. */
  private word(campaign: number, about: string, text: string): Draft {
    return { id: `push-${campaign}-word-${about}`, conversation: pushThread(campaign), class: 'reply', body: { kind: 'text', text } };
  }

  private ended({ campaign, n, fence }: InHand, step: Step, account?: Account, conversation?: string): Settled {
    return { ...step, campaign, n, fence, ...(account ? { person: account.id, name: account.name, locale: account.locale } : {}), conversation };
  }

  private again(one: InHand, standing: 'listed' | 'installable' = 'listed'): Settled {
    const { now } = this.parts;
    // Nothing was tried of her: it does not count.
    return { ...this.ended(one, { standing: standing === 'listed' && one.standing === 'not-there' ? 'not-there' : standing, at: now() + this.wait }), attempts: Math.max(0, one.attempts - (standing === 'listed' ? 0 : 1)) };
  }

  private wait = away;
  /** What only whoever runs the bot can mend, by push. */
  private readonly graphSays = new Map<number, string>();

  /** Undefined where the directory cannot be asked now. */
  private async ask<T>(question: () => Promise<T>): Promise<T | undefined> {
    try {
      return await question();
    } catch (error) {
      if (!(error instanceof DirectoryAway)) throw error;
      this.wait = error.retryAfter ?? away;
      this.parts.log.warn({ reason: error.message }, 'the directory cannot be asked now');
      return undefined;
    }
  }

  private async keyOf(chat: string): Promise<string> {
    const { channel } = await this.parts.store.desk();
    // She is looked up again when it is known where HR is, and with it the tenant.
    if (!channel) throw new Error('HR has no channel yet');
    return `${channel.tenant}|${chat}`;
  }
}
