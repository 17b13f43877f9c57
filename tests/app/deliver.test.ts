import { Deliverer } from '../../src/app/deliver';
import type { Address, Draft, Log, Message, Sender, Store } from '../../src/app/ports';
import { open } from '../../src/core/case/act';
import { rootRow } from '../../src/core/case/rows';
import type { Outcome } from '../../src/core/delivery';
import { openStore } from '../../src/store/store';
import { reportOf } from '../support/cases';
import { card, heard, redraw, start, text } from '../support/drafts';
import { clock } from '../support/fake-clock';
import { silentLog } from '../support/silent-log';
import { freshSqlite, rowsOf, type Settled } from '../support/stores';

const lease = 30_000;
const day = 24 * 60 * 60_000;

const refused = (status: number, retryAfter?: number, code?: string): Outcome => ({ kind: 'refused', status, retryAfter, code });
const unsure: Outcome = { kind: 'unsure', detail: 'timeout' };
const unreached: Outcome = { kind: 'unreached', detail: 'ECONNREFUSED' };

/** Teams, as the outbox sees it: answers what was agreed for a message, attempt by attempt, and then takes it. */
class ScriptedTeams implements Sender {
  /** What was tried, in order: the words (a row's own id, see drafts), and after how many ms. */
  readonly tried: { readonly what: string; readonly at: number; readonly to: string; readonly target?: string | undefined }[] = [];
  private readonly script = new Map<string, (Outcome | Promise<Outcome>)[]>();

  answers(what: string, ...outcomes: readonly (Outcome | Promise<Outcome>)[]): void {
    this.script.set(what, [...outcomes]);
  }

  /** Leaves the message unanswered until the returned function is called. */
  hangs(what: string): (outcome?: Outcome) => void {
    let answer!: (outcome: Outcome) => void;
    this.answers(what, new Promise<Outcome>((resolve) => (answer = resolve)));
    return (outcome = { kind: 'delivered', activityId: `m-${what}` }) => answer(outcome);
  }

  async send(address: Address, body: Message, target?: string): Promise<Outcome> {
    const what = 'text' in body ? body.text : body.summary;
    this.tried.push({ what, at: clock.now() - start, to: address.conversationId, target });
    return this.script.get(what)?.shift() ?? { kind: 'delivered', activityId: target ?? `m-${what}` };
  }

  get words(): string[] {
    return this.tried.map(({ what }) => what);
  }

  /** When this was tried, in ms. */
  times(what: string): number[] {
    return this.tried.flatMap((each) => (each.what === what ? each.at : []));
  }
}

let url: string;
let store: Store;
let teams: ScriptedTeams;
let random: number;
let deliverers: Deliverer[];

beforeEach(async () => {
  url = freshSqlite();
  store = await openStore(url);
  teams = new ScriptedTeams();
  random = 0.5;
  deliverers = [];
  clock.start(start);
});
afterEach(async () => {
  clock.stop();
  await Promise.all(deliverers.map((each) => each.stop()));
  await store.close();
});

/** One process's deliverer, at work. */
function deliverer(over: { log?: Log; store?: Store } = {}): Deliverer {
  const made = new Deliverer({
    store,
    sender: teams,
    consolation: (conversation) => ({ kind: 'text', text: `sorry, ${conversation.answers.length}` }),
    now: clock.now,
    random: () => random,
    log: silentLog,
    ...over,
  });
  deliverers.push(made);
  made.start();
  return made;
}

/** A turn of Kari's, or of another one, that says this. */
const turn = (...out: readonly Draft[]): Promise<void> => turnOf('kari', ...out);
const turnOf = (who: string, ...out: readonly Draft[]): Promise<void> => heard(store, who, clock.now(), ...out);

async function ends(): Promise<Record<string, string>> {
  return Object.fromEntries((await rowsOf(url)).map(({ id, status }) => [id, status]));
}
async function row(id: string): Promise<Settled | undefined> {
  return (await rowsOf(url)).find((each) => each.id === id);
}

