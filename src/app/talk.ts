import { render, renderInvitation, renderSheet } from '../../cards';
import type { Nonce, Press } from '../../cards/actions';
import { type Extra, type Showing, tellsWhatIsKept } from '../../cards/content';
import type { Card, Frame } from '../../cards/data';
import { mailFor } from '../../cards/mail';
import { closingSheet, type Mine, mySheet, openAgainSheet } from '../../cards/my-case';
import { bareFrame, closedFrame, invitationFrame, openFrame } from '../../cards/views';
import { labelOf, linesOf } from '../../cards/words';
import { reopensFor } from '../core/case/act';
import { keptOf } from '../core/case/kept';
import type { Case, Deed, Refusal } from '../core/case/types';
import { type ConversationState, newConversation, type OpenCard } from '../core/conversation';
import { handingOff } from '../core/guide/guide';
import type { Answer, Guide, Question } from '../core/guide/types';
import { answered, next, questionOf, reasonForHr, toldAlready } from '../core/guide/walk';
import type { Language } from '../core/language';
import type { Organisation } from '../core/organisation';
import type { Person } from '../core/person';
import { day, type Params, t, type TextKey } from '../texts';
import { CaseWork } from './case/work';
import type { Happening, Inbound } from './happening';
import { forgottenOf, isHrs, numbersOf, whatStays } from './case/forget';
import { type House, isShared, languageFor } from './house';
import type { CaseChange, Channel, Draft, Feedback, Forgotten, InvokeAnswer, Notice, Outgoing } from './ports';
import type { Scene } from './scene';
import { whenHrAnswers } from './when-hr-answers';

/** Answers told before they were asked for: question id to choice id. */
export type Told = Readonly<Record<string, string>>;

/**
 * One turn's side of the conversation: what happened, the state as it will be, and all that is to be said.
 * Nothing is sent here; the turn commits it (law 2).
 */
export class Talk {
  readonly out: Draft[] = [];
  answerToInvoke: InvokeAnswer | undefined;
  feedback: Feedback | undefined;
  /** She asked for everything about her to be deleted. */
  forgotten = false;
  /** A case is to be opened, and has no number yet. */
  needsNumber = false;
  /** It is about what is kept of her, and that is not known yet. */
  needsRecords = false;
  /** Her cases that are deleted. */
  forget: readonly Forgotten[] = [];
  private readonly others: CaseWork[] = [];
  private work: CaseWork | undefined;
  private opened = false;
  readonly guide: Guide;

  constructor(
    private readonly house: House,
    private readonly inbound: Inbound,
    private readonly scene: Pick<Scene, 'person' | 'desk' | 'file' | 'history' | 'number' | 'records'>,
    private readonly now: number,
    public state: ConversationState,
  ) {
    this.guide = this.handsOff ? handingOff(house.guide) : house.guide;
  }

  private get person(): Person {
    return this.scene.person;
  }

  /** Whether HR can be handed a conversation inside Teams. */
  get handsOff(): boolean {
    return this.channel !== undefined && !this.shared;
  }

  /** HR's channel: as it was last heard from, or as the settings name it, reached the way she is. */
  private get channel(): Channel | undefined {
    const { hr } = this.house;
    const { tenant, serviceUrl, botId } = this.inbound.address;
    if (!hr) return undefined;
    return this.scene.desk.channel ?? (hr.channel ? { tenant, serviceUrl, botId, team: hr.team, channel: hr.channel } : undefined);
  }

  /** What is to be committed of what is kept once. */
  get desk(): { readonly channel?: Channel | undefined } {
    return this.opened && !this.scene.desk.channel ? { channel: this.channel } : {};
  }


  /** Her latest case, as it is after what this turn has done to it. */
  get case(): Case | undefined {
    return this.work?.case ?? this.scene.file?.case;
  }

  /** HR has her conversation. */
  get caseOpen(): boolean {
    return this.case !== undefined && this.case.state !== 'closed';
  }

