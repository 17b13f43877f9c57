import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../core/language';
import nb from './nb.json';

/** Bokmål is the reference: its keys are the type. */
export type TextKey = keyof typeof nb;
export type Params = Readonly<Record<string, string | number>>;
type Texts = Readonly<Partial<Record<TextKey, string>>>;

const reference: Language = 'nb';

/** Every file beside this one is a language, so that a further one needs no code. The files are a part of the program. */
const texts: ReadonlyMap<Language, Texts> = new Map(
  readdirSync(__dirname)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [path.parse(file).name, JSON.parse(readFileSync(path.join(__dirname, file), 'utf8')) as Texts]),
);

/** The languages there are texts for, the reference first. */
export const languages: readonly Language[] = [reference, ...[...texts.keys()].filter((name) => name !== reference).toSorted()];

const compiled = new Map<string, IntlMessageFormat>();

/** What a language has no words for is said in the reference language, and marked, so that somebody notices. */
function wordsFor(language: Language, key: TextKey): string {
  return texts.get(language)?.[key] ?? `${nb[key]} [${reference}]`;
}

function messageOf(language: Language, key: TextKey): IntlMessageFormat {
  const name = `${language} ${key}`;
  let message = compiled.get(name);
  if (!message) {
    message = new IntlMessageFormat(wordsFor(language, key), language, undefined, { ignoreTag: true });
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

/** Whether this language has words of its own for it, not the reference's. */
export function hasOwnWords(language: Language, key: TextKey): boolean {
  return (texts.get(language)?.[key] ?? '').trim() !== '';
}

/** Every text that any language has. */
const allKeys = new Set([...texts.values()].flatMap((each) => Object.keys(each) as TextKey[]));

/** What some language says and this one does not. */
export function unsaidIn(language: Language): readonly TextKey[] {
  return [...allKeys].filter((key) => !hasOwnWords(language, key));
}

/** The locale that dates and numbers are written in. */
const tagOf = (language: Language): string => texts.get(language)?.['language.tag'] ?? language;

/** What a language calls itself. */
export function nameOf(language: Language): string {
  return texts.get(language)?.['language.name'] ?? language;
}

/** "engelsk": what a language is called in another one. */
export const languageIn = (language: Language, of: Language): string => new Intl.DisplayNames(tagOf(language), { type: 'language' }).of(tagOf(of).split('-')[0] ?? of) ?? of;

function dated(language: Language, at: number, style: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(tagOf(language), { ...style, timeZone: 'Europe/Oslo' }).format(at);
}

/** "22. november 2026": a day as people write it, in the organisation's time zone. `at` is ms since 1970 UTC. */
export const day = (language: Language, at: number): string => dated(language, at, { dateStyle: 'long' });

/** "mandag", or "mandag 22. november". */
export function weekday(language: Language, at: number, withDate = false): string {
  return dated(language, at, { weekday: 'long', ...(withDate ? { day: 'numeric', month: 'long' } : {}) });
}

const ofTheseDays = { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' } as const;

/** "23. november kl. 14:05": a moment of these days. */
export const moment = (language: Language, at: number): string => dated(language, at, ofTheseDays);

/** "23. november 2026 kl. 14:05": the same for what is read in other years. */
export const fullMoment = (language: Language, at: number): string => dated(language, at, { ...ofTheseDays, year: 'numeric' });

/** "for 4 sekunder siden": how long ago, in the largest unit that is full. Both are ms since 1970 UTC. */
export function ago(language: Language, at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1_000));
  const units = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]] as const;
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(tagOf(language)).format(-Math.floor(seconds / size), unit);
}

/** Text and parameters that end up in a Markdown field of a card: what others wrote must not act as Markdown. */
export function plainInMarkdown(value: string): string {
  return value.replace(/[\\`*_[\]~<>]/g, (char) => (char === '<' ? '‹' : char === '>' ? '›' : `\\${char}`));
}
