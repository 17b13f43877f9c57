import type { Campaign, JournalLine } from '../../../core/campaign/campaign';
import type { Misread, Starts } from '../../../core/campaign/list/list';
import type { Standing, Tally, Why } from '../../../core/campaign/recipient';
import type { Language } from '../../../core/language';

/** What the terminal is answered, as it goes over the wire. Moments are ms since 1970 UTC. */
export type Answer = Refused | Made | Shown | Done | Listing | Journal | People | Report;

/** Why nothing was done: for a program, and as a sentence. */
export interface Refused {
  readonly refused: string;
  readonly text: string;
  /** Of the list, where that is why. */
  readonly misread?: readonly Misread[] | undefined;
  /** Where a yes is enough: what whoever sits there is asked, and what can be answered. */
  readonly ask?: Question | undefined;
}

/** "It is Saturday: send anyway?" `plan`: a moment that will do, as `at` is written. */
export interface Question {
  readonly text: string;
  readonly anyway: string;
  readonly plan?: { readonly label: string; readonly at: string } | undefined;
}

/** A push that stands there, its dry run begun. */
export interface Made {
  readonly number: number;
  /** False: with this key it was made before, and is that one. */
  readonly made: boolean;
  readonly people: number;
  readonly misread: readonly Misread[];
  readonly doubles: number;
  readonly starts: Starts;
}

/** A push as it is. */
export interface Shown {
  readonly campaign: Campaign;
  readonly tallies: readonly Tally[];
  /** All tallies together: as many as are on the list. */
  readonly sum: number;
  /** The language to tell it in. */
  readonly language: Language;
}

/** Something was done to a push, and what it came to, as a sentence. */
export interface Done {
  readonly state: Campaign['state'];
  readonly text: string;
}

/** One page, newest first. */
export interface Listing {
  readonly language: Language;
  readonly list: readonly Campaign[];
  readonly more: boolean;
}

export interface Journal {
  readonly language: Language;
  readonly journal: readonly JournalLine[];
  readonly more: boolean;
}

export interface People {
  readonly who: readonly { readonly n: number; readonly name: string; readonly address: string; readonly standing: Standing; readonly why: Why }[];
}

export interface Report {
  readonly csv: string;
}
