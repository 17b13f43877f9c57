import { asides } from './asides';
import { questions } from './questions';
import { reasons, rules } from './rules';
import type { Choice, Guide, Question } from './types';
import type { Language } from '../language';
import type { Organisation } from '../organisation';

/**
 * What the bot asks and advises, as data. The facts are those of the municipality's own page (S1–S13) and of
 * Visma's public pages (V1–V14), see docs/facts.md; the words are in src/texts under `q.<id>.…`.
 */
export const guide = { version: 3, questions: [...questions, ...asides], rules, reasons } as const satisfies Guide;

/** The ids as types, so that a text for a question that does not exist does not compile. */
export type QuestionId = (typeof guide)['questions'][number]['id'];
export type ReasonId = (typeof reasons)[number]['reason'];

/** A name as an id: "Visma Employee (app)" is `visma-employee-app`. */
const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

/**
 * The guide as this organisation's employees meet it: with the other systems it lists and the languages there are texts
 * for, and without what it has not stated.
 */
export function guideFor({ otherSystems, links, electronicIds }: Organisation, languages: readonly Language[]): Guide {
  const stated: Readonly<Record<string, boolean>> = {
    system: otherSystems.length > 0,
    otherSystem: otherSystems.length > 0,
    otherEid: electronicIds.some((name) => name !== 'BankID'),
    where: links.vismaEnterprise !== undefined,
  };
  const has = (id: string): boolean => stated[id] ?? true;
  const systems = otherSystems.map(({ name }) => ({ id: slug(name), label: name }));
  const added: Readonly<Record<string, readonly Choice[]>> = { system: systems, language: languages.map((id) => ({ id })) };
  return {
    ...guide,
    questions: guide.questions
      .filter(({ id }) => has(id))
      .map((question) => ({ ...question, choices: [...question.choices, ...(added[question.id] ?? [])] })),
    rules: rules
      .map((rule) => (has(rule.show) ? rule : { ...rule, show: rule.otherwise ?? '' }))
      .filter(({ show }) => show !== '')
      .map((rule) => (rule.show === 'otherSystem' ? { ...rule, when: [{ system: systems.map(({ id }) => id) }] } : rule)),
  };
}

/** Asked in place of the finding that sends a mail, where HR can take the conversation over. It has buttons of its own. */
const handoff: Question = {
  id: 'handoff',
  kind: 'finding',
  layout: 'handoff',
  choices: [
    { id: 'send', means: ['yes', 'done'], spoken: true },
    { id: 'cancel', means: ['no', 'cannot'], said: ['avbryt', 'avbryte', 'cancel', 'ikke', 'ikkje', 'do not', 'don’t', 'ikke send', 'ikkje send', 'do not send', 'don’t send'], spoken: true },
  ],
};

/** The guide where HR takes conversations over inside Teams. */
export function handingOff(guide: Guide): Guide {
  return {
    ...guide,
    questions: guide.questions.map((question) => (question.id === 'hr' ? handoff : question)),
    rules: guide.rules.map((rule) => (rule.show === 'hr' ? { ...rule, show: handoff.id } : rule)),
  };
}

/** What the organisation says of the other system that was chosen; undefined where none was. */
export function chosenSystem({ otherSystems }: Organisation, choice: string | undefined): Organisation['otherSystems'][number] | undefined {
  return otherSystems.find(({ name }) => slug(name) === choice);
}
