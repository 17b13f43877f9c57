import type { Generated } from 'kysely';
import type { Campaign, JournalWord } from '../core/campaign/campaign';
import type { Stage, Standing, Why } from '../core/campaign/recipient';

/** The tables, the same on both engines. Times are ms since 1970 UTC; JSON is kept as text. */
export interface Schema {
  conversations: {
    key: string;
    version: number;
    state: string;
    address: string;
    heard_at: number;
    /** It may be deleted after this, once nothing waits to be sent; null: as others. */
    keep_until: number | null;
    /** Whose private chat it is, by the directory's id. */
    person: string | null;
  };
  feedback: {
    seq: Generated<number>;
    /** The day, not the moment: a moment would say who. */
    at: number;
    helped: number;
    words: string;
    language: string;
  };
  seen: {
    key: string;
    at: number;
    answer: string | null;
  };
  lanes: {
    lane: string;
    conversation: string;
    class: 'reply' | 'push' | 'mail';
    /** 0 goes before 1. */
    priority: number;
    /** Grows with every lease: an earlier holder is told apart by it. */
    fence: number;
    /** When somebody should look at it: now for new rows, the end of a lease or of a pause; null: nothing waits. */
    due_at: number | null;
    /** Leased, or pausing after a refusal: new rows do not make it due any sooner. */
    hold: 'free' | 'leased' | 'pausing';
    blocked: string | null;
  };
  outbox: {
    seq: Generated<number>;
    id: string;
    lane: string;
    /** Empty once it is sent: what was said is Teams' to keep. */
    body: string;
    /** The row whose card this one redraws. */
    about: string | null;
    status: 'pending' | 'sending' | 'sent' | 'failed' | 'uncertain' | 'cancelled';
    attempts: number;
    doubts: number;
    not_before: number;
    created_at: number;
    settled_at: number | null;
    activity_id: string | null;
    reason: string | null;
    /** Whom it concerns where it does not arrive, as JSON. */
    concern: string | null;
  };
  cases: {
    number: number;
    version: number;
    /** The case as JSON; the columns below are what is asked for. */
    state: string;
    conversation: string;
    status: 'waiting' | 'claimed' | 'closed';
    owner: string | null;
    /** Name and address in lower case, for the search. */
    words: string;
    /** The row whose message opened its thread. */
    root: string;
    opened_at: number;
    changed_at: number;
    closed_at: number | null;
    /** When the clock has something to do; null: nothing. */
    due_at: number | null;
    archived: number;
  };
  entries: {
    case_number: number;
    seq: number;
    entry: string;
  };
  pictures: {
    id: string;
    case_number: number;
    type: string;
    bytes: Buffer;
  };
  /** What is kept once: HR's channel, the notice, the counter of cases. */
  single: {
    name: string;
    value: string;
  };
  /** What is left of cases whose content is gone: numbers, no persons. */
  tallies: {
    month: string;
    reason: string;
    outcome: string;
    count: number;
  };
  campaigns: {
    number: number;
    version: number;
    /** The push as JSON; the columns below are what is asked for. */
    state: string;
    status: Campaign['state'];
    key: string | null;
    created_at: number;
    /** When a scheduled one begins. */
    starts_at: number | null;
    /** What its card showed last. */
    drawn: string | null;
    /** A list or a question stands on its card for so long. */
    read_until: number | null;
  };
  /** Everybody on a list. A row is also the outbox of that person's push: what is sent, and where she stands, cannot differ. */
  recipients: {
    campaign: number;
    n: number;
    address: string;
    name: string;
    starts_on: string | null;
    standing: Standing;
    why: Why;
    /** What is to be done next; null: nothing. */
    stage: Stage | null;
    /** When; while somebody has her in hand, when the lease ends. */
    due_at: number;
    /** Grows with every time she is taken in hand. */
    fence: number;
    attempts: number;
    repaired: number;
    person: string | null;
    conversation: string | null;
    locale: string | null;
    activity_id: string | null;
    sent_at: number | null;
    remind_at: number | null;
    reminders: number;
    case_number: number | null;
  };
  journal: {
    seq: Generated<number>;
    at: number;
    campaign: number;
    who: string;
    what: JournalWord;
    count: number;
  };
  quotas: {
    name: string;
    second: number;
    used: number;
  };
}