/** A process that claims the next row and is killed before it can say what came of it. */
async function killedWhileSending(doubt = false): Promise<void> {
  const [lane] = await store.outbox.lease(clock.now(), lease, 1);
  const head = lane && (await store.outbox.head(lane, clock.now()));
  if (!lane || !head) throw new Error('nothing is due');
  expect(await store.outbox.claim(lane, head, clock.now(), lease, doubt)).toBe(true);
}

describe('what is committed is sent', () => {
  test('in order, as soon as there is a nudge, and body and message id are noted', async () => {
    const nudged = deliverer();
    await turn(text('a'), card('b'), text('c'));
    nudged.nudge();
    await clock.advance(0);
    expect(teams.words).toEqual(['a', 'b', 'c']);
    expect(await ends()).toEqual({ a: 'sent', b: 'sent', c: 'sent' });
    expect(await store.outbox.activityOf('b')).toBe('m-b');
  });

  test('within a second when the nudge was for another process', async () => {
    deliverer();
    await clock.advance(0);
    await turn(text('a'));
    await clock.advance(1_000);
    expect(teams.words).toEqual(['a']);
  });

  test('after a restart, if it was not before', async () => {
    await turn(text('a'));
    deliverer();
    await clock.advance(0);
    expect(teams.words).toEqual(['a']);
  });

  test('to the address the person was last heard from', async () => {
    await turn(text('a'));
    const old = (await store.conversation('kari'))!;
    await store.commit({ now: start, conversation: { ...old, address: { ...old.address, conversationId: 'moved' } }, out: [text('b')] });
    deliverer();
    await clock.advance(0);
    expect(teams.tried.map(({ what, to }) => [what, to])).toEqual([['a', 'moved'], ['b', 'moved']]);
  });

  test('once, however many deliverers look at the same outbox at once', async () => {
    const people = Array.from({ length: 20 }, (_, i) => `chat ${i}`);
    const all = [deliverer(), deliverer(), deliverer()];
    for (const who of people) await turnOf(who, ...['1', '2', '3'].map((n) => text(`${who}: ${n}`, who)));
    for (const each of all) each.nudge();
    await clock.advance(5_000);
    expect([...teams.words].sort()).toEqual(people.flatMap((who) => ['1', '2', '3'].map((n) => `${who}: ${n}`)).sort());
    for (const who of people)
      expect(teams.words.filter((what) => what.startsWith(`${who}:`))).toEqual(['1', '2', '3'].map((n) => `${who}: ${n}`));
  });

  test('to everybody else while one conversation hangs, and there in order when it no longer does', async () => {
    const answer = teams.hangs('a');
    await turn(text('a'), text('b'));
    for (let i = 0; i < 30; i += 1) await turnOf(`chat ${i}`, text(`to ${i}`, `chat ${i}`));
    deliverer();
    await clock.advance(5_000);
    expect(teams.words).toHaveLength(31);
    expect(teams.words).not.toContain('b');
    answer();
    await clock.advance(0);
    expect(teams.words.at(-1)).toBe('b');
  });

  test('replies before pushes', async () => {
    for (let i = 0; i < 20; i += 1) await turnOf(`new ${i}`, text(`push ${i}`, `new ${i}`, 'push'));
    await turn(text('reply'));
    deliverer();
    await clock.advance(0);
    expect(teams.words[0]).toBe('reply');
    expect(teams.words).toHaveLength(21);
  });

  test('but not to a conversation that was forgotten meanwhile', async () => {
    await turn(text('a'));
    await store.purge({ now: start, answersBefore: 0, seenBefore: 0, settledBefore: 0, conversationsBefore: start + 1 });
    deliverer();
    await clock.advance(0);
    expect(teams.words).toEqual([]);
    expect(await row('a')).toMatchObject({ status: 'cancelled', body: '' });
  });

  test('also after the store was out of reach for a while', async () => {
    let down = true;
    const outbox = { ...store.outbox, lease: (...args: Parameters<Store['outbox']['lease']>) => (down ? Promise.reject(new Error('down')) : store.outbox.lease(...args)) };
    const patient = deliverer({ store: { ...store, outbox } });
    await turn(text('a'));
    await clock.advance(20_000);
    expect(patient.alive(15_000)).toBe(false);
    down = false;
    await clock.advance(1_000);
    expect(teams.words).toEqual(['a']);
    expect(patient.alive(15_000)).toBe(true);
  });
});

