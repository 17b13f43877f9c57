import { fnr } from '@navikt/fnrvalidator';

/** What stands in place of a secret. */
export const hidden = '•••';

const digitsOfNationalId = 11;
/** People write 010190 12345, 010190 - 12345 and 01.01.90,12345; what is pasted has soft hyphens and spaces of no width. */
const separator = /^[\s.,:_+\-/\u00ad\u200b-\u200d\u2010-\u2015\u2060\u2212]$/;
const mostSeparators = 3;
const codeTalk = /kod|code|engangs|one.?time|bankid|sms|otp|\bpin\b/i;
const sixDigits = /(?<!\d[.,]?)\d{3}[ \u00a0-]?\d{3}(?!\d)/g;
/**
 * The word after the password word, with "er/is/:/=/-" between or not, and after "passordet til Visma er". A question
 * about passwords has no secret in it.
 */
const password =
  /(pass(?:ord(?:et|ene)?|words?)\b(?:\s+(?:mitt|ditt|hans|hennes|deres|dykkar|my|your|his|her|their)\b)?(?:\s+(?:på|til|for|i|hos|in|on|to|at)\s+\S+(?:\s+\S+)?(?=\s+(?:er|is|var|was)\s|\s*[:=]))?\s*(?:(?:er|is|var|was)\b\s*|(?:[:=→]|[-–—]+>?(?=\s))\s*)*)("[^"]*"\S*|'[^']*'\S*|\S+)/gi;
/** Words that go on with the sentence: "glemt passordet og …", "my password has …", "passordet er feil" tell no password. */
const ordinary = [
  'og|and|eller|or|men|but|som|that|which|når|when|hvis|if|fordi|because|at|så',
  'på|for|til|fra|i|in|to|on|from|med|with|uten|without|etter|after|før|before|hos|om|av|by|ved',
  'mitt|my|ditt|your|vårt|our|sitt|det|den|the|a|an|en|et|jeg|eg|du|vi|we|you|I|he|she|han|hun',
  'ikke|ikkje|not|aldri|never|da|nå|no|now|der|her|here|there|igjen|again|heller|either|også|too|lenger|anymore|ennå|yet',
  'er|is|var|was|har|have|has|hadde|had|blir|ble|blei|vart|vert|må|must|skal|should|kan|can|kunne|could|vil|will|would|bør|may|needs?',
  "do|isn['’]t|wasn['’]t|doesn['’]t|didn['’]t|does|did|can['’]t|cannot|won['’]t|hasn['’]t",
  'virker|verkar|works?|working|funker|fungerer|går|gikk|gjekk|goes|kommer|kjem|kom|står|sto|gjelder|trengs|utløper|utløp|expires?|godtas|godkjennes|avvises',
  'feil|galt|wrong|incorrect|invalid|ugyldig|utløpt|expired|gammelt|old|nytt|new|glemt|gløymt|forgotten|låst|locked|sperret|sperra|blocked|avvist|rejected',
  'riktig|rett|right|correct|samme|same|borte|lost|endret|endra|byttet|bytta|changed|bytte|endre|change|reset|resets|link|manager',
];
const goesOn = new RegExp(`^(?:${ordinary.join('|')})?[.,!?;:)]*$`, 'i');

/** End of the eleven digits that start at `start`, a few separators between two digits at most; undefined where there are fewer. */
function endOfRun(text: string, start: number): number | undefined {
  let digits = 0;
  let gap = 0;
  for (let at = start; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (/\d/.test(char)) {
      digits += 1;
      gap = 0;
      if (digits === digitsOfNationalId) return at + 1;
    } else if (separator.test(char) && gap < mostSeparators) gap += 1;
    else return undefined;
  }
  return undefined;
}

function withoutNationalIds(text: string): string {
  let out = '';
  // Numbers may overlap, where a chance one begins in other digits before the true one: all of them go.
  let maskedUntil = 0;
  for (let at = 0; at < text.length; at += 1) {
    const end = /\d/.test(text.charAt(at)) && !/\d/.test(text.charAt(at - 1)) ? endOfRun(text, at) : undefined;
    const alone = end !== undefined && !/\d/.test(text.charAt(end));
    if (alone && fnr(text.slice(at, end).replace(/\D/g, '')).status === 'valid') {
      if (at >= maskedUntil) out += hidden;
      maskedUntil = end;
    }
    if (at >= maskedUntil) out += text.charAt(at);
  }
  return out;
}

/**
 * The text without fødselsnummer and D-numbers (known by their check digits), without the word that follows
 * "passord"/"password", and, while a code is talked about (`codes`, or by the text itself), without six-digit numbers.
 */
export function mask(text: string, { codes = false }: { codes?: boolean } = {}): string {
  const unnumbered = withoutNationalIds(text);
  const uncoded = codes || codeTalk.test(text) ? unnumbered.replace(sixDigits, hidden) : unnumbered;
  return uncoded.replace(password, (whole, lead: string, word: string) => (goesOn.test(word) ? whole : `${lead}${hidden}`));
}

/** Whether somebody speaks of codes: six digits after that are one. */
export const speaksOfCodes = (text: string): boolean => codeTalk.test(text);

/** Every string in a plain JSON value masked; keys, and objects of a class, left alone. */
export function maskAll<T>(value: T, how?: { codes?: boolean }): T {
  if (typeof value === 'string') return mask(value, how) as T;
  if (Array.isArray(value)) return value.map((item) => maskAll(item, how)) as T;
  if (value && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskAll(item, how)])) as T;
  return value;
}
