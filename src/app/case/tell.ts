import { renderSheet, render } from '../../../cards';
import { caseButton, caseSheet, type Desk, heldSheet, outcomeIn, personIn, settledSheet } from '../../../cards/case-card';
import { closingSheet, type Mine, mySheet, openAgainSheet } from '../../../cards/my-case';
import { sheetOf } from '../../../cards/begin-sheet';
import type { Sheet } from '../../../cards/data';
import { closedFrame } from '../../../cards/views';
import { inCard } from '../../../cards/words';

import { endRow, mineRow, rootRow, rowOf } from '../../core/case/rows';
import type { Adviser, Case, Check, Entry, ReadyAnswer } from '../../core/case/types';
import type { Concern } from '../../core/concern';
import { questionOf } from '../../core/guide/walk';
import type { Language } from '../../core/language';
import { shownName, shownText } from '../../core/shown';
import { day, moment, type Params, plainInMarkdown, t, type TextKey } from '../../texts';
import { historyDocument } from './history';
import { dueOf, type House } from '../house';
import { type Draft, mailTo, type Outgoing, threadOf } from '../ports';
import { whenHrAnswers } from '../when-hr-answers';

/** The guide's card that each ready answer shows. */
const cardOf: Readonly<Record<ReadyAnswer, string>> = {
  'account-settings': 'accountSettings',
  email: 'emailFormat',
  link: 'link',
  'try-again': 'tryAgain',
};

const takenBySpeaking: readonly Entry['deed']['kind'][] = ['replied', 'released', 'answered', 'checked'];

/** A link to a picture ends after this long, ms; the picture itself when its case is closed. */
const pictureShownFor = 7 * 24 * 3_600_000;

type Put = (body: Outgoing, concern?: Concern, row?: string) => void;

/** Both sides of one case: what each is told of what the other did. Row ids come from the entry, so telling twice is telling once. */
export class Teller {
  private readonly out: Draft[] = [];

  constructor(
    private readonly house: House,
    /** The language that the employee reads now. */
    private readonly hers: Language,
    /** What was written before, for what refers to it. */
    private readonly history: readonly Entry[],
    private readonly now: number,
  ) {}

  /** Rows for one line of the history. `one` is the case after it. */
  tell(entry: Entry, one: Case): readonly Draft[] {
    this.out.length = 0;
    this.line(entry, one);
    return [...this.out];
  }

  /** The card that opens the thread, drawn again; new where this very entry opens it. */
  draw(entry: Entry, one: Case): Draft {
    const { number } = one.report;
    const card = renderSheet(caseSheet(one, this.desk));
    const summary = this.hr('case.title', { number: `${number}`, name: this.name(one) });
    const root = rootRow(one);
    return entry.seq === one.root
      ? { id: root, conversation: threadOf(number), class: 'reply', body: { kind: 'card', card, summary }, concern: this.toEmployee(one) }
      : { id: `${rowOf(number, entry.seq)}-card`, conversation: threadOf(number), class: 'reply', body: { kind: 'redraw', of: root, card, summary } };
  }

  private get desk(): Desk {
    const { organisation, guide } = this.house;
    return { language: organisation.defaultLanguage, organisation, guide };
  }

  private get mine(): Mine {
    const { organisation, isHoliday } = this.house;
    return { language: this.hers, organisation, when: whenHrAnswers(this.hers, organisation.hr.hours, isHoliday, this.now) };
  }

  private hr(key: TextKey, params: Params = {}): string {
    return t(this.desk.language, key, { email: this.house.organisation.hr.email, ...params });
  }

  private her(key: TextKey, params: Params = {}): string {
    return t(this.hers, key, { email: this.house.organisation.hr.email, ...params });
  }

  private name(one: Case): string {
    return personIn(this.desk.language, one);
  }

  /** Words of hers that do not arrive: she is told. */
  private toEmployee(one: Case): Concern {
    const number = `${one.report.number}`;
    return { place: one.report.conversation, late: this.her('mine.late'), lost: this.her('mine.lost', { number }) };
  }

  /** Words of HR's that do not arrive: the thread is told. */
  private toHr(one: Case): Concern {
    const name = this.name(one);
    const address = one.report.person.email ?? '–';
    return { place: threadOf(one.report.number), late: this.hr('thread.late', { name }), lost: this.hr('thread.lost', { name, address }) };
  }