/** HR has a channel. */
async function withChannel(): Promise<void> {
  const channel = { tenant: 't', serviceUrl: 'http://teams.example/', botId: '28:bot', team: '19:hr', channel: '19:saker' };
  await store.commit({ now: start, desk: { channel }, out: [] });
}

/** Opens a case, whose card is its number; the row that does. */
async function openCase(number: number): Promise<string> {
  const { case: one, entry } = open(reportOf(number));
  const root = { ...card(`${number}`, `case:${number}`), id: rootRow(one) };
  await store.commit({ now: clock.now(), cases: [{ version: 0, case: one, entries: [entry] }], out: [root] });
  return root.id;
}

describe('in HR’s channel', () => {
  test('words go at once while more cards are to be drawn again than there is room for, and then those are drawn, the newest picture of each', async () => {
    await withChannel();
    const numbers = Array.from({ length: 30 }, (_, i) => 1_001 + i);
    const roots = [];
    for (const number of numbers) roots.push(await openCase(number));
    const nudged = deliverer();
    await clock.advance(60_000);
    for (const [index, number] of numbers.entries()) await turn(redraw(`${number} old`, roots[index]!, `case:${number}`));
    nudged.nudge();
    await clock.advance(20_000);
    const drawn = teams.words.filter((what) => what.endsWith('old'));
    expect(drawn).toHaveLength(12);
    const undrawn = numbers.filter((number) => !drawn.includes(`${number} old`));
    for (const number of undrawn) await turn(redraw(`${number} new`, roots[numbers.indexOf(number)]!, `case:${number}`));
    for (const number of numbers) {
      const before = clock.now() - start;
      await turn(text(`word in ${number}`, `case:${number}`));
      nudged.nudge();
      await clock.advance(700);
      expect(teams.times(`word in ${number}`)).toEqual([before]);
    }
    await clock.advance(60_000);
    expect(teams.words.filter((what) => what.endsWith('new')).toSorted()).toEqual(undrawn.map((number) => `${number} new`));
    expect(teams.words.filter((what) => what.endsWith('old'))).toHaveLength(12);
  });
});

