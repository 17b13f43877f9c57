import type { Concern } from '../../core/concern';
import type { Outgoing } from './message';
import type { Place } from './place';

/** Rows of one lane go out in order; replies go before pushes. */
export type LaneClass = 'reply' | 'push' | 'mail';

/** A row for the outbox. Where one with its id is there already, it is that one. */
export interface Draft {
  readonly id: string;
  readonly conversation: Place;
  readonly class: LaneClass;
  readonly body: Outgoing;
  readonly concern?: Concern | undefined;
}

export interface Lane {
  readonly lane: string;
  readonly conversation: string;
  readonly class: LaneClass;
  /** Grows with every lease: what an earlier holder still says is not believed. */
  readonly fence: number;
  readonly blocked: string | undefined;
  /** When something last went to this chat, as far as it counts for its limits: newest first, ms since 1970 UTC. */
  readonly sent: readonly number[];
}

export interface Row {
  readonly id: string;
  readonly lane: string;
  readonly body: Outgoing;
  readonly concern: Concern | undefined;
  /** `sending`: somebody claimed it and never came back. */
  readonly status: 'pending' | 'sending';
  readonly attempts: number;
  readonly doubts: number;
  readonly createdAt: number;
}

export interface Settlement {
  readonly kind: 'sent' | 'again' | 'failed' | 'uncertain' | 'cancelled' | 'blocked';
  readonly activityId?: string | undefined;
  readonly reason?: string | undefined;
  /** With `again`: when, and whether one more doubt is on it. */
  readonly at?: number | undefined;
  readonly doubt?: boolean | undefined;
  /** With `again`: all that goes to HR's channel waits until then. The row keeps its place among it. */
  readonly pausesDesk?: boolean | undefined;
  /** Rows that go into the same lane with it. */
  readonly follow?: readonly Draft[] | undefined;
}

export interface Outbox {
  /**
   * Takes up to `limit` lanes that are due, and nobody else's for `ms`. Of HR's channel, which may be one conversation to Teams, only
   * as many as have room there for a message each, none while it pauses, and one where cards are to be drawn again, if words leave room.
   */
  lease(now: number, ms: number, limit: number): Promise<readonly Lane[]>;
  /** When something is due that is not yet, or HR's channel has room for what waits; Infinity where that is nothing. */
  nextAt(now: number): Promise<number>;
  /** The lane's next row, or undefined where nothing is due. */
  head(lane: Lane, now: number): Promise<Row | undefined>;
  /** Says before the send that it is going to happen, and holds the lane for `ms` more. False: the lane is another's now, or the row was cancelled. */
  claim(lane: Lane, row: Row, now: number, ms: number, doubt: boolean): Promise<boolean>;
  /** Says what came of it. False: the lane is another's now. One of HR's channel is given back with it: what is leased there is room for one message. */
  settle(lane: Lane, row: Row, now: number, settlement: Settlement): Promise<boolean>;
  /** Fails all that waits in a blocked lane, and tells whom it concerns; how many rows it failed. */
  failWaiting(lane: Lane, now: number, reason: string): Promise<number>;
  /** Gives the lane back, or leaves it to whoever has it now. False: it is still ours and something is due, go on. */
  release(lane: Lane, now: number): Promise<boolean>;
  /** Tells whom it concerns that what was written before `before` still waits: once, and of the first of each lane. How many. */
  sayLate(before: number, now: number): Promise<number>;
  /** The message that a row became, if it did. */
  activityOf(row: string): Promise<string | undefined>;
}
