import fc from 'fast-check';
import type { Lease } from '../../src/app/ports/push';
import { atOnce, Budget } from '../../src/graph/budget';
import { openStore } from '../../src/store/store';
import { clock } from '../support/fake-clock';
import { person, startGraphTest } from '../support/graph-directory';
import { engines } from '../support/stores';

const quarter = 262.5;
/** The beginning of a quarter. */
const start = 1_000 * 1_050;

/** Budgets of several processes on a store that gives whatever is left, and the moments at which something went. */
function started(processes = 1) {
  const used = new Map<number, number>();
  const leases: number[] = [];
  const lease: Lease = (second, limit, want) => {
    leases.push(second);
    const granted = Math.max(0, Math.min(want, limit - (used.get(second) ?? 0)));
    used.set(second, (used.get(second) ?? 0) + granted);
    return Promise.resolve(granted);
  };
  const pass = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
  const budgets = Array.from({ length: processes }, () => new Budget(lease, { now: clock.now, pass }));
  const went: number[] = [];
  const ask = async (of: number, count: number): Promise<number> => {
    await budgets[of]?.take(count);
    for (let n = 0; n < count; n += 1) went.push(clock.now() - start);
    return clock.now() - start;
  };
  return { leases, went, ask };
}

describe('the budget', () => {
  beforeEach(() => clock.start(start));
  afterEach(() => clock.stop());

  test('lets a quarter’s worth go at once, first come, first served, and asks the store once for all that wait', async () => {
    const { ask, leases, went } = started();
    const asks = [ask(0, 2), ask(0, 3), ask(0, 2), ask(0, 1)];
    await clock.advance(1_000);
    // The third does not fit, and the fourth, which would, does not overtake it.
    expect(await Promise.all(asks)).toEqual([0, 0, 263, 263]);
    expect(went).toHaveLength(8);
    expect(leases.length).toBeLessThanOrEqual(3);
  });

  test('more at once than there is at all is a mistake', () => {
    const { ask } = started();
    return expect(ask(0, atOnce + 1)).rejects.toThrow('budget');
  });

  test('a store that is away takes nothing, and who asks next is asked for again', async () => {
    let away = true;
    const budget = new Budget((_second, _limit, want) => (away ? Promise.reject(new Error('away')) : Promise.resolve(want)), { now: clock.now, pass: () => Promise.resolve() });
    await expect(budget.take(1)).rejects.toThrow('away');
    away = false;
    await budget.take(atOnce);
  });

  test('never more than thirty within any second, of all processes together, whatever is asked when', async () => {
    const asking = fc.array(fc.record({ of: fc.nat({ max: 2 }), count: fc.integer({ min: 1, max: atOnce }), after: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 700 })) }), { maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(asking, async (questions) => {
        const { ask, went } = started(3);
        const all: Promise<number>[] = [];
        for (const { of, count, after } of questions) {
          await clock.advance(after);
          all.push(ask(of, count));
        }
        await clock.advance(80 * quarter);
        await Promise.all(all);
        for (const at of went) expect(went.filter((other) => other > at - 1_000 && other <= at).length).toBeLessThanOrEqual(30);
        // Each process goes in its own order.
        for (const own of [0, 1, 2]) {
          const times = await Promise.all(all.filter((_, index) => questions[index]?.of === own));
          expect(times).toEqual(times.toSorted((one, other) => one - other));
        }
        await clock.advance(2_000);
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
    const leases = [0, 1, 2].map((n): Lease => (second, limit, want, used) => stores[n % stores.length]!.campaigns.quota('graph', second, limit, want, used));
    const people = Array.from({ length: 30 }, (_, n) => person(`p${n}`));
    const { graph, directory, another } = await startGraphTest({ people, real: true, lease: leases[0]!, settings: { catalogAppId: 'b1c5353a-7aca-41b3-830f-27d5218fe0e5' } });
    const directories = [directory, another(leases[1]!), another(leases[2]!)];
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
    // Twenty quarters' worth.
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(4_500);
    for (const store of stores) await store.close();
  });
});
