import fc from 'fast-check';
import { DirectoryAway } from '../../src/app/directory';
import type { Turns } from '../../src/app/ports/push';
import { atOnce, Budget } from '../../src/graph/budget';
import type { Engine } from '../../src/store/engine';
import { openStore } from '../../src/store/store';
import { turnsOn } from '../../src/store/turns';
import { clock } from '../support/fake-clock';
import { person, startGraphTest } from '../support/graph-directory';
import { engines } from '../support/stores';

const start = 1_000_000;
/** Per cent. */
const chance = fc.infiniteStream(fc.noBias(fc.integer({ min: 0, max: 100 })));
const pass = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

interface Process {
  /** Its clock is so far ahead. ms. */
  readonly ahead?: number;
  /** The store's next answer takes so long. ms. */
  readonly latency?: () => number;
}

/** Budgets of several processes on one store, and the moments at which something went. */
function started(...processes: readonly Process[]) {
  const turn = turnsOn({ name: 'sqlite' } as Engine);
  const leases: number[] = [];
  const budgets = processes.map(({ ahead = 0, latency = () => 0 }) => {
    const turns: Turns = async (from, takes) => {
      leases.push(takes);
      const way = latency() / 2;
      if (way > 0) await pass(way);
      const at = await turn('graph', from, takes);
      if (way > 0) await pass(way);
      return at;
    };
    return new Budget(turns, { now: () => clock.now() + ahead, pass });
  });
  const went: number[] = [];
  const ask = async (of: number, count: number, until = Infinity): Promise<number> => {
    await budgets[of]?.take(count, until);
    for (let n = 0; n < count; n += 1) went.push(clock.now() - start);
    return clock.now() - start;
  };
  /** Asks again as soon as it went, for so long. How often it went, and the longest wait. */
  const keepAsking = async (of: number, count: number, ms: number): Promise<{ readonly times: number; readonly longest: number }> => {
    let times = 0;
    let longest = 0;
    for (let since = clock.now(); since < start + ms; since = clock.now()) {
      await ask(of, count);
      times += 1;
      longest = Math.max(longest, clock.now() - since);
    }
    return { times, longest };
  };
  return { leases, went, ask, keepAsking };
}

