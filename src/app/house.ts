import { due } from '../core/case/due';
import type { Case } from '../core/case/types';
import type { ConversationState } from '../core/conversation';
import type { Guide, PictureName } from '../core/guide/types';
import { calendarOf, type IsHoliday } from '../core/hours';
import { type Language, speak } from '../core/language';
import type { Organisation } from '../core/organisation';
import type { Person } from '../core/person';
import { languages } from '../texts';
import type { Inbound } from './happening';
import type { Desk } from './ports';

/** What is the same for every turn. */
export interface House {
  readonly organisation: Organisation;
  readonly guide: Guide;
  /** A language forced by the operator, for demonstrations. */
  readonly forcedLanguage: Language | undefined;
  readonly picture: (name: PictureName) => string;
  /** Opens a chat with the bot of this id. */
  readonly chatLink: (botId: string) => string;
  /** Opens a chat with the bot, as far as it is known outside any chat; absent: nobody has said which bot it is. */
  readonly chat?: string | undefined;
  /** The public address of the guide as a page. */
  readonly page: (language: Language) => string;
  readonly newId: () => string;
  /** HR's team in Teams; absent: HR is written to by mail. */
  readonly hr?: { readonly team: string; readonly channel?: string | undefined } | undefined;
  /** Where a picture that an employee has shown can be looked at until a moment, ms since 1970 UTC. */
  readonly pictureLink: (id: string, until: number) => string;
  /** Letters can be sent. */
  readonly mails: boolean;
  readonly isHoliday: IsHoliday;
  /** Accounts can be looked up: without that nothing can be pushed. */
  readonly directory: boolean;
}

/** What the clock does to a case next, and when, by the organisation's working calendar. */
export function dueOf({ organisation: { hr }, isHoliday, mails }: House, one: Case): ReturnType<typeof due> {
  const next = due(one, hr, calendarOf(hr.hours, isHoliday));
  // Nothing is written down as mailed where no letter can be sent.
  return next?.deed.kind === 'mailed' && !mails ? undefined : next;
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

/** The language of a chat that is looked at from outside: what was chosen there, or spoken last. */
export function languageOf({ forcedLanguage }: House, chat: ConversationState | undefined, otherwise: Language): Language {
  return chat?.language ?? forcedLanguage ?? chat?.spoken ?? otherwise;
}

/** Whether this is an account of nobody in particular, e.g. of a ward: nothing is remembered for it. */
export function isShared({ organisation }: House, { email }: Person): boolean {
  return organisation.sharedAccounts.some((address) => address.toLowerCase() === email?.toLowerCase());
}

/** Whether this comes from the team that the settings name, by its own id or its group's. */
export function isHrTeam({ hr }: House, { channel }: Desk, { team }: Inbound): boolean {
  if (!hr || !team) return false;
  if (team.id === hr.team) return true;
  // Where Teams does not say the group now, the team is known by what was said before.
  return team.group === undefined ? team.id === channel?.team : team.group === hr.team;
}
