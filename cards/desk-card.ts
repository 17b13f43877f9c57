import { questionOf } from '../src/core/guide/walk';
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

/** "Five people report the same": the notice in one press, and one answer to all of them. */
export function offerSheet({ language, guide }: Desk, symptom: string, count: number, now: number): Sheet {
  const question = questionOf(guide, 'symptom');
  const what = question?.choices.some(({ id }) => id === symptom) ? labelOf(language, question, symptom) : symptom;
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
