import type { Campaign, JournalLine } from '../../core/campaign/campaign';
import type { Listed } from '../../core/campaign/list/list';
import type { Heard, Meant, Stage, Standing, Step, Tally, Why } from '../../core/campaign/recipient';
import type { ConversationState } from '../../core/conversation';
import type { Address } from './place';

/** A push as it was read. */
export interface CampaignFile {
  readonly campaign: Campaign;
  /** Raised with every change. */
  readonly version: number;
}

/** A push with where its people stand. */
export interface Counted extends CampaignFile {
  readonly tallies: readonly Tally[];
  /** What its card showed last. */
  readonly drawn?: string | undefined;
  /** A list or a question stands on its card for so long, ms since 1970 UTC. */
  readonly readUntil?: number | undefined;
}

/** One person of a push. Moments are ms since 1970 UTC. */
export interface Recipient {
  readonly campaign: number;
  /** Her place on the list, from 1 on. */
  readonly n: number;
  /** As listed; empty once it has left the report. */
  readonly address: string;
  readonly name: string;
  readonly startsOn?: string | undefined;
  readonly standing: Standing;
  readonly why: Why;
  readonly attempts: number;
  readonly repaired: boolean;
  /** The directory's id of her. */
  readonly person?: string | undefined;
  /** The key of her chat. */
  readonly conversation?: string | undefined;
  /** What she has chosen to read, as the directory says. */
  readonly locale?: string | undefined;
  readonly reminders: number;
  /** When she is asked again. */
  readonly remindAt?: number | undefined;
  readonly case?: number | undefined;
}

/** Somebody taken in hand for one step. Nobody else takes her until the lease is over. */
export interface InHand extends Recipient {
  /** What came of a step counts only with it. */
  readonly fence: number;
  /** When her list was made. */
  readonly listedAt: number;
}

/** Somebody to be sent to, with the chat as it is known. */
export interface ToSend extends InHand {
  readonly chat?: { readonly address: Address; readonly state: ConversationState } | undefined;
}

/** What one step made of a person. */
export interface Settled extends Step {
  readonly campaign: number;
  readonly n: number;
  readonly fence: number;
  /** How often it was tried, where that is another number than was counted. */
  readonly attempts?: number | undefined;
  /** What was learnt of her. */
  readonly person?: string | undefined;
  readonly name?: string | undefined;
  readonly locale?: string | undefined;
  readonly conversation?: string | undefined;
  /** A chat that was found, for the address book; one that is there stays as it is. */
  readonly chat?: { readonly key: string; readonly address: Address; readonly state: ConversationState } | undefined;
}

/** What a turn, the clock or a request makes of a push. */
export interface CampaignChange {
  /** The version that was read; 0 for one that begins. */
  readonly version: number;
  readonly campaign: Campaign;
  /** With version 0: the list, frozen, in its order. */
  readonly people?: readonly Listed[] | undefined;
  /** With version 0: the people whom another push did not reach instead; only of these standings, and for this reason, where they are given. */
  readonly from?: { readonly campaign: number; readonly standings?: readonly Standing[] | undefined; readonly why?: Why | undefined } | undefined;
  /** The same request twice is one push. */
  readonly key?: string | undefined;
  /** All that have not been sent to yet are cancelled. */
  readonly cancels?: boolean | undefined;
  readonly journal?: readonly JournalLine[] | undefined;
  /** What its card showed last, so that the same is not drawn again. */
  readonly drawn?: string | undefined;
  /** A list or a question stands on its card for so long, and what was about to draw the card again waits; null: not any more. */
  readonly readUntil?: number | null | undefined;
}

/** What was heard from somebody who has a push. */
export interface RecipientChange {
  readonly campaign: number;
  readonly n: number;
  readonly heard?: Heard | undefined;
  /** What she answered; counts as long as she stands at `answered`. */
  readonly meant?: Meant | undefined;
  /** When to ask again, ms since 1970 UTC; null: not any more. */
  readonly remindAt?: number | null | undefined;
  /** A reminder goes out: how many there were. Where it is due no more, or went out already, nothing is committed. */
  readonly reminded?: number | undefined;
  /** The chat that she was heard from in. */
  readonly conversation?: string | undefined;
  readonly case?: number | undefined;
}

/** A push in somebody's chat, newest first. */
export interface Pushed {
  readonly campaign: Campaign;
  readonly recipient: Recipient;
  /** When it was sent, ms since 1970 UTC; undefined: not yet. */
  readonly sentAt?: number | undefined;
}

