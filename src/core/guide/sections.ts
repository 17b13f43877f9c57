import type { Answer, Choice, Guide, Question } from './types';
import { answered, next } from './walk';

/** A question as it stands on paper: with what was answered before it, and what each answer leads to. */
export interface Section {
  readonly question: Question;
  readonly answers: readonly Answer[];
  readonly ways: readonly { readonly choice: Choice; readonly answers: readonly Answer[]; readonly to: string }[];
}

/**
 * The guide from these answers on, each question once and none that ends the way. By first choices first, so that the way
 * most people take stands together at the beginning.
 */
export function sectionsFrom(guide: Guide, answers: readonly Answer[], met: Set<string> = new Set()): readonly Section[] {
  const question = next(guide, answers);
  if (question.kind === 'finding' || met.has(question.id)) return [];
  met.add(question.id);
  const ways = question.choices
    .filter(({ spoken }) => !spoken)
    .map((choice) => {
      const then = answered(guide, answers, { question: question.id, choice: choice.id });
      return { choice, answers: then, to: next(guide, then).id };
    });
  return [{ question, answers, ways }, ...ways.flatMap((way) => sectionsFrom(guide, way.answers, met))];
}

/** How many of these, from the first on, are the way of first choices; the others are for whom something stops. */
export function lengthOfMainWay(sections: readonly Section[]): number {
  const off = sections.findIndex(({ ways }, index) => ways[0]?.to !== sections[index + 1]?.question.id);
  return off < 0 ? sections.length : off + 1;
}