describe('what Teams does not take now is sent again', () => {
  test('throttled in one thread of HR’s channel, all threads wait as long, and then go on in the order they were written in', async () => {
    await withChannel();
    for (const number of [1001, 1002]) await openCase(number);
    teams.answers('1002', refused(429, 2_500));
    const nudged = deliverer();
    await clock.advance(0);
    await clock.advance(1_000);
    await openCase(1003);
    await clock.advance(1);
    await store.commit({ now: clock.now(), out: [text('in 1001', 'case:1001')] });
    await turn(text('to Kari'));
    nudged.nudge();
    await clock.advance(1_498);
    expect(teams.words).toEqual(['1001', '1002', 'to Kari']);
    await clock.advance(2);
    expect(teams.tried.slice(3)).toMatchObject(['1002', '1003', 'in 1001'].map((what) => ({ what, at: 2_501 })));
    expect(teams.tried.at(-1)?.to).toBe('19:saker;messageid=m-1001');
  });

  test.each([401, 408, 412, 429, 502, 503, 504])('after a %d, as often as it takes, and what waits behind it keeps its place', async (status) => {
    teams.answers('a', ...Array.from({ length: 6 }, () => refused(status)));
    await turn(text('a'), text('b'));
    deliverer();
    await clock.advance(60_000);
    expect(teams.words).toEqual(['a', 'a', 'a', 'a', 'a', 'a', 'a', 'b']);
    expect(await row('a')).toMatchObject({ status: 'sent', attempts: 7, doubts: 0 });
  });

  test('when Retry-After says so, to the millisecond', async () => {
    teams.answers('a', refused(429, 7_777));
    await turn(text('a'));
    const nudged = deliverer();
    await clock.advance(7_776);
    nudged.nudge();
    await clock.advance(0);
    expect(teams.times('a')).toEqual([0]);
    await clock.advance(1);
    nudged.nudge();
    await clock.advance(0);
    expect(teams.times('a')).toEqual([0, 7_777]);
  });

  test.each([
    ['half of the pause where chance says 0', 0, [500, 1_000, 2_000, 4_000]],
    ['nearly all of it where chance says nearly 1', 1 - Number.EPSILON, [1_000, 2_000, 4_000, 8_000]],
  ])('without a Retry-After: after %s, and the pause doubles', async (_, chance, pauses) => {
    random = chance;
    teams.answers('a', ...pauses.map(() => refused(429)));
    await turn(text('a'));
    const nudged = deliverer();
    await clock.advance(0);
    for (const pause of pauses) {
      const before = teams.tried.length;
      await clock.advance(pause - 1);
      nudged.nudge();
      await clock.advance(0);
      expect(teams.tried).toHaveLength(before);
      await clock.advance(1);
      nudged.nudge();
      await clock.advance(0);
      expect(teams.tried).toHaveLength(before + 1);
    }
    expect(await ends()).toEqual({ a: 'sent' });
  });

  test('at the next chance when it certainly did not leave, which leaves no doubt', async () => {
    teams.answers('a', unreached, unreached, unreached);
    await turn(text('a'));
    deliverer();
    await clock.advance(20_000);
    expect(await row('a')).toMatchObject({ status: 'sent', attempts: 4, doubts: 0 });
  });

  test('for a day and no longer; then the lane goes on', async () => {
    teams.answers('a', ...Array.from({ length: 2_000 }, () => refused(503)));
    await turn(text('a'), text('b'));
    const nudged = deliverer();
    await clock.advance(0);
    while ((await row('a'))?.status === 'pending') {
      expect(clock.now()).toBeLessThan(start + day + 10 * 60_000);
      clock.jump(60_000);
      nudged.nudge();
      await clock.advance(0);
    }
    expect(await row('a')).toMatchObject({ status: 'failed', reason: 'gave up after a day: 503' });
    expect(clock.now()).toBeGreaterThan(start + day - 10 * 60_000);
    expect(teams.words.at(-1)).toBe('b');
  });
});

describe('nothing is sent twice knowingly', () => {
  test.each([
    ['no answer came', unsure, 'timeout'],
    ['Teams had an error that says nothing', refused(500), '500'],
  ])('where %s, it goes again once, and then the row is uncertain and the lane goes on', async (_, outcome, reason) => {
    teams.answers('a', outcome, outcome, outcome);
    await turn(text('a'), text('b'));
    deliverer();
    await clock.advance(60_000);
    expect(teams.words).toEqual(['a', 'a', 'b']);
    expect(await row('a')).toMatchObject({ status: 'uncertain', reason, attempts: 2, body: '' });
  });

  test('a doubt is remembered over refusals that leave none', async () => {
    teams.answers('a', unsure, refused(429), refused(503), unsure);
    await turn(text('a'));
    deliverer();
    await clock.advance(60_000);
    expect(teams.words).toEqual(['a', 'a', 'a', 'a']);
    expect(await ends()).toEqual({ a: 'uncertain' });
  });

  test('a card that may have arrived is not apologised for', async () => {
    teams.answers('a', unsure, unsure);
    await turn(card('a'));
    deliverer();
    await clock.advance(60_000);
    expect(teams.words).toEqual(['a', 'a']);
  });

  test('what a killed process was sending goes once more, and not before its lease has ended', async () => {
    await turn(text('a'), text('b'));
    await killedWhileSending();
    deliverer();
    await clock.advance(lease - 1_000);
    expect(teams.words).toEqual([]);
    await clock.advance(1_000);
    expect(teams.words).toEqual(['a', 'b']);
    expect(await row('a')).toMatchObject({ status: 'sent', attempts: 2, doubts: 1 });
  });

  test('what was being sent when two processes were killed, one after the other, is uncertain, and whoever wrote it is told', async () => {
    await turn({ ...text('a'), concern: { place: 'kari', late: 'late', lost: 'lost' } }, text('b'));
    await killedWhileSending();
    await clock.advance(lease);
    await killedWhileSending(true);
    deliverer();
    await clock.advance(lease);
    expect(teams.words).toEqual(['b', 'lost']);
    expect(await row('a')).toMatchObject({ status: 'uncertain', reason: 'stopped while sending', body: '' });
  });

  test('a killed process and a timeout are two doubts, too', async () => {
    await turn(text('a'));
    await killedWhileSending();
    teams.answers('a', unsure);
    deliverer();
    await clock.advance(2 * lease);
    expect(teams.words).toEqual(['a']);
    expect(await ends()).toEqual({ a: 'uncertain' });
  });

  test('what was being sent by a process killed over a day ago is uncertain, and comes no more', async () => {
    await turn(text('a'));
    await killedWhileSending();
    clock.jump(day);
    deliverer();
    await clock.advance(0);
    expect(teams.words).toEqual([]);
    expect(await ends()).toEqual({ a: 'uncertain' });
  });

  test('an answer that came too late is not believed, for the row is another’s by then', async () => {
    const answer = teams.hangs('a');
    const warnings: string[] = [];
    await turn(text('a'));
    deliverer({ log: { ...silentLog, warn: (_, message) => warnings.push(message) } });
    await clock.advance(lease - 1);
    expect(teams.words).toEqual(['a']);
    await clock.advance(1_001);
    expect(teams.words).toEqual(['a', 'a']);
    expect(await ends()).toEqual({ a: 'sent' });
    answer(refused(400));
    await clock.advance(0);
    expect(await ends()).toEqual({ a: 'sent' });
    expect(warnings).toContain('a lane was lost while sending');
  });
});

