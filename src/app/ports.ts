import type { Card } from '../../cards/data';
import type { Case, Entry } from '../core/case/types';
import type { Concern } from '../core/concern';
import type { ConversationState } from '../core/conversation';
import type { Language } from '../core/language';
import type { Outcome } from '../core/delivery';
import type { CampaignChange, Campaigns, RecipientChange } from './ports/push';

/** Where a conversation is reached, as last heard from it. Ids are opaque strings. */
export interface Address {
  readonly tenant: string;
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly botId: string;
  readonly userId: string;
  readonly scope: 'personal' | 'shared';
}

/** A mail, ready to be sent. */
export interface Letter {
  readonly to: string;
  readonly replyTo?: string | undefined;
  readonly subject: string;
  readonly text: string;
  readonly html?: string | undefined;
  readonly attachments?: readonly { readonly name: string; readonly type: string; readonly content: string }[] | undefined;
}

/** What can be said in Teams. A redraw replaces the card that another row sent, a retext its text; an unsend takes the message away, and its text stands there where that is refused. */
export type Message =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'card'; readonly card: Card; readonly summary: string }
  | { readonly kind: 'redraw'; readonly of: string; readonly card: Card; readonly summary: string }
  | { readonly kind: 'retext'; readonly of: string; readonly text: string }
  | { readonly kind: 'unsend'; readonly of: string; readonly text: string };

/** What can be sent. */
export type Outgoing = Message | { readonly kind: 'letter'; readonly letter: Letter };

/** Rows of one lane go out in order; replies go before pushes. */
export type LaneClass = 'reply' | 'push' | 'mail';

/** Where a row goes, resolved when it is sent: the key of a conversation, the thread of a case, a thread of its own in HR's channel, or somebody's mail. */
export type Place = string;
export const threadOf = (number: number): Place => `case:${number}`;
export const deskPlace: Place = 'desk';
/** Whether this is in HR's channel, which Teams may count as one conversation. */
export const isAtDesk = (place: Place): boolean => place === deskPlace || /^(case|push):/.test(place);
/** The thread of a push in HR's channel. */
export const pushThread = (number: number): Place => `push:${number}`;
export const mailTo = (address: string): Place => `mail:${address.toLowerCase()}`;

