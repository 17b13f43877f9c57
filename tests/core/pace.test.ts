import fc from 'fast-check';
import { bearable, room, roomAt } from '../../src/core/pace';

/** When each goes that is asked for so many ms after the one before: at once, or when there is room. */
function paced(gaps: readonly number[]): { readonly asked: number; readonly at: number }[] {
  let now = 0;
  const sent: number[] = [];
  return gaps.map((gap) => {
    now += gap;
    // In a lane nobody overtakes.
    const at = Math.max(now, sent[0] ?? 0, roomAt(sent));
    sent.unshift(at);
    return { asked: now, at };
  });
}

/** Whether one more at this moment is too much for some window that ends with it. */
const tooMany = (others: readonly number[], at: number): boolean =>
  bearable.some(([count, seconds]) => others.filter((other) => other <= at && at - other < seconds * 1_000).length >= count);

// Bursts, a steady flow at the edge of each window, and rest.
const gaps = fc.array(fc.oneof(fc.constantFrom(0, 1, 142, 143, 250, 499, 500, 999, 1_000, 1_001, 2_000, 30_000), fc.integer({ min: 0, max: 3_000 })), { maxLength: 300 });

test('whatever is asked when, no window ever has more in it than it bears, and nobody waits a moment longer than that takes', () => {
  fc.assert(
    fc.property(gaps, (asks) => {
      const all = paced(asks);
      for (const [index, { asked, at }] of all.entries()) {
        const before = all.slice(0, index).map((each) => each.at);
        expect(tooMany(before, at)).toBe(false);
        const soonest = Math.max(asked, before.at(-1) ?? 0);
        if (at > soonest) expect(tooMany(before, at - 1)).toBe(true);
        expect(room(before, at)).toBeGreaterThan(0);
        if (at > soonest) expect(room(before, at - 1)).toBe(0);
      }
    }),
  );
});

test('more than an hour bears waits for the hour to pass', () => {
  // As fast as half a minute bears.
  const all = paced(Array.from({ length: 1_801 }, () => 500));
  expect(all.slice(0, 1_800).every(({ asked, at }) => at === asked)).toBe(true);
  expect(all[1_800]?.at).toBe((all[0]?.at ?? 0) + 3_600_000);
});

test.each([
  [[], 7, -Infinity],
  [[0, 0, 0, 0, 0, 0], 1, -Infinity],
  [[0, 0, 0, 0, 0, 0, 0], 0, 1_000],
  [[500, 0, 0, 0, 0, 0, 0, 0], 0, 2_000],
])('of what went at %j there is room for %d more at 999 ms, and for one at %d', (sent, more, at) => {
  expect([room(sent, 999), roomAt(sent)]).toEqual([more, at]);
});
