import type { Language } from './language';

/** By language; the organisation's own one is always there. */
export type InEveryLanguage = Readonly<Partial<Record<Language, string>>>;

/** All that ties the bot to one employer. What is unknown is absent, and then nothing is shown for it. */
export interface Organisation {
  readonly name: string;
  readonly email: {
    readonly domains: readonly string[];
    /** The usual forms of a work address, as shown to people, e.g. `fornavn.etternavn@askoy.kommune.no`. */
    readonly patterns: readonly string[];
  };
  readonly hr: { readonly email: string };
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
  readonly openingHours?: { readonly days: readonly { readonly day: number; readonly from: string; readonly to: string }[] } | undefined;
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
