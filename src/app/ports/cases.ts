import type { Card } from '../../../cards/data';
import type { Case, Entry } from '../../core/case/types';
import type { Concern } from '../../core/concern';

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
