import { shownName } from '../../shown';
import { readDay, written } from './day';
import { isHeading, withoutLabel } from './heading';

/** "1.", "a)", "•" and "o", as word processors number and mark their lists. */
const marks = /^(?:\(?\d{1,5}\s*[.):]+(?!\d)|\p{L}\)|o(?=\s)|[^\p{L}\p{N}(])\s*/iu;
const atEnd = /[^\p{L}\p{N}.)]+$/u;

/** A piece of a list without what lists are made of: marks, quotes, numbers before it, "Navn:". */
export function withoutMarks(piece: string): string {
  let text = piece.trim();
  for (let before = ''; before !== text; ) {
    before = text;
    text = withoutLabel(text.replace(marks, ''));
  }
  return text.replace(atEnd, '');
}

/** Whether nothing is said by a piece: no word, no more digits than a number before it has, or a heading. */
export const isNoise = (piece: string): boolean => (!/\p{L}\p{L}|\p{L}[^\p{L}.)]*\p{L}/u.test(piece) && !/\d.*\d.*\d.*\d.*\d/su.test(piece)) || isHeading(piece);

const name = /^\p{L}[\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]+){0,6}$/u;

/** The piece as a name where it may be one: words of letters, not many. "Nordmann, Kari (vikar)" is Kari Nordmann. */
export function asName(piece: string): string | undefined {
  const text = withoutMarks(piece.replace(/\([^()]*\)/g, ' ')).replace(/\s+/gu, ' ');
  const [last, first, more] = text.split(/\s*,\s*/);
  const straight = first !== undefined && more === undefined ? `${first} ${last}` : text;
  return name.test(straight) && !isHeading(straight) ? shownName(straight) : undefined;
}

/** The name in pieces that stand beside an address: the first names and the last one may be apart. "sluttet" is none. */
export function nameIn(pieces: readonly string[]): string | undefined {
  const [one, two] = pieces.map(asName).map((some) => (some !== undefined && /^\p{Lu}/u.test(some) ? some : undefined));
  if (one === undefined) return undefined;
  return two !== undefined && !`${one}${two}`.includes(' ') ? `${one} ${two}` : one;
}

/** Older dates beside somebody are of her birth, more likely than of her first day. */
const firstYear = 2_020;

/** The first day at work, where just one piece is a date that may be it. */
export function startIn(pieces: readonly string[]): string | undefined {
  const days = pieces.flatMap((piece) => readDay(piece) ?? []).filter(({ year }) => year >= firstYear);
  return days.length === 1 && days[0] ? written(days[0]) : undefined;
}
