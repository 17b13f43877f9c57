import type { Listed } from './list';
import { mentionsIn, type Mention } from './mentions';
import { asName, isNoise, nameIn, startIn, withoutMarks } from './names';

/** A part of a line that names nobody. */
export interface Piece {
  readonly text: string;
  /** Where in the line it begins, or a little before. */
  readonly at: number;
  readonly suggestion?: string | undefined;
}

export interface ReadLine {
  /** `at`: where in the line she is named, or a little before. */
  readonly people: readonly (Listed & { readonly at: number })[];
  readonly misread: readonly Piece[];
}

/** What stands before an address, or after the last: `tied` by the bracket it opens, `after` is "(Kari)" behind the one before. */
interface Gap {
  readonly after?: string | undefined;
  readonly tied?: string | undefined;
  readonly pieces: readonly string[];
}

/** "kari@…<mailto:kari@…": once is enough. */
const twice = /^([^\s@]+@[^\s@<(]+?)['"”\])>\s]*[<(]\s*(?:mailto:|smtp:)?[^\s@]+@.*$/i;
const opens = /<\s*(?:mailto:|smtp:)?\s*['"]*$/i;

function gapOf(text: string, first: boolean, last: boolean): Gap {
  const [whole = '', inside] = first ? [] : (/^[>'"”\]\s]*\(([^()]*)\)/.exec(text) ?? []);
  const rest = first ? text : text.slice(whole.length).replace(/^[>'"”)\]\s,]+/, '');
  const bracket = !last && opens.exec(rest);
  const hard = (bracket ? rest.slice(0, bracket.index) : rest).split(/[;\t|、，；]/);
  const tied = bracket ? hard.pop() : undefined;
  const pieces = hard.flatMap((piece) => piece.split(/,/)).map((piece) => piece.trim()).filter((piece) => !isNoise(withoutMarks(piece)));
  return { after: inside, tied, pieces };
}

/** Whether there is one piece for each address, before each or after each: they are the names. */
function alternating(gaps: readonly Gap[]): 'before' | 'after' | undefined {
  const counts = gaps.map(({ pieces }) => pieces.length);
  const [first] = counts;
  const last = counts.at(-1);
  const between = counts.slice(1, -1).every((count) => count === 1);
  if (!between) return undefined;
  return first === 1 && last === 0 ? 'before' : first === 0 && last === 1 ? 'after' : undefined;
}

/** Who is in a line of a list; it has no line break and nothing unseen in it. */
export function readLine(line: string, domains: readonly string[]): ReadLine {
  const mentions = mentionsIn(line, domains);
  if (mentions.length === 0) return { people: [], misread: isNoise(withoutMarks(line)) ? [] : [{ text: line.trim(), at: 0 }] };
  const gaps = [...mentions, undefined].map((mention, index) => gapOf(line.slice(mentions[index - 1]?.to ?? 0, mention?.from), index === 0, mention === undefined));
  const alone = mentions.length === 1;
  const order = alternating(gaps);
  const nameOf = (index: number): string | undefined => {
    const before = gaps[index];
    const after = gaps[index + 1];
    const own = (before?.tied && asName(before.tied)) || (after?.after && asName(after.after));
    if (own) return own;
    if (alone) return nameIn(before?.pieces ?? []) ?? nameIn(after?.pieces ?? []);
    return order && nameIn((order === 'before' ? before : after)?.pieces ?? []);
  };
  const people = mentions.flatMap((mention, index) => {
    if (!('address' in mention)) return [];
    const startsOn = alone ? startIn(gaps.flatMap(({ pieces }) => pieces)) : undefined;
    return [{ address: mention.address, name: nameOf(index), startsOn, at: mentions[index - 1]?.to ?? 0 }];
  });
  const told = (mention: Mention): Piece => ({ text: line.slice(mention.from, mention.to).trim().replace(twice, '$1'), at: mention.from, suggestion: 'address' in mention ? undefined : mention.suggestion });
  // Beside one address stand cells about her; between several, a word that is no name was meant to be somebody.
  const strays = alone || order ? [] : gaps.flatMap(({ pieces }, index) => pieces.map((text) => ({ text, at: mentions[index - 1]?.to ?? 0 })));
  return { people, misread: [...mentions.filter((mention) => !('address' in mention)).map(told), ...strays] };
}
