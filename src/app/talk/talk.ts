import { render, renderSheet } from '../../../cards';
import { pushFrame } from '../../../cards/push-card';
import { labelOf, linesOf } from '../../../cards/words';
import { newConversation } from '../../core/conversation';
import type { Answer, Question } from '../../core/guide/types';
import { answered, detour, questionOf, reasonForHr, toldAlready } from '../../core/guide/walk';
import type { Feedback } from '../ports';
import { Asking } from './asking';

/** Answers told before they were asked for: question id to choice id. */
export type Told = Readonly<Record<string, string>>;

/**
 * One turn's side of the conversation: what happened, the state as it will be, and all that is to be said.
 * Nothing is sent here; the turn commits it (law 2).
 */
export class Talk extends Asking {
  feedback: Feedback | undefined;
  /** She asked for everything about her to be deleted. */
  forgotten = false;

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

  /** Her case was closed after the last question was put: what she writes goes on with it. */
  get justClosed(): boolean {
    return this.hers.closedSince(this.state.open?.shownAt ?? 0);
  }

  /** Her case that is closed, and that she may still open again; not one that went by mail, because HR was out of reach. */
  get mayReopen(): number | undefined {
    const { latest } = this.hers;
    return latest?.state === 'closed' && latest.ending.outcome !== 'by-mail' && this.hers.closedSince(0) ? latest.report.number : undefined;
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

  /** The card that she pressed, as her case is now. */
  answerWithCase(which: 'mine' | 'end'): void {
    const sheet = which === 'end' ? this.hers.endCard() : this.hers.card('');
    if (sheet) this.answerWith(renderSheet(sheet));
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
}
