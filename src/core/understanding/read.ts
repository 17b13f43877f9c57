import { type LanguageData, stem } from './languages';
import { mendedAtMost, mender } from './mend';
import { clauseEnd, tokens } from './words';

/** A text as it is understood: a symbol is a concept's name, "~" and a stem, the end of a clause, or a stranger. */
export interface Reading {
  readonly symbols: readonly string[];
  /** The words, typing errors mended. */
  readonly words: readonly string[];
}

/** A word that nobody has used before. */
export const stranger = '?';

const phrasesOf = ({ words, says, examples }: LanguageData): readonly string[] =>
  [words, says, examples].flatMap((part) => Object.values(part).flat());

/**
 * Stems that something can be learnt from: used in a phrase, or in two examples. The others are strangers in the
 * examples too, so that the model learns what it means that a text has strangers in it.
 */
function usualStems(languages: readonly LanguageData[], stems: ReadonlyMap<string, string>): ReadonlySet<string> {
  const stemsIn = (texts: readonly string[]): string[] =>
    texts.flatMap((text) => [...new Set(tokens(text).map((word) => stems.get(word) ?? word))]);
  const inPhrases = languages.flatMap(({ says, words }) => stemsIn([says, words].flatMap((part) => Object.values(part).flat())));
  const inExamples = languages.flatMap(({ examples }) => stemsIn(Object.values(examples).flat()));
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const one of inExamples) (once.has(one) ? twice : once).add(one);
  return new Set([...inPhrases, ...twice]);
}

/** Makes the reader of texts from the words of all languages. */
export function reader(languages: readonly LanguageData[]): (text: string) => Reading {
  const counts = new Map<string, number>();
  for (const word of languages.flatMap(phrasesOf).flatMap(tokens))
    if (word !== clauseEnd) counts.set(word, (counts.get(word) ?? 0) + 1);
  const stems = new Map([...counts.keys()].map((word) => [word, stem(word)]));
  const knownStems = new Set(stems.values());
  const usual = usualStems(languages, stems);
  const mend = mender(counts);
  const stemOf = (word: string): string => stems.get(word) ?? stem(word);

  const concepts = new Map<string, string>();
  /** How many words the longest concept has that begins with this word. */
  const longest = new Map<string, number>();
  const learn = (words: readonly string[], concept: string): void => {
    longest.set(words[0] ?? '', Math.max(words.length, longest.get(words[0] ?? '') ?? 0));
    if (!concepts.has(words.join(' '))) concepts.set(words.join(' '), concept);
  };
  const groups = languages.flatMap(({ words }) => Object.entries(words));
  const sayings = groups.flatMap(([concept, variants]) => variants.map((variant) => ({ concept, words: tokens(variant) })));
  for (const { concept, words } of sayings) learn(words, concept);
  // As it is written goes before what only has the same stem: «brukar» is an account in nynorsk, «bruke» is to use.
  for (const { concept, words } of sayings) learn(words.map(stemOf).map((part) => `~${part}`), concept);

  const symbolAt = (words: readonly string[], from: number): readonly [string, number] => {
    const word = words[from] ?? '';
    const stemmed = `~${stemOf(word)}`;
    const most = Math.max(longest.get(word) ?? 0, longest.get(stemmed) ?? 0);
    for (let length = Math.min(most, words.length - from); length > 0; length--) {
      const group = words.slice(from, from + length);
      const concept = concepts.get(group.join(' ')) ?? concepts.get(group.map((word) => `~${stemOf(word)}`).join(' '));
      if (concept) return [concept, length];
    }
    if (word === clauseEnd) return [clauseEnd, 1];
    return [usual.has(stemOf(word)) ? stemmed : stranger, 1];
  };

  return (text) => {
    let mended = 0;
    const words = tokens(text).flatMap((word) => {
      if (word === clauseEnd || counts.has(word) || knownStems.has(stem(word))) return [word];
      return (mended++ < mendedAtMost ? mend(word) : undefined) ?? [word];
    });
    const symbols: string[] = [];
    for (let at = 0; at < words.length; ) {
      const [symbol, length] = symbolAt(words, at);
      symbols.push(...symbol.split(' '));
      at += length;
    }
    return { symbols, words };
  };
}