describe('what Teams will never take', () => {
  test.each([400, 413])('with %d: that card fails, the person is told once, and the lane goes on', async (status) => {
    teams.answers('a', refused(status, undefined, 'BadSyntax'));
    await turn(card('a'), text('b'));
    deliverer();
    await clock.advance(60_000);
    expect(teams.words).toEqual(['a', 'b', 'sorry, 0']);
    expect(await row('a')).toMatchObject({ status: 'failed', reason: `${status} BadSyntax`, body: '' });
  });

  test('nobody is consoled over a consolation, nor over plain words', async () => {
    teams.answers('a', refused(400));
    teams.answers('b', refused(413));
    teams.answers('sorry, 0', refused(400));
    await turn(card('a'), text('b'), text('c'));
    deliverer();
    await clock.advance(60_000);
    expect(teams.words).toEqual(['a', 'b', 'c', 'sorry, 0']);
  });

  test.each([403, 404])('after %d for a conversation all that waits there fails with that reason, and is not tried', async (status) => {
    teams.answers('a', refused(status, undefined, 'Gone'));
    await turn(card('a'), text('b'), card('c'));
    await turnOf('ola', text('o', 'ola'));
    const nudged = deliverer();
    await clock.advance(0);
    expect([...teams.words].sort()).toEqual(['a', 'o']);
    const failed = { status: 'failed', reason: `${status} Gone`, body: '' };
    for (const id of ['a', 'b', 'c']) expect(await row(id)).toMatchObject(failed);

    // Somebody else's words to Kari fail as well, for as long as nothing is heard from her.
    await turnOf('ola', text('d', 'kari'));
    nudged.nudge();
    await clock.advance(0);
    expect(await row('d')).toMatchObject(failed);

    await turn(text('e'));
    nudged.nudge();
    await clock.advance(0);
    expect(teams.words.at(-1)).toBe('e');
    expect(await ends()).toMatchObject({ e: 'sent' });
  });

  test('what a person is told who is heard from just when the lane is cleared is sent at once', async () => {
    teams.answers('a', refused(403));
    const { failWaiting } = store.outbox;
    const outbox: Store['outbox'] = {
      ...store.outbox,
      async failWaiting(lane, now, reason) {
        await turn(text('b'));
        return failWaiting(lane, now, reason);
      },
    };
    await turn(text('a'));
    deliverer({ store: { ...store, outbox } });
    await clock.advance(0);
    expect(teams.words).toEqual(['a', 'b']);
    expect(await ends()).toEqual({ a: 'failed', b: 'sent' });
  });

  test('a redraw of a message that is gone fails alone', async () => {
    teams.answers('1', refused(404, undefined, 'ActivityNotFoundInConversation'));
    await turn(card('card'), redraw('1', 'card'), text('b'));
    deliverer();
    await clock.advance(0);
    expect(teams.words).toEqual(['card', 'b', '1']);
    expect(await ends()).toEqual({ card: 'sent', 1: 'failed', b: 'sent' });
  });
});