  /** Her case was closed after the last question was put: what she writes goes on with it. */
  get justClosed(): boolean {
    const one = this.case;
    return one?.state === 'closed' && this.now - one.ending.at <= reopensFor && one.ending.at >= (this.state.open?.shownAt ?? 0);
  }

  /** The history of her case says this message. */
  knows(message: string): boolean {
    return this.scene.history.some(({ deed }) => deed.kind === 'said' && deed.words.message === message);
  }

  /** HR says that Visma is down. */
  get notice(): Notice | undefined {
    return this.scene.desk.notice;
  }

  /** Something was done to her case, and its own cards say what. */
  get atCase(): boolean {
    return this.work?.change !== undefined;
  }

  private get works(): readonly CaseWork[] {
    return this.work ? [this.work, ...this.others] : this.others;
  }

  /** What is to be committed of her cases. */
  get cases(): readonly CaseChange[] {
    return this.works.flatMap(({ change }) => change ?? []);
  }

  /** What both sides are told of it. */
  get told(): readonly Draft[] {
    return this.works.flatMap(({ out }) => out);
  }

  /** Does something to her case; both sides are told by it. The refusal, or undefined. */
  act(deed: Deed): Refusal | undefined {
    const { file, history } = this.scene;
    if (!file && !this.work) return { why: 'closed' };
    this.work ??= file && CaseWork.on(this.house, file, this.language, history, this.now);
    return this.work?.do(deed);
  }

  /** Hands the conversation to HR. False: it has to be decided again, with a number for the case. */
  openCase(words: string): boolean {
    const { number } = this.scene;
    if (number === undefined) {
      this.needsNumber = true;
      return false;
    }
    const { language, guide, someone: person } = this;
    const { answers } = this.state;
    const reason = reasonForHr(guide, answers);
    const conversation = this.inbound.conversation;
    this.opened = true;
    this.work = CaseWork.open(this.house, { number, conversation, person, language, answers, reason, words, openedAt: this.now });
    return true;
  }

  /** Shows her where her case is, and what she can do. */
  /** Shows her again where her case is, and what she can do. */
  showCase(lead = ''): void {
    const one = this.case;
    if (!one) return;
    const sheet = mySheet(one, this.mine, lead);
    this.put({ kind: 'card', card: renderSheet(sheet), summary: sheet.title });
  }

  /** The card she pressed, as her case is now. */
  answerWithCase(end: boolean): void {
    const one = this.case;
    if (!one || this.happening.kind !== 'pressed' || !this.happening.invoked) return;
    const sheet = !end ? mySheet(one, this.mine) : one.state === 'closed' ? closingSheet(one, this.mine) : openAgainSheet(one, this.mine);
    this.answerToInvoke = { kind: 'card', card: renderSheet(sheet) };
  }

  private get mine(): Mine {
    const { organisation, isHoliday } = this.house;
    return { language: this.language, organisation, when: whenHrAnswers(this.language, organisation.hr.hours, isHoliday, this.now) };
  }

  get happening(): Happening {
    return this.inbound.happening;
  }

  get organisation(): Organisation {
    return this.house.organisation;
  }


  get shared(): boolean {
    return isShared(this.house, this.scene.person);
  }

  /** Who speaks: of a shared account neither name nor address says that. */
  private get someone(): Person {
    return this.shared ? { id: this.person.id } : this.person;
  }

  get teamsEmail(): string | undefined {
    return this.someone.email;
  }

  get at(): number {
    return this.now;
  }

  get language(): Language {
    return languageFor(this.house, this.inbound, this.state);
  }

  /** The question that the answers lead to. */
  get question(): Question {
    return next(this.guide, this.state.answers);
  }

  /** The question of the card whose buttons count: that one, or an aside that covers it. */
  get standing(): Question {
    const { question } = this;
    const open = questionOf(this.guide, this.state.open?.question ?? '');
    return open?.kind === 'aside' ? open : question;
  }

