/** Characters that turn the text around them, or are not seen at all. */
const unseen = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
const mostOfName = 80;
/** Well below what one message in Teams may be, however much of it is escaped on the way. */
const mostOfText = 6_000;

/** What stands where a text was cut. The whole of it is in the history. */
export const cutHere = ' […]';

/** At most so many characters, the sign of it among them, and no half of a character that takes two units. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = most - cutHere.length;
  const half = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return `${text.slice(0, half ? end - 1 : end)}${cutHere}`;
}

/** A name as others are shown it: one line, of a length that leaves room for the rest. */
export const shownName = (name: string): string => cut(name.replace(/\s+/gu, ' ').replace(unseen, '').trim(), mostOfName);

/** What somebody wrote as others are shown it: line breaks and all, nothing that hides, no more than a message holds. */
export const shownText = (text: string): string =>
  cut(
    text
      .split('\n')
      .map((line) => line.replace(unseen, '').trimEnd())
      .join('\n'),
    mostOfText,
  );

/** So much of them leaves room for the rest of a card. */
const mostOnCard = 3_000;
/** On a card each line is a block of its own, which takes as much room as so many characters. */
const perLine = 100;

/** The same for a card: as lines. */
export function shownLines(text: string, most = mostOnCard): readonly string[] {
  const lines = cut(shownText(text), most).split('\n').filter((line) => line.trim() !== '');
  const mostLines = most / perLine;
  return lines.length <= mostLines ? lines : [...lines.slice(0, mostLines - 1), cutHere.trim()];
}
