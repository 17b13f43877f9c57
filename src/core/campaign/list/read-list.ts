import { columnOf } from './heading';
import { readLine } from './line';
import type { Listed, Misread, ReadList } from './list';
import { context, shown } from './told';

const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
const cellEnds = /[;,\t|]/;
const unseen = /(?!\t)[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;
/** A space of no width between two addresses is all that keeps them apart; anywhere else it is dirt. */
const apart = /(@[^\s@,;<>]+?)[\u200b\u2060\ufeff]+(?=[^\s@,;<>]+@)/gu;
const tags = /<\/?(?:br|p|div|li|ul|ol|a|span|td|tr|table|b|i|strong)(?:\s[^<>]*)?\/?>/gi;

/** The line as it reads. Letters of full width, the @ among them, hyphens that hold, and spaces of any kind are the usual ones. */
const clean = (line: string): string =>
  line
    .replace(tags, ';')
    .replace(apart, '$1 ')
    .replace(unseen, '')
    .normalize('NFKC')
    .replaceAll('\u2010', '-')
    .replace(/[^\S\t]/gu, ' ');

/** Names have no digits: what may be a secret in one is a password. */
const talksOfSecrets = (before: string, line: string, at: number): boolean => /pass/i.test(before + line.slice(Math.max(0, at - context), at + 2 * context));

/** Puts everybody there once, in the order of the first mention; what is known of her later is added. */
export function gathered(mentions: Iterable<Listed>): Pick<ReadList, 'people' | 'doubles'> {
  const people = new Map<string, Listed>();
  let doubles = 0;
  for (const one of mentions) {
    const known = people.get(one.address);
    if (known) doubles += 1;
    people.set(one.address, { address: one.address, name: known?.name ?? one.name, startsOn: known?.startsOn ?? one.startsOn });
  }
  return { people: [...people.values()].map(({ address, name, startsOn }) => ({ address, ...(name && { name }), ...(startsOn && { startsOn }) })), doubles };
}

/**
 * Who is on a list as people paste it: addresses with anything between them and anything around, one or many a line.
 * `domains` are the organisation's own: an address with a typing error in one of them is misread, with a suggestion. So is
 * every other piece that names nobody, but for headings and marks. Secrets are masked in all that is shown.
 */
export function readList(text: string, domains: readonly string[]): ReadList {
  const mentions: Listed[] = [];
  const misread: Misread[] = [];
  let dated: true | undefined;
  let before = '';
  for (const [index, raw] of text.split(lineBreak).entries()) {
    const line = clean(raw);
    if (line.trim() === '') continue;
    const read = readLine(line, domains);
    if (read.people.length === 0 && line.split(cellEnds).some((cell) => columnOf(cell)?.column === 'start')) dated = true;
    // What is shown begins somewhere behind `at`; the whole stretch up to it may tell that it is a secret.
    const inFront = (piece: string, at: number): string => {
      const begin = line.indexOf(piece, at);
      return before + line.slice(Math.max(0, begin - context), Math.max(0, begin));
    };
    for (const { address, name, startsOn, at } of read.people) {
      const safe = name !== undefined && (!talksOfSecrets(before, line, at) || shown(name, inFront(name, at)) === name);
      mentions.push({ address, name: safe ? name : undefined, startsOn });
    }
    for (const { text: piece, at, suggestion } of read.misread)
      misread.push({ line: index + 1, text: shown(piece, inFront(piece, at)), ...(suggestion !== undefined && { suggestion }) });
    before = `${line.slice(-context)}\n`;
  }
  return { ...gathered(mentions), misread, ...(dated && { dated }) };
}
