import { render, renderInvitation, renderSheet } from '../../cards';
import type { Nonce, Press } from '../../cards/actions';
import { type Extra, type Showing, tellsWhatIsKept } from '../../cards/content';
import type { Card, Frame } from '../../cards/data';
import { mailFor } from '../../cards/mail';
import type { PictureEnd } from '../../cards/my-case';
import { bareFrame, closedFrame, invitationFrame, openFrame } from '../../cards/views';
import { labelOf, linesOf } from '../../cards/words';
import { type AskedPictures, type ConversationState, newConversation, type OpenCard } from '../core/conversation';
import { handingOff } from '../core/guide/guide';
import type { Answer, Guide, Question } from '../core/guide/types';
import { answered, detour, next, questionOf, reasonForHr, toldAlready } from '../core/guide/walk';
import type { Language } from '../core/language';
import type { Organisation } from '../core/organisation';
import type { Person } from '../core/person';
import { day, type Params, t, type TextKey, weekday } from '../texts';
import { HerCases } from './case/hers';
import { howGenuine, pushFrame } from '../../cards/push-card';
import { HerPush } from './push/hers';
import type { Happening, Inbound } from './happening';
import { type House, isShared, languageFor } from './house';
import type { Draft, Feedback, InvokeAnswer, Notice, Outgoing } from './ports';
import type { Scene } from './scene';

/** Answers told before they were asked for: question id to choice id. */
export type Told = Readonly<Record<string, string>>;