  private line(entry: Entry, one: Case): void {
    const { deed, seq } = entry;
    const { number, conversation } = one.report;
    const name = this.name(one);
    const id = rowOf(number, seq);
    const thread = (body: Outgoing, concern?: Concern, row = id): void => void this.out.push({ id: row, conversation: threadOf(number), class: 'reply', body, concern });
    const chat = (body: Outgoing, concern?: Concern, row = `${id}-chat`): void => void this.out.push({ id: row, conversation, class: 'reply', body, concern });
    const inThread = (key: TextKey, params: Params = {}): void => thread({ kind: 'text', text: this.hr(key, { name, ...params }) });
    const inChat = (key: TextKey, params: Params = {}): void => chat({ kind: 'text', text: this.her(key, { number: `${number}`, ...params }) });
    /** Her own words, or HR's: whoever wrote them hears where they did not arrive. */
    const fromHer = (key: TextKey, text: string): void => thread({ kind: 'text', text: this.hr(key, { name, text: shownText(text) }) }, this.toEmployee(one));
    const fromHr = (by: Adviser, text: string, key: TextKey = 'mine.says'): void =>
      chat({ kind: 'text', text: this.her(key, { name: shownName(by.name), text: shownText(text) }) }, this.toHr(one), id);
    const seenByHr = (by: Adviser, text: string): void =>
      thread({ kind: 'text', text: this.hr('thread.sent', { by: shownName(by.name), name, text: shownText(text) }) }, undefined, `${id}-thread`);

    // Whoever answers a case that nobody has, has it: her card says so, as when it was taken.
    if (one.state === 'claimed' && one.claimedAt === entry.at && takenBySpeaking.includes(deed.kind)) this.redrawMine(one, id);

    switch (deed.kind) {
      case 'opened':
        return this.mineCard(one, chat);
      case 'said':
        // What reopened a case is said after the card that opens its new thread, or in the old one.
        if (this.opensAgain(entry, one)) this.openAgain(one, this.her('mine.reopened', { number: `${number}` }), chat);
        return fromHer('thread.says', deed.words.text);
      case 'edited':
        return fromHer('thread.edited', deed.words.text);
      case 'withdrawn':
        return this.retext(deed.message, number, this.hr('thread.withdrawn', { name }), (body, of) => thread(body, undefined, `${id}${of}`));
      case 'rewrote':
        return entry.to === 'employee' ? fromHr(deed.by, deed.words.text, 'mine.rewrote') : undefined;
      case 'took-back':
        return entry.to === 'employee'
          ? this.retext(deed.message, number, this.her('mine.took-back', { name: shownName(deed.by.name) }), (body, of) => chat(body, undefined, `${id}${of}`))
          : undefined;
      case 'wrote':
        if (entry.to === 'employee') return fromHr(deed.by, deed.words.text);
        return thread({ kind: 'card', ...this.sheet(heldSheet(one, { entry: seq, by: deed.by.name, text: deed.words.text }, this.desk.language)) });
      case 'released':
        this.settleHeld(deed.entry, one, true);
        return fromHr(deed.by, deed.words);
      case 'kept':
        return this.settleHeld(deed.entry, one, false);
      case 'replied':
        fromHr(deed.by, deed.words.text);
        return seenByHr(deed.by, deed.words.text);
      case 'noted':
        // Written in the thread it stands there already.
        return deed.words.message ? undefined : inThread('thread.note', { by: shownName(deed.by.name), text: shownText(deed.words.text) });
      case 'answered':
        return this.answered(deed.by, deed.answer, one, chat, (text) =>
          thread({ kind: 'text', text: this.hr('thread.sent-card', { by: shownName(deed.by.name), name, text }) }, undefined, `${id}-thread`),
        );
      case 'checked': {
        const text = this.checked(deed.check, deed.date);
        fromHr(deed.by, text);
        return seenByHr(deed.by, text);
      }
      case 'announced':
        fromHr(deed.by, deed.words);
        return seenByHr(deed.by, deed.words);
      case 'claimed':
        inChat('mine.claimed', { name: shownName(deed.by.name) });
        return this.redrawMine(one, id);
      case 'took-over':
        inThread('thread.took-over', { by: shownName(deed.by.name) });
        inChat('mine.handed-on', { name: shownName(deed.by.name) });
        return this.redrawMine(one, id);
      case 'handed-on':
        inThread('thread.handed-on', { by: shownName(deed.by.name), to: shownName(deed.to.name) });
        inChat('mine.handed-on', { name: shownName(deed.to.name) });
        return this.redrawMine(one, id);
      case 'closed': {
        const outcome = outcomeIn(this.desk.language, this.house.organisation.hr, deed);
        const params = { by: shownName(deed.by.name), outcome, line: shownText(deed.line) };
        inThread(deed.line.trim() ? 'thread.closed-line' : 'thread.closed', params);
        return this.closing(one, chat);
      }
      case 'ran-out':
        inThread('thread.ran-out');
        return this.closing(one, chat);
      case 'ended-by-employee':
        inThread(deed.solved ? 'thread.ended-solved' : 'thread.ended');
        return this.closing(one, chat);
      case 'went-by-mail':
        this.sendByMail(id, entry, one);
        return this.closing(one, chat);
      case 'reopened':
        return this.openAgain(one, this.her('mine.reopened-by-hr', { number: `${number}`, name: shownName(deed.by.name) }), chat);
      case 'reopened-by-employee':
        inThread('thread.reopened');
        return this.openAgain(one, this.her('mine.reopened', { number: `${number}` }), chat);
      case 'rated':
        inThread(deed.helped ? 'thread.rated-yes' : 'thread.rated-no', { text: shownText(deed.words) });
        return this.redrawEnd(one, id);
      case 'asked-to-delete':
        inThread(one.archived ? 'thread.asked-delete-archived' : 'thread.asked-delete');
        return inChat(one.archived ? 'mine.asked-delete-archived' : 'mine.asked-delete');
      case 'reminded':
        return inThread('thread.reminded', { time: moment(this.desk.language, one.employeeAt) });
      case 'nudged':
        inThread('thread.nudged');
        return inChat('mine.nudge', { date: day(this.hers, dueOf(this.house, one)?.at ?? this.now) });
      case 'mailed':
        return this.sayUnclaimed(id, one);
      case 'gave-back':
      case 'waits':
        return;
      case 'showed':
        return thread({ kind: 'card', ...this.sheet(this.pictureCard(deed.picture, one)) }, this.toEmployee(one));
      case 'sent-file':
        inThread('thread.file', { file: shownName(deed.name) });
        return inChat('mine.file', { file: shownName(deed.name) });
      default:
        return deed satisfies never;
    }
  }

