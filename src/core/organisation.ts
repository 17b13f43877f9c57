import type { WorkingTime } from './hours';
import type { Language } from './language';

/** By language; the organisation's own one is always there. */
export type InEveryLanguage = Readonly<Partial<Record<Language, string>>>;

/** Somebody whom HR passes a case on to. */
export interface Desk {
  /** What a case remembers it by; the name may change. */
  readonly id: string;
  readonly name: string;
  readonly email?: string | undefined;
}

/** How HR works. */
export interface Hr {
  readonly email: string;
  /** When HR is at work. Absent: nothing is said of it, and clocks go by the usual working time. */
  readonly hours?: WorkingTime | undefined;
  /** Working minutes until HR is reminded of a case that nobody has. */
  readonly claimWithin: number;
  /** Working days until an employee whom HR waits for is nudged. */
  readonly answerWithin: number;
  /** Minutes that words may wait for HR's channel before the case goes by mail. */
  readonly mailWithin: number;
  /** Days that a case is kept after it was closed. Absent: not decided yet. */
  readonly daysKept?: number | undefined;
  /** Whether guests of HR's team may act as HR. */
  readonly guestsAreHr: boolean;
  /** So many people with the same error in half an hour are worth a word to HR. */
  readonly noticeAfter: number;
  readonly desks: readonly Desk[];
  /** How an employee sees that a push is from HR: the intranet page, a phone number. Absent: HR's address. */
  readonly genuine?: InEveryLanguage | undefined;
  /** A push to more people than this needs the word of a second person. */
  readonly secondAbove: number;
  /** Working days that an account which is not there yet is looked for. */
  readonly accountWithin: number;
  /** Days that names stay in the report of a push. */
  readonly pushNamesKept: number;
}

/** All that ties the bot to one employer. What is unknown is absent, and then nothing is shown for it. */
export interface Organisation {
  readonly name: string;
  readonly email: {
    readonly domains: readonly string[];
    /** The usual forms of a work address, as shown to people, e.g. `fornavn.etternavn@askoy.kommune.no`. */
    readonly patterns: readonly string[];
  };
  readonly hr: Hr;
  readonly links: {
    readonly accountSettings: string;
    readonly video?: string | undefined;
    readonly vismaEnterprise?: string | undefined;
  };
  readonly otherSystems: readonly { readonly name: string; readonly help: InEveryLanguage }[];
  /** Plays the video inside the card, where the client can. */
  readonly videoInCard?: boolean | undefined;
  /** What somebody without a work mailbox is to do. */
  readonly noInbox?: InEveryLanguage | undefined;
  readonly electronicIds: readonly string[];
  /** Addresses that belong to nobody in particular, e.g. of a ward. */
  readonly sharedAccounts: readonly string[];
  readonly defaultLanguage: Language;
  readonly privacy: {
    readonly responsible: string;
    readonly purpose: InEveryLanguage;
    readonly contact: string;
    readonly url?: string | undefined;
    /** How many days a quiet conversation is kept. Absent: not decided yet, nothing is deleted by age. */
    readonly daysKept?: number | undefined;
  };
}
