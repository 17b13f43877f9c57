import fc from 'fast-check';

/**
 * Synthetic national identity numbers by the published rule, with the month raised by 80 as in the tax
 * administration's own test people: the check digits are right, and no living person has one.
 */
export interface Birth {
  readonly day: number;
  readonly month: number;
  readonly year: number;
  /** The three digits after the date. */
  readonly individual: number;
}

export type Kind = 'fødselsnummer' | 'D-number';

const first = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const second = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

const two = (value: number): string => String(value).padStart(2, '0');
const remainder = (digits: string, weights: readonly number[]): number =>
  (11 - (digits.split('').reduce((sum, digit, index) => sum + Number(digit) * (weights[index] ?? 0), 0) % 11)) % 11;

/** The number; undefined where this birth has none (one in six has a check digit of ten). */
export function nationalId({ day, month, year, individual }: Birth, kind: Kind = 'fødselsnummer'): string | undefined {
  const date = `${two(kind === 'D-number' ? day + 40 : day)}${two(month + 80)}${two(year)}`;
  const nine = `${date}${String(individual).padStart(3, '0')}`;
  const ten = `${nine}${remainder(nine, first)}`;
  const eleven = `${ten}${remainder(ten, second)}`;
  return eleven.length === 11 ? eleven : undefined;
}

/** The next number there is from this birth on. */
function from(birth: Birth, kind: Kind): string {
  const id = nationalId(birth, kind);
  return id ?? from({ ...birth, individual: birth.individual + 1 }, kind);
}

/** One of each kind, for tests that need one. */
export const someFnr = from({ day: 7, month: 3, year: 71, individual: 120 }, 'fødselsnummer');
export const someDNumber = from({ day: 19, month: 11, year: 88, individual: 340 }, 'D-number');

const births: fc.Arbitrary<Birth> = fc.record({
  // Days that every month has.
  day: fc.integer({ min: 1, max: 28 }),
  month: fc.integer({ min: 1, max: 12 }),
  year: fc.integer({ min: 0, max: 99 }),
  individual: fc.integer({ min: 0, max: 999 }),
});

/** Any of them. */
export const anyNationalId: fc.Arbitrary<string> = fc
  .tuple(births, fc.constantFrom<Kind>('fødselsnummer', 'D-number'))
  .map(([birth, kind]) => nationalId(birth, kind))
  .filter((id) => id !== undefined);