describe('redraws', () => {
  test('replace the message that the card became', async () => {
    await turn(card('card'), redraw('1', 'card'));
    deliverer();
    await clock.advance(0);
    expect(teams.tried.map(({ what, target }) => [what, target])).toEqual([['card', undefined], ['1', 'm-card']]);
  });

  test('of a card that was never sent are cancelled', async () => {
    teams.answers('card', refused(400));
    await turn(card('card'), redraw('1', 'card'), text('b'));
    deliverer();
    await clock.advance(0);
    expect(teams.words).toEqual(['card', 'b', 'sorry, 0']);
    expect(await row('1')).toMatchObject({ status: 'cancelled', reason: 'what it redraws was never sent' });
  });

  test('come at most once in ten seconds, the latest one, and hold up nothing that is said meanwhile', async () => {
    await turn(card('card'));
    const nudged = deliverer();
    await clock.advance(0);
    for (let i = 0; i < 24; i += 1) {
      await turn(redraw(`picture ${i}`, 'card'), text(`word ${i}`));
      nudged.nudge();
      await clock.advance(1_000);
    }
    await clock.advance(10_000);
    const pictures = teams.tried.filter(({ target }) => target);
    expect(pictures.map(({ what, at }) => [what, at])).toEqual([
      ['picture 0', 0],
      ['picture 9', 10_000],
      ['picture 19', 20_000],
      ['picture 23', 30_000],
    ]);
    for (let i = 0; i < 24; i += 1) expect(teams.times(`word ${i}`)).toEqual([i * 1_000]);
  });
});

describe('a stop', () => {
  const stopped = (each: Deliverer): { done: boolean } => {
    const state = { done: false };
    void each.stop().then(() => (state.done = true));
    return state;
  };

  test('waits for the send in hand, writes down what came of it, and leaves the rest to the next start, at once', async () => {
    const answer = teams.hangs('a');
    await turn(text('a'), text('b'));
    const first = deliverer();
    await clock.advance(0);
    const stop = stopped(first);
    await clock.advance(5_000);
    expect(stop.done).toBe(false);
    answer();
    await clock.advance(0);
    expect(stop.done).toBe(true);
    expect(teams.words).toEqual(['a']);
    expect(await ends()).toEqual({ a: 'sent', b: 'pending' });

    deliverer();
    await clock.advance(0);
    expect(teams.words).toEqual(['a', 'b']);
    expect(await row('b')).toMatchObject({ attempts: 1, doubts: 0 });
  });

  test('is over before anything else can be sent, also when it comes while the outbox is being read', async () => {
    await turn(text('a'));
    const first = deliverer();
    await first.stop();
    const before = teams.words.length;
    first.nudge();
    await turnOf('ola', text('o', 'ola'));
    await clock.advance(60_000);
    expect(teams.words).toHaveLength(before);
    deliverer();
    await clock.advance(0);
    expect([...teams.words].sort()).toEqual(['a', 'o']);
  });
});

test('a person is told at most once a minute that the store is out of reach, each for themselves', async () => {
  const only = deliverer();
  const address = { tenant: 't', conversationId: 'kari', serviceUrl: 'http://teams.example/', botId: '28:bot', userId: '29:kari', scope: 'personal' } as const;
  for (const who of ['kari', 'kari', 'ola']) await only.apologise(who, address, `sorry ${who}`);
  await clock.advance(59_999);
  await only.apologise('kari', address, 'sorry kari');
  expect(teams.words).toEqual(['sorry kari', 'sorry ola']);
  await clock.advance(1);
  await only.apologise('kari', address, 'sorry kari');
  expect(teams.words).toHaveLength(3);
});