  /** Whether these words opened the case again. */
  private opensAgain({ seq, at }: Entry, one: Case): boolean {
    return one.state === 'waiting' && one.opened > 1 && one.since === at && one.entries === seq;
  }

  private sheet(data: Parameters<typeof renderSheet>[0]): { readonly card: ReturnType<typeof renderSheet>; readonly summary: string } {
    return { card: renderSheet(data), summary: data.title };
  }

  private closing(one: Case, chat: Put): void {
    if (one.state !== 'closed') return;
    chat({ kind: 'card', ...this.sheet(closingSheet(one, this.mine)) }, this.toHr(one), endRow(one));
    this.redrawMine(one, endRow(one));
  }

  private mineCard(one: Case, chat: Put, lead = ''): void {
    chat({ kind: 'card', ...this.sheet(mySheet(one, this.mine, lead)) }, undefined, mineRow(one));
  }

  /** Her own card once more, and the buttons of the card that said it was over taken away. */
  private openAgain(one: Case, lead: string, chat: Put): void {
    this.mineCard(one, chat, lead);
    const of = endRow({ ...one, opened: one.opened - 1 });
    chat({ kind: 'redraw', of, ...this.sheet(openAgainSheet(one, this.mine)) }, undefined, `${mineRow(one)}-end`);
  }

  private redrawMine(one: Case, id: string): void {
    this.out.push({ id: `${id}-mine`, conversation: one.report.conversation, class: 'reply', body: { kind: 'redraw', of: mineRow(one), ...this.sheet(mySheet(one, this.mine)) } });
  }

  private redrawEnd(one: Case, id: string): void {
    if (one.state !== 'closed') return;
    this.out.push({ id: `${id}-end`, conversation: one.report.conversation, class: 'reply', body: { kind: 'redraw', of: endRow(one), ...this.sheet(closingSheet(one, this.mine)) } });
  }

  private settleHeld(held: number, one: Case, sent: boolean): void {
    const written = this.history.find(({ seq }) => seq === held)?.deed;
    if (written?.kind !== 'wrote') return;
    const of = rowOf(one.report.number, held);
    const data = settledSheet(one, { by: written.by.name, text: written.words.text, sent }, this.desk.language);
    this.out.push({ id: `${of}-settled`, conversation: threadOf(one.report.number), class: 'reply', body: { kind: 'redraw', of, ...this.sheet(data) } });
  }

