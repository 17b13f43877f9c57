import { chosenSystem } from '../src/core/guide/guide';
import type { Answer, Guide, Question } from '../src/core/guide/types';
import { choiceIn, questionOf } from '../src/core/guide/walk';
import type { Language } from '../src/core/language';
import type { InEveryLanguage, Organisation } from '../src/core/organisation';
import { hasOwnWords, isText, languages, moment, nameOf, type Params, plainInMarkdown, t, type TextKey, weekday } from '../src/texts';
import type { AnsweredPair } from './data';

/** A text in a Markdown field: what the settings or a person put into it does not act as Markdown. */
export function inCard(language: Language, key: TextKey, params: Params = {}): string {
  const safe = Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? value : plainInMarkdown(value)] as const);
  return t(language, key, Object.fromEntries(safe));
}

/** The key of a text that belongs to a question, or undefined where it says nothing of the kind. */
export function textOf(question: string, part: string): TextKey | undefined {
  const key = `q.${question}.${part}`;
  return isText(key) ? key : undefined;
}

/** What a choice is called on its button. Throws where it has no name (the guide's own check asks for every one). */
export function labelOf(language: Language, question: Question, choice: string): string {
  // A language is called by its own name, whatever is spoken.
  if (question.id === 'language') return nameOf(choice);
  const named = choiceIn(question, choice)?.label;
  if (named) return named;
  const key = textOf(question.id, choice) ?? textOf(question.wordsOf ?? '', choice);
  if (!key) throw new Error(`no text q.${question.id}.${choice}`);
  return t(language, key);
}

/** A choice's labels in all languages: what a typed answer is compared with. */
export function labelsOf(question: Question, choice: string): readonly string[] {
  return languages.map((language) => labelOf(language, question, choice));
}

/** What the organisation says in this language, else in its own, else in whatever it says it in. */
export function inTheirWords(text: InEveryLanguage, language: Language, { defaultLanguage }: Organisation): string {
  return text[language] ?? text[defaultLanguage] ?? Object.values(text)[0] ?? '';
}

/** What the organisation calls things, as any text may name them. "BankID (appen eller kodebrikken) eller MinID". */
export function namesIn(language: Language, { name, hr, electronicIds }: Organisation, question: string): Params {
  const ids = electronicIds.filter((id) => question !== 'otherEid' || id !== 'BankID').map((id) => (id === 'BankID' ? t(language, 'q.link.bankid') : id));
  return { organisation: name, email: hr.email, ids: new Intl.ListFormat(language, { type: 'disjunction' }).format(ids) };
}

/** Each question as it was put (the title of a remedy is not one), and what was chosen. */
export function pairsOf(language: Language, guide: Guide, answers: readonly Answer[], organisation: Organisation): readonly AnsweredPair[] {
  return answers.flatMap(({ question: id, choice }) => {
    const question = questionOf(guide, id);
    const asked = textOf(id, 'ask') ?? textOf(id, 'title');
    if (!question || !asked || !choiceIn(question, choice)) return [];
    return [{ asked: t(language, asked, namesIn(language, organisation, id)), answered: labelOf(language, question, choice) }];
  });
}

/** The same as lines of text. */
export const linesOf = (...of: Parameters<typeof pairsOf>): readonly string[] => pairsOf(...of).map(({ asked, answered }) => `- ${asked} ${answered}`);

/** The other system that was chosen. */
export function systemIn(organisation: Organisation, answers: readonly Answer[]): ReturnType<typeof chosenSystem> {
  return chosenSystem(organisation, answers.find(({ question }) => question === 'system')?.choice);
}

/** What this guide has no words for in a language, a sentence each; words that only another language has count as missing. */
export function missingWords(language: Language, { questions, reasons }: Guide): readonly string[] {
  const needed = questions.flatMap((question) => [
    `q.${question.id}.title`,
    ...(question.kind === 'remedy' && question.layout !== 'email' ? [`q.${question.id}.ask`] : []),
    ...(question.link ? [`q.${question.id}.link`] : []),
    ...question.choices.filter(({ label }) => label === undefined && question.id !== 'language').map(({ id }) => (textOf(question.wordsOf ?? '', id) ?? `q.${question.id}.${id}`)),
  ]);
  const keys = new Set([...needed, ...reasons.map(({ reason }) => `reason.${reason}`)]);
  return [...keys].filter((key) => !isText(key) || !hasOwnWords(language, key)).map((key) => `no text ${key} in ${language}`);
}

/** As a sentence begins. */
export const begun = (text: string): string => `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}`;

/** "mandag 30. november kl. 09:00", the weekday always there. */
export const whenIn = (language: Language, at: number): string => `${weekday(language, at)} ${moment(language, at)}`;
