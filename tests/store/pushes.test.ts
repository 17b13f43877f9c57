import { afterCancel, sumOf, type Tally } from '../../src/core/campaign/recipient';
import { openStore } from '../../src/store/store';
import type { Store } from '../../src/app/ports';
import { type ToSend, Unwritable } from '../../src/app/ports/push';
import { addressOf, start, text } from '../support/drafts';
import { came, chatOf, inState, lease, order, peopleOf, Pushes } from '../support/pushes';
import { engines, query } from '../support/stores';

jest.setTimeout(30_000);

const minute = 60_000;
const day = 24 * 60 * minute;

engines((fresh, engine) => {
  let url: string;
  let store: Store;
  let pushes: Pushes;

  beforeEach(async () => {
    url = await fresh();
    store = await openStore(url);
    pushes = new Pushes(store);
  });
  afterEach(() => store.close());

  /** The one that was taken. */
  const only = (taken: readonly ToSend[]): ToSend => {
    expect(taken).toHaveLength(1);
    return taken[0] as ToSend;
  };
  const numbers = (taken: readonly { readonly n: number }[]): number[] => taken.map(({ n }) => n).toSorted((a, b) => a - b);
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

  describe('a list', () => {
    test('of 20,000 is frozen at once, in its order, and adds up', async () => {
      const began = performance.now();
      expect(await store.commit({ now: start, campaigns: [order(1, peopleOf(20_000))], out: [] })).toBe('committed');
      // Under two seconds where nothing else goes on; a machine full of tests is not that.
      expect(performance.now() - began).toBeLessThan(10_000);
      expect((await store.campaigns.counted(1))?.tallies).toEqual([{ standing: 'listed', why: '', count: 20_000 }]);
      const [last] = await store.campaigns.people(1, { offset: 19_999, limit: 10 });
      expect(last).toMatchObject({ n: 20_000, address: 'ny.20000@askoy.kommune.no', standing: 'listed', attempts: 0 });
    });

    test('keeps names and first days', async () => {
      const people = [{ address: 'a@askoy.kommune.no', name: 'Åse Ø.', startsOn: '2026-12-01' }];
      await store.commit({ now: start, campaigns: [order(1, people)], out: [] });
      expect(await store.campaigns.people(1, { limit: 5 })).toMatchObject([{ name: 'Åse Ø.', startsOn: '2026-12-01' }]);
    });

    test('asked for twice with one key is one push', async () => {
      expect(await store.commit({ now: start, campaigns: [order(1, peopleOf(2), { key: 'k' })], out: [] })).toBe('committed');
      expect(await store.commit({ now: start, campaigns: [order(2, peopleOf(2), { key: 'k' })], out: [] })).toBe('lost');
      expect(await store.campaigns.count()).toBe(1);
      expect(await store.campaigns.keyed('k')).toMatchObject({ version: 1, campaign: { plan: { number: 1 } } });
      expect(await pushes.sum(2)).toBe(0);
    });
  });

  describe('a deed', () => {
    test('from an older version is lost, with all that goes along with it', async () => {
      await pushes.running(1, 3);
      const { campaign } = (await store.campaigns.numbered(1))!;
      const journal = [{ at: start, campaign: 1, who: 'x', what: 'cancelled', count: 3 }] as const;
      expect(await store.commit({ now: start, campaigns: [{ version: 1, campaign: inState(campaign, 'cancelled'), cancels: true, journal }], out: [] })).toBe('lost');
      expect(await pushes.tally(1)).toEqual({ reachable: 3 });
      expect((await store.campaigns.journal(0, 10)).map(({ what }) => what)).toEqual(['made']);
    });

    test('of ten at once is done by one', async () => {
      await pushes.running(1, 3);
      const { campaign, version } = (await store.campaigns.numbered(1))!;
      const ends = await Promise.all(Array.from({ length: 10 }, () => store.commit({ now: start, campaigns: [{ version, campaign: inState(campaign, 'paused') }], out: [] })));
      expect(ends.filter((end) => end === 'committed')).toHaveLength(1);
    });

    test('is in the journal, the newest first, page by page', async () => {
      for (const number of [1, 2, 3]) await pushes.make(number, number);
      expect((await store.campaigns.journal(0, 2)).map(({ campaign, count }) => [campaign, count])).toEqual([[3, 3], [2, 2]]);
      expect(await store.campaigns.journal(2, 2)).toEqual([{ at: start, campaign: 1, who: 'Hanne Rådgiver', what: 'made', count: 1 }]);
    });
  });

  test('numbers are given away once each', async () => {
    const given = await Promise.all(Array.from({ length: 10 }, () => store.campaigns.nextNumber()));
    expect(given.toSorted((a, b) => a - b)).toEqual(upTo(10));
  });

  describe('an exchange', () => {
    test('takes in the order of the list, claims before anything is sent, and counts attempts', async () => {
      await pushes.running(1, 5);
      const taken = await pushes.take(3);
      expect(taken).toMatchObject([{ n: 1, attempts: 1, fence: 2 }, { n: 2 }, { n: 3 }]);
      expect(await pushes.tally(1)).toEqual({ reachable: 2, sending: 3 });
      expect(numbers(await pushes.take(10))).toEqual([4, 5]);
      expect(await pushes.take(10)).toEqual([]);
      expect(await store.campaigns.anyDue('send', start)).toBe(false);
    });

    test('settles some and takes others in one', async () => {
      await pushes.running(1, 4);
      const first = await pushes.take(2);
      const next = await store.campaigns.exchange('send', start, lease, first.map((one) => came(one, { standing: 'delivered', activityId: `m${one.n}` })), 2);
      expect(numbers(next)).toEqual([3, 4]);
      expect(await pushes.tally(1)).toEqual({ delivered: 2, sending: 2 });
      expect(await query(url, 'select n, activity_id from recipients where activity_id is not null order by n')).toEqual([{ n: 1, activity_id: 'm1' }, { n: 2, activity_id: 'm2' }]);
    });

    test.each(['paused', 'cancelled', 'scheduled'] as const)('takes nobody of one that is %s', async (state) => {
      await pushes.make(1, 2);
      await pushes.find();
      await pushes.bring(1, state);
      expect(await pushes.take(10)).toEqual([]);
      expect(await store.campaigns.anyDue('send', start)).toBe(false);
    });

    test('of one that is checked but not sent off takes nobody', async () => {
      await pushes.make(1, 2);
      await pushes.find();
      expect(await pushes.take(10)).toEqual([]);
    });

    test('goes on with what is paused once it is resumed, also for whom it waited to try again', async () => {
      await pushes.running(1, 2);
      await pushes.settle([(await pushes.take(1))[0]!], { standing: 'retry', at: start + 1_000 });
      await pushes.bring(1, 'paused');
      expect(await pushes.take(10, start + minute)).toEqual([]);
      await pushes.bring(1, 'running');
      expect(await pushes.take(10, start + minute)).toMatchObject([{ n: 2, attempts: 1 }, { n: 1, attempts: 2 }]);
    });

    test('tries again when it is time, not before', async () => {
      await pushes.running(1, 1);
      // As a pause with jitter comes out.
      await pushes.settle([only(await pushes.take(1))], { standing: 'retry', at: start + 4_999.4 });
      expect(await pushes.take(1, start + 4_999)).toEqual([]);
      expect(only(await pushes.take(1, start + 5_000))).toMatchObject({ n: 1, attempts: 2, fence: 3 });
    });

    test('sends a repaired address to be asked for once more, and says so afterwards', async () => {
      await pushes.running(1, 1);
      await pushes.settle([only(await pushes.take(1))], { standing: 'installable', repaired: true });
      const install = only(await store.campaigns.exchange('install', start, lease, [], 5));
      expect(install).toMatchObject({ n: 1, standing: 'installable', repaired: true });
      expect(await pushes.tally(1)).toEqual({ installing: 1 });
      await store.campaigns.exchange('install', start, lease, [came(install, { standing: 'reachable', conversation: 'another-chat' })], 0);
      expect(only(await pushes.take(1))).toMatchObject({ repaired: true, conversation: 'another-chat' });
    });

    test('works through several pushes, the older first', async () => {
      await pushes.running(1, 2);
      await pushes.running(2, 2, 'andre');
      expect((await pushes.take(3)).map(({ campaign, n }) => [campaign, n])).toEqual([[1, 1], [1, 2], [2, 1]]);
    });

    test('looks after the end only for whom an account is waited for', async () => {
      await pushes.make(1, 2);
      const [one, other] = await store.campaigns.exchange('find', start, lease, [], 10);
      await store.campaigns.exchange('find', start, lease, [came(one!, { standing: 'not-there', at: start + day }), came(other!, { standing: 'not-there', why: 'gave-up' })], 0);
      await pushes.bring(1, 'done');
      expect(await store.campaigns.exchange('find', start, lease, [], 10)).toEqual([]);
      expect(numbers(await store.campaigns.exchange('find', start + day, lease, [], 10))).toEqual([1]);
    });

    test('knows the chat, and adds one it was told of without touching one that is there', async () => {
      await pushes.running(1, 2);
      const [first, second] = await pushes.take(2);
      await store.commit({ now: start, conversation: chatOf('chat-known', { person: 'somebody' }), out: [] });
      const { state, address } = chatOf('x');
      const found = (key: string) => ({ key, address, state });
      await store.campaigns.exchange('send', start, lease, [came(first!, { standing: 'delivered', person: 'p1', chat: found('chat-new') }), came(second!, { standing: 'delivered', person: 'p2', chat: found('chat-known') })], 0);
      expect([...(await store.campaigns.chatsOf(['p1', 'p2', 'somebody']))].map(([person, { key }]) => [person, key]).toSorted(([one], [other]) => String(one).localeCompare(String(other)))).toEqual([['p1', 'chat-new'], ['somebody', 'chat-known']]);
    });

    test.each([
      ['a moment that is none', { standing: 'retry', at: NaN }],
      ['a moment beyond all', { standing: 'retry', at: Infinity }],
    ] as const)('with %s in it says that this can never be written, and does nothing of all that it was given', async (_name, step) => {
      await pushes.running(1, 3);
      const [one, other] = await pushes.take(2);
      const given = [came(one!, { standing: 'delivered' }), came(other!, step)];
      await expect(store.campaigns.exchange('send', start, lease, given, 1)).rejects.toThrow(Unwritable);
      expect(await pushes.tally(1)).toEqual({ reachable: 1, sending: 2 });
      await store.campaigns.exchange('send', start, lease, given.slice(0, 1), 0);
      expect(await pushes.tally(1)).toEqual({ reachable: 1, sending: 1, delivered: 1 });
    });

    if (engine === 'postgres')
      test('with words that PostgreSQL does not take says that this can never be written', async () => {
        await pushes.running(1, 1);
        const one = only(await pushes.take(1));
        for (const name of ['Kari\u0000', 'Kari \ud800'])
          await expect(store.campaigns.exchange('send', start, lease, [came(one, { standing: 'delivered', name })], 0)).rejects.toThrow(Unwritable);
      });

    test('keeps whom somebody is still at: not taken by another before that is over, nor where another has her', async () => {
      await pushes.make(1, 2);
      const taken = await store.campaigns.exchange('find', start, lease, [], 5);
      await store.campaigns.hold('find', start + lease - 1, lease, taken.slice(0, 1));
      const [second, ...none] = await store.campaigns.exchange('find', start + lease, lease, [], 5);
      expect([second!.n, none]).toEqual([2, []]);
      // The first process has not noticed that it lost her.
      await store.campaigns.hold('find', start + lease, 10 * lease, taken.slice(1));
      expect(numbers(await store.campaigns.exchange('find', start + 2 * lease, lease, [], 5))).toEqual([1, 2]);
      await store.campaigns.hold('find', start, lease, []);
    });

    test('waits for somebody who has written just now until she has been quiet', async () => {
      await pushes.running(1, 1);
      const key = 'chat-ny.1@askoy.kommune.no';
      await store.commit({ now: start, conversation: chatOf(key, { heardAt: start - minute }), out: [] });
      expect(await pushes.take(1)).toEqual([]);
      // And again, where she writes on.
      await store.commit({ now: start, conversation: chatOf(key, { heardAt: start + 3 * minute, version: 1 }), out: [] });
      expect(await pushes.take(1, start + 4 * minute)).toEqual([]);
      expect(await pushes.take(1, start + 8 * minute - 1)).toEqual([]);
      expect(only(await pushes.take(1, start + 8 * minute))).toMatchObject({ chat: { address: addressOf(key) } });
    });
  });

  describe('in a chat to which much goes', () => {
    const key = 'chat-ny.1@askoy.kommune.no';
    const words = (count: number) => Array.from({ length: count }, (_, i) => text(`word ${i}`, key));

    test('a push waits until there is room, and not longer', async () => {
      await pushes.running(1, 2);
      await store.commit({ now: start, conversation: chatOf(key), out: words(7) });
      const [lane] = await store.outbox.lease(start, lease, 1);
      for (let row = await store.outbox.head(lane!, start); row; row = await store.outbox.head(lane!, start)) await store.outbox.settle(lane!, row, start + 100, { kind: 'sent' });
      expect(numbers(await pushes.take(2, start + 200))).toEqual([2]);
      expect(await pushes.take(1, start + 1_099)).toEqual([]);
      expect(numbers(await pushes.take(1, start + 1_100))).toEqual([1]);
    });

    test('it takes of the room, on its way and when it is there', async () => {
      await pushes.running(1, 1);
      const taken = await pushes.take(1);
      await store.commit({ now: start, conversation: chatOf(key), out: words(1) });
      const sentTo = async (now: number) => (await store.outbox.lease(now, 100, 1)).map(({ conversation, sent }) => [conversation, sent]);
      expect(await sentTo(start + 100)).toEqual([[key, [start + 100]]]);
      await pushes.settle(taken, { standing: 'delivered' }, start + 150);
      expect(await sentTo(start + 200)).toEqual([[key, [start + 150]]]);
      expect(await sentTo(start + 150 + 60 * minute)).toEqual([[key, []]]);
    });
  });

  describe('whoever took somebody and never came back', () => {
    test('leaves her uncertain once the lease is over, and nobody sends to her again', async () => {
      await pushes.running(1, 3);
      await pushes.take(2);
      expect(await store.campaigns.sweep(start + lease - 1)).toBe(0);
      expect(await store.campaigns.sweep(start + lease)).toBe(2);
      expect(await pushes.tally(1)).toEqual({ uncertain: 2, reachable: 1 });
      expect(numbers(await pushes.take(10, start + day))).toEqual([3]);
    });

    test('is also found by whoever takes the next', async () => {
      await pushes.running(1, 3);
      await pushes.take(2);
      expect(numbers(await pushes.take(10, start + lease))).toEqual([3]);
      expect(await pushes.tally(1)).toEqual({ uncertain: 2, sending: 1 });
    });

    test('may have been looking up or installing: others do it again', async () => {
      await pushes.make(1, 1);
      const first = only(await store.campaigns.exchange('find', start, lease, [], 5));
      const second = only(await store.campaigns.exchange('find', start + lease, lease, [], 5));
      await store.campaigns.exchange('find', start + lease, lease, [came(second, { standing: 'installable', person: 'p' })], 0);
      // Too late, and of no account.
      await store.campaigns.exchange('find', start + lease, lease, [came(first, { standing: 'unknown' })], 0);
      expect(await pushes.tally(1)).toEqual({ installable: 1 });
    });

    test('settles the doubt by coming back late: it arrived', async () => {
      await pushes.running(1, 1);
      const taken = await pushes.take(1);
      await store.campaigns.sweep(start + lease);
      await pushes.settle(taken, { standing: 'delivered', activityId: 'm' }, start + minute);
      expect(await pushes.tally(1)).toEqual({ delivered: 1 });
    });

    test('settles the doubt by coming back late: it certainly did not arrive, and goes again', async () => {
      await pushes.running(1, 1);
      const taken = await pushes.take(1);
      await store.campaigns.sweep(start + lease);
      await pushes.settle(taken, { standing: 'retry', at: start + 2 * minute }, start + minute);
      expect(only(await pushes.take(1, start + 2 * minute))).toMatchObject({ n: 1, attempts: 2 });
    });

    test('changes nothing where she has answered meanwhile', async () => {
      await pushes.running(1, 1);
      const taken = await pushes.take(1);
      await store.commit({ now: start, recipients: [{ campaign: 1, n: 1, heard: 'answered' }], out: [] });
      expect(await pushes.tally(1)).toEqual({ answered: 1 });
      await pushes.settle(taken, { standing: 'delivered', activityId: 'm' });
      expect(await pushes.tally(1)).toEqual({ answered: 1 });
      expect(await query(url, 'select activity_id from recipients')).toEqual([{ activity_id: 'm' }]);
      await pushes.settle(taken, { standing: 'uncertain' });
      expect(await pushes.tally(1)).toEqual({ answered: 1 });
      expect(await store.campaigns.sweep(start + day)).toBe(0);
    });

    test('and whoever is uncertain and answers has it', async () => {
      await pushes.running(1, 1);
      await pushes.take(1);
      await store.campaigns.sweep(start + lease);
      expect(await store.campaigns.inChat('chat-ny.1@askoy.kommune.no', undefined)).toMatchObject({ recipient: { n: 1, standing: 'uncertain' }, sentAt: start + lease });
      await store.commit({ now: start, recipients: [{ campaign: 1, n: 1, heard: 'in' }], out: [] });
      expect(await pushes.tally(1)).toEqual({ in: 1 });
    });
  });

  describe('several at once', () => {
    test('never take the same person, and leave nobody out', async () => {
      await pushes.running(1, 120);
      const taken: ToSend[] = [];
      await Promise.all(
        Array.from({ length: 6 }, async () => {
          let settled: ToSend[] = [];
          for (;;) {
            const next = await store.campaigns.exchange('send', start, lease, settled.map((one) => came(one, { standing: 'delivered' })), 7);
            if (next.length === 0) return;
            settled = [...next];
            taken.push(...next);
          }
        }),
      );
      expect(numbers(taken)).toEqual(upTo(120));
      expect(await pushes.tally(1)).toEqual({ delivered: 120 });
    });

    test('send one person of two pushes one of them', async () => {
      for (const number of [1, 2]) await pushes.make(number, 30);
      await pushes.find();
      for (const number of [1, 2]) await pushes.bring(number, 'running');
      const taken: ToSend[] = [];
      for (let round = 0; round < 20; round += 1)
        await Promise.all(Array.from({ length: 5 }, async () => void taken.push(...(await pushes.take(5, start + round * 2_000)))));
      expect(new Set(taken.map(({ person }) => person)).size).toBe(30);
      expect(taken).toHaveLength(30);
      expect(await pushes.sum(1)).toBe(30);
      expect(await pushes.sum(2)).toBe(30);
    });
  });

  describe('a push is counted with where its people stand', () => {
    test('as both are at one moment, whatever is done to it meanwhile', async () => {
      for (let number = 1; number <= 8; number += 1) {
        await pushes.running(number, 40, `ny${number}`);
        const looks: Promise<string>[] = [];
        const look = async (): Promise<string> => {
          const { campaign, tallies = [] } = (await store.campaigns.counted(number)) ?? {};
          expect(sumOf(tallies)).toBe(40);
          return `${campaign?.state} ${tallies.map(({ standing }) => standing).join()}`;
        };
        const deed = pushes.bring(number, 'cancelled');
        for (let i = 0; i < 12; i += 1) looks.push(look());
        await deed;
        looks.push(look());
        expect(['running reachable', 'cancelled cancelled']).toEqual(expect.arrayContaining([...new Set(await Promise.all(looks))]));
      }
    });

    test('or without those who have left the report; one that nobody is on, and one that there is none of', async () => {
      await pushes.running(1, 2);
      await query(url, "update recipients set address = '' where n = 1");
      expect((await store.campaigns.counted(1, 'named'))?.tallies).toEqual([{ standing: 'reachable', why: '', count: 1 }]);
      await store.commit({ now: start, campaigns: [order(2, [])], out: [] });
      expect(await store.campaigns.counted(2)).toMatchObject({ version: 1, campaign: { plan: { number: 2 } }, tallies: [] });
      expect(await store.campaigns.counted(3)).toBeUndefined();
    });

    test('and its card may show what cancelling makes of them before it is read again', async () => {
      await pushes.running(1, 8);
      const taken = await pushes.take(5);
      await store.campaigns.exchange('send', start, lease, [came(taken[0]!, { standing: 'delivered' }), came(taken[1]!, { standing: 'retry', at: start + day }), came(taken[2]!, { standing: 'installable', repaired: true }), came(taken[3]!, { standing: 'failed', why: 'gave-up' })], 0);
      const sorted = (tallies: readonly Tally[] = []) => tallies.toSorted((one, other) => one.standing.localeCompare(other.standing));
      const before = (await store.campaigns.counted(1))?.tallies ?? [];
      await pushes.bring(1, 'cancelled');
      expect(sorted((await store.campaigns.counted(1))?.tallies)).toEqual(sorted(afterCancel(before)));
    });
  });

  describe('cancelling', () => {
    test('ends all but those in hand, who end as that ends', async () => {
      await pushes.running(1, 6);
      const taken = await pushes.take(3);
      await pushes.bring(1, 'cancelled');
      expect(await pushes.tally(1)).toEqual({ cancelled: 3, sending: 3 });
      await store.campaigns.exchange('send', start, lease, [came(taken[0]!, { standing: 'delivered' }), came(taken[1]!, { standing: 'retry', at: start + 1 }), came(taken[2]!, { standing: 'installable', repaired: true })], 5);
      expect(await pushes.tally(1)).toEqual({ cancelled: 5, delivered: 1 });
      expect(await pushes.take(10, start + day)).toEqual([]);
    });

    test('also ends who is looked up just now', async () => {
      await pushes.make(1, 2);
      const taken = await store.campaigns.exchange('find', start, lease, [], 2);
      await pushes.bring(1, 'cancelled');
      await store.campaigns.exchange('find', start, lease, taken.map((one) => came(one, { standing: 'reachable', person: `p${one.n}` })), 2);
      expect(await pushes.tally(1)).toEqual({ cancelled: 2 });
    });

    test('in the middle of steps that are written by others leaves nobody in between', async () => {
      await pushes.running(1, 60);
      const taken = await pushes.take(40);
      const settling = taken.map((one) => store.campaigns.exchange('send', start, lease, [came(one, { standing: one.n % 2 ? 'retry' : 'delivered', at: start })], 1));
      await Promise.all([...settling, pushes.bring(1, 'cancelled')]);
      const { cancelled = 0, delivered = 0, sending = 0 } = await pushes.tally(1);
      expect(cancelled + delivered + sending).toBe(60);
      await store.campaigns.sweep(start + lease);
      expect(await pushes.take(60, start + day)).toEqual([]);
    });
  });

  describe('sending again', () => {
    /** Another push for `count` of the people of push 1. */
    const again = (number: number, count: number, from: { readonly standings: readonly ToSend['standing'][]; readonly why?: '' | 'policy' }): Promise<string> =>
      store.commit({ now: start, campaigns: [{ ...order(number, peopleOf(count)), people: undefined, from: { campaign: 1, ...from } }], out: [] });

    test('takes only whom nothing reached, in their order, from the beginning', async () => {
      await pushes.running(1, 8);
      const taken = await pushes.take(8);
      const ends = ['delivered', 'blocked', 'uncertain', 'failed', 'blocked', 'left', 'no-app', 'no-app'] as const;
      await store.campaigns.exchange('send', start, lease, taken.map((one, i) => came(one, { standing: ends[i]!, why: i === 7 ? 'policy' : '' })), 0);
      // Somebody was heard from since they were counted: the list would not add up.
      for (const count of [4, 8]) expect(await again(2, count, { standings: ['blocked', 'failed', 'left', 'no-app'] })).toBe('lost');
      expect(await again(2, 6, { standings: ['delivered', 'uncertain', 'blocked', 'failed', 'left', 'no-app'] })).toBe('committed');
      expect(await store.campaigns.people(2, { limit: 10 })).toMatchObject([2, 4, 5, 6, 7, 8].map((n, i) => ({ n: i + 1, address: `ny.${n}@askoy.kommune.no`, standing: 'listed', attempts: 0, person: undefined })));
      await again(3, 1, { standings: ['no-app'], why: 'policy' });
      expect(await store.campaigns.people(3, { limit: 10 })).toMatchObject([{ address: 'ny.8@askoy.kommune.no' }]);
    });

    test('offers whom it passed over for another push as long as that one neither has reached her nor is about to', async () => {
      await pushes.make(1, 3);
      await pushes.make(2, 3);
      await pushes.find();
      for (const number of [1, 2]) await pushes.bring(number, 'running');
      const passed = (): Promise<Record<string, number>> => pushes.tally(2);
      // The first one has them all in hand.
      const taken = await pushes.take(10);
      expect(taken.map(({ campaign, n }) => [campaign, n])).toEqual([[1, 1], [1, 2], [1, 3]]);
      expect(await passed()).toEqual({ 'passed-over:on-another': 3 });
      await store.campaigns.exchange('send', start, lease, [came(taken[0]!, { standing: 'delivered' }), came(taken[1]!, { standing: 'retry', at: start + day }), came(taken[2]!, { standing: 'blocked' })], 0);
      expect(await passed()).toEqual({ 'passed-over:on-another': 2, 'passed-over:missed': 1 });
      await pushes.bring(1, 'cancelled');
      expect(await passed()).toEqual({ 'passed-over:on-another': 1, 'passed-over:missed': 2 });
      expect((await store.campaigns.people(2, { limit: 5 })).map(({ n, why }) => [n, why])).toEqual([[1, 'on-another'], [2, 'missed'], [3, 'missed']]);
      const wanted = { ...order(3, peopleOf(2)), people: undefined };
      for (const from of [{ standings: ['passed-over'], why: 'on-another' }, { standings: ['delivered'] }] as const)
        expect(await store.commit({ now: start, campaigns: [{ ...wanted, from: { campaign: 2, ...from } }], out: [] })).toBe('lost');
      expect(await store.commit({ now: start, campaigns: [{ ...wanted, from: { campaign: 2 } }], out: [] })).toBe('committed');
      await pushes.find();
      // They are on that one now, but it is not sent off.
      expect(await passed()).toEqual({ 'passed-over:on-another': 1, 'passed-over:missed': 2 });
      await pushes.bring(3, 'running');
      expect(await passed()).toEqual({ 'passed-over:on-another': 3 });
    });

    test('does not offer a second address of somebody who is on the list, before it goes out or after', async () => {
      await pushes.make(1, 2);
      const [one, other] = await store.campaigns.exchange('find', start, lease, [], 5);
      await store.campaigns.exchange('find', start, lease, [one!, other!].map((each) => came(each, { standing: 'reachable', person: 'kari', conversation: 'chat-kari' })), 0);
      expect(await pushes.tally(1)).toEqual({ reachable: 1, 'passed-over:on-another': 1 });
      await pushes.bring(1, 'running');
      await pushes.settle(await pushes.take(2), { standing: 'delivered' });
      expect(await pushes.tally(1)).toEqual({ delivered: 1, 'passed-over:on-another': 1 });
    });

    test('sends nobody two, where the same people were asked for twice before either went out', async () => {
      await pushes.running(1, 2);
      await pushes.settle(await pushes.take(2), { standing: 'blocked' });
      for (const number of [2, 3]) await again(number, 2, { standings: ['blocked'] });
      await pushes.find();
      for (const number of [2, 3]) await pushes.bring(number, 'running');
      const taken = await pushes.take(10);
      expect(taken.map(({ campaign }) => campaign)).toEqual([2, 2]);
      await pushes.settle(taken, { standing: 'delivered' });
      expect(await pushes.take(10, start + minute)).toEqual([]);
      expect(await pushes.tally(3)).toEqual({ 'passed-over:on-another': 2 });
    });
  });

  describe('the same person', () => {
    test('under two addresses of one list gets it once, whichever is found first', async () => {
      await pushes.make(1, 4);
      const taken = await store.campaigns.exchange('find', start, lease, [], 10);
      const step = { standing: 'reachable', person: 'kari', conversation: 'chat-kari' } as const;
      await store.campaigns.exchange('find', start, lease, [taken[2]!, taken[1]!].map((one) => came(one, step)), 0);
      expect(await store.campaigns.people(1, { limit: 10 })).toMatchObject([{ standing: 'listed' }, { standing: 'reachable' }, { standing: 'passed-over', why: 'on-another', person: 'kari' }, { standing: 'listed' }]);
      await Promise.all([taken[0]!, taken[3]!].map((one) => store.campaigns.exchange('find', start, lease, [came(one, step)], 0)));
      expect(await pushes.tally(1)).toEqual({ reachable: 1, 'passed-over:on-another': 3 });
    });

    test('found by several at once under two addresses is in it once', async () => {
      await pushes.make(1, 20);
      const taken = await store.campaigns.exchange('find', start, lease, [], 20);
      await Promise.all(taken.map((one) => store.campaigns.exchange('find', start, lease, [came(one, { standing: 'installable', person: `p${one.n % 2}` })], 0)));
      expect(await pushes.tally(1)).toEqual({ installable: 2, 'passed-over:on-another': 18 });
    });

    test('is known to have had one, or to be on another', async () => {
      await pushes.running(1, 3);
      const [had, today] = await pushes.take(2);
      await store.campaigns.exchange('send', start - 2 * day, lease, [came(had!, { standing: 'delivered' })], 0);
      await store.campaigns.exchange('send', start, lease, [came(today!, { standing: 'delivered' })], 0);
      const ids = [1, 2, 3, 4].map((n) => `id-ny.${n}@askoy.kommune.no`);
      expect([...(await store.campaigns.elsewhere(2, ids, start))].toSorted(([one], [other]) => one.localeCompare(other))).toEqual([[ids[0], 'had-it'], [ids[1], 'on-another'], [ids[2], 'on-another']]);
      expect((await store.campaigns.elsewhere(1, ids, start)).size).toBe(0);
      expect((await store.campaigns.elsewhere(2, [], start)).size).toBe(0);
      await pushes.bring(1, 'cancelled');
      expect((await store.campaigns.elsewhere(2, ids, start)).get(ids[2]!)).toBeUndefined();
    });

    test('is known to be waited for by another push that goes out, by the address', async () => {
      for (const number of [1, 2]) await pushes.make(number, 3);
      const taken = await store.campaigns.exchange('find', start, lease, [], 3);
      const [first, second, third] = taken;
      await store.campaigns.exchange('find', start, lease, [came(first!, { standing: 'not-there', at: start + day }), came(second!, { standing: 'not-there', why: 'gave-up' }), came(third!, { standing: 'unknown' })], 0);
      const addresses = peopleOf(3).map(({ address }) => address);
      expect(await store.campaigns.waitedFor(2, addresses)).toEqual(new Set());
      await pushes.bring(1, 'done');
      expect(await store.campaigns.waitedFor(2, addresses)).toEqual(new Set(['ny.1@askoy.kommune.no']));
      expect(await store.campaigns.waitedFor(2, addresses.slice(1))).toEqual(new Set());
      expect(await store.campaigns.waitedFor(1, addresses)).toEqual(new Set());
      expect(await store.campaigns.waitedFor(2, [])).toEqual(new Set());
      await pushes.bring(1, 'cancelled');
      expect(await store.campaigns.waitedFor(2, addresses)).toEqual(new Set());
    });

    test('whom the app was not allowed for is known of the next push, and of no other reason', async () => {
      await pushes.make(1, 3);
      const taken = await store.campaigns.exchange('find', start, lease, [], 3);
      const why = ['policy', 'permission', 'not-installed'] as const;
      await store.campaigns.exchange('find', start, lease, taken.map((one, i) => came(one, { standing: 'no-app', why: why[i]!, person: `p${i + 1}` })), 0);
      expect(await store.campaigns.notAllowed(2, ['p1', 'p2', 'p3'])).toEqual(new Set(['p1']));
      expect(await store.campaigns.notAllowed(1, ['p1'])).toEqual(new Set());
      expect(await store.campaigns.notAllowed(2, [])).toEqual(new Set());
      // While it is tried again, nothing is said of the last time.
      await pushes.make(2, 1);
      const again = only(await store.campaigns.exchange('find', start, lease, [], 3));
      await store.campaigns.exchange('find', start, lease, [came(again, { standing: 'installable', why: 'policy', person: 'p1' })], 0);
      expect(await store.campaigns.people(2, { only: 'left-out', limit: 5 })).toMatchObject([{ standing: 'installable', why: 'policy' }]);
      await pushes.bring(2, 'running');
      expect(only(await store.campaigns.exchange('install', start, lease, [], 3))).toMatchObject({ why: 'policy' });
      expect(await pushes.tally(2)).toEqual({ installing: 1 });
    });

    test('waits for a push from the moment it is looked up until it is over', async () => {
      await pushes.make(1, 1);
      await pushes.find();
      const id = 'id-ny.1@askoy.kommune.no';
      expect(await store.campaigns.awaits(id)).toBe(false);
      await pushes.bring(1, 'running');
      expect(await store.campaigns.awaits(id)).toBe(true);
      await pushes.bring(1, 'paused');
      // Nobody knows for how long: her ordinary welcome is not held back for it.
      expect(await store.campaigns.awaits(id)).toBe(false);
      await pushes.bring(1, 'cancelled');
      expect(await store.campaigns.awaits(id)).toBe(false);
    });

    test('is reached in the chat she was last heard from', async () => {
      await store.commit({ now: start, conversation: chatOf('old', { person: 'kari' }), out: [] });
      await store.commit({ now: start + 1, conversation: chatOf('new', { person: 'kari' }), out: [] });
      expect((await store.campaigns.chatsOf(['kari', 'ola'])).get('kari')).toMatchObject({ key: 'new', address: addressOf('new') });
      expect((await store.campaigns.chatsOf([])).size).toBe(0);
    });
  });

  describe('what is left of people', () => {
    test('who ask to be forgotten: that there was one, in every push, reached or not', async () => {
      await pushes.running(1, 3);
      await pushes.settle([(await pushes.take(1))[0]!], { standing: 'delivered' });
      await store.commit({ now: start, conversation: chatOf('chat-ny.1@askoy.kommune.no', { person: 'id-ny.1@askoy.kommune.no' }), out: [] });
      await pushes.make(2, 1);
      const again = only(await store.campaigns.exchange('find', start, lease, [], 5));
      await store.campaigns.exchange('find', start, lease, [came(again, { standing: 'no-app', why: 'policy', person: 'id-ny.1@askoy.kommune.no' })], 0);
      await store.commit({ now: start, forgetPushes: 'chat-ny.1@askoy.kommune.no', out: [] });
      expect(await pushes.tally(1)).toEqual({ deleted: 1, reachable: 2 });
      expect(await pushes.tally(2)).toEqual({ deleted: 1 });
      const [gone] = await query<Record<string, unknown>>(url, 'select * from recipients where campaign = 1 and n = 1');
      expect(gone).toMatchObject({ address: '', name: '', person: null, conversation: null, locale: null, activity_id: null });
    });

    test('who ask to be forgotten while it is sent to them: no chat comes back', async () => {
      await pushes.running(1, 1);
      const taken = await pushes.take(1);
      const { state, address } = chatOf('x');
      await store.commit({ now: start, forgetPushes: 'chat-ny.1@askoy.kommune.no', out: [] });
      await pushes.settle(taken, { standing: 'delivered', activityId: 'm', chat: { key: 'chat-ny.1@askoy.kommune.no', state, address } });
      expect(await pushes.tally(1)).toEqual({ deleted: 1 });
      expect(await store.conversation('chat-ny.1@askoy.kommune.no')).toBeUndefined();
    });

    test('after the time that names are kept: the sums', async () => {
      await pushes.running(1, 3);
      await pushes.settle(await pushes.take(2), { standing: 'delivered' });
      await pushes.running(2, 2, 'andre');
      await pushes.bring(1, 'cancelled');
      const purge = (namesBefore: number) => store.purge({ now: start, answersBefore: 0, seenBefore: 0, settledBefore: 0, conversationsBefore: undefined, casesBefore: undefined, namesBefore });
      expect(await purge(start)).toMatchObject({ names: 0 });
      expect(await purge(start + 1)).toMatchObject({ names: 3 });
      expect(await pushes.tally(1)).toEqual({ delivered: 2, cancelled: 1 });
      expect(await store.campaigns.people(1, { limit: 5 })).toMatchObject([1, 2, 3].map((n) => ({ n, address: '', name: '', person: undefined, conversation: undefined })));
      // One that goes on is needed.
      expect((await store.campaigns.people(2, { limit: 5 })).every(({ address }) => address !== '')).toBe(true);
    });

    test('and with them who she is, where no chat of hers is known', async () => {
      await pushes.make(1, 2);
      const [guest, off] = await store.campaigns.exchange('find', start, lease, [], 5);
      await store.campaigns.exchange('find', start, lease, [came(guest!, { standing: 'no-app', why: 'guest', person: 'id-guest', locale: 'en' }), came(off!, { standing: 'no-app', why: 'off', person: 'id-off', conversation: 'chat-of-nobody' })], 0);
      await pushes.bring(1, 'cancelled');
      await store.purge({ now: start, answersBefore: 0, seenBefore: 0, settledBefore: 0, conversationsBefore: undefined, casesBefore: undefined, namesBefore: start + 1 });
      const bare = { address: '', name: '', person: null, conversation: null, locale: null };
      expect(await query(url, 'select address, name, person, conversation, locale from recipients')).toEqual([bare, bare]);
    });

    test('as long as the chat is known its push can be answered, without a name', async () => {
      await pushes.running(1, 1);
      await pushes.settle(await pushes.take(1), { standing: 'delivered' });
      await store.commit({ now: start, conversation: chatOf('chat-ny.1@askoy.kommune.no', { person: 'id-ny.1@askoy.kommune.no' }), out: [] });
      await pushes.bring(1, 'done');
      const kept = { now: start, answersBefore: 0, seenBefore: 0, settledBefore: 0, conversationsBefore: undefined, casesBefore: undefined };
      expect(await store.purge({ ...kept, namesBefore: start + 1 })).toMatchObject({ names: 1 });
      expect(await store.campaigns.inChat('chat-ny.1@askoy.kommune.no', undefined)).toMatchObject({ recipient: { n: 1, standing: 'delivered', address: '', name: '' } });
      await store.commit({ now: start, recipients: [{ campaign: 1, n: 1, heard: 'in' }], out: [] });
      expect(await pushes.tally(1)).toEqual({ in: 1 });
    });
  });

  test('a push is found by who she is where her chat has another id, and by that from then on', async () => {
    await pushes.running(1, 1);
    await pushes.settle(await pushes.take(1), { standing: 'delivered' });
    expect(await store.campaigns.inChat('elsewhere', undefined)).toBeUndefined();
    expect(await store.campaigns.inChat('elsewhere', 'somebody else')).toBeUndefined();
    expect(await store.campaigns.inChat('elsewhere', 'id-ny.1@askoy.kommune.no')).toMatchObject({ recipient: { n: 1 } });
    await store.commit({ now: start, recipients: [{ campaign: 1, n: 1, heard: 'answered', conversation: 'elsewhere' }], out: [] });
    expect(await store.campaigns.inChat('elsewhere', undefined)).toMatchObject({ recipient: { n: 1, standing: 'answered' } });
  });

  test('of two processes that remind her at once one does', async () => {
    await pushes.running(1, 1);
    await pushes.settle(await pushes.take(1), { standing: 'delivered' });
    await store.commit({ now: start, recipients: [{ campaign: 1, n: 1, heard: 'answered', remindAt: start + day }], out: [] });
    const remind = () => store.commit({ now: start + day, recipients: [{ campaign: 1, n: 1, reminded: 0 }], out: [] });
    expect((await Promise.all([remind(), remind()])).sort()).toEqual(['committed', 'lost']);
    expect(await store.campaigns.people(1, { limit: 5 })).toMatchObject([{ reminders: 1 }]);
  });

  describe('a turn', () => {
    const turn = (from: number, takes: number): Promise<number> => store.campaigns.turn('graph', start + from, takes).then((at) => at - start);

    test('is one asker’s, however many ask at once, and they follow upon each other without a gap', async () => {
      const given = await Promise.all(Array.from({ length: 12 }, () => turn(0, 40)));
      expect(given.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 12 }, (_, n) => n * 40));
    });

    test('begins at once where it is nobody’s, and not before it was asked for', async () => {
      expect(await turn(0, 160)).toBe(0);
      expect(await turn(500, 40)).toBe(500);
      // Of a clock that is behind.
      expect(await turn(100, 40)).toBe(540);
    });

    test('that a wrong clock took hours ahead is not waited for', async () => {
      expect(await turn(3 * 3_600_000, 40)).toBe(3 * 3_600_000);
      expect(await turn(0, 40)).toBe(0);
      expect(await turn(0, 40)).toBe(40);
    });

    test('is one for each name', async () => {
      expect(await turn(0, 40)).toBe(0);
      expect(await store.campaigns.turn('another', start, 40)).toBe(start);
    });
  });

  describe('a second’s budget', () => {
    test('is given away once, whoever asks and how many at once', async () => {
      const given = await Promise.all(Array.from({ length: 12 }, () => store.campaigns.quota('tenant', 7, 30, 4, 0)));
      expect(given.reduce((sum, each) => sum + each, 0)).toBe(30);
      expect(await store.campaigns.quota('tenant', 7, 30, 4, 0)).toBe(0);
      expect(await store.campaigns.quota('tenant', 8, 30, 4, 0)).toBe(4);
    });

    test('counts first what went out without asking, also beyond the limit', async () => {
      expect(await store.campaigns.quota('tenant', 7, 30, 10, 25)).toBe(5);
      expect(await store.campaigns.quota('tenant', 7, 30, 10, 25)).toBe(0);
      expect(await store.campaigns.quota('tenant', 8, 30, 10, 40)).toBe(0);
    });

    test('may grow within the second, by what is told with each question', async () => {
      expect(await store.campaigns.quota('tenant', 7, 8, 10, 0)).toBe(8);
      expect(await store.campaigns.quota('tenant', 7, 15, 10, 0)).toBe(7);
    });

    test('of a process whose clock is behind is that of the others’ second', async () => {
      expect(await store.campaigns.quota('tenant', 9, 30, 20, 0)).toBe(20);
      expect(await store.campaigns.quota('tenant', 8, 30, 20, 0)).toBe(10);
      expect(await store.campaigns.quota('tenant', 9, 30, 20, 0)).toBe(0);
      expect(await store.campaigns.quota('tenant', 8, 30, 20, 0)).toBe(0);
    });

    test('is one for each name', async () => {
      expect(await store.campaigns.quota('tenant', 7, 5, 5, 0)).toBe(5);
      expect(await store.campaigns.quota('another', 7, 5, 5, 0)).toBe(5);
    });
  });

  test('reminders are due when they were promised, until they went out or are not wanted any more', async () => {
    await pushes.running(1, 3);
    await pushes.settle(await pushes.take(3), { standing: 'delivered' });
    await store.commit({ now: start, recipients: [{ campaign: 1, n: 1, heard: 'answered', remindAt: start + 2 * day }, { campaign: 1, n: 2, heard: 'answered', remindAt: start + day }], out: [] });
    expect(await store.campaigns.toRemind(start + day - 1, 10)).toEqual([]);
    expect((await store.campaigns.toRemind(start + 3 * day, 10)).map(({ recipient }) => recipient.n)).toEqual([2, 1]);
    await store.commit({ now: start + 2 * day, recipients: [{ campaign: 1, n: 1, reminded: 0 }, { campaign: 1, n: 2, remindAt: null }], out: [] });
    expect(await store.campaigns.toRemind(start + 9 * day, 10)).toEqual([]);
    expect(await store.campaigns.people(1, { limit: 5 })).toMatchObject([{ reminders: 1 }, { reminders: 0 }, { reminders: 0 }]);
  });

  if (engine === 'sqlite')
    test('a process that starts anew takes up at once what the last one had in hand', async () => {
      await pushes.running(1, 2);
      await pushes.take(1);
      await pushes.make(2, 1, 'andre');
      await store.campaigns.exchange('find', start, 3 * minute, [], 5);
      await store.close();
      store = await openStore(url);
      expect(await store.campaigns.sweep(start)).toBe(1);
      expect(numbers(await store.campaigns.exchange('find', start, lease, [], 5))).toEqual([1]);
    });
});
