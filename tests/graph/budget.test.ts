import fc from 'fast-check';
import { Budget } from '../../src/graph/budget';
import { person, startGraphTest } from '../support/graph-directory';

test('so many go at once, the next when the first are a second old', () => {
  const budget = new Budget(30);
  expect([budget.take(15, 0), budget.take(15, 10), budget.take(1, 20), budget.take(15, 20)]).toEqual([0, 10, 1_050, 1_060]);
});

test('who comes first goes first, though a smaller one would fit', () => {
  const budget = new Budget(3);
  expect([budget.take(2, 0), budget.take(3, 0), budget.take(1, 0)]).toEqual([0, 1_050, 2_100]);
});

test('more at once than there is at all is a mistake', () => {
  expect(() => new Budget(3).take(4, 0)).toThrow('budget');
});

test('never more than the budget within any second, whatever is asked when', () => {
  const asking = fc.array(fc.record({ count: fc.integer({ min: 1, max: 20 }), after: fc.integer({ min: 0, max: 2_000 }) }), { maxLength: 100 });
  fc.assert(
    fc.property(asking, (questions) => {
      const budget = new Budget(30);
      let now = 0;
      const sent = questions.flatMap(({ count, after }) => {
        now += after;
        const at = budget.take(count, now);
        expect(at).toBeGreaterThanOrEqual(now);
        return Array.from({ length: count }, () => at);
      });
      expect(sent).toEqual(sent.toSorted((one, other) => one - other));
      for (const at of sent) expect(sent.filter((other) => other > at - 1_000 && other <= at).length).toBeLessThanOrEqual(30);
    }),
  );
});

test('real requests keep to it, single ones and those in batches together', async () => {
  const people = Array.from({ length: 40 }, (_, n) => person(`p${n}`));
  const { graph, directory } = await startGraphTest({ people, real: true, settings: { catalogAppId: 'b1c5353a-7aca-41b3-830f-27d5218fe0e5' } });
  const [found] = await Promise.all([directory.find(people.map(({ upn }) => upn)), ...people.map(({ id }) => directory.install(id))]);
  expect(found.filter((each) => each && 'id' in each)).toHaveLength(40);
  expect(graph.installs).toHaveLength(40);
  // A busy machine may take some in late, and the next in time: the window leaves room for that.
  expect(graph.busiest(800)).toBeLessThanOrEqual(30);
  const times = graph.asked.filter(({ operation }) => operation === 'user' || operation === 'install').map(({ at }) => at);
  expect(times).toHaveLength(80);
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(1_800);
});