/** Pictures that one turn fetches and keeps, and files that it names, at most. */
export const mostShown = 10;

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
  readonly hers: HerCases;
  readonly push: HerPush;
  readonly guide: Guide;

  constructor(
    private readonly house: House,
    private readonly inbound: Inbound,
    private readonly scene: Pick<Scene, 'person' | 'desk' | 'file' | 'history' | 'number' | 'records' | 'fetched' | 'pushed' | 'awaited' | 'pushCount'>,
    private readonly now: number,
    public state: ConversationState,
  ) {
    this.hers = new HerCases(house, inbound.address, scene, now, () => this.language);
    this.push = new HerPush(house, scene.pushed, now, inbound.conversation);
    // HR takes a conversation over inside Teams, but not one of nobody in particular.
    this.guide = this.hers.channel && !this.shared ? handingOff(house.guide) : house.guide;
  }

  private get person(): Person {
    return this.scene.person;
  }

  /** HR can take this conversation over. */
  get handsOver(): boolean {
    return questionOf(this.guide, 'handoff') !== undefined;
  }

  /** A push is on its way to her: it is the greeting. */
  get awaited(): boolean {
    return this.scene.awaited === true;
  }

  /** The push's card with what she answered in place of its buttons. */
  closePush(outcome: string): void {
    if (this.push.card !== undefined) this.state = { ...this.state, pushAnswered: this.push.card };
    this.redrawPush(outcome);
  }

  /** The push's card in the language she reads now. */
  redrawPush(outcome = ''): void {
    const { pushed } = this.push;
    if (!pushed) return;
    const { language, guide, organisation } = this;
    const frame = pushFrame({ language, guide, organisation, campaign: pushed.campaign, reminder: pushed.recipient.reminders }, outcome);
    const card = render(frame);
    this.put({ kind: 'redraw', of: this.push.row, card, summary: frame.title });
    this.answerWith(card);
  }

  /** To whoever pressed, in passing; a press that came as a message is answered in the chat. */
  passing(text: string): void {
    if (this.happening.kind === 'pressed' && this.happening.invoked) this.answerToInvoke = { kind: 'text', text };
    else this.say(text);
  }

  /** HR says that Visma is down. */
  get notice(): Notice | undefined {
    return this.scene.desk.notice;
  }

  /** Her case was closed after the last question was put: what she writes goes on with it. */
  get justClosed(): boolean {
    return this.hers.closedSince(this.state.open?.shownAt ?? 0);
  }

  /** Hands the conversation to HR; its number. Undefined: it has to be decided again. */
  handOver(words: string, error?: string): number | undefined {
    const { guide, someone: person } = this;
    const { answers } = this.state;
    const reason = reasonForHr(guide, answers);
    return this.hers.begin({ conversation: this.inbound.conversation, person, answers, reason, words, ...(error ? { error } : {}) }) ? this.hers.latest?.report.number : undefined;
  }

  /** Shows her again where her case is, and what she can do. */
  showCase(lead = ''): void {
    const sheet = this.hers.card(lead);
    if (sheet) this.put({ kind: 'card', card: renderSheet(sheet), summary: sheet.title });
  }

  /** Asks before pictures go to HR: one question for all that wait. */
  askAboutPictures(more: AskedPictures['of']): void {
    const number = this.hers.latest?.report.number;
    if (number === undefined) return;
    const before = this.state.pictures?.case === number ? this.state.pictures.of : [];
    const { newId } = this.house;
    const asked: AskedPictures = { id: newId(), row: newId(), case: number, of: [...before, ...more].slice(0, mostShown) };
    if (before.length + more.length > mostShown) this.say(this.text('mine.picture.too-many', { most: mostShown }));
    this.settlePictures('asked-again');
    this.state = { ...this.state, pictures: asked };
    const sheet = this.hers.pictureCard(asked);
    if (sheet) this.put({ kind: 'card', card: renderSheet(sheet), summary: sheet.title }, asked.row);
  }

  /** Passes on the pictures of the card that she pressed, or not, as she says; once. */
  answerAboutPictures(card: string, send: boolean): void {
    const { pictures } = this.state;
    if (pictures?.id !== card) return this.answerWith(renderSheet(this.hers.pictureDone('mine.picture.over')));
    if (!this.hers.open) {
      this.settlePictures('mine.picture.kept');
      if (send) this.say(this.text('mine.picture.closed'));
      return;
    }
    const failed = send ? this.hers.show(pictures.of) : [];
    if (!failed) return;
    for (const why of new Set(failed)) this.say(this.text(`mine.picture.${why}`, { number: `${pictures.case}` }));
    this.settlePictures(send && failed.length < pictures.of.length ? 'mine.picture.sent' : 'mine.picture.kept');
  }

  /** She has deleted a message before its pictures were passed on. */
  withdrawPictures(message: string): void {
    const { pictures } = this.state;
    const left = pictures?.of.filter((one) => one.message !== message) ?? [];
    if (!pictures || left.length === pictures.of.length) return;
    if (left.length === 0) return this.settlePictures('mine.picture.kept');
    this.state = { ...this.state, pictures: { ...pictures, of: left } };
  }

  /** The card that asked about pictures, with its end in place of its buttons. */
  private settlePictures(came: PictureEnd): void {
    const { pictures, ...rest } = this.state;
    if (!pictures) return;
    this.state = rest;
    const sheet = this.hers.pictureDone(came);
    const card = renderSheet(sheet);
    this.put({ kind: 'redraw', of: pictures.row, card, summary: sheet.title });
    this.answerWith(card);
  }

  /** At once, for whoever pressed. */
  private answerWith(card: Card): void {
    if (this.happening.kind === 'pressed' && this.happening.invoked) this.answerToInvoke = { kind: 'card', card };
  }

  /** The card that she pressed, as her case is now. */
  answerWithCase(which: 'mine' | 'end'): void {
    const sheet = which === 'end' ? this.hers.endCard() : this.hers.card('');
    if (sheet && this.happening.kind === 'pressed' && this.happening.invoked) this.answerToInvoke = { kind: 'card', card: renderSheet(sheet) };
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

  /** What she is told who doubts that this comes from HR: the same as on a push. */
  get howGenuine(): string {
    return this.text('push.genuine', { how: howGenuine(this.language, this.organisation) });
  }

  /** "mandag 30. november". */
  weekday(at: number): string {
    return weekday(this.language, at, true);
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
    const past = this.goPast(told, shown ? answers.length : answers.length - 1);
    // Several answers that were taken from one text stand together, so that none is taken unseen.
    return past && this.happening.kind === 'said' ? this.understoodFrom(answers.length - 1) : past;
  }

  /** Remembers what was told before it was asked for, and goes past it: the sentence as above. */
  tell(told: Told): string | undefined {
    return this.goPast(told, this.state.answers.length);
  }

  /** She has said whether it was what she meant. */
  settleSuspicion(so: boolean): void {
    const { suspected, ...rest } = this.state;
    this.state = rest;
    if (so && suspected) this.answer({ question: detour, choice: suspected }, {});
  }

  /** What was told of questions that she has not answered otherwise, as she is shown it; undefined where there is nothing. */
  noted(told: Told): string | undefined {
    const { answers } = this.state;
    const open = Object.entries(told).filter(([id, choice]) => answers.every(({ question, choice: given }) => question !== id || given === choice));
    const lines = linesOf(this.language, this.guide, open.map(([question, choice]) => ({ question, choice })), this.organisation);
    return lines.length > 0 ? this.text('noted', { answers: lines.join('\n') }) : undefined;
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

  /** Forgets all that is known of this person, but for the way to tell her so, and for what HR has. */
  forgetHer(): void {
    const gone = this.hers.forgetAll();
    if (!gone) return;
    this.forgotten = gone.all;
    const said = [...(gone.all ? [this.text('deleted')] : []), ...gone.said];
    if (said.length > 0) this.say(said.join('\n'));
    if (gone.all) this.state = newConversation(this.guide);
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
    this.state = { ...this.state, answers: toldAlready(this.guide, this.state.answers, told), told };
    return this.understoodFrom(from);
  }

  /** The answers from this one on, as she is told them. */
  private understoodFrom(from: number): string | undefined {
    const passed = linesOf(this.language, this.guide, this.state.answers.slice(from), this.organisation);
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

  private showing({ id, rev, shownAt, question }: OpenCard): Showing {
    const nonce: Nonce = { card: id, rev, shownAt };
    const { organisation, picture } = this.house;
    const { guide } = this;
    const { answers, suspected, greetedAt: since = this.now } = this.state;
    const { language, someone: person, shared, chatLink } = this;
    return { language, guide, organisation, person, shared, answers, suspected, since, nonce, picture, chatLink, kept: tellsWhatIsKept(question) ? this.hers.kept() : [], pushes: this.scene.pushCount };
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
