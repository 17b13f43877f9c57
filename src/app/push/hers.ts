import { pushRow, reminderRow } from '../../core/campaign/rows';
import { type Heard, heard, type Meant } from '../../core/campaign/recipient';
import { calendarOf } from '../../core/hours';
import type { ConversationState } from '../../core/conversation';
import type { House } from '../house';
import type { Pushed, RecipientChange } from '../ports/push';

/** Teams tells of an install again where it got no answer, and in two ways; nobody knows how late at most. ms. */
const lateEvents = 60 * 60_000;

/** The push in an employee's chat, in one turn: what she says to it, and what is to be written down of that. */
export class HerPush {
  private said: Omit<RecipientChange, 'campaign' | 'n'> = {};
  /** She pressed a button of it: it has arrived, whatever Teams has said. */
  pressed = false;
  /** It was about the push and nothing else: no question of the guide follows. */
  settled = false;

  constructor(
    private readonly house: House,
    readonly pushed: Pushed | undefined,
    private readonly now: number,
    /** The key of the chat she is in. */
    private readonly chat: string,
  ) {}

  /** The name of the newest card of it; undefined where there is none. */
  get card(): string | undefined {
    if (!this.pushed) return undefined;
    const { campaign, reminders } = this.pushed.recipient;
    return reminders === 0 ? `push-${campaign}` : `push-${campaign}-again-${reminders}`;
  }

  /** The outbox row that sent it. */
  get row(): string {
    const { campaign = 0, n = 0, reminders = 0 } = this.pushed?.recipient ?? {};
    return reminders === 0 ? pushRow(campaign, n) : reminderRow(campaign, n, reminders);
  }

  /** The newest card waits for an answer. */
  unanswered({ pushAnswered }: ConversationState): boolean {
    return this.card !== undefined && this.card !== pushAnswered;
  }

  /** Nothing was asked of her since that card, by it or HR: what she writes may be the answer. */
  asks(state: ConversationState): boolean {
    const sentAt = this.pushed?.sentAt ?? this.now;
    const stands = (state.heardAt ?? 0) < sentAt || ((state.open?.shownAt ?? 0) < sentAt && this.pushed?.recipient.standing === 'answered');
    return this.arrived && this.unanswered(state) && stands;
  }

  /** It came so lately that an event of being installed, which may be late or come twice, tells nothing new. */
  welcomes(state: ConversationState): boolean {
    return this.asks(state) && this.now - (this.pushed?.sentAt ?? this.now) < lateEvents;
  }

  /** It is there: Teams says so, or she has answered it. What she writes says nothing of one that is still under way. */
  private get arrived(): boolean {
    return this.pressed || ['delivered', 'answered', 'in', 'asked-hr'].includes(this.pushed?.recipient.standing ?? '');
  }

  /** She was heard. `of`: the case that came of it. */
  hear(what: Heard, of?: number): void {
    if (!this.pushed || !this.arrived) return;
    const { standing, case: was } = this.pushed.recipient;
    const before = this.said.heard ? heard(standing, this.said.heard) : standing;
    if (heard(before, what) !== before) this.said = { ...this.said, heard: what };
    if (of !== undefined && of !== was) this.said = { ...this.said, case: of };
  }

  /** What she answered, for HR. */
  mean(meant: Meant): void {
    if (this.arrived && this.pushed?.recipient.why !== meant) this.said = { ...this.said, meant };
  }

  /** Asks again in so many working days; the moment, ms since 1970 UTC. */
  later(days: number): number {
    const at = calendarOf(this.house.organisation.hr.hours, this.house.isHoliday).daysAfter(this.now, days);
    this.said = { ...this.said, remindAt: at };
    this.settled = true;
    return at;
  }

  /** Asks no more. */
  stop(): void {
    this.said = { ...this.said, remindAt: null };
    this.settled = true;
  }

  /** What is to be committed of it. */
  get changes(): readonly RecipientChange[] {
    if (!this.pushed) return [];
    const { campaign, n, conversation } = this.pushed.recipient;
    // Graph knew her chat by another id than she writes from.
    const here = this.arrived && conversation !== this.chat ? { conversation: this.chat } : {};
    return Object.keys({ ...this.said, ...here }).length === 0 ? [] : [{ campaign, n, ...this.said, ...here }];
  }
}
