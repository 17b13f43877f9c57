/** A language there are texts for: the name of its file in src/texts, e.g. "nb". */
export type Language = string;

/** Locales without texts of their own whose readers know bokmål better than a foreign language. `no` is what `nb` was called. */
const readBokmal: readonly string[] = ['no', 'nn', 'da', 'sv'];

/** The language of a client's locale ("nb-NO", "en-US"), or undefined where there are no texts that fit. */
export function languageOfLocale(locale: string | undefined, available: readonly Language[]): Language | undefined {
  const wanted = locale?.toLowerCase().split(/[-_]/)[0] ?? '';
  return [wanted, ...(readBokmal.includes(wanted) ? ['nb'] : [])].find((language) => available.includes(language));
}

/**
 * The language to speak: what the person chose, else what the operator forces, else the client's locale,
 * else the organisation's default.
 */
export function speak(wish: {
  /** Undefined too where the texts of that language are gone. */
  chosen: Language | undefined;
  forced: Language | undefined;
  locale: string | undefined;
  fallback: Language;
  available: readonly Language[];
}): Language {
  const chosen = wish.available.find((language) => language === wish.chosen);
  return chosen ?? wish.forced ?? languageOfLocale(wish.locale, wish.available) ?? wish.fallback;
}
