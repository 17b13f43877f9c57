import type { Message, Sender } from '../../../src/app/ports';
import { Budget } from '../../../src/app/push/budget';
import { Pusher, pushSlots } from '../../../src/app/push/pusher';
import type { Outcome } from '../../../src/core/delivery';
import { house } from '../../support/conversation';
import { start } from '../../support/drafts';
import { clock } from '../../support/fake-clock';
import { gate, Ledger, settled } from '../../support/push-ports';
import { silentLog } from '../../support/silent-log';

const minute = 60_000;
const delivered: Outcome = { kind: 'delivered', activityId: 'm' };
const refused = (status: number): Outcome => ({ kind: 'refused', status });

let pushers: Pusher[];
let rested: number;

beforeEach(() => {
  clock.start(start);
  pushers = [];
  rested = 0;
});
afterEach(async () => {
  const stopped = Promise.all(pushers.map((one) => one.stop()));
  await clock.advance(minute);
  await stopped;
  clock.stop();
});

/** Sends what is due in the ledger. `answer`: what Teams says about the chat of this person, who is counted from 1. */
function pushing(ledger: Ledger, answer: (n: number, body: Message) => Outcome | Promise<Outcome> = () => delivered, perSecond = 600): Pusher {
  const sender: Sender = {
    send: async ({ conversationId }, body) => {
      ledger.did.push(`send ${conversationId.slice('chat-'.length)}`);
      return answer(Number(conversationId.slice('chat-'.length)), body);
    },
  };
  const budget = new Budget(async (_second, _limit, want) => want, perSecond, clock.now);
  const pusher = new Pusher({ store: ledger.store, sender, house: house(), budget, canRepair: true, rested: () => void (rested += 1), now: clock.now, random: () => 0, log: silentLog });
  pushers.push(pusher);
  pusher.start();
  return pusher;
}

const sent = ({ did }: Ledger): readonly string[] => did.filter((what) => what.startsWith('send'));

test('claims, sends and records, in this order; the card is made once for all of them, and whoever waits for the end is told', async () => {
  const ledger = new Ledger(2, 'reachable');
  pushing(ledger);
  await settled();
  expect(ledger.did.filter((what) => what !== 'read the push')).toEqual(['take 1 2', 'send 1', 'send 2', 'write 1 delivered', 'write 2 delivered']);
  expect(rested).toBe(1);
  const after = new Ledger(3, 'reachable');
  const bodies: Message[] = [];
  pushing(after, (_n, body) => (bodies.push(body), delivered), 1);
  await clock.advance(4_000);
  expect(bodies).toHaveLength(3);
  expect(new Set(bodies).size).toBe(1);
  expect(after.did.filter((what) => what === 'read the push')).toHaveLength(1);
});

test('no more are claimed than may be on their way, and the next as soon as one has ended', async () => {
  const ledger = new Ledger(pushSlots + 10, 'reachable');
  const held = gate<Outcome>();
  pushing(ledger, (n) => (n === 5 ? delivered : held.promise));
  await settled();
  // The fifth made room for one more.
  expect(sent(ledger)).toHaveLength(pushSlots + 1);
  expect(ledger.standings.filter((each) => each.endsWith('sending'))).toHaveLength(pushSlots);
  held.open(delivered);
  await settled();
  expect(new Set(ledger.standings.map((each) => each.split(': ')[1]))).toEqual(new Set(['delivered']));
});

test('no more are claimed than the second’s budget has room for', async () => {
  const ledger = new Ledger(30, 'reachable');
  const sender: Sender = { send: async () => (ledger.did.push('send'), delivered) };
  let left = 7;
  const budget = new Budget(async (_second, _limit, want) => ((want = Math.min(want, left)), (left -= want), want), 600, clock.now);
  const pusher = new Pusher({ store: ledger.store, sender, house: house(), budget, canRepair: true, rested: () => undefined, now: clock.now, random: () => 0, log: silentLog });
  pushers.push(pusher);
  pusher.start();
  await clock.advance(3_000);
  expect(sent(ledger)).toHaveLength(7);
  expect(ledger.standings.filter((each) => each.endsWith('reachable'))).toHaveLength(23);
});

