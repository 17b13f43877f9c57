import { IntlMessageFormat } from 'intl-messageformat';
import { type Language, localeTags } from '../core/language';
import en from './en.json';
import nb from './nb.json';

/** Bokmål is the reference: its keys are the type. */
export type TextKey = keyof typeof nb;
export type Params = Readonly<Record<string, string | number>>;

const texts: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { nb, en };

// A key that bokmål does not have does not compile.
type Stray = Exclude<keyof typeof en, TextKey>;
const noStray: [Stray] extends [never] ? true : Stray = true;
void noStray;

const compiled = new Map<string, IntlMessageFormat>();

function messageOf(language: Language, key: TextKey): IntlMessageFormat {
  const name = `${language} ${key}`;
  let message = compiled.get(name);
  if (!message) {
    message = new IntlMessageFormat(texts[language][key], localeTags[language], undefined, { ignoreTag: true });
    compiled.set(name, message);
  }
  return message;
}

/** The text in this language, its placeholders filled. Throws where a placeholder has no value: a fault of ours. */
export function t(language: Language, key: TextKey, params: Params = {}): string {
  return String(messageOf(language, key).format({ ...params }));
}

/** Whether there is such a text. For keys put together from the guide's ids. */
export function isText(key: string): key is TextKey {
  return Object.hasOwn(nb, key);
}

/** "22. november 2026": a day as people write it, in the organisation's time zone. `at` is ms since 1970 UTC. */
export function day(language: Language, at: number): string {
  return new Intl.DateTimeFormat(localeTags[language], { dateStyle: 'long', timeZone: 'Europe/Oslo' }).format(at);
}

/** Text and parameters that end up in a Markdown field of a card: what others wrote must not act as Markdown. */
export function plainInMarkdown(value: string): string {
  return value.replace(/[\\`*_[\]~<>]/g, (char) => (char === '<' ? '‹' : char === '>' ? '›' : `\\${char}`));
}
