import type { ConversationState } from '../../core/conversation';
import type { Language } from '../../core/language';
import type { CaseChange, Cases, Forgotten } from './cases';
import type { Desk } from './desk';
import type { InvokeAnswer } from './message';
import type { Draft, Outbox } from './outbox';
import type { Address, Place } from './place';
import type { CampaignChange, Campaigns, RecipientChange } from './push';

export interface Snapshot {
  readonly key: string;
  readonly version: number;
  readonly state: ConversationState;
  readonly address: Address;
}

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