test('where the store is away between send and record nothing is forgotten, and nobody is sent to again', async () => {
  const ledger = new Ledger(3, 'reachable');
  pushing(ledger, () => {
    ledger.away = true;
    return delivered;
  });
  await clock.advance(10_000);
  expect(ledger.standings).toEqual(['1: sending', '2: sending', '3: sending']);
  ledger.away = false;
  await clock.advance(1_000);
  expect(ledger.standings).toEqual(['1: delivered', '2: delivered', '3: delivered']);
  expect(sent(ledger)).toHaveLength(3);
});

test('a line that the store never takes holds up nobody; who has it has it, and who would have been tried again has failed', async () => {
  const ledger = new Ledger(6, 'reachable');
  ledger.poison = ({ n, at, activityId }) => (n === 2 && activityId !== undefined) || (n === 4 && at !== undefined);
  pushing(ledger, (n) => (n === 4 ? refused(502) : delivered));
  await clock.advance(30 * minute);
  expect(ledger.standings).toEqual(['1: delivered', '2: delivered', '3: delivered', '4: failed', '5: delivered', '6: delivered']);
  expect(sent(ledger)).toHaveLength(6);
});

test('even one of whom nothing can be written holds up nobody', async () => {
  const ledger = new Ledger(6, 'reachable');
  ledger.poison = ({ n }) => n === 2;
  pushing(ledger);
  await clock.advance(20_000);
  // Whoever sweeps calls her uncertain when the lease is over.
  expect(ledger.standings.filter((each) => !each.endsWith('delivered'))).toEqual(['2: sending']);
  expect(sent(ledger)).toHaveLength(6);
});

test('a sender that breaks leaves her uncertain, and a push that cannot be read is tried again', async () => {
  const ledger = new Ledger(2, 'reachable');
  pushing(ledger, (n) => (n === 1 ? Promise.reject(new TypeError('ours')) : delivered));
  await settled();
  expect(ledger.standings).toEqual(['1: uncertain', '2: delivered']);
  const unread = new Ledger(1, 'reachable');
  const { campaigns } = unread.store;
  const read = campaigns.numbered;
  let faults = 1;
  (campaigns as { numbered: typeof read }).numbered = (number) => (faults-- > 0 ? Promise.reject(new Error('away')) : read(number));
  pushing(unread);
  await settled();
  expect([unread.standings, sent(unread)]).toEqual([['1: retry'], []]);
  await clock.advance(10_000);
  expect(unread.standings).toEqual(['1: delivered']);
});

test('one who is to be tried again is, when it is time and not a look later', async () => {
  const ledger = new Ledger(1, 'reachable');
  let tries = 0;
  pushing(ledger, () => ((tries += 1) === 1 ? { kind: 'refused', status: 429, retryAfter: 1_500 } : delivered));
  await clock.advance(1_499);
  expect(tries).toBe(1);
  await clock.advance(150);
  expect(ledger.standings).toEqual(['1: delivered']);
});

test('one whose chat nobody knows cannot be sent to', async () => {
  const ledger = new Ledger(1, 'reachable');
  Object.assign(ledger.lines[0]!, { conversation: undefined });
  pushing(ledger);
  await settled();
  expect([ledger.standings, sent(ledger)]).toEqual([['1: no-app:not-installed'], []]);
});

test('a nudge is a look at once, and without one it looks every second', async () => {
  const ledger = new Ledger(2, 'reachable');
  for (const line of ledger.lines) line.dueAt = start + (line.n === 1 ? 300 : 1_200);
  const pusher = pushing(ledger);
  await clock.advance(310);
  expect(sent(ledger)).toEqual([]);
  pusher.nudge();
  await clock.advance(10);
  expect(sent(ledger)).toEqual(['send 1']);
  await clock.advance(2_000);
  expect(sent(ledger)).toEqual(['send 1', 'send 2']);
});

test('whoever is told to stop takes nobody new, and is done when those in hand are written down', async () => {
  const ledger = new Ledger(pushSlots + 5, 'reachable');
  const held = gate<Outcome>();
  const pusher = pushing(ledger, () => held.promise);
  await settled();
  let stopped = false;
  const stopping = pusher.stop().then(() => (stopped = true));
  await clock.advance(5_000);
  expect(stopped).toBe(false);
  held.open(delivered);
  await settled();
  await stopping;
  expect(ledger.standings.filter((each) => each.endsWith('delivered'))).toHaveLength(pushSlots);
  expect(ledger.standings.filter((each) => each.endsWith('reachable'))).toHaveLength(5);
});
