import { Deliverer } from '../../src/app/deliver';
import type { Sender, Store } from '../../src/app/ports';
import { open } from '../../src/core/case/act';
import { rootRow } from '../../src/core/case/rows';
import { openStore } from '../../src/store/store';
import { reportOf } from '../support/cases';
import { card, heard, redraw, start, text } from '../support/drafts';
import { clock } from '../support/fake-clock';
import { silentLog } from '../support/silent-log';
import { freshSqlite, query } from '../support/stores';
import { Throttle } from '../support/teams-stand-in/limits';

/** Three processes' deliverers before a Teams that counts, and takes its time to answer. */
interface Scene {
  readonly store: Store;
  readonly throttle: Throttle;
  /** What arrived, in order: the words, and after how many ms. */
  readonly arrived: { readonly what: string; readonly at: number }[];
  readonly deliverers: readonly Deliverer[];
  nudge(): void;
}

const latency = 40;
let scene: Scene;
let url: string;

beforeEach(async () => {
  url = freshSqlite();
  clock.start(start);
  const store = await openStore(url);
  const throttle = new Throttle(clock.now);
  throttle.set({ channelAsOne: true, perSecond: 1_000 });
  const arrived: { what: string; at: number }[] = [];
  const sender: Sender = {
    async send(address, body, target) {
      const what = 'text' in body ? body.text : body.summary;
      const refused = throttle.refuse({ operation: 'send' }, address.conversationId);
      if (refused === undefined) arrived.push({ what, at: clock.now() - start });
      await new Promise<void>((resolve) => setTimeout(resolve, latency));
      return refused === undefined ? { kind: 'delivered', activityId: target ?? `m-${what}` } : { kind: 'refused', status: 429, retryAfter: refused * 1_000 };
    },
  };
  const deliverers = [1, 2, 3].map(
    () => new Deliverer({ store, sender, consolation: () => ({ kind: 'text', text: 'sorry' }), now: clock.now, random: () => 0.5, log: silentLog }),
  );
  for (const each of deliverers) each.start();
  scene = { store, throttle, arrived, deliverers, nudge: () => deliverers.forEach((each) => each.nudge()) };
});
afterEach(async () => {
  clock.stop();
  await Promise.all(scene.deliverers.map((each) => each.stop()));
  await scene.store.close();
});

const words = (count: number, of = 'word'): string[] => Array.from({ length: count }, (_, i) => `${of} ${i + 1}`);
const arrivedOf = (which: (what: string) => boolean): string[] => scene.arrived.flatMap(({ what }) => (which(what) ? what : []));
const at = (what: string): number => scene.arrived.find((each) => each.what === what)?.at ?? NaN;

test('thirty words to one person at once come whole, in order and as soon as Teams bears them, and nobody else waits', async () => {
  const { store, arrived, throttle, nudge } = scene;
  await heard(store, 'kari', start, ...words(30).map((word) => text(word)));
  await heard(store, 'ola', start, text('to ola', 'ola'));
  nudge();
  await clock.advance(20_000);
  expect(arrivedOf((what) => what !== 'to ola')).toEqual(words(30));
  expect(at('to ola')).toBeLessThan(latency);
  // Eight in two seconds: the last six begin after three times that.
  expect(arrived.at(-1)?.at).toBeLessThan(8_000);
  expect(throttle.stats()).toMatchObject({ throttled: 0 });
});

test('so they do where they come one by one, to whichever process, and the hour and the half minute bear them, too', async () => {
  const { store, throttle, deliverers } = scene;
  for (const [index, word] of words(90).entries()) {
    await heard(store, 'kari', clock.now(), text(word));
    deliverers[index % 3]?.nudge();
    await clock.advance(120);
  }
  await clock.advance(60_000);
  expect(arrivedOf(() => true)).toEqual(words(90));
  expect(at('word 60')).toBeLessThan(20_000);
  expect(at('word 61')).toBeGreaterThanOrEqual(30_000);
  expect(at('word 61')).toBeLessThan(30_100);
  expect(throttle.stats()).toMatchObject({ throttled: 0 });
});

test('words go before a card that is to be drawn again, and what waits costs no write for each message', async () => {
  const { store, arrived, throttle, nudge } = scene;
  await heard(store, 'kari', start, card('card'));
  nudge();
  await clock.advance(20_000);
  await heard(store, 'kari', clock.now(), redraw('again', 'card'), ...words(14).map((word) => text(word)));
  nudge();
  await clock.advance(1_500);
  await heard(store, 'kari', clock.now(), text('later'));
  nudge();
  await clock.advance(20_000);
  expect(arrived.map(({ what }) => what)).toEqual(['card', ...words(14), 'later', 'again']);
  expect(throttle.stats()).toMatchObject({ throttled: 0 });
  // Each was claimed once: waiting for room is no attempt.
  expect(await query(url, 'select max(attempts) as most from outbox')).toEqual([{ most: 1 }]);
});

test('twenty busy cases in HR’s channel: everything comes, in the order of each thread, the oldest first, without one refusal', async () => {
  const { store, arrived, throttle, nudge } = scene;
  const channel = { tenant: 't', serviceUrl: 'http://teams.example/', botId: '28:bot', team: '19:hr', channel: '19:saker' };
  await store.commit({ now: start, desk: { channel }, out: [] });
  const numbers = Array.from({ length: 20 }, (_, i) => 1_001 + i);
  for (const number of numbers) {
    const { case: one, entry } = open(reportOf(number));
    const root = { ...card(`${number}`, `case:${number}`), id: rootRow(one) };
    await store.commit({ now: clock.now(), cases: [{ version: 0, case: one, entries: [entry] }], out: [root] });
    for (const word of words(3, `${number}:`)) await heard(store, 'kari', clock.now(), text(word, `case:${number}`));
    await heard(store, 'kari', clock.now(), redraw(`${number} again`, rootRow(one), `case:${number}`));
  }
  await heard(store, 'kari', clock.now(), text('to kari'));
  nudge();
  await clock.advance(120_000);
  expect(at('to kari')).toBeLessThan(latency);
  for (const number of numbers) {
    const own = arrivedOf((what) => what.startsWith(`${number}`));
    expect(own.filter((what) => !what.endsWith('again'))).toEqual([`${number}`, ...words(3, `${number}:`)]);
    expect(own.filter((what) => what.endsWith('again'))).toHaveLength(1);
  }
  // Eighty words: sixty in half a minute, the others in the next.
  const last = Math.max(...arrived.filter(({ what }) => !what.endsWith('again')).map((each) => each.at));
  expect(last).toBeGreaterThan(30_000);
  expect(last).toBeLessThan(46_000);
  expect(throttle.stats()).toMatchObject({ throttled: 0 });
});
