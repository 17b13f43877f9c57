/** Longer texts are read up to here: what a person wants stands at the beginning, and a turn has an end. */
const longest = 1000;
/** Longer words are none that anybody typed on purpose; stemming and comparing must not depend on their length. */
const longestWord = 30;

/** Lower case, one space between words, no punctuation: how phrases, labels and typed text are compared. */
export function normalise(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim();
}

/** The end of a clause, as a token among words. */
export const clauseEnd = ',';

/** A text as words in lower case and the ends of its clauses. An e-mail address is the word "email", digits are "#". */
export function tokens(text: string): readonly string[] {
  const plain = text
    .slice(0, longest)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\s@]{1,80}@[^\s@]{1,80}\.\p{L}{2,}/gu, ' email ')
    .replace(/(\p{L})\1{2,}/gu, '$1$1');
  const found = plain.match(/\p{L}[\p{L}\p{M}]*|\p{N}+|[.,;:!?]+/gu) ?? [];
  return found.map((token) => {
    if (/^\p{N}{2}/u.test(token)) return '#';
    return /^[.,;:!?]/.test(token) ? clauseEnd : token.slice(0, longestWord);
  });
}

/** Without the marks that a hurried or foreign keyboard leaves out. */
export function fold(word: string): string {
  return word
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '');
}
