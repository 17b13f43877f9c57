import { reopensFor } from '../src/core/case/act';
import type { Case, Closed } from '../src/core/case/types';
import type { AskedPictures } from '../src/core/conversation';
import type { Language } from '../src/core/language';
import type { Organisation } from '../src/core/organisation';
import { shownLines, shownName } from '../src/core/shown';
import { day, plainInMarkdown, t } from '../src/texts';
import type { ButtonAction } from './actions';
import { caseButton } from './case-card';
import type { Button, Sheet } from './data';
import { sheetOf } from './begin-sheet';
import { inCard } from './words';

/** What the employee's cards about her case are drawn from. */
export interface Mine {
  /** The language that she reads. */
  readonly language: Language;
  readonly organisation: Organisation;
  /** What is said of when HR answers. */
  readonly when: string;
}

/** What she is told, and can do, while her case is open; once it is closed, only that. */
export function mySheet(one: Case, { language, when }: Mine, lead = ''): Sheet {
  const status = [t(language, 'mine.number', { number: `${one.report.number}` })];
  if (one.state === 'closed') return sheetOf(language, t(language, 'mine.closed'), { status });
  const act = (key: 'mine.solved' | 'mine.guide' | 'mine.close', action: ButtonAction): Button => caseButton(t(language, key), action, one);
  const owner = one.state === 'claimed' ? inCard(language, 'mine.owner', { name: shownName(one.owner.name) }) : '';
  return sheetOf(language, t(language, 'mine.title'), {
    lead: plainInMarkdown(lead),
    status,
    notes: [owner || when, t(language, 'mine.how')],
    buttons: [act('mine.solved', { verb: 'my-case-solved' }), act('mine.guide', { verb: 'my-case-guide' }), act('mine.close', { verb: 'my-case-close' })],
  });
}

/** "HR har sendt saken din videre til IT-hjelpen": what came of it, for the employee. */
export function endingIn(one: Closed, { language, organisation }: Mine): string {
  const { outcome, desk: id } = one.ending;
  const { number, person } = one.report;
  if (outcome === 'passed-on') {
    const desk = organisation.hr.desks.find((each) => each.id === id);
    const params = { desk: desk?.name ?? '', email: desk?.email ?? '' };
    return inCard(language, desk?.email ? 'mine.closed.passed-on-mail' : 'mine.closed.passed-on', params);
  }
  if (outcome === 'by-mail')
    return person.email
      ? inCard(language, 'mine.closed.by-mail', { address: person.email })
      : inCard(language, 'mine.closed.by-mail-unknown', { email: organisation.hr.email, number: `${number}` });
  return t(language, `mine.closed.${outcome}`);
}

/** Pictures cannot be masked: she is asked before one is passed on. */
export function pictureSheet(one: Case, { language }: Mine, { id, of }: AskedPictures): Sheet {
  const act = (key: 'mine.picture.send' | 'mine.picture.keep', send: boolean): Button => caseButton(t(language, key), { verb: 'my-case-picture', send, asked: id }, one);
  return sheetOf(language, t(language, 'mine.picture.title', { count: of.length }), {
    notes: [t(language, 'mine.picture.body')],
    buttons: [act('mine.picture.send', true), act('mine.picture.keep', false)],
  });
}

/** What came of that question, in its place. */
export const pictureDoneSheet = ({ language }: Mine, came: PictureEnd): Sheet => sheetOf(language, t(language, came));

/** How the question ends: sent, not sent, put again with more pictures; or it was over before she pressed. */
export type PictureEnd = 'mine.picture.sent' | 'mine.picture.kept' | 'asked-again' | 'mine.picture.over';

/** The card of a case's end once it is open again. */
export function openAgainSheet(one: Case, { language }: Mine): Sheet {
  return sheetOf(language, t(language, 'mine.reopened', { number: `${one.report.number}` }));
}

/** The end of a case: what came of it, whether it helped, and the way back. `lost`: it was to go by mail, and has not arrived. */
export function closingSheet(one: Closed, mine: Mine, { lost = false } = {}): Sheet {
  const { language } = mine;
  const { line, at, outcome } = one.ending;
  const act = (label: string, action: ButtonAction): Button => caseButton(label, action, one);
  const name = shownName(one.owner?.name ?? 'HR');
  const asked = !one.rated && outcome !== 'by-mail';
  const opensAgain = outcome !== 'by-mail' || lost;
  return sheetOf(language, t(language, 'mine.closed'), {
    status: [t(language, 'mine.number', { number: `${one.report.number}` })],
    facts: [{ label: t(language, 'mine.line', { name }), lines: shownLines(line) }],
    notes: [
      lost ? inCard(language, 'mine.closed.by-mail-lost', { email: mine.organisation.hr.email, number: `${one.report.number}` }) : endingIn(one, mine),
      opensAgain ? t(language, 'mine.until', { date: day(language, at + reopensFor) }) : '',
      one.rated ? t(language, 'q.solved.thanks') : asked ? t(language, 'q.solved.feedback') : '',
    ],
    inputs: asked ? [{ kind: 'text', id: 'words', label: t(language, 'mine.rate-words'), value: '', most: 1_000 }] : [],
    buttons: [
      ...(asked
        ? [act(t(language, 'q.solved.helped'), { verb: 'my-case-rate', helped: 'yes' }), act(t(language, 'q.solved.not-helped'), { verb: 'my-case-rate', helped: 'no' })]
        : []),
      ...(opensAgain ? [act(t(language, 'mine.reopen'), { verb: 'my-case-reopen' })] : []),
    ],
  });
}
