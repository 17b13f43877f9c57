import type { Case, Claimed } from '../src/core/case/types';
import { checks, outcomes, parties, readyAnswers } from '../src/core/case/types';
import type { Guide } from '../src/core/guide/types';
import type { Language } from '../src/core/language';
import type { Organisation } from '../src/core/organisation';
import { shownLines, shownName } from '../src/core/shown';
import { isText, languageIn, moment, nameOf, plainInMarkdown, t } from '../src/texts';
import { type ButtonAction, dataOf } from './actions';
import type { Button, Input, Offer, Panel, Sheet } from './data';
import { sheetOf } from './begin-sheet';
import { readyWords } from './ready-answer';
import { begun, inCard, pairsOf } from './words';

/** What HR's cards are drawn from, beside the case. */
export interface Desk {
  /** The language that HR reads. */
  readonly language: Language;
  readonly guide: Guide;
  readonly organisation: Organisation;
  /** The language that the employee reads now; undefined: the one she had when she asked. */
  readonly hers?: Language | undefined;
}

/** A colleague a case can be handed to. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
}

/** A card with more names in a list would be too large for Teams. */
const mostColleagues = 100;
const mostOfName = 100;
const mostOfLine = 500;
const mostOfWords = 2_000;

/** Who a case is about, as it is called wherever HR reads. */
export const personIn = (language: Language, one: Case): string => shownName(one.report.person.name ?? '') || t(language, 'case.nobody');

/** A button of a case's card: the nonce names the case, and its revision the state that was looked at. */
export function caseButton(label: string, action: ButtonAction, one: Case): Button {
  const nonce = { card: `case-${one.report.number}`, rev: one.entries, shownAt: one.employeeAt };
  return { label, verb: action.verb, data: dataOf(action, nonce) };
}