  /** All that was relayed of a message that its writer withdrew shows that instead; where nothing was, there is nothing to hide. */
  private retext(message: string, number: number, text: string, put: (body: Outgoing, row: string) => void): void {
    const written = this.history.filter(({ deed }) => (deed.kind === 'showed' ? deed.message : 'words' in deed && typeof deed.words === 'object' ? deed.words.message : undefined) === message);
    for (const entry of written) {
      // What was held went out with its writer's word, or not at all.
      const relayed = entry.to === 'held' ? this.history.find(({ deed }) => deed.kind === 'released' && deed.entry === entry.seq) : entry.to === 'nobody' ? undefined : entry;
      if (relayed) put({ kind: 'retext', of: rowOf(number, relayed.seq), text }, `-${relayed.seq}`);
    }
  }

  /** The picture itself, for as long as the link lives and the case is open. */
  private pictureCard(id: string, one: Case): Sheet {
    const { language } = this.desk;
    const until = this.now + pictureShownFor;
    const name = this.name(one);
    return sheetOf(language, inCard(language, 'thread.showed', { name }), {
      picture: { url: this.house.pictureLink(id, until), alt: t(language, 'thread.showed', { name }) },
      notes: [inCard(language, 'thread.showed.until', { date: day(language, until) })],
    });
  }

  private checked(check: Check, date: string | undefined): string {
    return this.her(`mine.checked.${check}`, check === 'starts' ? { date: day(this.hers, Date.parse(date ?? '')) } : {});
  }

  /** One of the guide's cards, without its question: she answers in words, to HR. */
  private answered(by: Adviser, answer: ReadyAnswer, one: Case, chat: (body: Outgoing, concern?: Concern) => void, seen: (text: string) => void): void {
    const { guide, organisation, picture } = this.house;
    const question = questionOf(guide, cardOf[answer]);
    if (!question) return;
    const { answers, person } = one.report;
    const nonce = { card: '', rev: 0, shownAt: this.now };
    const showing = { language: this.hers, guide, organisation, person, shared: false, answers, since: this.now, nonce, picture, chatLink: '' };
    const frame = closedFrame(question, showing, '');
    const lead = plainInMarkdown(this.her('mine.suggests', { name: shownName(by.name) }));
    const solved = caseButton(this.her('mine.solved'), { verb: 'my-case-solved' }, one);
    chat({ kind: 'card', card: render({ ...frame, lead, ask: '', nav: [solved] }), summary: frame.title }, this.toHr(one));
    seen(this.hr(`case.answer.${answer}`));
  }

  /** The whole case to HR's address: an answer goes to the employee's own. */
  private sendByMail(id: string, entry: Entry, one: Case): void {
    const to = this.house.organisation.hr.email;
    const { number, person } = one.report;
    const params = { number: `${number}`, name: this.name(one), address: person.email ?? '–' };
    const html = historyDocument(this.house, one, [...this.history, entry]);
    const attachments = [{ name: `${number}.html`, type: 'text/html; charset=utf-8', content: html }];
    const letter = { to, replyTo: person.email, subject: this.hr('letter.case.subject', params), text: this.hr('letter.case.text', params), attachments };
    this.out.push({ id, conversation: mailTo(to), class: 'mail', body: { kind: 'letter', letter }, concern: this.byMail(one) });
  }

  /** Where the letter does not arrive either, HR has nothing of it: she is told, and may open the case again. */
  private byMail(one: Case): Concern | undefined {
    if (one.state !== 'closed') return undefined;
    const number = `${one.report.number}`;
    const card = { of: endRow(one), ...this.sheet(closingSheet(one, this.mine, { lost: true })) };
    return { place: one.report.conversation, late: this.her('mine.by-mail.late'), lost: this.her('mine.by-mail.lost', { number }), card };
  }

  private sayUnclaimed(id: string, one: Case): void {
    const to = this.house.organisation.hr.email;
    const params = { number: `${one.report.number}`, name: this.name(one), time: moment(this.desk.language, one.employeeAt) };
    const letter = { to, subject: this.hr('letter.unclaimed.subject', params), text: this.hr('letter.unclaimed.text', params) };
    const concern = { place: threadOf(one.report.number), late: this.hr('letter.unclaimed.late', { address: to }), lost: this.hr('letter.unclaimed.lost', { address: to }) };
    this.out.push({ id, conversation: mailTo(to), class: 'mail', body: { kind: 'letter', letter }, concern });
  }
}