  text(key: TextKey, params: Params = {}): string {
    const { organisation } = this.house;
    return t(this.language, key, { organisation: organisation.name, email: organisation.hr.email, ...params });
  }

  day(at: number): string {
    return day(this.language, at);
  }

  /** Says a plain text, as a message of its own. */
  say(text: string): void {
    this.put({ kind: 'text', text });
  }

  /** The press, if it is on the card whose buttons count; `stale` if on any other. */
  get press(): Press | 'stale' | undefined {
    if (this.happening.kind !== 'pressed') return undefined;
    const { press } = this.happening;
    return press.nonce.card === this.state.open?.id ? press : 'stale';
  }

  /**
   * Writes down an answer, shows it on the open card, and goes past every question that was told already. What no card
   * shows is given as a sentence, so that it can be put right.
   */
  answer(given: Answer, told: Told): string | undefined {
    const question = questionOf(this.guide, given.question);
    const shown = this.state.open !== undefined;
    if (question) this.close(this.text('answer', { answer: labelOf(this.language, question, given.choice) }));
    const answers = answered(this.guide, this.state.answers, given);
    this.state = { ...this.state, answers };
    return this.goPast(told, shown ? answers.length : answers.length - 1);
  }

  /** Remembers what was told before it was asked for, and goes past it: the sentence as above. */
  tell(told: Told): string | undefined {
    return this.goPast(told, this.state.answers.length);
  }

  /** Goes on from these answers. What was told of others may be asked again. */
  take(answers: readonly Answer[]): void {
    const kept = Object.entries(this.state.told ?? {}).filter(([id]) => answers.some(({ question }) => question === id));
    this.state = { ...this.state, answers, told: Object.fromEntries(kept) };
  }

  /** Begins again at the first question. */
  restart(): void {
    this.take([]);
  }

  /** Writes down what she thought of the help, once for each time it was asked. */
  rate(question: Question, { helped, words }: { readonly helped: 'yes' | 'no'; readonly words: string }): void {
    if (this.state.open?.rev === 0) this.feedback = { helped: helped === 'yes', words: words.trim(), language: this.language };
    this.redraw(question, { rated: true });
  }

  /**
   * Forgets all that is known of this person, but for the way to tell her so. What HR has is not ours alone to delete: HR
   * is asked, and as long as a case is open the way to her is kept.
   */
  forgetHer(): void {
    const { records } = this.scene;
    if (!records) {
      this.needsRecords = true;
      return;
    }
    const gone = records.filter((record) => !isHrs(record));
    for (const record of records.filter(isHrs)) {
      const work = CaseWork.on(this.house, record, this.language, record.history, this.now);
      work.do({ kind: 'asked-to-delete' });
      this.others.push(work);
    }
    this.forget = gone.map((record) => forgottenOf(this.house, record, this.language));
    this.forgotten = records.every(({ case: one }) => one.state === 'closed');
    const said = [
      this.forgotten ? this.text('deleted') : '',
      gone.length > 0 ? this.text('deleted.cases', { numbers: numbersOf(gone) }) : '',
      gone.length > 0 || (this.forgotten && records.length > 0) ? whatStays(this.house, records, this.language, this.now) : '',
    ].filter((part) => part !== '');
    if (said.length > 0) this.say(said.join('\n'));
    if (this.forgotten) this.state = newConversation(this.guide);
  }

  /** Shows the question as a new card; only its buttons count from now on. */
  ask(question: Question, extra: Extra = {}): void {
    const { newId } = this.house;
    const open: OpenCard = { id: newId(), rev: 0, row: newId(), question: question.id, shownAt: this.now };
    this.state = { ...this.state, open };
    const frame = openFrame(question, this.showing(open), extra);
    if (question.id === 'hr') this.say(this.readyMail());
    this.put({ kind: 'card', card: render(frame), summary: frame.title }, open.row);
    if (question.id === 'passOn') this.say(this.text('q.passOn.message', { bot: this.text('bot.name'), link: this.chatLink }));
  }

