import fc from 'fast-check';
import { smallest, told } from '../../src/core/statistics';

const tally = fc.record({
  month: fc.constantFrom('2026-10', '2026-11', '2026-12'),
  reason: fc.constantFrom('', 'no-inbox', 'address-taken'),
  outcome: fc.constantFrom('solved', 'passed-on', 'no-answer'),
  count: fc.integer({ min: 1, max: 12 }),
});
const tallies = fc.uniqueArray(tally, { selector: ({ month, reason, outcome }) => `${month} ${reason} ${outcome}` });
const sum = (counts: readonly { readonly count: number }[]): number => counts.reduce((all, { count }) => all + count, 0);

test('no group is smaller than five, each is told once, and at most four cases are left out', () => {
  fc.assert(
    fc.property(tallies, (all) => {
      const { groups, rest } = told(all);
      expect(groups.every(({ count }) => count >= smallest)).toBe(true);
      expect(new Set(groups.map(({ month, reason, outcome }) => `${month} ${reason} ${outcome}`)).size).toBe(groups.length);
      const missing = sum(all) - sum(groups);
      expect(missing > 0).toBe(rest);
      expect(missing).toBeLessThan(smallest);
    }),
  );
});

test('small groups give up their outcome first, then their reason, then their month', () => {
  const of = (month: string, reason: string, outcome: string, count: number) => ({ month, reason, outcome, count });
  expect(
    told([
      of('2026-10', 'no-inbox', 'solved', 7),
      of('2026-10', 'no-inbox', 'duplicate', 3),
      of('2026-10', 'no-inbox', 'passed-on', 2),
      of('2026-10', 'no-eid', 'solved', 4),
      of('2026-10', 'still-fails', 'solved', 1),
      of('2026-11', 'no-inbox', 'solved', 2),
      of('2026-12', 'no-inbox', 'solved', 1),
    ]),
  ).toEqual({
    groups: [of('2026-10', 'no-inbox', 'solved', 7), of('2026-10', 'no-inbox', 'others', 5), of('2026-10', 'others', 'others', 5)],
    rest: true,
  });
});