/** A row for the outbox. Where one with its id is there already, it is that one. */
export interface Draft {
  readonly id: string;
  readonly conversation: Place;
  readonly class: LaneClass;
  readonly body: Outgoing;
  readonly concern?: Concern | undefined;
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

/** A case as it was read. */
export interface CaseFile {
  readonly case: Case;
  /** Raised with every change. */
  readonly version: number;
  /** The message that was to open its thread did not arrive: it has none. */
  readonly unopened?: boolean | undefined;
}

/** A case with all that is kept of it, for the person it is about. */
export interface CaseRecord extends CaseFile {
  readonly history: readonly Entry[];
  readonly pictures: number;
}

/** A case that is deleted because the person it is about has asked for it. What the bot has posted of it is taken back. */
export interface Forgotten {
  readonly number: number;
  /** The version that was read. */
  readonly version: number;
  /** What the card that opened its thread becomes: the thread itself is HR's. */
  readonly root: { readonly card: Card; readonly summary: string };
  /** Who is told, and how, where the thread cannot be reached. */
  readonly concern?: Concern | undefined;
  /** What stands in place of a message that cannot be taken away, in the thread and in her chat. */
  readonly inThread: string;
  readonly inChat: string;
}

/** A picture that an employee has shown, until its case is closed. */
export interface Picture {
  readonly id: string;
  readonly case: number;
  readonly type: string;
  readonly bytes: Buffer;
}

/** What a turn makes of a case. */
export interface CaseChange {
  /** The version that was read; 0 for a case that begins. */
  readonly version: number;
  readonly case: Case;
  readonly entries: readonly Entry[];
  /** When the clock has something to do, ms since 1970 UTC. */
  readonly dueAt?: number | undefined;
  readonly pictures?: readonly Picture[] | undefined;
  /** Ids of pictures that are kept no longer. */
  readonly withdrawn?: readonly string[] | undefined;
}

/** Where HR's channel is, as it was when the bot was added to it. */
export interface Channel {
  readonly tenant: string;
  readonly serviceUrl: string;
  readonly botId: string;
  /** The team's own id, never its group's; undefined until the team was heard from. */
  readonly team?: string | undefined;
  readonly channel: string;
}

/** What everybody hears first until it is taken back. */
export interface Notice {
  readonly by: string;
  readonly at: number;
}

/** What is kept once, not per conversation. */
export interface Desk {
  readonly channel?: Channel | undefined;
  readonly notice?: Notice | undefined;
  /** When something in HR's channel was first heard that did not mention the bot: it may read along. */
  readonly hearsAll?: number | undefined;
  /** That many report the same was shown to HR: when. */
  readonly offeredAt?: number | undefined;
}

/** Which cases are wanted, newest change first except where they wait: those, longest wait first. */
export interface CaseQuery {
  readonly open?: boolean | undefined;
  readonly state?: Case['state'] | undefined;
  readonly owner?: string | undefined;
  readonly number?: number | undefined;
  /** Somewhere in number, name or address. */
  readonly text?: string | undefined;
  readonly openedAfter?: number | undefined;
  readonly closedAfter?: number | undefined;
  readonly conversation?: string | undefined;
  readonly offset?: number | undefined;
  readonly limit: number;
}

/** All that one turn changes, written in one transaction or not at all. */
export interface Commit {
  readonly now: number;
  /**
   * The key this happening is known by. `repeatsFor`: how long after it the same key is the same happening
   * (ms); beyond that it is a new one.
   */
  readonly seen?: { readonly key: string; readonly repeatsFor: number; readonly answer: InvokeAnswer | undefined } | undefined;
  readonly conversation?: {
    readonly key: string;
    /** The version that was read; 0 where there was none. */
    readonly version: number;
    readonly state: ConversationState;
    readonly address: Address;
    /** When it may be deleted, ms since 1970 UTC, once nothing waits to be sent; undefined: as others. */
    readonly keepUntil?: number | undefined;
    /** Whose private chat it is, by the directory's id. */
    readonly person?: string | undefined;
  } | undefined;
  readonly cases?: readonly CaseChange[] | undefined;
  readonly forget?: readonly Forgotten[] | undefined;
  readonly campaigns?: readonly CampaignChange[] | undefined;
  readonly recipients?: readonly RecipientChange[] | undefined;
  /** Pushes forget who this chat belongs to; how many there were still counts. */
  readonly forgetPushes?: string | undefined;
  /** What is kept once, written over; what is undefined in it is left as it is, null is taken away. */
  readonly desk?: { readonly [K in keyof Desk]?: Desk[K] | null } | undefined;
  readonly feedback?: Feedback | undefined;
  readonly out: readonly Draft[];
  /** Rows that wait for these places are not sent any more: what they say goes another way. */
  readonly cancel?: readonly Place[] | undefined;
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
  /** Takes up to `limit` lanes that are due, and nobody else's for `ms`; none of HR's channel while that pauses, and of those where only cards are to be drawn again one, where words leave room for it. */
  lease(now: number, ms: number, limit: number): Promise<readonly Lane[]>;
  /** The lane's next row, or undefined where nothing is due, or nothing but a card that there is no room to draw again. */
  head(lane: Lane, now: number): Promise<Row | undefined>;
  /** Says before the send that it is going to happen, and holds the lane for `ms` more. False: the lane is another's now, or the row was cancelled. */
  claim(lane: Lane, row: Row, now: number, ms: number, doubt: boolean): Promise<boolean>;
  /** Says what came of it. False: the lane is another's now. */
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

export interface Purge {
  readonly now: number;
  readonly answersBefore: number;
  readonly seenBefore: number;
  readonly settledBefore: number;
  /** Conversations not heard from since; undefined: kept. */
  readonly conversationsBefore: number | undefined;
  /** Cases closed before, unless they are archived. */
  readonly casesBefore?: number | undefined;
  /** Pushes that ended before lose the names on their lists. */
  readonly namesBefore?: number | undefined;
}

/** The cases, read. They are written by a commit. */
export interface Cases {
  numbered(number: number): Promise<CaseFile | undefined>;
  /** The one that her words belong to: the newest that is open, else the one that was closed last. */
  latestOf(conversation: string): Promise<CaseFile | undefined>;
  /** The case whose thread begins with the message of this id. */
  ofThread(message: string): Promise<CaseFile | undefined>;
  /** Whether a thread that begins with this message was a case's. */
  wasThread(message: string): Promise<boolean>;
  /**
   * The cases whose opening was in doubt when a thread with this first message came to be: if it is one of theirs, that
   * case has two threads. Once the thread was marked as such, only that case. Teams' message ids are moments.
   */
  openedTwice(message: string): Promise<readonly CaseFile[]>;
  find(query: CaseQuery): Promise<readonly CaseFile[]>;
  count(query: Omit<CaseQuery, 'limit' | 'offset'>): Promise<number>;
  history(number: number): Promise<readonly Entry[]>;
  /** The numbers of those entries whose words did not reach the other side, or perhaps did not. */
  undelivered(number: number): Promise<readonly number[]>;
  /** All of this conversation, oldest first. */
  recordsOf(conversation: string): Promise<readonly CaseRecord[]>;
  /** Those whose clock has rung. */
  due(now: number, limit: number): Promise<readonly CaseFile[]>;
  /** Those open whose thread has words that did not arrive: failed, or still waiting since before `before`. */
  unreached(before: number, limit: number): Promise<readonly CaseFile[]>;
  picture(id: string): Promise<Picture | undefined>;
  /** A number that nobody else gets. */
  nextNumber(): Promise<number>;
}

export interface Store {
  readonly outbox: Outbox;
  readonly cases: Cases;
  readonly campaigns: Campaigns;
  desk(): Promise<Desk>;
  /** A secret of this installation's own: made when it is first asked for, the same for every process. */
  secret(name: string): Promise<string>;
  conversation(key: string): Promise<Snapshot | undefined>;
  /** Where a row for this place goes now; a reason where it goes nowhere. */
  addressOf(place: Place, row: string): Promise<{ readonly address: Address; readonly state?: ConversationState } | { readonly nowhere: string }>;
  seen(key: string): Promise<{ readonly at: number; readonly answer: InvokeAnswer | undefined } | undefined>;
  commit(commit: Commit): Promise<Committed>;
  /** Deletes what is older than it says; how many of each. */
  purge(purge: Purge): Promise<{ answers: number; seen: number; rows: number; conversations: number; cases: number; names: number }>;
  /** Resolves where the store can be reached, rejects where not. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The way out to people. Never throws for what Teams answers: every end is an outcome. */
export interface Sender {
  /** `target` is the message to replace, for a redraw or a retext. */
  send(address: Address, body: Message, target?: string): Promise<Outcome>;
}

export interface Mailer {
  /** `id`: what a letter that goes twice is recognised by. */
  send(letter: Letter, id: string): Promise<Outcome>;
}

export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
