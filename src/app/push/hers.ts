import { pushRow, reminderRow } from '../../core/campaign/rows';
import { type Heard, heard } from '../../core/campaign/recipient';
import { calendarOf } from '../../core/hours';
import type { ConversationState } from '../../core/conversation';
import type { House } from '../house';
import type { Pushed, RecipientChange } from '../ports/push';

/** Teams tells of an install again where it got no answer, and in two ways; nobody knows how late at most. ms. */
const lateEvents = 60 * 60_000;

/** The push in an employee's chat, in one turn: what she says to it, and what is to be written down of that. */
export class HerPush {
  private said: Omit<RecipientChange, 'campaign' | 'n'> = {};
  /** It was about the push and nothing else: no question of the guide follows. */
  settled = false;

  constructor(
    private readonly house: House,
    readonly pushed: Pushed | undefined,
    private readonly now: number,
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

  /** Nothing was heard from her since that card: what she writes may be the answer. */
  asks(state: ConversationState): boolean {
    return this.unanswered(state) && (state.heardAt ?? 0) < (this.pushed?.sentAt ?? this.now);
  }

  /** It came so lately that an event of being installed, which may be late or come twice, tells nothing new. */
  welcomes(state: ConversationState): boolean {
    return this.asks(state) && this.now - (this.pushed?.sentAt ?? this.now) < lateEvents;
  }

  /** She was heard. `of`: the case that came of it. */
  hear(what: Heard, of?: number): void {
    if (!this.pushed) return;
    const { standing, case: was } = this.pushed.recipient;
    const before = this.said.heard ? heard(standing, this.said.heard) : standing;
    if (heard(before, what) !== before) this.said = { ...this.said, heard: what };
    if (of !== undefined && of !== was) this.said = { ...this.said, case: of };
  }

  /** Asks again in so many working days; the moment, ms since 1970 UTC. */
  later(days: number): number {
    const at = calendarOf(this.house.organisation.hr.hours, this.house.isHoliday).addDays(this.now, days);
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
    if (!this.pushed || Object.keys(this.said).length === 0) return [];
    const { campaign, n } = this.pushed.recipient;
    return [{ campaign, n, ...this.said }];
  }
}
