import fc from 'fast-check';
import { type Commit, type Draft, isAtDesk, type Lane, type Row, type Settlement, type Store } from '../../src/app/ports';
import { readFeedback } from '../../src/store/feedback';
import { openStore } from '../../src/store/store';
import { open } from '../../src/core/case/act';
import { reportOf } from '../support/cases';
import { addressOf, card, commitOf, heard, redraw, start, text } from '../support/drafts';
import { engines, query, rowsOf } from '../support/stores';

const minute = 60_000;
const lease = 30_000;
const forEver = Number.MAX_SAFE_INTEGER;

/** The one that is there, for tests that know that it is. */
function one<T>(all: readonly T[]): T {
  expect(all).toHaveLength(1);
  return all[0] as T;
}

engines((fresh, engine) => {
  let url: string;
  let store: Store;

  beforeEach(async () => {
    url = await fresh();
    store = await openStore(url);
  });
  afterEach(() => store.close());

  /** The only lane that is due. */
  const leased = async (now = start): Promise<Lane> => one(await store.outbox.lease(now, lease, 100));
  const headOf = async (lane: Lane, now = start): Promise<Row> => {
    const row = await store.outbox.head(lane, now);
    if (!row) throw new Error('nothing is due');
    return row;
  };
  const claim = (lane: Lane, row: Row, now = start, doubt = false): Promise<boolean> => store.outbox.claim(lane, row, now, lease, doubt);
  const settle = (lane: Lane, row: Row, settlement: Settlement, now = start): Promise<boolean> => store.outbox.settle(lane, row, now, settlement);
  const released = async (lane: Lane, now = start): Promise<void> => expect(await store.outbox.release(lane, now)).toBe(true);
  /** Sends all that is due, as ids, the way they went out. */
  const sent = async (now = start): Promise<string[]> => {
    const ids: string[] = [];
    for (const lane of await store.outbox.lease(now, lease, 100)) {
      for (let row = await store.outbox.head(lane, now); row; row = await store.outbox.head(lane, now)) {
        ids.push(row.id);
        await settle(lane, row, { kind: 'sent', activityId: `m-${row.id}` }, now);
        if (isAtDesk(lane.conversation)) break;
      }
      await released(lane, now);
    }
    return ids;
  };
  const statuses = async (): Promise<Record<string, string>> => Object.fromEntries((await rowsOf(url)).map(({ id, status }) => [id, status]));

  describe('a commit', () => {
    test('keeps state and address, and counts the version up', async () => {
      expect(await store.conversation('kari')).toBeUndefined();
      expect(await store.commit(commitOf())).toBe('committed');
      expect(await store.conversation('kari')).toEqual({
        key: 'kari',
        version: 1,
        state: { guideVersion: 1, answers: [] },
        address: addressOf('kari'),
      });
      const commit = commitOf({ version: 1 });
      const state = { guideVersion: 2, answers: [{ question: 'q', choice: 'æøå 👋' }] };
      expect(await store.commit({ ...commit, conversation: { ...commit.conversation, state } })).toBe('committed');
      expect(await store.conversation('kari')).toMatchObject({ version: 2, state });
    });

    test.each([
      ['a new conversation that is there already', 0],
      ['an older version', 1],
      ['a version that is yet to come', 3],
    ])('of %s is lost, and nothing of it is written', async (_, version) => {
      await heard(store, 'kari', start);
      await heard(store, 'kari', start);
      const before = await store.conversation('kari');
      const seen = { key: 's', repeatsFor: forEver, answer: undefined };
      expect(await store.commit(commitOf({ version, seen, out: [text('a')] }))).toBe('lost');
      expect(await store.conversation('kari')).toEqual(before);
      expect(await store.seen('s')).toBeUndefined();
      expect(await rowsOf(url)).toEqual([]);
      expect(await sent()).toEqual([]);
    });

    test('of a message that was seen is a repeat, however late, and nothing of it is written', async () => {
      const seen = { key: 's', repeatsFor: forEver, answer: undefined };
      expect(await store.commit(commitOf({ seen }))).toBe('committed');
      const before = await store.conversation('kari');
      const later = commitOf({ version: 1, seen, now: start + 6 * 24 * 60 * minute, out: [text('a')] });
      expect(await store.commit(later)).toBe('repeat');
      expect(await store.conversation('kari')).toEqual(before);
      expect(await store.seen('s')).toEqual({ at: start, answer: undefined });
      expect(await rowsOf(url)).toEqual([]);
    });

    test('of the same press is a repeat within its minute, and a new press after it', async () => {
      const press = (answer: string, now: number, version: number): Commit =>
        commitOf({ now, version, seen: { key: 'p', repeatsFor: minute, answer: { kind: 'text', text: answer } } });
      expect(await store.commit(press('first', start, 0))).toBe('committed');
      expect(await store.commit(press('second', start + minute - 1, 1))).toBe('repeat');
      expect(await store.seen('p')).toEqual({ at: start, answer: { kind: 'text', text: 'first' } });
      expect(await store.commit(press('third', start + minute, 1))).toBe('committed');
      expect(await store.seen('p')).toEqual({ at: start + minute, answer: { kind: 'text', text: 'third' } });
      expect(await store.conversation('kari')).toMatchObject({ version: 2 });
    });

    test('of a lost press does not count as the press', async () => {
      const press = (version: number): Commit => commitOf({ version, seen: { key: 'p', repeatsFor: minute, answer: undefined } });
      expect(await store.commit(press(7))).toBe('lost');
      expect(await store.commit(press(0))).toBe('committed');
    });

    test.each([0, 1])('wins alone against nine others that read version %d too', async (version) => {
      if (version > 0) await heard(store, 'kari', start);
      const ends = await Promise.all(Array.from({ length: 10 }, (_, i) => store.commit(commitOf({ version, out: [text(`row ${i}`)] }))));
      expect([...ends].sort()).toEqual(['committed', ...Array.from({ length: 9 }, () => 'lost')]);
      expect(await sent()).toEqual([`row ${ends.indexOf('committed')}`]);
    });

    test('with a key wins alone against nine others with that key, whatever conversation they are of', async () => {
      const seen = { key: 's', repeatsFor: forEver, answer: undefined };
      const ends = await Promise.all(Array.from({ length: 10 }, (_, i) => store.commit(commitOf({ key: `chat ${i}`, seen, out: [text(`row ${i}`, `chat ${i}`)] }))));
      expect([...ends].sort()).toEqual(['committed', ...Array.from({ length: 9 }, () => 'repeat')]);
      expect(await sent()).toEqual([`row ${ends.indexOf('committed')}`]);
    });

    test('that fails halfway writes nothing', async () => {
      await heard(store, 'kari', start, text('a'));
      const seen = { key: 's', repeatsFor: forEver, answer: undefined };
      const { case: one, entry } = open(reportOf(1001));
      const twice = { version: 0, case: one, entries: [entry, entry] };
      await expect(store.commit({ ...commitOf({ version: 1, seen, out: [text('b')] }), cases: [twice] })).rejects.toThrow(/unique/i);
      expect(await store.cases.numbered(1001)).toBeUndefined();
      expect(await store.conversation('kari')).toMatchObject({ version: 1 });
      expect(await store.seen('s')).toBeUndefined();
      expect(await sent()).toEqual(['a']);
    });

    test('does not stand in the way of others that say something to the same conversations in another order', async () => {
      const keys = Array.from({ length: 6 }, (_, i) => `chat ${i}`);
      const rotated = (by: number): string[] => [...keys.slice(by), ...keys.slice(0, by)];
      const turnsOf = async (key: string, index: number): Promise<void> => {
        for (let i = 0; i < 5; i += 1) await heard(store, key, start, ...rotated(index).map((to) => text(`${key} ${i} to ${to}`, to)));
      };
      await Promise.all(keys.map(turnsOf));
      expect(await sent()).toHaveLength(6 * 5 * 6);
    });
  });

  describe('the outbox', () => {
    test('gives the rows of a lane in the order they went in', async () => {
      await heard(store, 'kari', start, text('a'), card('b'), text('c'));
      await heard(store, 'kari', start + 1, text('d'));
      expect(await sent(start + 1)).toEqual(['a', 'b', 'c', 'd']);
      expect(await sent(start + 1)).toEqual([]);
    });

    test('says of a row what it is and when it came', async () => {
      await heard(store, 'kari', start, card('a'));
      const lane = await leased();
      expect(lane).toEqual({ lane: 'kari|reply', conversation: 'kari', class: 'reply', fence: 1, blocked: undefined, sent: [] });
      expect(await headOf(lane)).toEqual({ id: 'a', lane: 'kari|reply', body: card('a').body, status: 'pending', attempts: 0, doubts: 0, createdAt: start });
    });

    test('gives replies before pushes, and what has waited longest first', async () => {
      await heard(store, 'push', start, text('p', 'push', 'push'));
      await heard(store, 'late', start + 2, text('l', 'late'));
      await heard(store, 'soon', start + 1, text('s', 'soon'));
      const order: string[] = [];
      for (let i = 0; i < 4; i += 1) order.push(...(await store.outbox.lease(start + 5, lease, 1)).map(({ conversation }) => conversation));
      expect(order).toEqual(['soon', 'late', 'push']);
    });

    test('never gives a lane to two who ask at once', async () => {
      for (let i = 0; i < 20; i += 1) await heard(store, `chat ${i}`, start, text(`row ${i}`, `chat ${i}`));
      const given = (await Promise.all(Array.from({ length: 6 }, () => store.outbox.lease(start, lease, 5)))).flat();
      given.push(...(await store.outbox.lease(start, lease, 100)));
      expect(given.map(({ lane }) => lane).sort()).toEqual(Array.from({ length: 20 }, (_, i) => `chat ${i}|reply`).sort());
    });

    test('keeps a leased lane when a row is put into it', async () => {
      await heard(store, 'kari', start, text('a'));
      const lane = await leased();
      await heard(store, 'kari', start + 1, text('b'));
      expect(await store.outbox.lease(start + lease - 1, lease, 1)).toEqual([]);
      expect(await settle(lane, await headOf(lane), { kind: 'sent' })).toBe(true);
      expect(await headOf(lane, start + 1)).toMatchObject({ id: 'b' });
    });

    test('keeps a pausing lane when a row is put into it', async () => {
      await heard(store, 'kari', start, text('a'));
      const lane = await leased();
      await settle(lane, await headOf(lane), { kind: 'again', at: start + 5_000 });
      await heard(store, 'kari', start + 1, text('b'));
      expect(await store.outbox.lease(start + 4_999, lease, 1)).toEqual([]);
      expect(await sent(start + 5_000)).toEqual(['a', 'b']);
    });

    test('keeps all of HR’s channel waiting while that pauses, and nobody else; then the oldest goes first', async () => {
      for (const [index, place] of ['case:1001', 'case:1002', 'desk', 'kari'].entries()) await heard(store, 'kari', start + index, text(place, place));
      const now = start + 10;
      const [lane] = await store.outbox.lease(now, lease, 1);
      await settle(lane!, await headOf(lane!, now), { kind: 'again', at: now + 5_000, pausesDesk: true }, now);
      await heard(store, 'kari', now, text('new', 'case:1003'));
      expect(await sent(now + 4_999)).toEqual(['kari']);
      expect(await sent(now + 5_000)).toEqual(['case:1001', 'case:1002', 'desk', 'new']);
    });

    test('keeps a card of HR’s channel waiting for longer than words when that pauses', async () => {
      await heard(store, 'kari', start, card('card', 'case:1001'));
      expect(await sent()).toEqual(['card']);
      await heard(store, 'kari', start + 20_000, redraw('picture', 'card', 'case:1001'));
      const lane = await leased(start + 20_000);
      await settle(lane, await headOf(lane, start + 20_000), { kind: 'again', at: start + 21_000, pausesDesk: true }, start + 20_000);
      await heard(store, 'kari', start + 20_001, text('word', 'case:1001'), text('other', 'case:1002'));
      expect(await sent(start + 21_000)).toEqual(['word', 'other']);
      expect(await sent(start + 30_999)).toEqual([]);
      expect(await sent(start + 31_000)).toEqual(['picture']);
    });

    test('ends a pause of HR’s channel no earlier for a shorter one', async () => {
      for (const place of ['case:1001', 'case:1002']) await heard(store, 'kari', start, text(place, place));
      for (const [index, lane] of (await store.outbox.lease(start, lease, 2)).entries())
        await settle(lane, await headOf(lane), { kind: 'again', at: start + 5_000 - index * 1_000, pausesDesk: true });
      expect(await sent(start + 4_999)).toEqual([]);
      expect(await sent(start + 5_000)).toHaveLength(2);
    });

    describe('in HR’s channel', () => {
      const cases = Array.from({ length: 40 }, (_, i) => `case:${1_001 + i}`);
      /** What goes out from now on, second by second: what is due, and then what is due after that. */
      const sentIn = async (seconds: number, from: number): Promise<string[]> => {
        const ids: string[] = [];
        for (let now = from; now < from + seconds * 1_000; now += 1_000) ids.push(...(await sent(now)));
        return ids;
      };
      const later = start + 60 * minute;

      beforeEach(async () => {
        await heard(store, 'kari', start, ...cases.map((place) => card(`card of ${place}`, place)));
        // As many as the channel bears: seven in one second, one in the next.
        expect(await sentIn(10, start)).toEqual(cases.map((place) => `card of ${place}`));
      });
      /** Each a moment after the one before. */
      const redrawAll = async (now: number): Promise<void> => {
        for (const [index, place] of cases.entries()) await heard(store, 'kari', now - cases.length + index, redraw(`again ${place}`, `card of ${place}`, place));
      };

      test('draws cards again one after the other, few in half a minute, in the order they became due', async () => {
        await redrawAll(later);
        expect(await sentIn(30, later)).toEqual(cases.slice(0, 12).map((place) => `again ${place}`));
        expect(await sentIn(30, later + 30_000)).toEqual(cases.slice(12, 24).map((place) => `again ${place}`));
      });

      test('hands out as many lanes as there is room for, the longest due first, and a message each', async () => {
        await heard(store, 'kari', later - 1, text('word', cases[0]), text('another', cases[0]));
        await heard(store, 'kari', later, ...cases.slice(1).map((place) => text(`word in ${place}`, place)));
        const [first, ...others] = await store.outbox.lease(later, lease, 100);
        expect(others).toHaveLength(6);
        for (const lane of [first!, ...others]) await settle(lane, await headOf(lane, later), { kind: 'sent' }, later + 10);
        expect(await store.outbox.lease(later + 1_009, lease, 100)).toEqual([]);
        // In two seconds it bears one more than in one.
        const [next] = await store.outbox.lease(later + 1_010, lease, 100);
        expect([first?.conversation, next?.conversation]).toEqual([cases[0], cases[0]]);
        await settle(next!, await headOf(next!, later), { kind: 'sent' }, later + 1_010);
        expect(await store.outbox.lease(later + 2_009, lease, 100)).toEqual([]);
        expect(await store.outbox.lease(later + 2_010, lease, 100)).toHaveLength(7);
      });

      test('counts what is on its way as sent just now, but not for ever: its process may be dead', async () => {
        await heard(store, 'kari', later, ...cases.map((place) => text(`word in ${place}`, place)));
        expect(await store.outbox.lease(later, lease, 100)).toHaveLength(7);
        expect(await store.outbox.lease(later + 5_999, lease, 100)).toEqual([]);
        expect(await store.outbox.lease(later + 6_000, lease, 100)).toHaveLength(1);
      });

      test('hands out no more where several processes ask at the same moment', async () => {
        await heard(store, 'kari', later, ...cases.map((place) => text(`word in ${place}`, place)));
        const others = engine === 'postgres' ? [await openStore(url), await openStore(url)] : [];
        const given = await Promise.all([store, ...others, store, ...others].map((each) => each.outbox.lease(later, lease, 5)));
        for (const each of others) await each.close();
        expect(given.flat()).toHaveLength(7);
      });

      test('says when there is room again for words that wait', async () => {
        await heard(store, 'kari', later, ...cases.slice(0, 10).map((place) => text(`word in ${place}`, place)));
        expect(await store.outbox.nextAt(later - 1)).toBe(later);
        expect(await sent(later + 10)).toHaveLength(7);
        expect(await store.outbox.nextAt(later + 20)).toBe(later + 1_010);
        expect(await sent(later + 1_010)).toHaveLength(1);
        expect(await store.outbox.nextAt(later + 1_010)).toBe(later + 2_010);
        expect(await sent(later + 2_010)).toHaveLength(2);
        expect(await store.outbox.nextAt(later + 2_010)).toBe(Infinity);
      });

      test('sends words at once while cards wait, in the same thread and in others, and counts them', async () => {
        const busy = async (now: number): Promise<string[]> => {
          await heard(store, 'kari', now, ...cases.slice(0, 4).map((place) => text(`${place} at ${now}`, place)));
          return sent(now);
        };
        await redrawAll(later);
        for (let now = later; now < later + 10_000; now += 1_000) expect(await busy(now)).toEqual(cases.slice(0, 4).map((place) => `${place} at ${now}`));
        // Nobody writes any more.
        const first = await sentIn(5, later + 10_000);
        expect(first.every((id) => id.startsWith('again'))).toBe(true);
        expect(first.length).toBeGreaterThan(0);
      });

      test('takes lanes in hand for messages', async () => {
        await heard(store, 'kari', later, ...cases.slice(0, 4).map((place) => text(`word in ${place}`, place)));
        expect(await store.outbox.lease(later, lease, 100)).toHaveLength(4);
        await redrawAll(later);
        expect(await store.outbox.lease(later + lease - 1, lease, 100)).toEqual([]);
      });

      test('takes words back at once, and empties the card of a deleted case', async () => {
        await heard(store, 'kari', later - minute, text('word', 'case:1001'));
        expect(await sent(later - minute)).toEqual(['word']);
        await redrawAll(later);
        expect(await sentIn(25, later)).toHaveLength(12);
        const now = later + 25_000;
        const empty = { ...redraw('empty', 'card of case:1040', 'case:1040'), concern: { place: 'kari', late: 'late', lost: 'lost' } };
        await heard(store, 'kari', now, { ...text('gone', 'case:1001'), body: { kind: 'retext', of: 'word', text: 'withdrawn' } }, empty);
        expect((await sent(now)).toSorted()).toEqual(['empty', 'gone']);
        // Also where the same thread has a card that waits.
        await heard(store, 'kari', now + 1, { ...text('gone, too', 'case:1039'), body: { kind: 'retext', of: 'card of case:1001', text: 'withdrawn' } });
        expect(await sent(now + 1)).toEqual(['gone, too']);
      });

      test('leaves cards of other conversations alone', async () => {
        const chats = Array.from({ length: 20 }, (_, i) => `chat ${i}`);
        await heard(store, 'kari', later - 20_000, ...chats.map((chat) => card(`card of ${chat}`, chat)));
        expect(await sent(later - 20_000)).toHaveLength(20);
        await heard(store, 'kari', later, ...chats.map((chat) => redraw(`again ${chat}`, `card of ${chat}`, chat)));
        expect(await sent(later)).toHaveLength(20);
      });
    });

    test('says when something last went to a chat, newest first and for an hour: replies, cards that were drawn again, reminders', async () => {
      await heard(store, 'kari', start, card('card'), redraw('again', 'card'), text('reminder', 'kari', 'push'), text('never', 'ola'));
      const lanes = await store.outbox.lease(start, lease, 100);
      for (const [index, lane] of lanes.toSorted((a, b) => (a.lane < b.lane ? -1 : 1)).entries()) {
        for (let row = await store.outbox.head(lane, start + index); row; row = await store.outbox.head(lane, start + index))
          await settle(lane, row, lane.conversation === 'ola' ? { kind: 'cancelled' } : { kind: 'sent' }, start + index);
        await released(lane, start + index);
      }
      await heard(store, 'kari', start + minute, text('a'), text('b', 'ola'));
      const sends = async (now: number): Promise<object> => Object.fromEntries((await store.outbox.lease(now, lease, 100)).map((lane) => [lane.conversation, lane.sent]));
      expect(await sends(start + minute)).toEqual({ kari: [start + 1, start + 1, start], ola: [] });
      expect(await sends(start + 60 * minute)).toEqual({ kari: [start + 1, start + 1], ola: [] });
    });

    test('tells once whom it concerns that words are late: of the first of each lane, and not where nobody is concerned', async () => {
      const concern = { place: 'kari', late: 'late', lost: 'lost' };
      const thread = 'case:1001';
      await heard(store, 'kari', start, text('nobody’s', thread), { ...text('first', thread), concern }, { ...text('second', thread), concern });
      await heard(store, 'kari', start + 1, { ...text('newer', 'case:1002'), concern });
      expect(await store.outbox.sayLate(start - 1, start + 10_000)).toBe(0);
      expect(await store.outbox.sayLate(start, start + 10_000)).toBe(1);
      expect(await store.outbox.sayLate(start, start + 10_000)).toBe(0);
      expect(await store.outbox.sayLate(start + 1, start + 10_001)).toBe(1);
      const late = (await rowsOf(url)).filter(({ id }) => id.endsWith('-late'));
      expect(late.map(({ id, lane, body }) => [id, lane, JSON.parse(body)])).toEqual([
        ['first-late', 'kari|reply', { kind: 'text', text: 'late' }],
        ['newer-late', 'kari|reply', { kind: 'text', text: 'late' }],
      ]);
      // The thread has three of them, and sends one at a time.
      for (const more of [4, 1, 1]) expect(await sent(start + 10_001)).toHaveLength(more);
      expect(await store.outbox.sayLate(start + 10_001, start + 20_000)).toBe(0);
    });

    test('hands a lane on when its lease ends, and believes its former holder nothing', async () => {
      await heard(store, 'kari', start, text('a'));
      const former = await leased();
      const row = await headOf(former);
      expect(await claim(former, row)).toBe(true);
      expect(await store.outbox.lease(start + lease - 1, lease, 1)).toEqual([]);

      const now = start + lease;
      const later = await leased(now);
      expect(later.fence).toBeGreaterThan(former.fence);
      expect(await claim(former, row, now)).toBe(false);
      for (const kind of ['sent', 'again', 'failed', 'uncertain', 'cancelled', 'blocked'] as const)
        expect(await settle(former, row, { kind, at: now, follow: [text('follow')] }, now)).toBe(false);
      expect(await store.outbox.failWaiting(former, now, 'gone')).toBe(0);
      // There is something due, but it is no longer the former holder's to go on with.
      await released(former, now);
      expect(await store.outbox.lease(now, lease, 1)).toEqual([]);
      expect(await headOf(later, now)).toMatchObject({ id: 'a', status: 'sending', attempts: 1 });
      expect(await settle(later, row, { kind: 'sent' }, now)).toBe(true);
      expect(await statuses()).toEqual({ a: 'sent' });
    });

    test('holds a lane for as long again when a row of it is claimed', async () => {
      await heard(store, 'kari', start, text('a'));
      const lane = await leased();
      expect(await claim(lane, await headOf(lane), start + 20_000)).toBe(true);
      expect(await store.outbox.lease(start + 20_000 + lease - 1, lease, 1)).toEqual([]);
      expect(await store.outbox.lease(start + 20_000 + lease, lease, 1)).toHaveLength(1);
    });

    test('puts a row off until a moment that is no whole number of ms, as a pause with jitter is', async () => {
      await heard(store, 'kari', start, text('a'));
      const lane = await leased();
      await claim(lane, await headOf(lane));
      expect(await settle(lane, await headOf(lane), { kind: 'again', at: start + 612.337 })).toBe(true);
      expect(await store.outbox.lease(start + 612, lease, 1)).toEqual([]);
      expect(await sent(start + 613)).toEqual(['a']);
    });

    test('counts attempts and doubts', async () => {
      await heard(store, 'kari', start, text('a'));
      const lane = await leased();
      const row = await headOf(lane);
      await claim(lane, row);
      await settle(lane, row, { kind: 'again', at: start, doubt: true });
      expect(await headOf(lane)).toMatchObject({ status: 'pending', attempts: 1, doubts: 1 });
      await claim(lane, row, start, true);
      expect(await headOf(lane)).toMatchObject({ status: 'sending', attempts: 2, doubts: 2 });
      await settle(lane, row, { kind: 'again', at: start, doubt: false });
      expect(await headOf(lane)).toMatchObject({ status: 'pending', attempts: 2, doubts: 2 });
    });

    test.each(['sent', 'failed', 'uncertain', 'cancelled', 'blocked'] as const)('forgets what a row said when it ends as %s, and takes it up no more', async (kind) => {
      await heard(store, 'kari', start, text('a'));
      const lane = await leased();
      const row = await headOf(lane);
      await claim(lane, row);
      await settle(lane, row, { kind, reason: 'because' });
      const status = kind === 'blocked' ? 'failed' : kind;
      expect(await rowsOf(url)).toEqual([{ id: 'a', lane: 'kari|reply', status, reason: 'because', body: '', attempts: 1, doubts: 0 }]);
      expect(await store.outbox.head(lane, start)).toBeUndefined();
      expect(await claim(lane, row)).toBe(false);
    });

    test('knows which message a row became', async () => {
      await heard(store, 'kari', start, card('a'), card('b'));
      const lane = await leased();
      await settle(lane, await headOf(lane), { kind: 'sent', activityId: 'm-1' });
      expect(await Promise.all(['a', 'b', 'never'].map((id) => store.outbox.activityOf(id)))).toEqual(['m-1', undefined, undefined]);
    });

    test('puts what follows a row into the lane in the same breath, behind what waits there', async () => {
      await heard(store, 'kari', start, card('a'), text('b'));
      const lane = await leased();
      await settle(lane, await headOf(lane), { kind: 'failed', follow: [text('sorry')] });
      expect(await store.outbox.lease(start, lease, 1)).toEqual([]);
      expect(await sent(start + lease)).toEqual(['b', 'sorry']);
    });

    test('lets nobody give back a lane in which something is due', async () => {
      await heard(store, 'kari', start, text('a'));
      const lane = await leased();
      expect(await store.outbox.release(lane, start)).toBe(false);
      await settle(lane, await headOf(lane), { kind: 'sent' });
      await heard(store, 'kari', start, text('b'));
      expect(await store.outbox.release(lane, start)).toBe(false);
      await settle(lane, await headOf(lane), { kind: 'sent' });
      await released(lane);
      expect(await store.outbox.lease(start + lease, lease, 1)).toEqual([]);
    });
  });

  describe('a blocked lane', () => {
    /** Kari has blocked the bot: `a` found out, `b` waits behind it. */
    const block = async (...behind: readonly Draft[]): Promise<Lane> => {
      await heard(store, 'kari', start, text('a'), ...behind);
      const lane = await leased();
      await settle(lane, await headOf(lane), { kind: 'blocked', reason: '403' });
      return leased();
    };

    test('fails what waits, and what comes later, with its reason', async () => {
      const lane = await block(text('b'), text('c'));
      expect(lane.blocked).toBe('403');
      expect(await store.outbox.failWaiting(lane, start, '403')).toBe(2);
      await released(lane);
      // Somebody else's turn: HR pushes.
      await heard(store, 'hr', start, text('d', 'kari'));
      const again = await leased();
      expect(again.blocked).toBe('403');
      expect(await store.outbox.failWaiting(again, start, '403')).toBe(1);
      expect((await rowsOf(url)).map(({ id, status, reason, body }) => [id, status, reason, body])).toEqual(
        ['a', 'b', 'c', 'd'].map((id) => [id, 'failed', '403', '']),
      );
    });

    test('is open again as soon as the person is heard from, for all that waits', async () => {
      await block(text('b'));
      await heard(store, 'kari', start + 1, text('c'));
      expect(await sent(start + lease)).toEqual(['b', 'c']);
    });

    test('stays blocked when somebody else is heard from', async () => {
      await released(await block());
      await heard(store, 'ola', start, text('o', 'ola'), text('b'));
      const lanes = await store.outbox.lease(start, lease, 100);
      expect(Object.fromEntries(lanes.map(({ lane, blocked }) => [lane, blocked]))).toEqual({ 'kari|reply': '403', 'ola|reply': undefined });
    });

    test('is opened by two turns at once that have something to say to each other’s person', async () => {
      await block();
      await heard(store, 'ola', start, text('o', 'ola'));
      for (const lane of await store.outbox.lease(start, lease, 100)) {
        const row = await store.outbox.head(lane, start);
        if (row) await settle(lane, row, { kind: 'blocked', reason: '403' });
      }
      const turn = (key: string, id: string): Commit => commitOf({ key, version: 1, out: [text(`${id}1`, 'kari'), text(`${id}2`, 'ola')] });
      const turns = [turn('kari', 'k'), turn('ola', 'o')];
      // Two connections, so that neither turn has to wait for one.
      await Promise.all([store.ping(), store.ping()]);
      const ends = await Promise.all(turns.map((commit) => store.commit(commit)));
      expect(ends).toContain('committed');
      // Lost, not failed: such a turn is run again.
      for (const [i, end] of ends.entries()) expect(end === 'lost' ? await store.commit(turns[i] as Commit) : end).toBe('committed');
      expect((await sent(start + lease)).sort()).toEqual(['k1', 'k2', 'o1', 'o2']);
    });

    test('fails nothing that came with the very turn that opened it', async () => {
      const lane = await block();
      await heard(store, 'kari', start + 1, text('b'));
      expect(await store.outbox.failWaiting(lane, start + 1, '403')).toBe(0);
      expect(await statuses()).toEqual({ a: 'failed', b: 'pending' });
    });
  });

  describe('redraws', () => {
    test('of one card are merged: the latest wins', async () => {
      await heard(store, 'kari', start, card('card'), redraw('1', 'card'));
      await heard(store, 'kari', start, text('x'), redraw('2', 'card'), redraw('3', 'card'));
      expect(await sent()).toEqual(['card', 'x', '3']);
      expect(await statuses()).toEqual({ card: 'sent', 1: 'cancelled', x: 'sent', 2: 'cancelled', 3: 'sent' });
    });

    test('of other cards are none of theirs', async () => {
      await heard(store, 'kari', start, card('card'), card('other'), redraw('1', 'card'), redraw('2', 'other'));
      expect(await sent()).toEqual(['card', 'other', '1', '2']);
    });

    test('come at most once in ten seconds, and wait without holding anything up', async () => {
      await heard(store, 'kari', start, card('card'), redraw('1', 'card'));
      expect(await sent()).toEqual(['card', '1']);
      await heard(store, 'kari', start + 3_000, redraw('2', 'card'), text('x'));
      expect(await sent(start + 3_000)).toEqual(['x']);
      await heard(store, 'kari', start + 4_000, text('y'));
      expect(await sent(start + 4_000)).toEqual(['y']);
      await heard(store, 'kari', start + 5_000, redraw('3', 'card'));
      expect(await sent(start + 9_999)).toEqual([]);
      expect(await sent(start + 10_000)).toEqual(['3']);
      expect(await statuses()).toMatchObject({ 2: 'cancelled', 3: 'sent' });
    });

    test('wait ten seconds also after one that was on its way when they came', async () => {
      await heard(store, 'kari', start, card('card'), redraw('1', 'card'));
      const lane = await leased();
      await settle(lane, await headOf(lane), { kind: 'sent', activityId: 'm' });
      const row = await headOf(lane);
      await claim(lane, row);
      await heard(store, 'kari', start + 1_000, redraw('2', 'card'));
      await settle(lane, row, { kind: 'sent', activityId: 'm' }, start + 2_000);
      await released(lane, start + 2_000);
      expect(await sent(start + 11_999)).toEqual([]);
      expect(await sent(start + 12_000)).toEqual(['2']);
    });

    test('that are on their way are not taken back', async () => {
      await heard(store, 'kari', start, card('card'), redraw('1', 'card'));
      const lane = await leased();
      await settle(lane, await headOf(lane), { kind: 'sent', activityId: 'm' });
      const row = await headOf(lane);
      await claim(lane, row);
      await heard(store, 'kari', start, redraw('2', 'card'));
      expect(await settle(lane, row, { kind: 'sent', activityId: 'm' })).toBe(true);
      expect(await statuses()).toEqual({ card: 'sent', 1: 'sent', 2: 'pending' });
    });

    test('that were taken back can no longer be claimed', async () => {
      await heard(store, 'kari', start, card('card'), redraw('1', 'card'));
      const lane = await leased();
      await settle(lane, await headOf(lane), { kind: 'sent', activityId: 'm' });
      const row = await headOf(lane);
      await heard(store, 'kari', start, redraw('2', 'card'));
      expect(await claim(lane, row)).toBe(false);
      expect(await headOf(lane)).toMatchObject({ id: '2' });
    });
  });

  describe('a purge', () => {
    const none = { now: start, answersBefore: 0, seenBefore: 0, settledBefore: 0, conversationsBefore: undefined };
    const press = (key: string, now: number): Commit =>
      commitOf({ key, now, seen: { key, repeatsFor: minute, answer: { kind: 'text', text: key } } });

    test('takes answers, and leaves the keys they belong to', async () => {
      for (const [i, key] of ['old', 'new'].entries()) await store.commit(press(key, start + i));
      expect(await store.purge({ ...none, answersBefore: start + 1 })).toEqual({ answers: 1, seen: 0, rows: 0, conversations: 0, cases: 0, names: 0 });
      expect(await store.seen('old')).toEqual({ at: start, answer: undefined });
      expect(await store.seen('new')).toEqual({ at: start + 1, answer: { kind: 'text', text: 'new' } });
      expect(await store.purge({ ...none, answersBefore: start + 1 })).toMatchObject({ answers: 0 });
    });

    test('takes keys', async () => {
      for (const [i, key] of ['old', 'new'].entries()) await store.commit(press(key, start + i));
      expect(await store.purge({ ...none, seenBefore: start + 1 })).toEqual({ answers: 0, seen: 1, rows: 0, conversations: 0, cases: 0, names: 0 });
      expect(await store.seen('old')).toBeUndefined();
      expect(await store.seen('new')).toBeDefined();
    });

    test('takes rows by the day they were settled, and never one that waits', async () => {
      await heard(store, 'kari', start, text('old'));
      expect(await sent(start)).toEqual(['old']);
      await heard(store, 'kari', start, text('new'));
      expect(await sent(start + 1)).toEqual(['new']);
      await heard(store, 'kari', start, text('waits'));
      expect(await store.purge({ ...none, settledBefore: start + 1 })).toEqual({ answers: 0, seen: 0, rows: 1, conversations: 0, cases: 0, names: 0 });
      expect(await statuses()).toEqual({ new: 'sent', waits: 'pending' });
      expect(await store.purge({ ...none, settledBefore: forEver })).toMatchObject({ rows: 1 });
      expect(await sent(start + 1)).toEqual(['waits']);
    });

    test('takes conversations by the day they were heard from, with their lanes, and only when told to', async () => {
      for (const [i, key] of ['old', 'new'].entries()) await heard(store, key, start + i, text(key, key));
      expect(await sent(start + 1)).toHaveLength(2);
      expect(await store.purge(none)).toEqual({ answers: 0, seen: 0, rows: 0, conversations: 0, cases: 0, names: 0 });
      expect(await store.purge({ ...none, conversationsBefore: start + 1 })).toEqual({ answers: 0, seen: 0, rows: 0, conversations: 1, cases: 0, names: 0 });
      expect(await store.conversation('old')).toBeUndefined();
      expect(await store.conversation('new')).toBeDefined();
      expect(await query<{ lane: string }>(url, 'select lane from lanes')).toEqual([{ lane: 'new|reply' }]);
    });

    test('takes a conversation that may go, once nothing of it waits to be sent, and not one that was heard from again', async () => {
      await store.commit(commitOf({ key: 'gone', keepUntil: start, out: [text('last words', 'gone')] }));
      await store.commit(commitOf({ key: 'later', keepUntil: start + 1 }));
      await store.commit(commitOf({ key: 'back', keepUntil: start }));
      await store.commit(commitOf({ key: 'back', version: 1 }));
      expect(await store.purge(none)).toMatchObject({ conversations: 0, cases: 0, names: 0 });
      expect(await sent(start)).toEqual(['last words']);
      expect(await store.purge(none)).toMatchObject({ conversations: 1, cases: 0, names: 0 });
      expect(await store.conversation('gone')).toBeUndefined();
      expect(await store.conversation('later')).toBeDefined();
      expect(await store.conversation('back')).toBeDefined();
    });

    test('leaves what a forgotten conversation still has to be sent to whoever sends it', async () => {
      await heard(store, 'kari', start, text('a'));
      expect(await store.purge({ ...none, conversationsBefore: start + 1 })).toMatchObject({ conversations: 1, cases: 0, names: 0 });
      expect(await sent()).toEqual(['a']);
    });
  });

  test('what people thought of the help can be read beside a running bot, by the day and by nothing that says who', async () => {
    const said = { helped: true, words: 'Takk!', language: 'nb' };
    await store.commit(commitOf({ feedback: said }));
    await store.commit(commitOf({ key: 'ola', feedback: { ...said, helped: false, words: '' } }));
    const midnight = Date.UTC(2026, 10, 23);
    expect(await readFeedback(url)).toEqual([{ at: midnight, ...said }, { at: midnight, ...said, helped: false, words: '' }]);
  });

  test('whatever is done in whatever order, rows come once, in order, to one at a time, and none is forgotten', async () => {
    const step = fc.oneof(
      fc.record({ put: fc.integer({ min: 1, max: 3 }), into: fc.constantFrom('kari', 'ola') }),
      fc.record({ end: fc.constantFrom('sent', 'failed', 'again', 'dies') }),
      fc.record({ wait: fc.constantFrom(1, 1_000, lease) }),
    );
    let now = start;
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const lanes = { kari: { rows: [] as string[], heldUntil: 0 }, ola: { rows: [] as string[], heldUntil: 0 } };
        const work = async (end: string): Promise<void> => {
          const due = Object.values(lanes).filter(({ rows, heldUntil }) => rows.length > 0 && heldUntil <= now);
          const [lane] = await store.outbox.lease(now, lease, 1);
          if (!lane) return expect(due).toEqual([]);
          const model = lanes[lane.conversation as 'kari' | 'ola'];
          expect(model.heldUntil).toBeLessThanOrEqual(now);
          const row = await headOf(lane, now);
          expect(row.id).toBe(model.rows[0]);
          model.heldUntil = now + lease;
          if (end === 'dies') return;
          await claim(lane, row, now);
          if (end === 'again') model.heldUntil = now + 1_000;
          else model.rows.shift();
          await settle(lane, row, { kind: end as 'sent', at: now + 1_000 }, now);
          if (end === 'again') return;
          // With more to do it dies here, lane in hand.
          const free = await store.outbox.release(lane, now);
          expect(free).toBe(model.rows.length === 0);
          if (free) model.heldUntil = 0;
        };
        for (const each of steps) {
          if ('wait' in each) now += each.wait;
          else if ('end' in each) await work(each.end);
          else {
            const ids = Array.from({ length: each.put }, () => `row ${(count += 1)}`);
            lanes[each.into].rows.push(...ids);
            await heard(store, each.into, now, ...ids.map((id) => text(id, each.into)));
          }
        }
        for (let left = lanes.kari.rows.length + lanes.ola.rows.length; left > 0; left -= 1) {
          now += lease;
          await work('sent');
        }
        expect([...lanes.kari.rows, ...lanes.ola.rows]).toEqual([]);
        now += lease;
        expect(await sent(now)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test('a secret is made once, and is the same for all who ask at once', async () => {
    const secrets = await Promise.all([1, 2, 3, 4].map(() => store.secret('pictures')));
    expect(new Set(secrets).size).toBe(1);
    expect(Buffer.from(secrets[0] ?? '', 'base64url')).toHaveLength(32);
    expect(await store.secret('something else')).not.toBe(secrets[0]);
    // It is none of what HR's channel is told.
    expect(await store.desk()).toEqual({});
  });

  test('closed and opened again, it has kept everything', async () => {
    const seen = { key: 's', repeatsFor: forEver, answer: { kind: 'text' as const, text: 'answer' } };
    await store.commit(commitOf({ seen, out: [card('a'), text('b'), redraw('1', 'a')] }));
    const lane = await leased();
    await settle(lane, await headOf(lane), { kind: 'sent', activityId: 'm-1' });
    await claim(lane, await headOf(lane));
    await store.close();

    store = await openStore(url);
    await store.ping();
    expect(await store.conversation('kari')).toMatchObject({ version: 1 });
    expect(await store.seen('s')).toEqual({ at: start, answer: seen.answer });
    expect(await store.outbox.activityOf('a')).toBe('m-1');
    const later = await leased(start + lease);
    expect(await headOf(later, start + lease)).toMatchObject({ id: 'b', status: 'sending', attempts: 1 });
  });
});
