import { questionOf } from '../src/core/guide/walk';
import { shownLines } from '../src/core/shown';
import { t } from '../src/texts';
import { type ButtonAction, dataOf } from './actions';
import type { Desk } from './case-card';
import type { Button, Sheet } from './data';
import { sheetOf } from './begin-sheet';
import { inCard, labelOf } from './words';

const mostOfWords = 1_000;

/** A button of a card that is no case's: it names what it asks for, and nothing of it goes stale. Each drawing has a nonce of its own: pausing and paging work for ever. */
export function deskButton(label: string, action: ButtonAction, shownAt: number): Button {
  return { label, verb: action.verb, data: dataOf(action, { card: 'desk', rev: shownAt, shownAt }) };
}

/** What people say happens, in the words of the guide. */
export const whatIn = ({ language, guide }: Pick<Desk, 'language' | 'guide'>, symptom: string): string => {
  const question = questionOf(guide, 'symptom');
  return question?.choices.some(({ id }) => id === symptom) ? labelOf(language, question, symptom) : symptom;
};

/** "Five people report the same": the notice in one press, and one answer to all of them. */
export function offerSheet(desk: Desk, symptom: string, count: number, now: number): Sheet {
  const { language } = desk;
  const what = whatIn(desk, symptom);
  return sheetOf(language, t(language, 'desk.offer.title', { count }), {
    status: [inCard(language, 'desk.offer.what', { what })],
    mood: 'attention',
    notes: [t(language, 'desk.offer.ask')],
    buttons: [deskButton(t(language, 'desk.notice.begin'), { verb: 'desk-notice', on: true }, now)],
    panels: [
      {
        label: t(language, 'desk.offer.answer'),
        notes: [],
        inputs: [{ kind: 'text', id: 'words', label: t(language, 'desk.offer.words'), value: '', most: mostOfWords }],
        buttons: [deskButton(t(language, 'desk.offer.send'), { verb: 'desk-answer-all', reason: symptom }, now)],
      },
    ],
  });
}

/** That card once somebody has answered them all. */
export function answeredSheet(desk: Desk, done: { readonly symptom: string; readonly words: string; readonly by: string; readonly count: number }, now: number): Sheet {
  const { language } = desk;
  return sheetOf(language, inCard(language, 'desk.offer.sent', { name: done.by, count: done.count }), {
    status: [inCard(language, 'desk.offer.what', { what: whatIn(desk, done.symptom) })],
    mood: 'good',
    facts: [{ label: t(language, 'desk.offer.words'), lines: shownLines(done.words) }],
    buttons: [deskButton(t(language, 'desk.notice.begin'), { verb: 'desk-notice', on: true }, now)],
  });
}
