import type { Answer, Choice, Guide, Question, Rule } from './types';
import { answered, detour, next, questionOf, ruleFor } from './walk';

/** One place of the guide: what is asked there, by which rule, and where each choice leads. */
export interface Place {
  readonly question: Question;
  readonly rule: Rule;
  /** The way here. */
  readonly answers: readonly Answer[];
  readonly ways: readonly { readonly choice: Choice; readonly to: Place | { readonly elsewhere: string } }[];
}

/**
 * The guide as a tree, from these answers on. What follows a question is drawn where it is first met. Throws where an
 * answer leads nowhere.
 */
export function treeOf(guide: Guide, answers: readonly Answer[] = [], met: Set<string> = new Set()): Place {
  const question = next(guide, answers);
  met.add(question.id);
  return {
    question,
    rule: ruleFor(guide, answers) as Rule,
    answers,
    ways: question.choices
      .filter(({ spoken }) => !spoken || (question.id !== detour && question.kind !== 'finding'))
      .map((choice) => {
        const then = answered(guide, answers, { question: question.id, choice: choice.id });
        const { id, kind } = next(guide, then);
        return { choice, to: met.has(id) && kind !== 'finding' ? { elsewhere: id } : treeOf(guide, then, met) };
      }),
  };
}

/** Every way through the guide by its buttons, and a step by what is only ever said, to a finding or to a fault. */
function* walks(guide: Guide, so: readonly Answer[] = []): Generator<{ readonly answers: readonly Answer[]; readonly fault?: string }> {
  let question: Question;
  try {
    question = next(guide, so);
  } catch {
    // However she came there, it is this answer that leads nowhere.
    const last = so.at(-1);
    yield { answers: so, fault: last ? `${last.question}=${last.choice} leads nowhere` : 'the guide does not begin anywhere' };
    return;
  }
  if (question.kind === 'finding') yield { answers: so };
  else if (question.choices.every(({ spoken }) => spoken)) yield { answers: so, fault: `${question.id} has no answer` };
  else
    for (const { id, spoken } of question.choices) {
      const then = answered(guide, so, { question: question.id, choice: id });
      if (!spoken) yield* walks(guide, then);
      else if (question.id !== detour && !ruleFor(guide, then)) yield { answers: then, fault: `${question.id}=${id} leads nowhere` };
    }
}

/** What is wrong with a guide, a sentence each: an answer that leads nowhere, a question nobody can reach. */
export function faultsOf(guide: Guide): readonly string[] {
  const said = questionOf(guide, detour)?.choices.filter(({ spoken }) => spoken) ?? [];
  const faults = new Set<string>();
  const reached = new Set<string>();
  for (const start of [[], ...said.map(({ id }) => [{ question: detour, choice: id }])])
    for (const { answers, fault } of walks(guide, start)) {
      if (fault) faults.add(fault);
      else for (const id of [...answers.map(({ question }) => question), next(guide, answers).id]) reached.add(id);
    }
  const lost = guide.questions.filter(({ id, kind }) => kind !== 'aside' && !reached.has(id));
  return [...faults, ...lost.map(({ id }) => `nobody can reach ${id}`)];
}
