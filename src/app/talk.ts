import { render } from '../../cards';
import type { Nonce, Press } from '../../cards/actions';
import type { Frame } from '../../cards/data';
import { closedFrame, type Extra, languageFrame, mailFor, openFrame, type PictureName, type Showing } from '../../cards/views';
import type { ConversationState, OpenCard } from '../core/conversation';
import { guide } from '../core/guide/guide';
import type { Question } from '../core/guide/types';
import { next, questionOf } from '../core/guide/walk';
import { type Language, speak } from '../core/language';
import type { Organisation } from '../core/organisation';
import type { Person } from '../core/person';
import { day, type Params, t, type TextKey } from '../texts';
import type { Happening, Inbound } from './happening';
import type { Draft, InvokeAnswer, Outgoing } from './ports';

/** What is the same for every turn. */
export interface House {
  readonly organisation: Organisation;
  /** A language forced by the operator, for demonstrations. */
  readonly forcedLanguage: Language | undefined;
  readonly picture: (name: PictureName) => string;
  readonly newId: () => string;
}

/** The language to speak to whoever this comes from. */
export function languageFor(house: House, inbound: Inbound, state: ConversationState): Language {
  return speak({
    chosen: state.language,
    forced: house.forcedLanguage,
    locale: inbound.locale,
    fallback: house.organisation.defaultLanguage,
  });
}

/** The card that the language is asked with stands where a question's card would. */
export const languageQuestion = 'language';

/**
 * One turn's side of the conversation: what happened, the state as it will be, and all that is to be said.
 * Nothing is sent here; the turn commits it (law 2).
 */
export class Talk {
  readonly out: Draft[] = [];
  answer: InvokeAnswer | undefined;

  constructor(
    private readonly house: House,
    private readonly inbound: Inbound,
    private readonly person: Person,
    private readonly now: number,
    public state: ConversationState,
  ) {}

  get happening(): Happening {
    return this.inbound.happening;
  }

  get organisation(): Organisation {
    return this.house.organisation;
  }

  get teamsEmail(): string | undefined {
    return this.person.email;
  }

  get at(): number {
    return this.now;
  }

  get language(): Language {
    return languageFor(this.house, this.inbound, this.state);
  }

  /** The question that the answers lead to. */
  get question(): Question {
    return next(guide, this.state.answers);
  }

  text(key: TextKey, params: Params = {}): string {
    const { organisation } = this.house;
    return t(this.language, key, { organisation: organisation.name, email: organisation.hr.email, ...params });
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

  /** Shows the question as a new card; only its buttons count from now on. */
  ask(question: Question, extra: Extra = {}): void {
    this.show(question.id, (showing) => openFrame(question, showing, extra));
    if (question.layout === 'hr') this.say(this.readyMail());
  }

  askLanguage(): void {
    this.show(languageQuestion, languageFrame);
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
    const question = questionOf(guide, open.question);
    const showing = this.showing(open);
    this.replace(
      open,
      question
        ? closedFrame(question, showing, outcome)
        : { ...languageFrame(showing), choices: [], nav: [], outcome, ...this.forgotten(open, outcome) },
    );
  }

  /** Answers a press on a card that no longer counts: with today's question, changing nothing. */
  showToday(press: Press): void {
    const lead = this.text('stale', { date: day(this.language, press.nonce.shownAt) });
    const { open } = this.state;
    if (this.happening.kind !== 'pressed' || !open) return;
    if (this.happening.invoked) this.answer = { kind: 'card', card: render(this.frameOf(open, lead)) };
    // A press that came as a message has no answer of its own: the card is shown again further down.
    else {
      this.close(this.text('asked-again'));
      if (open.question === languageQuestion) this.askLanguage();
      else this.ask(this.question, { lead });
    }
  }

  private frameOf(open: OpenCard, lead: string): Frame {
    const question = questionOf(guide, open.question);
    const showing = this.showing(open);
    return question ? openFrame(question, showing, { lead }) : { ...languageFrame(showing), lead };
  }

  /** A card of an older guide whose question is gone has only the outcome to show. */
  private forgotten(open: OpenCard, outcome: string): Partial<Frame> {
    return open.question === languageQuestion ? {} : { title: outcome, outcome: '' };
  }

  private show(question: string, draw: (showing: Showing) => Frame): void {
    const { newId } = this.house;
    const open: OpenCard = { id: newId(), rev: 0, row: newId(), question, shownAt: this.now };
    this.state = { ...this.state, open };
    const frame = draw(this.showing(open));
    this.put({ kind: 'card', card: render(frame), summary: frame.title }, open.row);
  }

  /** In the chat by a redraw, and at once for whoever pressed it. */
  private replace(open: OpenCard, frame: Frame): void {
    const card = render(frame);
    this.put({ kind: 'redraw', of: open.row, card, summary: frame.title });
    const { happening } = this;
    if (happening.kind === 'pressed' && happening.invoked && happening.press.nonce.card === open.id)
      this.answer = { kind: 'card', card };
  }

  private showing({ id, rev, shownAt }: OpenCard): Showing {
    const nonce: Nonce = { card: id, rev, shownAt };
    const { organisation, picture } = this.house;
    return { language: this.language, organisation, person: this.person, answers: this.state.answers, nonce, picture };
  }

  private readyMail(): string {
    const { organisation } = this.house;
    const { to, subject, text } = mailFor({
      language: this.language,
      organisation,
      person: this.person,
      answers: this.state.answers,
    });
    return t(this.language, 'mail.to', { email: to, subject, text });
  }

  private put(body: Outgoing, id = this.house.newId()): void {
    this.out.push({ id, conversation: this.inbound.conversation, class: 'reply', body });
  }
}