/** The number of the case that a button belongs to; undefined where it belongs to none. */
export function caseOf(card: string): number | undefined {
  const number = /^case-(\d{1,9})$/.exec(card)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** "sendt videre til IT-hjelpen": what came of a case, for HR. */
export function outcomeIn(language: Language, { desks }: Organisation['hr'], ending: { readonly outcome: string; readonly desk?: string | undefined }): string {
  const key = `outcome.${ending.outcome}`;
  const desk = desks.find(({ id }) => id === ending.desk)?.name ?? '';
  return isText(key) ? t(language, key, { desk }) : ending.outcome;
}

function statusOf(one: Case, { language, organisation }: Desk): Pick<Sheet, 'status' | 'mood'> {
  const last = inCard(language, 'case.last', { time: moment(language, one.employeeAt) });
  switch (one.state) {
    case 'waiting':
      return { status: [inCard(language, 'case.waiting', { time: moment(language, one.since) })], mood: 'attention' };
    case 'claimed':
      return {
        status: [
          inCard(language, 'case.claimed', { name: shownName(one.owner.name) }),
          ...(one.waitsFor ? [t(language, `case.waits.${one.waitsFor.party}`)] : []),
          last,
          inCard(language, 'case.opened', { time: moment(language, one.report.openedAt) }),
        ],
        mood: 'accent',
      };
    case 'closed':
      return {
        status: [
          inCard(language, 'case.closed', { outcome: outcomeIn(language, organisation.hr, one.ending) }),
          inCard(language, 'case.ended', { time: moment(language, one.ending.at) }),
          ...(one.owner ? [inCard(language, 'case.had', { name: shownName(one.owner.name) })] : []),
        ],
        mood: 'good',
      };
    default:
      return one satisfies never;
  }
}

/** Why it came to HR. */
export function reasonIn(language: Language, { report: { reason } }: Case): string {
  const key = `case.reason.${reason ?? 'none'}`;
  return isText(key) ? t(language, key) : (reason ?? '');
}

/** Opens a chat with this person. Parentheses would end a link in Markdown. */
const chatWith = (email: string): string => `https://teams.microsoft.com/l/chat/0/0?users=${encodeURIComponent(email).replace(/\(/g, '%28').replace(/\)/g, '%29')}`;

/** The language that she is answered in. */
const readBy = ({ report }: Case, { hers }: Desk): Language => hers ?? report.language;

function factsOf(one: Case, desk: Desk): Sheet['facts'] {
  const { language, guide, organisation } = desk;
  const { person, answers, words, error = '' } = one.report;
  return [
    { label: t(language, 'case.email'), lines: [], address: person.email, link: person.email && chatWith(person.email) },
    { label: t(language, 'case.language'), lines: [nameOf(readBy(one, desk))] },
    { label: t(language, 'case.reason'), lines: [reasonIn(language, one)] },
    { label: t(language, 'case.answers'), lines: [], pairs: pairsOf(language, guide, answers, organisation) },
    { label: t(language, 'case.words'), lines: shownLines(words) },
    { label: t(language, 'case.error'), lines: shownLines(error) },
  ];
}

const panel = (label: string, notes: readonly string[], inputs: readonly Input[], buttons: readonly Button[]): Panel => ({ label, notes, inputs, buttons });

function notesOf(one: Case, { language }: Desk): readonly string[] {
  return [
    one.askedToDelete === undefined ? '' : inCard(language, 'case.asked-delete', { date: moment(language, one.askedToDelete) }),
    one.archived ? t(language, 'case.archived') : '',
  ];
}

/** A button that does nothing in Visma: it sends a card, or a sentence. */
export const sendIt = (language: Language, what: string): string => t(language, 'case.send-it', { what: `${what.charAt(0).toLowerCase()}${what.slice(1)}` });

/** What can be done to a case that is open. */
function openPanels(one: Case, desk: Desk): readonly Panel[] {
  const { language, organisation } = desk;
  const hers = readBy(one, desk);
  const name = personIn(language, one);
  const say = (key: Parameters<typeof t>[1], params = {}): string => t(language, key, { name, ...params });
  const act = (label: string, action: ButtonAction): Button => caseButton(label, action, one);
  const text = (id: string, label: string, most: number): Input => ({ kind: 'text', id, label, value: '', most });
  const reads = hers === language ? '' : inCard(language, 'case.reads', { name, language: languageIn(language, hers) });
  const offer = (words: (read: Language) => readonly string[], button: Button, inputs: readonly Input[] = []): Offer => ({
    said: words(hers),
    own: hers === language ? [] : words(language).map((text, index) => (index === 0 ? t(language, 'case.in-own', { text }) : text)),
    inputs,
    button,
  });
  const endings = outcomes.flatMap((outcome) =>
    outcome === 'passed-on'
      ? organisation.hr.desks.map(({ id, name: desk }) => ({ value: `passed-on:${id}`, title: begun(t(language, 'outcome.passed-on', { desk })) }))
      : [{ value: outcome, title: begun(t(language, `outcome.${outcome}`)) }],
  );
  return [
    panel(say('case.reply'), [reads], [text('reply', say('case.reply.input'), mostOfWords)], [act(say('case.reply.send'), { verb: 'case-reply' })]),
    {
      ...panel(say('case.ready'), [inCard(language, 'case.ready.note', { name }), reads], [], []),
      offers: readyAnswers.map((answer) => offer((read) => readyWords(answer, one.report.person.email ?? '', desk, read), act(sendIt(language, say(`case.answer.${answer}`)), { verb: 'case-answer', answer }))),
    },
    {
      ...panel(say('case.check'), [inCard(language, 'case.check.note', { name }), reads], [], []),
      offers: checks.map((check) =>
        offer(
          (read) => [t(read, `mine.checked.${check}`, { date: t(read, 'case.check.a-date') })],
          act(check === 'starts' ? say('case.check.starts') : sendIt(language, say(`case.check.${check}`)), { verb: 'case-check', check }),
          check === 'starts' ? [{ kind: 'day', id: 'date', label: say('case.check.date') }] : [],
        ),
      ),
    },
    panel(
      say('case.close'),
      [reads],
      [{ kind: 'list', id: 'outcome', label: say('case.close.outcome'), placeholder: say('case.close.choose'), choices: endings }, text('line', say('case.close.line'), mostOfLine)],
      [act(say('case.close.do'), { verb: 'case-close' })],
    ),
  ];
}

/** The card that opens a case's thread, drawn from the case as it is. Six buttons at most. */
export function caseSheet(one: Case, desk: Desk): Sheet {
  const { language } = desk;
  const act = (label: string, action: ButtonAction): Button => caseButton(label, action, one);
  const open = one.state !== 'closed';
  return {
    language,
    lead: '',
    title: plainInMarkdown(t(language, 'case.title', { number: `${one.report.number}`, name: personIn(language, one) })),
    ...statusOf(one, desk),
    facts: factsOf(one, desk),
    notes: notesOf(one, desk),
    inputs: [],
    buttons: [
      ...(one.state === 'waiting' ? [act(t(language, 'case.claim'), { verb: 'case-claim' })] : []),
      ...(open ? [] : [act(t(language, 'case.reopen'), { verb: 'case-reopen' })]),
    ],
    panels: open ? openPanels(one, desk) : [],
    rest: [act(t(language, 'case.more'), { verb: 'case-more', open: true })],
    links: [],
  };
}

function ownersButtons(one: Claimed, me: string, language: Language): readonly Button[] {
  const act = (key: 'case.give-back' | 'case.take-over', action: ButtonAction): Button => caseButton(t(language, key), action, one);
  return one.owner.id === me ? [act('case.give-back', { verb: 'case-give-back' })] : [act('case.take-over', { verb: 'case-take-over', sure: false })];
}

/** To whom a case can be handed. In a large team a part of the name is asked for. */
function handOnPanel(one: Case, language: Language, others: readonly Colleague[] | undefined, find: string): Panel {
  const label = t(language, 'case.hand-on');
  if (!others?.length) return panel(label, [t(language, others ? 'case.hand-on.alone' : 'case.hand-on.nobody')], [], []);
  const part = find.trim().toLocaleLowerCase(language);
  const found = others.filter(({ name }) => name.toLocaleLowerCase(language).includes(part));
  const choices = found.slice(0, mostColleagues).map(({ id, name }) => ({ title: shownName(name), value: id }));
  const search = others.length > mostColleagues;
  return panel(
    label,
    [found.length > mostColleagues ? t(language, 'case.hand-on.many', { most: mostColleagues }) : found.length === 0 ? inCard(language, 'case.hand-on.unknown', { text: shownName(find) }) : ''],
    [
      ...(found.length > 0 ? [{ kind: 'list', id: 'to', label: t(language, 'case.hand-on.whom'), choices } as const] : []),
      ...(search ? [{ kind: 'line', id: 'find', label: t(language, 'case.hand-on.name'), value: find, most: mostOfName } as const] : []),
    ],
    [
      ...(found.length > 0 ? [caseButton(t(language, 'case.hand-on.do'), { verb: 'case-hand-on' }, one)] : []),
      ...(search ? [caseButton(t(language, 'case.hand-on.find'), { verb: 'case-more', open: true }, one)] : []),
    ],
  );
}

/** The same card with what is done more rarely, for one who asked for it. `colleagues` undefined: they cannot be had now. */
export function moreSheet(one: Case, desk: Desk, me: string, colleagues: readonly Colleague[] | undefined, find = '', mails = true): Sheet {
  const { language, organisation } = desk;
  const name = personIn(language, one);
  const act = (label: string, action: ButtonAction): Button => caseButton(label, action, one);
  const others = colleagues?.filter(({ id }) => id !== me);
  const mine = one.state === 'claimed' && one.owner.id === me;
  const handOn = handOnPanel(one, language, others, find);
  const wait = panel(
    t(language, 'case.wait'),
    [t(language, 'case.wait.note', { days: organisation.hr.answerWithin })],
    [],
    parties.map((party) => act(t(language, `case.wait.${party}`), { verb: 'case-wait', party })),
  );
  const note = panel(
    t(language, 'case.note'),
    [],
    [{ kind: 'text', id: 'note', label: t(language, 'case.note.input', { name }), value: '', most: mostOfWords }],
    [act(t(language, 'case.note.do'), { verb: 'case-note' })],
  );
  return {
    ...caseSheet(one, desk),
    buttons: [
      ...(one.state === 'claimed' ? ownersButtons(one, me, language) : []),
      // Without a mail server it would be a dead button.
      ...(mails ? [act(t(language, 'case.history'), { verb: 'case-history' })] : []),
    ],
    panels: [...(mine ? [handOn] : []), ...(one.state === 'claimed' ? [wait] : []), note],
    rest: [act(t(language, 'case.less'), { verb: 'case-more', open: false })],
  };
}

/** Asks before a case is taken from a colleague. */
export function takeOverSheet(one: Claimed, desk: Desk): Sheet {
  const { language } = desk;
  return {
    ...caseSheet(one, desk),
    notes: [inCard(language, 'case.take-over.ask', { name: shownName(one.owner.name) })],
    buttons: [
      caseButton(t(language, 'case.take-over.sure'), { verb: 'case-take-over', sure: true }, one),
      caseButton(t(language, 'case.less'), { verb: 'case-more', open: false }, one),
    ],
    panels: [],
    rest: [],
  };
}

/** Asks whoever wrote in a thread for the first time whether it is to go to the employee. */
export function heldSheet(one: Case, held: { readonly entry: number; readonly by: string; readonly text: string }, language: Language): Sheet {
  const name = personIn(language, one);
  return sheetOf(language, inCard(language, 'thread.held.title', { name }), {
    facts: [{ label: t(language, 'thread.held.by', { by: shownName(held.by) }), lines: shownLines(held.text) }],
    notes: [inCard(language, 'thread.held.note', { name })],
    buttons: [
      caseButton(t(language, 'thread.held.send'), { verb: 'case-release', entry: held.entry }, one),
      caseButton(t(language, 'thread.held.keep'), { verb: 'case-keep', entry: held.entry }, one),
    ],
  });
}

/** What came of that question, in place of it. */
export function settledSheet(one: Case, held: { readonly by: string; readonly text: string; readonly sent: boolean }, language: Language): Sheet {
  return {
    ...heldSheet(one, { ...held, entry: 0 }, language),
    title: held.sent ? inCard(language, 'thread.held.sent', { name: personIn(language, one) }) : t(language, 'thread.held.kept'),
    notes: [],
    buttons: [],
  };
}
