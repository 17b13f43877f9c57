import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import en from './examples/en.json';
import nb from './examples/nb.json';
import nn from './examples/nn.json';
import type { Fact, Topic } from './topics';

/** What is known of a language. All of it is read together: nobody says first which language they write. */
export interface LanguageData {
  /** Concepts, which all languages share, with the words and word groups for each. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** Phrases that say something for certain, or that it is not so. «=» before one: it must be all that is said. */
  readonly says: Readonly<Partial<Record<Fact | `not ${Fact}`, readonly string[]>>>;
  /** What people write, by topic. */
  readonly examples: Readonly<Record<Topic, readonly string[]>>;
  /** What people write who say that it is *not* so: the trouble is none, the wish is not theirs. */
  readonly fine: readonly string[];
}

/** By the name of their texts. */
export const byName: Readonly<Record<string, LanguageData>> = { nb, nn, en };
export const languages: readonly LanguageData[] = Object.values(byName);

/** A stem is what all stemmers leave of a word: the language of a single word is not known. */
export const stem = (word: string): string => english(norwegian(word));
