import { byName, type LanguageData } from './languages';
import { clauseEnd, tokens } from './words';

/** As many telling words it takes, and none of another language, to say which one a text is written in. */
const enough = 2;
/** A word tells of a language where it is used there this often, and this share of its uses per word written. */
const often = 6;
const mostly = 0.85;

const wordsIn = (text: string): readonly string[] => tokens(text).filter((token) => token !== clauseEnd);

/**
 * Learns from the examples which words tell the languages apart. Gives a function from a text to the name of the language
 * it is written in; undefined where that cannot be told (short texts, mixed ones, names).
 */
function teller(languages: Readonly<Record<string, LanguageData>>): (text: string) => string | undefined {
  const counts = new Map<string, Map<string, number>>();
  const sizes = new Map<string, number>();
  for (const [name, { examples }] of Object.entries(languages))
    for (const word of Object.values(examples).flatMap((texts) => texts.flatMap(wordsIn))) {
      const of = counts.get(word) ?? new Map<string, number>();
      of.set(name, (of.get(name) ?? 0) + 1);
      sizes.set(name, (sizes.get(name) ?? 0) + 1);
      counts.set(word, of);
    }
  const telling = new Map<string, string>();
  for (const [word, of] of counts) {
    const rate = (name: string): number => (of.get(name) ?? 0) / (sizes.get(name) ?? 1);
    const all = [...of.keys()].reduce((sum, name) => sum + rate(name), 0);
    for (const [name, count] of of) if (count >= often && rate(name) >= all * mostly) telling.set(word, name);
  }
  return (text) => {
    const told = wordsIn(text).flatMap((word) => telling.get(word) ?? []);
    const [first] = told;
    return told.length >= enough && told.every((name) => name === first) ? first : undefined;
  };
}


/** The language that a text is written in, e.g. "nn", as far as its words tell. */
export const writtenIn: (text: string) => string | undefined = teller(byName);
