import type { Answer, Condition, Guide, Question } from './types';

/** The answer that a wish to talk to HR leaves behind, wherever it is said. No card asks for it. */
export const askedForHr: Answer = { question: 'ask-hr', choice: 'yes' };

/** The question with this id, or undefined where this guide has none (an older guide's card, say). */
export function questionOf(guide: Guide, id: string): Question | undefined {
  return guide.questions.find((question) => question.id === id);
}

function holds(condition: Condition, answers: readonly Answer[]): boolean {
  return Object.entries(condition).every(([question, choices]) =>
    answers.some((answer) => answer.question === question && choices.includes(answer.choice)),
  );
}

/** Answers in, next question or finding out. Total: a guide whose last rule is unconditional never fails. */
export function next(guide: Guide, answers: readonly Answer[]): Question {
  const rule = guide.rules.find(
    ({ when, show }) =>
      when.some((condition) => holds(condition, answers)) && !answers.some(({ question }) => question === show),
  );
  const question = rule && questionOf(guide, rule.show);
  if (!question) throw new Error(`the guide leads nowhere after ${JSON.stringify(answers)}`);
  return question;
}

/** The answers with one more. A question answered anew forgets its former answer and all that followed it. */
export function answered(answers: readonly Answer[], answer: Answer): readonly Answer[] {
  const earlier = answers.findIndex(({ question }) => question === answer.question);
  return [...(earlier < 0 ? answers : answers.slice(0, earlier)), answer];
}

/** The answers without the last one. */
export function back(answers: readonly Answer[]): readonly Answer[] {
  return answers.slice(0, -1);
}

/**
 * The answers of an older guide as far as they still mean something in this one: kept up to the first that
 * does not, because what follows it was asked on its strength.
 */
export function carriedOver(guide: Guide, answers: readonly Answer[]): readonly Answer[] {
  const kept: Answer[] = [];
  for (const answer of answers) {
    const asked = next(guide, kept);
    if (answer.question === askedForHr.question) return [...kept, answer];
    if (asked.id !== answer.question || !asked.choices.some(({ id }) => id === answer.choice)) break;
    kept.push(answer);
  }
  return kept;
}

/** Why this person needs HR, as far as the answers tell; undefined where she just asked. */
export function reasonForHr(guide: Guide, answers: readonly Answer[]): string | undefined {
  return guide.reasons.find(({ when }) => holds(when, answers))?.reason;
}
