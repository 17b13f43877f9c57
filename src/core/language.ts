/** The languages there are texts for. A further one is one more file in src/texts and one more entry here. */
export const languages = ['nb', 'en'] as const;
export type Language = (typeof languages)[number];

/** BCP 47 tags for the formatting of dates and numbers. */
export const localeTags: Readonly<Record<Language, string>> = { nb: 'nb-NO', en: 'en-GB' };

/** Norwegian locales that have no texts of their own yet are answered in bokmål rather than in a foreign language. */
const nearest: Readonly<Record<string, Language>> = { nb: 'nb', no: 'nb', nn: 'nb', da: 'nb', sv: 'nb', en: 'en' };

/** The language of a client's locale ("nb-NO", "en-US"), or undefined where we have none that fits. */
export function languageOfLocale(locale: string | undefined): Language | undefined {
  return nearest[locale?.toLowerCase().split(/[-_]/)[0] ?? ''];
}

/**
 * The language to speak: what the person chose, else what the operator forces, else the client's locale,
 * else the organisation's default.
 */
export function speak(wish: {
  chosen: Language | undefined;
  forced: Language | undefined;
  locale: string | undefined;
  fallback: Language;
}): Language {
  return wish.chosen ?? wish.forced ?? languageOfLocale(wish.locale) ?? wish.fallback;
}
