import type { Question, Topic } from '../guide/types';
import phrases from './phrases.json';

/** Lower case, one space between words, no punctuation: how phrases, labels and typed text are compared. */
export function normalise(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim();
}

const topics = Object.keys(phrases) as Topic[];
/** Words so short or common that they count only when they are all that was said. */
const onlyAlone: readonly Topic[] = ['yes', 'no', 'done', 'help', 'back', 'unsure', 'language', 'norwegian'];

function says(heard: string, phrase: string, alone: boolean): boolean {
  return alone ? heard === phrase : ` ${heard} `.includes(` ${phrase} `);
}

/**
 * What a typed text is about, most specific first; empty where it is not understood. A text that says several
 * things gives several topics: the caller knows which of them answers its question.
 */
export function topicsOf(text: string): readonly Topic[] {
  const heard = normalise(text);
  return topics.filter((topic) =>
    phrases[topic].some((phrase) => says(heard, normalise(phrase), onlyAlone.includes(topic))),
  );
}

/**
 * The choice that a typed text means on this question: its number, its label in any language, or a topic of it.
 * `labels` gives a choice's labels in every language. Undefined where nothing fits or more than one thing does:
 * it is never guessed.
 */
export function choiceOf(
  question: Question,
  text: string,
  labels: (choice: string) => readonly string[],
): string | undefined {
  const heard = normalise(text);
  const numbered = /^\d{1,2}$/.test(heard) ? question.choices[Number(heard) - 1] : undefined;
  if (numbered) return numbered.id;
  const labelled = question.choices.find(({ id }) => labels(id).some((label) => normalise(label) === heard));
  if (labelled) return labelled.id;
  const meant = topicsOf(text);
  const fitting = question.choices.filter((choice) => choice.topics?.some((topic) => meant.includes(topic)));
  return fitting.length === 1 ? fitting[0]?.id : undefined;
}