/** The store is there and does not take what it was given, however often it is asked: what is wrong is in that. */
export class Unwritable extends Error {}

/** Whether somebody has had a push, or is on one that is not over. */
export type Elsewhere = 'had-it' | 'on-another';

/** The pushes, read; and the work on them, taken in hand by one process at a time. They are written by a commit, too. */
export interface Campaigns {
  numbered(number: number): Promise<CampaignFile | undefined>;
  keyed(key: string): Promise<CampaignFile | undefined>;
  /** Newest first. */
  list(offset: number, limit: number): Promise<readonly CampaignFile[]>;
  count(): Promise<number>;
  inState(...states: readonly Campaign['state'][]): Promise<readonly CampaignFile[]>;
  /** A push with how many of its people stand where, as both were at one moment. They add up to the list; `named`: only those who have not left the report. */
  counted(number: number, of?: 'named'): Promise<Counted | undefined>;
  /** In the order of the list; `left-out`: only who does not get it, or may not. */
  people(number: number, of: { readonly only?: 'left-out' | undefined; readonly offset?: number | undefined; readonly limit: number }): Promise<readonly Recipient[]>;
  /** The newest push of this chat that is there, or may be; by whose chat it is, too: Graph knows a chat by another id. */
  inChat(conversation: string, person: string | undefined): Promise<Pushed | undefined>;
  /** How many pushes this chat has had. */
  countIn(conversation: string): Promise<number>;
  /** Whether a push is on its way to this person, so that being installed is no reason to greet her. */
  awaits(person: string): Promise<boolean>;
  /** Where these people stand in other pushes than this one. */
  elsewhere(number: number, persons: readonly string[], now: number): Promise<ReadonlyMap<string, Elsewhere>>;
  /** Those of these addresses whose account another push than this one waits for, too. */
  waitedFor(number: number, addresses: readonly string[]): Promise<ReadonlySet<string>>;
  /** Those of these people whom the app was not allowed for in another push than this one. */
  notAllowed(number: number, persons: readonly string[]): Promise<ReadonlySet<string>>;
  /** The chats of these people that are known. */
  chatsOf(persons: readonly string[]): Promise<ReadonlyMap<string, { readonly key: string; readonly address: Address }>>;
  /** Whether this step is due for anybody. */
  anyDue(stage: Stage, now: number): Promise<boolean>;
  /**
   * Writes what came of steps and takes up to `take` more in hand for `ms`, in one transaction. Whom somebody was sending to
   * who never came back is uncertain from then on. Who has written just now waits until she has been quiet for a while.
   * Throws {@link Unwritable} where something among `settled` can never be written; then nothing of all that is done.
   */
  exchange(stage: Stage, now: number, ms: number, settled: readonly Settled[], take: number): Promise<readonly ToSend[]>;
  /** Keeps people in hand for `ms` more: somebody is still at it. Whom another one has taken meanwhile stays that one's. */
  hold(stage: Stage, now: number, ms: number, people: readonly Pick<InHand, 'campaign' | 'n' | 'fence'>[]): Promise<void>;
  /** Takes nobody new: whom somebody was sending to who never came back is uncertain. How many. */
  sweep(now: number): Promise<number>;
  /** People whom a reminder was promised to, and for when. */
  toRemind(now: number, limit: number): Promise<readonly Pushed[]>;
  /** What HR did, newest first. */
  journal(offset: number, limit: number): Promise<readonly JournalLine[]>;
  /** A number that nobody else gets. */
  nextNumber(): Promise<number>;
  /** So many more of this second's `limit`, at most `want`; `used` is added first, whatever the limit. How many. The seconds of a name may be shorter ones. */
  quota(name: string, second: number, limit: number, want: number, used: number): Promise<number>;
  /** The first moment from `from` on that is nobody's turn of this name; it is the asker's for `takes` ms, and then the next one's. ms since 1970 UTC, whole ones. */
  turn(name: string, from: number, takes: number): Promise<number>;
}

/** Asks the store for so many more of a second's limit, see `quota`; `used` was sent already and counts first. How many were granted. */
export type Lease = (second: number, limit: number, want: number, used: number) => Promise<number>;

/** Asks the store for a turn, see `turn`: when it begins. */
export type Turns = (from: number, takes: number) => Promise<number>;
