import { distance } from 'fastest-levenshtein';
import { fold } from './words';

/** Words so short are too much alike to be mended; longer ones may have two errors. */
const shortest = 4;
const twoErrors = 8;
/** A text with more strange words than this is not made better by mending them, only slower. */
export const mendedAtMost = 25;

const allowed = (length: number): number => (length >= twoErrors ? 2 : 1);

/** Which letters a word has, as bits: most words that are far apart are told so without comparing them. */
function letters(word: string): number {
  let bits = 0;
  for (const letter of word) bits |= 1 << (letter.charCodeAt(0) & 31);
  return bits;
}

function ones(bits: number): number {
  let count = 0;
  for (let rest = bits; rest; rest &= rest - 1) count++;
  return count;
}

/** Two letters that changed places are one error, though two changes. */
function swapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = Array.from(a).findIndex((letter, index) => letter !== b[index]);
  return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/**
 * Mends typing errors against the words that are known, the commonest first: gives one or two known words for an
 * unknown one («vismabruker», «internfeil»), or undefined where none is near. The first letter is trusted.
 */
export function mender(known: ReadonlyMap<string, number>): (word: string) => readonly string[] | undefined {
  const byFold = new Map<string, string>();
  const byStart = new Map<string, { readonly word: string; readonly folded: string; readonly bits: number; readonly count: number }[]>();
  for (const [word, count] of [...known].sort((a, b) => b[1] - a[1])) {
    const folded = fold(word);
    if (!byFold.has(folded)) byFold.set(folded, word);
    if (word.length < shortest) continue;
    const start = folded[0] ?? '';
    byStart.set(start, [...(byStart.get(start) ?? []), { word, folded, bits: letters(folded), count }]);
  }
  const parts = (word: string): readonly string[] | undefined => {
    for (let at = word.length - 3; at >= shortest; at--) {
      const [head, tail] = [byFold.get(word.slice(0, at)), byFold.get(word.slice(at))];
      if (head && tail) return [head, tail];
    }
    return undefined;
  };
  const near = (word: string): string | undefined => {
    const most = allowed(word.length);
    const bits = letters(word);
    let best: { readonly word: string; readonly errors: number } | undefined;
    for (const candidate of byStart.get(word[0] ?? '') ?? []) {
      if (Math.abs(candidate.folded.length - word.length) > most) continue;
      if (ones(candidate.bits ^ bits) > 2 * most) continue;
      const errors = swapped(word, candidate.folded) ? 1 : distance(word, candidate.folded);
      if (errors <= most && errors < (best?.errors ?? Infinity)) best = { word: candidate.word, errors };
      if (errors === 1) break;
    }
    return best?.word;
  };
  return (word) => {
    const folded = fold(word);
    const same = byFold.get(folded);
    if (same) return [same];
    if (word.length < shortest) return undefined;
    const typo = near(folded);
    return typo ? [typo] : parts(folded);
  };
}
