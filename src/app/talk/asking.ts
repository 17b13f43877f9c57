import { render, renderInvitation } from '../../../cards';
import type { Nonce, Press } from '../../../cards/actions';
import { type Extra, type Showing, tellsWhatIsKept } from '../../../cards/content';
import type { Frame } from '../../../cards/data';
import { mailFor } from '../../../cards/mail';
import { bareFrame, closedFrame, invitationFrame, openFrame } from '../../../cards/views';
import type { OpenCard } from '../../core/conversation';
import type { Question } from '../../core/guide/types';
import { next, questionOf } from '../../core/guide/walk';
import { t } from '../../texts';
import { Speaking } from './speaking';

/** The guide's questions as cards: one stands open at a time, and only its buttons count. */
export abstract class Asking extends Speaking {
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

  /** The press, if it is on the card whose buttons count; `stale` if on any other. */
  get press(): Press | 'stale' | undefined {
    if (this.happening.kind !== 'pressed') return undefined;
    const { press } = this.happening;
    return press.nonce.card === this.state.open?.id ? press : 'stale';
  }

  /** Shows the question as a new card; only its buttons count from now on. */
  ask(question: Question, extra: Extra = {}): void {
    const open: OpenCard = { id: this.newId(), rev: 0, row: this.newId(), question: question.id, shownAt: this.at };
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
    if (this.happening.invoked) this.answerWith(render(openFrame(standing, this.showing(open), { lead })));
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

  /** In the chat by a redraw, and at once for whoever pressed it. */
  private replace(open: OpenCard, frame: Frame): void {
    const card = render(frame);
    this.put({ kind: 'redraw', of: open.row, card, summary: frame.title });
    const { happening } = this;
    if (happening.kind === 'pressed' && happening.press.nonce.card === open.id) this.answerWith(card);
  }

  private showing({ id, rev, shownAt, question }: OpenCard): Showing {
    const nonce: Nonce = { card: id, rev, shownAt };
    const { organisation, picture } = this.house;
    const { guide } = this;
    const { answers, suspected, greetedAt: since = this.at } = this.state;
    const { language, someone: person, shared, chatLink } = this;
    return { language, guide, organisation, person, shared, answers, suspected, since, nonce, picture, chatLink, kept: tellsWhatIsKept(question) ? this.hers.kept() : [], pushes: this.scene.pushCount };
  }

  private readyMail(): string {
    const { organisation, guide, language, someone: person } = this;
    const { to, subject, text } = mailFor({ language, guide, organisation, person, answers: this.state.answers });
    return t(language, 'mail.to', { email: to, subject, text });
  }
}