  /** Draws the open card again with something more on it. It stays open, under a new nonce. */
  redraw(question: Question, extra: Extra): void {
    const { open } = this.state;
    if (!open) return;
    const again = { ...open, rev: open.rev + 1 };
    this.state = { ...this.state, open: again };
    this.replace(open, openFrame(question, this.showing(again), extra));
  }

  /** Puts an outcome in place of the open card's buttons; none of its buttons count from now on. */
  close(outcome: string): void {
    const { open, ...rest } = this.state;
    if (!open) return;
    this.state = rest;
    const question = questionOf(this.guide, open.question);
    // A card of an older guide whose question is gone has only the outcome to show.
    this.replace(open, question ? closedFrame(question, this.showing(open), outcome) : bareFrame(this.language, outcome));
  }

  /** Answers a press on a card that no longer counts: with today's question, changing nothing. */
  showToday(press: Press): void {
    const lead = this.text('stale', { date: this.day(press.nonce.shownAt) });
    const { open } = this.state;
    if (this.happening.kind !== 'pressed' || !open) return;
    const { standing } = this;
    if (this.happening.invoked) this.answerToInvoke = { kind: 'card', card: render(openFrame(standing, this.showing(open), { lead })) };
    // A press that came as a message has no answer of its own: the card is shown again further down.
    else {
      this.close(this.text('asked-again'));
      this.ask(standing, { lead });
    }
  }

  /** Leads from a channel or a group chat to a private one. */
  invite(): void {
    const frame = invitationFrame({ language: this.language, chatLink: this.chatLink });
    this.put({ kind: 'card', card: renderInvitation(frame), summary: frame.text });
  }

  private get chatLink(): string {
    return this.house.chatLink(this.inbound.address.botId);
  }

  /** Goes past what was told; says how she was understood from the answer at `from` on. */
  private goPast(more: Told, from: number): string | undefined {
    const told = { ...this.state.told, ...more };
    const answers = toldAlready(this.guide, this.state.answers, told);
    this.state = { ...this.state, answers, told };
    const passed = linesOf(this.language, this.guide, answers.slice(from), this.organisation);
    return passed.length > 0 ? this.text('understood', { answers: passed.join('\n') }) : undefined;
  }

  /** In the chat by a redraw, and at once for whoever pressed it. */
  private replace(open: OpenCard, frame: Frame): void {
    const card: Card = render(frame);
    this.put({ kind: 'redraw', of: open.row, card, summary: frame.title });
    const { happening } = this;
    if (happening.kind === 'pressed' && happening.invoked && happening.press.nonce.card === open.id)
      this.answerToInvoke = { kind: 'card', card };
  }

  /** What is kept of her cases, for the cards that say so. */
  private keptFor(question: string): Showing['kept'] {
    if (!tellsWhatIsKept(question)) return [];
    if (!this.scene.records) this.needsRecords = true;
    const days = this.house.organisation.hr.daysKept;
    return this.scene.records?.map(({ case: one, history, pictures }) => keptOf(one, history, pictures, days)) ?? [];
  }

  private showing({ id, rev, shownAt, question }: OpenCard): Showing {
    const nonce: Nonce = { card: id, rev, shownAt };
    const { organisation, picture } = this.house;
    const { guide } = this;
    const { answers, greetedAt: since = this.now } = this.state;
    const { language, someone: person, shared, chatLink } = this;
    return { language, guide, organisation, person, shared, answers, since, nonce, picture, chatLink, kept: this.keptFor(question) };
  }

  private readyMail(): string {
    const { organisation, guide, language, someone: person } = this;
    const { to, subject, text } = mailFor({ language, guide, organisation, person, answers: this.state.answers });
    return t(language, 'mail.to', { email: to, subject, text });
  }

  private put(body: Outgoing, id = this.house.newId()): void {
    this.out.push({ id, conversation: this.inbound.conversation, class: 'reply', body });
  }
}
