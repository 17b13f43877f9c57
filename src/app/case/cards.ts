import { render, renderSheet } from '../../../cards';
import { sheetOf } from '../../../cards/begin-sheet';
import { caseButton, caseSheet, heldSheet, settledSheet } from '../../../cards/case-card';
import type { Card, Sheet } from '../../../cards/data';
import { closingSheet, mySheet, openAgainSheet } from '../../../cards/my-case';
import { cardOf } from '../../../cards/ready-answer';
import { closedFrame } from '../../../cards/views';
import { inCard } from '../../../cards/words';
import { endRow, mineRow, rootRow, rowOf } from '../../core/case/rows';
import type { Adviser, Case, Entry, ReadyAnswer } from '../../core/case/types';
import { questionOf } from '../../core/guide/walk';
import { shownName } from '../../core/shown';
import { day, plainInMarkdown, t } from '../../texts';
import { type Draft, type Message, threadOf } from '../ports';
import type { Sides } from './sides';

/** A link to a picture ends after this long, ms; the picture itself when its case is closed. */
const pictureShownFor = 7 * 24 * 3_600_000;

/** A sheet as it goes out. */
export const shown = (sheet: Sheet): { readonly card: Card; readonly summary: string } => ({ card: renderSheet(sheet), summary: sheet.title });

const inThread = (one: Case, id: string, body: Message): Draft => ({ id, conversation: threadOf(one.report.number), class: 'reply', body });
const inChat = (one: Case, id: string, body: Message): Draft => ({ id, conversation: one.report.conversation, class: 'reply', body });

/** The card that opens the thread, drawn again; new where this very entry opens it. */
export function threadCard(sides: Sides, entry: Entry, one: Case): Draft {
  const { number } = one.report;
  const card = renderSheet(caseSheet(one, sides.desk));
  const summary = sides.hr('case.title', { number: `${number}`, name: sides.name(one) });
  const root = rootRow(one);
  return entry.seq === one.root
    ? { ...inThread(one, root, { kind: 'card', card, summary }), concern: sides.toEmployee(one) }
    : inThread(one, `${rowOf(number, entry.seq)}-card`, { kind: 'redraw', of: root, card, summary });
}

/** What HR wrote to her and may still hold back. */
export function heldCard(sides: Sides, one: Case, id: string, held: { readonly entry: number; readonly by: string; readonly text: string }): Draft {
  return inThread(one, id, { kind: 'card', ...shown(heldSheet(one, held, sides.desk.language)) });
}

/** The same with what became of it. */
export function settledCard(sides: Sides, one: Case, held: number, what: { readonly by: string; readonly text: string; readonly sent: boolean }): Draft {
  const of = rowOf(one.report.number, held);
  return inThread(one, `${of}-settled`, { kind: 'redraw', of, ...shown(settledSheet(one, what, sides.desk.language)) });
}

/** The picture itself, for as long as the link lives and the case is open. */
export function pictureCard(sides: Sides, one: Case, id: string, picture: string): Draft {
  const { language } = sides.desk;
  const until = sides.now + pictureShownFor;
  const name = sides.name(one);
  const sheet = sheetOf(language, inCard(language, 'thread.showed', { name }), {
    picture: { url: sides.house.pictureLink(picture, until), alt: t(language, 'thread.showed', { name }) },
    notes: [inCard(language, 'thread.showed.until', { date: day(language, until) })],
  });
  return { ...inThread(one, id, { kind: 'card', ...shown(sheet) }), concern: sides.toEmployee(one) };
}

/** Her own card: where her case is, and what she can do. */
export function mineCard(sides: Sides, one: Case, lead = ''): Draft {
  return inChat(one, mineRow(one), { kind: 'card', ...shown(mySheet(one, sides.mine, lead)) });
}

/** The same as it is now; `id` is what it is drawn for. */
export function mineAgain(sides: Sides, one: Case, id: string): Draft {
  return inChat(one, `${id}-mine`, { kind: 'redraw', of: mineRow(one), ...shown(mySheet(one, sides.mine)) });
}

/** The card that says that it is over, and her own without its buttons. */
export function endCards(sides: Sides, one: Case): readonly Draft[] {
  if (one.state !== 'closed') return [];
  const end = inChat(one, endRow(one), { kind: 'card', ...shown(closingSheet(one, sides.mine)) });
  return [{ ...end, concern: sides.toHr(one) }, mineAgain(sides, one, endRow(one))];
}

/** The card of its end as it is now; `id` is what it is drawn for. */
export function endAgain(sides: Sides, one: Case, id: string): readonly Draft[] {
  return one.state === 'closed' ? [inChat(one, `${id}-end`, { kind: 'redraw', of: endRow(one), ...shown(closingSheet(one, sides.mine)) })] : [];
}

/** Her own card once more, and the buttons of the card that said it was over taken away. */
export function openAgainCards(sides: Sides, one: Case, lead: string): readonly Draft[] {
  const of = endRow({ ...one, opened: one.opened - 1 });
  return [mineCard(sides, one, lead), inChat(one, `${mineRow(one)}-end`, { kind: 'redraw', of, ...shown(openAgainSheet(one, sides.mine)) })];
}

/** One of the guide's cards, without its question: she answers in words, to HR. Undefined where the guide has none. */
export function readyCard(sides: Sides, one: Case, id: string, by: Adviser, answer: ReadyAnswer): Draft | undefined {
  const { guide, organisation, picture } = sides.house;
  const question = questionOf(guide, cardOf[answer]);
  if (!question) return undefined;
  const { answers, person } = one.report;
  const nonce = { card: '', rev: 0, shownAt: sides.now };
  const showing = { language: sides.hers, guide, organisation, person, shared: false, answers, since: sides.now, nonce, picture, chatLink: '' };
  const frame = closedFrame(question, showing, '');
  const lead = plainInMarkdown(sides.her('mine.suggests', { name: shownName(by.name) }));
  const solved = caseButton(sides.her('mine.solved'), { verb: 'my-case-solved' }, one);
  return { ...inChat(one, id, { kind: 'card', card: render({ ...frame, lead, ask: '', nav: [solved] }), summary: frame.title }), concern: sides.toHr(one) };
}
