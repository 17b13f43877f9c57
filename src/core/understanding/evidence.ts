import type { LanguageData } from './languages';
import type { Reading } from './read';
import type { Fact } from './topics';
import { clauseEnd } from './words';

/** Concepts that deny what follows. */
const negations = new Set(['not', 'never', 'none']);
/** Where the reach of a negation ends, looking back: another clause. */
const ends = new Set([clauseEnd, 'break', 'still']);
/** Verbs end it too («kommer ikke inn får intern feil»), unless they are denied themselves. */
const verbs = new Set(['get', 'have', 'stand', 'come', 'be', 'been']);
const reach = 4;
/** Words that may stand between the words of a phrase. */
const gap = 2;

interface Phrase {
  readonly fact: Fact;
  readonly symbols: readonly string[];
  readonly denying: boolean;
}

/** Whether what is said at this place is denied by something before it in its clause. */
export function denied(symbols: readonly string[], at: number): boolean {
  for (let back = 1; back <= reach; back++) {
    const symbol = symbols[at - back];
    if (symbol === undefined || ends.has(symbol)) return false;
    if (negations.has(symbol)) return symbol !== 'none' || back <= 2;
    if (verbs.has(symbol)) return negations.has(symbols[at - back - 1] ?? '');
  }
  return false;
}

/** Where the phrase that begins here ends, or undefined if it is not said here. */
function endOf({ symbols: phrase }: Phrase, symbols: readonly string[], from: number): number | undefined {
  let at = from;
  for (const wanted of phrase.slice(1)) {
    let next = at + 1;
    while (symbols[next] !== wanted) {
      const between = symbols[next];
      if (between === undefined || next - at > gap || ends.has(between) || negations.has(between)) return undefined;
      next++;
    }
    at = next;
  }
  return at;
}

/** Makes the finder of what a text says for certain: phrases, in any language, that nothing in the sentence denies. */
export function witness(languages: readonly LanguageData[], read: (text: string) => Reading): (reading: Reading) => ReadonlySet<Fact> {
  const starting = new Map<string, Phrase[]>();
  const alone = new Map<string, Fact[]>();
  const bare = (symbols: readonly string[]): string => symbols.filter((symbol) => symbol !== clauseEnd).join(' ');
  for (const [fact, phrases] of languages.flatMap(({ says }) => Object.entries(says) as [Fact, readonly string[]][]))
    for (const text of phrases) {
      const { symbols } = read(text);
      if (text.startsWith('=')) alone.set(bare(symbols), [...(alone.get(bare(symbols)) ?? []), fact]);
      else {
        const phrase = { fact, symbols, denying: symbols.some((symbol) => negations.has(symbol)) };
        const first = symbols[0] ?? '';
        starting.set(first, [...(starting.get(first) ?? []), phrase]);
      }
    }
  return ({ symbols }) => {
    const found = new Set<Fact>(alone.get(bare(symbols)));
    symbols.forEach((symbol, at) => {
      for (const phrase of starting.get(symbol) ?? []) {
        const end = endOf(phrase, symbols, at);
        if (end === undefined) continue;
        if (!phrase.denying && (denied(symbols, at) || symbols[end + 1] === 'not')) continue;
        found.add(phrase.fact);
      }
    });
    return found;
  };
}
