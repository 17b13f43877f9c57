/** The months in bokmål, nynorsk and English by their first three letters. */
const months = ['jan', 'feb', 'mar', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'des'] as const;
const english: Readonly<Record<string, string>> = { may: 'mai', oct: 'okt', dec: 'des' };
const monthName = /^(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|january|february|march|may|june|july|october|december|sept|jan|feb|mar|apr|jun|jul|aug|sep|okt|oct|nov|des|dec)$/;

const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const norwegian = /^(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})$/;
const inWords = /^(\d{1,2})\.?\s*(\p{L}+)\.?\s+(\d{4})$/u;
/** Spreadsheets write the midnight with the date. */
const midnight = /[T\s]0?0[:.]00(?:[:.]00(?:[.,]0+)?)?Z?$/;

export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function monthOf(name: string): number {
  const small = name.toLowerCase();
  if (!monthName.test(small)) return 0;
  const short = small.slice(0, 3);
  return months.findIndex((month) => month === (english[short] ?? short)) + 1;
}

/**
 * A date as it is written in Norway: `2027-01-04`, `04.01.2027`, `4.1.27`, `4. januar 2027`; the day comes before the
 * month. Two digits are a year of this century. Undefined for anything else, and for days that no calendar has.
 */
export function readDay(text: string): Day | undefined {
  const given = text.trim().replace(midnight, '').trim();
  const [, y = '', m = '', d = ''] = iso.exec(given) ?? [];
  const [, dd = d, mm = m, yy = y] = norwegian.exec(given) ?? [];
  const [, day = dd, name, year = yy] = inWords.exec(given) ?? [];
  const found: Day = { year: Number(year) + (year.length === 2 ? 2_000 : 0), month: name === undefined ? Number(mm) : monthOf(name), day: Number(day) };
  const real = new Date(Date.UTC(found.year, found.month - 1, found.day));
  const same = found.year >= 1_000 && real.getUTCMonth() === found.month - 1 && real.getUTCDate() === found.day;
  return same ? found : undefined;
}

const two = (part: number): string => String(part).padStart(2, '0');

/** `2027-01-04`. */
export const written = ({ year, month, day }: Day): string => `${year}-${two(month)}-${two(day)}`;
