import { fnr } from '@navikt/fnrvalidator';

/** What stands in place of a secret. */
const masked = '•••';

const digitsOfNationalId = 11;
/** People write 010190 12345, 010190-12345 and 01.01.90 12345. */
const separator = /^[\s.\-/\u2010-\u2015]$/;
const codeTalk = /kod|code|engangs|one.?time|bankid|sms|otp|\bpin\b/i;
const sixDigits = /(?<![\d.,])\d{3}[ \u00a0]?\d{3}(?![\d])/g;
/** The word after the password word, with an optional "er/is/:/=" between. A question about passwords has no secret in it. */
const password =
  /(pass(?:ord(?:et|ene)?|words?)\b(?:\s+(?:mitt|my)\b)?\s*(?:(?:er|is|var|was)\b\s*|[:=]\s*)*)("[^"]*"|'[^']*'|[^\s]+)/gi;
/** Words that go on with the sentence: "glemt passordet og …" tells no password. */
const goesOn =
  /^(?:og|and|på|for|til|fra|i|in|to|or|eller|har|have|som|that|når|when|hvis|if|men|but|virker|works?|funker|ikke|not|mitt|my|da|nå|now|der|here|there|igjen|again|heller|either|you|du|jeg|eg|we|vi)?[.,!?;:)]*$/i;

/** End of the eleven digits that start at `start`, at most two separators between two digits; undefined where there are fewer. */
function endOfRun(text: string, start: number): number | undefined {
  let digits = 0;
  let gap = 0;
  for (let at = start; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (/\d/.test(char)) {
      digits += 1;
      gap = 0;
      if (digits === digitsOfNationalId) return at + 1;
    } else if (separator.test(char) && gap < 2) gap += 1;
    else return undefined;
  }
  return undefined;
}

function withoutNationalIds(text: string): string {
  let out = '';
  let at = 0;
  while (at < text.length) {
    const end = /\d/.test(text.charAt(at)) && !/\d/.test(text.charAt(at - 1)) ? endOfRun(text, at) : undefined;
    const alone = end !== undefined && !/\d/.test(text.charAt(end));
    if (alone && fnr(text.slice(at, end).replace(/\D/g, '')).status === 'valid') {
      out += masked;
      at = end;
    } else {
      out += text.charAt(at);
      at += 1;
    }
  }
  return out;
}

/**
 * The text without fødselsnummer and D-numbers (known by their check digits), without the word that follows
 * "passord"/"password", and, while a code is talked about (`codes`, or by the text itself), without six-digit numbers.
 */
export function mask(text: string, { codes = false }: { codes?: boolean } = {}): string {
  const named = withoutNationalIds(text).replace(password, (whole, lead: string, word: string) =>
    goesOn.test(word) ? whole : `${lead}${masked}`,
  );
  return codes || codeTalk.test(text) ? named.replace(sixDigits, masked) : named;
}

/** Every string in a plain JSON value masked; keys, and objects of a class, left alone. */
export function maskAll<T>(value: T, how?: { codes?: boolean }): T {
  if (typeof value === 'string') return mask(value, how) as T;
  if (Array.isArray(value)) return value.map((item) => maskAll(item, how)) as T;
  if (value && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskAll(item, how)])) as T;
  return value;
}
