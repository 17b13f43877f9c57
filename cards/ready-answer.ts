import type { Case, ReadyAnswer } from '../src/core/case/types';
import { questionOf } from '../src/core/guide/walk';
import type { Language } from '../src/core/language';
import type { Desk } from './case-card';
import { closedFrame } from './views';

/** The guide's card that each ready answer shows. */
export const cardOf: Readonly<Record<ReadyAnswer, string>> = {
  'account-settings': 'accountSettings',
  email: 'emailFormat',
  link: 'link',
  'try-again': 'tryAgain',
};

/** What that card says, before it is sent: its title, and each paragraph. */
export function readyWords(answer: ReadyAnswer, { report: { answers, person } }: Case, { guide, organisation }: Desk, language: Language): readonly string[] {
  const question = questionOf(guide, cardOf[answer]);
  if (!question) return [];
  const showing = { language, guide, organisation, person, shared: false, answers, since: 0, nonce: { card: '', rev: 0, shownAt: 0 }, picture: () => '', chatLink: '' };
  const { title, content } = closedFrame(question, showing, '');
  return [title, ...content.data.paragraphs.map(({ text }) => text)];
}
