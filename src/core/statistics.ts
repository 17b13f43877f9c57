/** So many cases of one month, one reason and one outcome. */
export interface Tally {
  readonly month: string;
  /** Empty where she just asked for HR. */
  readonly reason: string;
  readonly outcome: string;
  readonly count: number;
}

/** Fewer than this could be told apart. */
export const smallest = 5;

/** What stands for all that is not told apart. */
export const others = 'others';

/** "2026-11": the month as people in Norway have it. */
export const monthOf = (at: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', year: 'numeric', month: '2-digit' }).format(at);

type Fold = (tally: Tally) => Tally;

/** What is given up first: the outcome, then the reason, then the month. */
const folds: readonly Fold[] = [
  (tally) => tally,
  (tally) => ({ ...tally, outcome: others }),
  (tally) => ({ ...tally, reason: others, outcome: others }),
  (tally) => ({ ...tally, month: others, reason: others, outcome: others }),
];

function summed(tallies: readonly Tally[], fold: Fold): readonly Tally[] {
  const sums = new Map<string, Tally>();
  for (const tally of tallies.map(fold)) {
    const key = JSON.stringify([tally.month, tally.reason, tally.outcome]);
    sums.set(key, { ...tally, count: tally.count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.values()];
}

/**
 * Every case in exactly one group of five or more, and no group within another: so nothing can be told from the
 * difference of two. `rest`: a handful, fewer than five, is left that fits nowhere.
 */
export function told(tallies: readonly Tally[]): { readonly groups: readonly Tally[]; readonly rest: boolean } {
  const groups: Tally[] = [];
  let left = tallies.filter(({ count }) => count > 0);
  for (const fold of folds) {
    const sums = summed(left, fold);
    groups.push(...sums.filter(({ count }) => count >= smallest));
    left = sums.filter(({ count }) => count < smallest);
  }
  return { groups, rest: left.length > 0 };
}
