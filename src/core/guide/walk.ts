import type { Answer, Choice, Condition, Guide, Question, Rule } from './types';

/** The answer that a wish to talk to HR leaves behind, wherever it is said. No card asks for it. */
export const askedForHr: Answer = { question: 'askHr', choice: 'yes' };

/** The answer that "I am in" leaves behind, wherever it is said. */
export const heardToBeIn: Answer = { question: 'tryAgain', choice: 'works' };

/** The question that is answered in the middle of another: what she says then goes before it. */
export const detour = 'about';

/** The question with this id, or undefined where this guide has none (an older guide's card, say). */
export function questionOf(guide: Guide, id: string): Question | undefined {
  return guide.questions.find((question) => question.id === id);
}

/** The choice with this id, or undefined where the question has none. */
export function choiceIn(question: Question | undefined, id: string | undefined): Choice | undefined {
  return question?.choices.find((choice) => choice.id === id);
}

function holds(condition: Condition, answers: readonly Answer[]): boolean {
  return Object.entries(condition).every(([question, choices]) =>
    answers.some((answer) => answer.question === question && choices.includes(answer.choice)),
  );
}

/** The rule that says what comes next, or undefined where none does. */
export function ruleFor(guide: Guide, answers: readonly Answer[]): Rule | undefined {
  return guide.rules.find(
    ({ when, show }) =>
      when.some((condition) => holds(condition, answers)) && !answers.some(({ question }) => question === show),
  );
}

/** Answers in, next question or finding out. Total: a guide whose last rule is unconditional never fails. */
export function next(guide: Guide, answers: readonly Answer[]): Question {
  const question = questionOf(guide, ruleFor(guide, answers)?.show ?? '');
  if (!question) throw new Error(`the guide leads nowhere after ${JSON.stringify(answers)}`);
  return question;
}

/**
 * The answers as far as they still mean something in this guide: each is kept if it is what would have been asked
 * after those kept before it. A detour and a wish for HR may stand anywhere.
 */
export function carriedOver(guide: Guide, answers: readonly Answer[]): readonly Answer[] {
  return answers.reduce<readonly Answer[]>((kept, answer) => {
    const anywhere = answer.question === detour || answer.question === askedForHr.question;
    const asked = anywhere ? questionOf(guide, answer.question) : next(guide, kept);
    const known = answer.question === askedForHr.question || (asked?.id === answer.question && choiceIn(asked, answer.choice));
    return known && !kept.some(({ question }) => question === answer.question) ? [...kept, answer] : kept;
  }, []);
}

/** The answers with one more. A question answered anew forgets its former answer and what was asked on its strength. */
export function answered(guide: Guide, answers: readonly Answer[], answer: Answer): readonly Answer[] {
  const others = answers.filter(({ question }) => question !== answer.question);
  return [...(others.length < answers.length ? carriedOver(guide, others) : answers), answer];
}

/**
 * The answers with those added that were told before they were asked for, as long as the guide asks for them.
 * Only questions are answered like that: a remedy has to be tried.
 */
export function toldAlready(guide: Guide, answers: readonly Answer[], told: Readonly<Record<string, string>>): readonly Answer[] {
  const asked = next(guide, answers);
  const choice = asked.kind === 'question' ? choiceIn(asked, told[asked.id])?.id : undefined;
  return choice ? toldAlready(guide, [...answers, { question: asked.id, choice }], told) : answers;
}

/** The answers without the last one. */
export function back(answers: readonly Answer[]): readonly Answer[] {
  return answers.slice(0, -1);
}

/** Why this person needs HR, as far as the answers tell; undefined where she just asked. */
export function reasonForHr(guide: Guide, answers: readonly Answer[]): string | undefined {
  return guide.reasons.find(({ when }) => holds(when, answers))?.reason;
}
