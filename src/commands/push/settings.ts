import type { Language } from '../../core/language';
import { readOrganisation } from '../../organisation';
import type { TextKey } from '../../texts';

/** Where the bot is, and what it knows the terminal by. The key is never shown. */
export interface PushSettings {
  readonly url: string;
  readonly key: string;
  /** The organisation's own. */
  readonly language: Language;
}

export const pushSettingNames: readonly string[] = ['PUSH_URL', 'PUSH_KEY'];

/** The machine itself: nobody listens on the way there. */
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

function addressOf(given: string): string | undefined {
  if (!URL.canParse(given)) return undefined;
  const { protocol, hostname, username, origin, pathname } = new URL(given);
  const safe = protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname));
  return safe && username === '' ? `${origin}${pathname.replace(/\/+$/, '')}` : undefined;
}

/** The settings out of an environment, or the text that says what is wrong. */
export function readPushSettings(env: Readonly<Record<string, string | undefined>>): PushSettings | { readonly fault: TextKey; readonly language: Language } {
  const organisation = readOrganisation(env['ORGANISATION_FILE'] || undefined);
  // The bot says what is wrong with the file; here it only names the language.
  const language = 'defaultLanguage' in organisation ? organisation.defaultLanguage : 'nb';
  const url = addressOf(env['PUSH_URL']?.trim() || `http://127.0.0.1:${env['PORT'] || '3978'}`);
  const key = env['PUSH_KEY']?.trim() ?? '';
  if (url === undefined) return { fault: 'terminal.bad-url', language };
  if (key === '') return { fault: 'terminal.no-key', language };
  return /^[\x21-\x7e]{32,}$/.test(key) ? { url, key, language } : { fault: 'terminal.bad-key', language };
}