/** The most that went within any second. */
function busiest(went: readonly number[]): number {
  const times = went.toSorted((one, other) => one - other);
  let most = 0;
  for (let from = 0, to = 0; to < times.length; to += 1) {
    while ((times[from] ?? 0) <= (times[to] ?? 0) - 1_000) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

describe('the budget', () => {
  beforeEach(() => clock.start(start));
  afterEach(() => clock.stop());

  test('lets a few go at once, first come, first served, and asks the store once for all that fit together', async () => {
    const { ask, leases } = started({});
    const asks = [ask(0, 1), ask(0, 2), ask(0, 1), ask(0, 2), ask(0, 1)];
    await clock.advance(1_000);
    // The second two do not fit, and the one after them, which would, does not overtake them.
    expect(await Promise.all(asks)).toEqual([0, 40, 40, 160, 160]);
    expect(leases).toEqual([40, 120, 120]);
  });

  test('more at once than may go together is a mistake', () => {
    const { ask } = started({});
    return expect(ask(0, atOnce + 1)).rejects.toThrow('budget');
  });

  test('a store that is away takes nothing, and who asks next is asked for again', async () => {
    let away = true;
    const budget = new Budget((from) => (away ? Promise.reject(new Error('away')) : Promise.resolve(from)), { now: clock.now, pass });
    await expect(budget.take(1, Infinity)).rejects.toThrow('away');
    away = false;
    await budget.take(atOnce, Infinity);
  });

  test('who has waited too long goes no more', async () => {
    // Nobody gets a turn from a store as slow as this.
    const { ask, went } = started({ latency: () => 4_000 });
    const asks = [ask(0, 1, start + 30_000), ask(0, atOnce, start + 30_000), ask(0, 1, start + 20_000)].map((each) => each.then(() => undefined, (error: unknown) => error));
    await clock.advance(34_000);
    for (const each of asks) expect(await each).toBeInstanceOf(DirectoryAway);
    expect(went).toEqual([]);
  });

  test('one whose clock is a little ahead, or whose questions are single ones, leaves as much to the others', async () => {
    const { keepAsking, went } = started({}, { ahead: 10 });
    const batches = [keepAsking(0, atOnce, 60_000), keepAsking(0, atOnce, 60_000)];
    const singles = Array.from({ length: 6 }, () => keepAsking(1, 1, 60_000));
    await clock.advance(65_000);
    for (const { longest } of await Promise.all([...batches, ...singles])) expect(longest).toBeLessThan(1_000);
    const times = async (all: readonly Promise<{ readonly times: number }>[]) => (await Promise.all(all)).reduce((sum, each) => sum + each.times, 0);
    expect(await times(batches) * atOnce).toBeGreaterThan(20 * 30);
    expect(await times(singles)).toBeGreaterThan(20 * 30 / 2);
    // Of the thirty that Graph bears.
    expect(went.length / 60).toBeGreaterThan(24);
    expect(busiest(went)).toBeLessThanOrEqual(30);
  });

  test.each([[30, 24], [300, 12], [800, 4]])('with a store that takes %s ms each time it goes on, at %s a second at least', async (ms, rate) => {
    const { keepAsking, leases, went } = started({ latency: () => ms });
    const all = Array.from({ length: 8 }, () => keepAsking(0, 1, 60_000));
    await clock.advance(65_000);
    for (const { longest } of await Promise.all(all)) expect(longest).toBeLessThan(5_000);
    expect(went.length / 60).toBeGreaterThan(rate);
    // And does not ask without a pause.
    expect(leases.length).toBeLessThan(60_000 / Math.min(ms, 80));
  });

  test('a clock that was hours ahead holds nobody up', async () => {
    const { ask } = started({ ahead: 3 * 3_600_000 }, {});
    await ask(0, atOnce);
    await ask(1, atOnce);
    expect(clock.now()).toBe(start);
  });

  test('nor lets it send more than its own thirty while it lasts', async () => {
    const { keepAsking, went } = started({ ahead: 3 * 3_600_000, latency: () => 10 }, { latency: () => 10 });
    const all = [keepAsking(0, atOnce, 10_000), keepAsking(0, atOnce, 10_000), keepAsking(1, atOnce, 10_000), keepAsking(1, atOnce, 10_000)];
    await clock.advance(12_000);
    await Promise.all(all);
    expect(busiest(went)).toBeLessThanOrEqual(60);
  });

  test('never more than thirty within any second, of all processes together, whatever is asked when, and each in its order', async () => {
    const asking = fc.array(fc.record({ of: fc.nat({ max: 2 }), count: fc.integer({ min: 1, max: atOnce }), after: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 700 })) }), { maxLength: 80, size: 'max' });
    const processes = fc.array(fc.record({ ahead: fc.nat({ max: 30 }), slow: fc.nat({ max: 800 }) }), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(asking, processes, chance, async (questions, all, chances) => {
        const { ask, went } = started(...all.map(({ ahead, slow }) => ({ ahead, latency: () => Math.round((slow * (chances.next().value as number)) / 100) })));
        const asks: Promise<number>[] = [];
        for (const { of, count, after } of questions) {
          await clock.advance(after);
          asks.push(ask(of, count));
        }
        await clock.advance(120_000);
        await Promise.all(asks);
        expect(busiest(went)).toBeLessThanOrEqual(30);
        for (const own of [0, 1, 2]) {
          const times = await Promise.all(asks.filter((_, index) => questions[index]?.of === own));
          expect(times).toEqual(times.toSorted((one, other) => one - other));
        }
      }),
      { numRuns: 50 },
    );
  });

  test('whoever keeps asking gets on, whatever the clocks, the store and the questions of the others are', async () => {
    const process = fc.record({ ahead: fc.nat({ max: 30 }), slow: fc.nat({ max: 800 }), asks: fc.array(fc.integer({ min: 1, max: atOnce }), { minLength: 1, maxLength: 4, size: 'max' }) });
    await fc.assert(
      fc.asyncProperty(fc.array(process, { minLength: 2, maxLength: 3 }), chance, async (processes, chances) => {
        clock.start(start);
        const { keepAsking, went } = started(...processes.map(({ ahead, slow }) => ({ ahead, latency: () => Math.round((slow * (chances.next().value as number)) / 100) })));
        const all = processes.flatMap(({ asks }, of) => asks.map((count) => keepAsking(of, count, 30_000)));
        await clock.advance(60_000);
        for (const { longest } of await Promise.all(all)) expect(longest).toBeLessThan(10_000);
        expect(busiest(went)).toBeLessThanOrEqual(30);
      }),
      { numRuns: 50 },
    );
  });
});

jest.setTimeout(30_000);

engines((fresh, engine) => {
  test('three processes on one store ask real questions, single ones and in batches, and keep to it together', async () => {
    const url = await fresh();
    // SQLite is one process, and has as many directories as one likes.
    const stores = await Promise.all(Array.from({ length: engine === 'postgres' ? 3 : 1 }, () => openStore(url)));
    const turns = [0, 1, 2].map((n): Turns => (from, takes) => stores[n % stores.length]!.campaigns.turn('graph', from, takes));
    const people = Array.from({ length: 30 }, (_, n) => person(`p${n}`));
    const { graph, directory, another } = await startGraphTest({ people, real: true, turns: turns[0]!, settings: { catalogAppId: 'b1c5353a-7aca-41b3-830f-27d5218fe0e5' } });
    const directories = [directory, another(turns[1]!), another(turns[2]!)];
    const found = await Promise.all(
      directories.map(async (each, n) => {
        const [accounts] = await Promise.all([each.find(people.map(({ upn }) => upn)), ...people.slice(n * 10, n * 10 + 10).map(({ id }) => each.install(id))]);
        return accounts;
      }),
    );
    for (const accounts of found) expect(accounts.filter((account) => account && 'id' in account)).toHaveLength(30);
    expect(graph.installs).toHaveLength(30);
    // A busy machine may take some in late, and the next in time: the window leaves room for that.
    expect(graph.busiest(800)).toBeLessThanOrEqual(30);
    const times = graph.asked.filter(({ operation }) => operation === 'user' || operation === 'install').map(({ at }) => at);
    expect(times).toHaveLength(120);
    // Twenty-five a second.
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(4_500);
    for (const store of stores) await store.close();
  });
});
