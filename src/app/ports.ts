import type { Card } from '../../cards/data';
import type { ConversationState } from '../core/conversation';
import type { Language } from '../core/language';
import type { Outcome } from '../core/delivery';

/** Where a conversation is reached, as last heard from it. Ids are opaque strings. */
export interface Address {
  readonly tenant: string;
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly botId: string;
  readonly userId: string;
  readonly scope: 'personal' | 'shared';
}

/** What can be sent. A redraw replaces the card that another row sent. */
export type Outgoing =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'card'; readonly card: Card; readonly summary: string }
  | { readonly kind: 'redraw'; readonly of: string; readonly card: Card; readonly summary: string };

/** Rows of one lane go out in order; replies go before pushes. */
export type LaneClass = 'reply' | 'push' | 'mail';

/** A row for the outbox. */
export interface Draft {
  readonly id: string;
  readonly conversation: string;
  readonly class: LaneClass;
  readonly body: Outgoing;
}

export interface Snapshot {
  readonly key: string;
  readonly version: number;
  readonly state: ConversationState;
  readonly address: Address;
}

/** What answers a press in the same breath: a card in place of the pressed one, or a passing text. */
export type InvokeAnswer =
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'text'; readonly text: string };

/** What somebody thought of the help. Nothing in it says who. */
export interface Feedback {
  readonly helped: boolean;
  /** Their own words, secrets masked; may be empty. */
  readonly words: string;
  readonly language: Language;
}

/** All that one turn changes, written in one transaction or not at all. */
export interface Commit {
  readonly now: number;
  /**
   * The key this happening is known by. `repeatsFor`: how long after it the same key is the same happening
   * (ms); beyond that it is a new one.
   */
  readonly seen?: { readonly key: string; readonly repeatsFor: number; readonly answer: InvokeAnswer | undefined } | undefined;
  readonly conversation: {
    readonly key: string;
    /** The version that was read; 0 where there was none. */
    readonly version: number;
    readonly state: ConversationState;
    readonly address: Address;
    /** When it may be deleted, ms since 1970 UTC, once nothing waits to be sent; undefined: as others. */
    readonly keepUntil?: number | undefined;
  };
  readonly feedback?: Feedback | undefined;
  readonly out: readonly Draft[];
}

/** `repeat`: the key was seen meanwhile. `lost`: another turn was faster; read again and decide anew. */
export type Committed = 'committed' | 'repeat' | 'lost';

export interface Lane {
  readonly lane: string;
  readonly conversation: string;
  readonly class: LaneClass;
  /** Grows with every lease: what an earlier holder still says is not believed. */
  readonly fence: number;
  readonly blocked: string | undefined;
}

export interface Row {
  readonly id: string;
  readonly lane: string;
  readonly body: Outgoing;
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
  /** Rows that go into the same lane with it. */
  readonly follow?: readonly Draft[] | undefined;
}

export interface Outbox {
  /** Takes up to `limit` lanes that are due, and nobody else's for `ms`. */
  lease(now: number, ms: number, limit: number): Promise<readonly Lane[]>;
  /** The lane's next row, or undefined where nothing is due. */
  head(lane: Lane, now: number): Promise<Row | undefined>;
  /** Says before the send that it is going to happen, and holds the lane for `ms` more. False: the lane is another's now, or the row was cancelled. */
  claim(lane: Lane, row: Row, now: number, ms: number, doubt: boolean): Promise<boolean>;
  /** Says what came of it. False: the lane is another's now. */
  settle(lane: Lane, row: Row, now: number, settlement: Settlement): Promise<boolean>;
  /** Fails all that waits in a blocked lane; the rows it failed. */
  failWaiting(lane: Lane, now: number, reason: string): Promise<number>;
  /** Gives the lane back, or leaves it to whoever has it now. False: it is still ours and something is due, go on. */
  release(lane: Lane, now: number): Promise<boolean>;
  /** The message that a row became, if it did. */
  activityOf(row: string): Promise<string | undefined>;
}

export interface Purge {
  readonly now: number;
  readonly answersBefore: number;
  readonly seenBefore: number;
  readonly settledBefore: number;
  /** Conversations not heard from since; undefined: kept. */
  readonly conversationsBefore: number | undefined;
}

export interface Store {
  readonly outbox: Outbox;
  conversation(key: string): Promise<Snapshot | undefined>;
  seen(key: string): Promise<{ readonly at: number; readonly answer: InvokeAnswer | undefined } | undefined>;
  commit(commit: Commit): Promise<Committed>;
  /** Deletes what is older than it says; how many of each. */
  purge(purge: Purge): Promise<{ answers: number; seen: number; rows: number; conversations: number }>;
  /** Resolves where the store can be reached, rejects where not. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The way out to people. Never throws for what Teams answers: every end is an outcome. */
export interface Sender {
  /** `target` is the message to replace, for a redraw. */
  send(address: Address, body: Outgoing, target?: string): Promise<Outcome>;
}

export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
