import { closingSheet } from '../../../cards/my-case';
import { endRow } from '../../core/case/rows';
import type { Case, Entry } from '../../core/case/types';
import type { Concern } from '../../core/concern';
import { moment } from '../../texts';
import { type Draft, mailTo, threadOf } from '../ports';
import { shown } from './cards';
import { historyDocument } from './history';
import type { Sides } from './sides';

/** The whole case to HR's address: an answer goes to the employee's own. */
export function caseLetter(sides: Sides, id: string, history: readonly Entry[], one: Case): Draft {
  const to = sides.house.organisation.hr.email;
  const { number, person } = one.report;
  const params = { number: `${number}`, name: sides.name(one), address: person.email ?? '–' };
  const html = historyDocument(sides.house, one, history);
  const attachments = [{ name: `${number}.html`, type: 'text/html; charset=utf-8', content: html }];
  const letter = { to, replyTo: person.email, subject: sides.hr('letter.case.subject', params), text: sides.hr('letter.case.text', params), attachments };
  return { id, conversation: mailTo(to), class: 'mail', body: { kind: 'letter', letter }, concern: byMail(sides, one) };
}

/** Where the letter does not arrive either, HR has nothing of it: she is told, and may open the case again. */
function byMail(sides: Sides, one: Case): Concern | undefined {
  if (one.state !== 'closed') return undefined;
  const number = `${one.report.number}`;
  const card = { of: endRow(one), ...shown(closingSheet(one, sides.mine, { lost: true })) };
  return { place: one.report.conversation, late: sides.her('mine.by-mail.late'), lost: sides.her('mine.by-mail.lost', { number }), card };
}

/** Nobody has taken it: HR's address is told, and the thread where that does not arrive. */
export function unclaimedLetter(sides: Sides, id: string, one: Case): Draft {
  const to = sides.house.organisation.hr.email;
  const params = { number: `${one.report.number}`, name: sides.name(one), time: moment(sides.desk.language, one.employeeAt) };
  const letter = { to, subject: sides.hr('letter.unclaimed.subject', params), text: sides.hr('letter.unclaimed.text', params) };
  const concern = { place: threadOf(one.report.number), late: sides.hr('letter.unclaimed.late', { address: to }), lost: sides.hr('letter.unclaimed.lost', { address: to }) };
  return { id, conversation: mailTo(to), class: 'mail', body: { kind: 'letter', letter }, concern };
}
