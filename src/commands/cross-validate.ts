import { languages, type LanguageData } from '../core/understanding/languages';
import { learn } from '../core/understanding/learn';
import { type Topic, topics } from '../core/understanding/topics';
import { tokens } from '../core/understanding/words';
import type { Judged } from './judge';

const folds = 8;

/** Sentences that differ by a word or two are one family, and never stand on both sides of a split. */
const alikeFrom = 0.6;

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / (a.size + b.size - shared) >= alikeFrom;
}

/** Puts families of examples into folds: gives the fold of every text. */
function foldsOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const words = texts.map((text) => new Set(tokens(text)));
  const family = texts.map((_, at) => at);
  texts.forEach((_, at) => {
    const nearest = words.findIndex((other, before) => before < at && alike(other, words[at] ?? new Set()));
    if (nearest >= 0) family[at] = family[nearest] ?? at;
  });
  return new Map(texts.map((text, at) => [text, (family[at] ?? at) % folds]));
}

const keep = (language: LanguageData, wanted: (text: string) => boolean): LanguageData => ({
  ...language,
  examples: Object.fromEntries(topics.map((topic) => [topic, language.examples[topic].filter(wanted)])) as Record<Topic, string[]>,
});

/** Every example, understood by what was learnt from the examples of other families. */
export function crossValidate(): readonly Judged[] {
  const all = languages.flatMap(({ examples }) => topics.flatMap((topic) => examples[topic].map((text) => ({ text, topic }))));
  const foldOf = foldsOf(all.map(({ text }) => text));
  return Array.from({ length: folds }, (_, fold) => {
    const understand = learn(languages.map((language) => keep(language, (text) => foldOf.get(text) !== fold)));
    return all.filter(({ text }) => foldOf.get(text) === fold).map((expected) => ({ expected, got: understand(expected.text) }));
  }).flat();
}
