import type { ConversationState } from '../core/conversation';
import type { Guide, PictureName } from '../core/guide/types';
import { type Language, speak } from '../core/language';
import type { Organisation } from '../core/organisation';
import type { Person } from '../core/person';
import { languages } from '../texts';
import type { Inbound } from './happening';

/** What is the same for every turn. */
export interface House {
  readonly organisation: Organisation;
  readonly guide: Guide;
  /** A language forced by the operator, for demonstrations. */
  readonly forcedLanguage: Language | undefined;
  readonly picture: (name: PictureName) => string;
  /** Opens a chat with the bot of this id. */
  readonly chatLink: (botId: string) => string;
  readonly newId: () => string;
}

/** The language to speak to whoever this comes from. */
export function languageFor(house: House, inbound: Inbound, state: ConversationState): Language {
  return speak({
    chosen: state.language,
    forced: house.forcedLanguage,
    locale: inbound.locale,
    fallback: house.organisation.defaultLanguage,
    available: languages,
  });
}

/** Whether this is an account of nobody in particular, e.g. of a ward: nothing is remembered for it. */
export function isShared({ organisation }: House, { email }: Person): boolean {
  return organisation.sharedAccounts.some((address) => address.toLowerCase() === email?.toLowerCase());
}
