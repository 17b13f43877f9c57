import { spelled } from '../../email/in-text';
import { joined, judge, meantBy, type Judged } from './judge';

/** A place in a line where somebody is named, or was meant to be. */
export type Mention = Judged & { readonly from: number; readonly to: number };

/** What never is part of an address, and so parts them, whatever stands around. */
const word = /[^\s;,<>()[\]{}"“”„«»|:?=\\、，；•●▪◦■‣→]+/gu;
const edges = /^[^\p{L}\p{N}@]+|[^\p{L}\p{N}@]+$/gu;
/** Further than this no address is in pieces. */
const reach = 120;
const ends = ['kommune', 'no', 'com', 'net', 'org'];

interface Word {
  readonly from: number;
  readonly raw: string;
}

function wordsWithAt(line: string): readonly Word[] {
  return [...line.matchAll(word)].flatMap(({ 0: found, index }) => {
    if (!found.includes('@')) return [];
    // Two addresses with a stroke between; one with a stroke in it is no address.
    const several = found.split('@').length > 2 && found.includes('/');
    return (several ? [...found.matchAll(/[^/]+/g)] : [{ 0: found, index: 0 }]).flatMap(({ 0: part, index: at }) => {
      const raw = part.replace(edges, '');
      return raw.includes('@') ? [{ from: index + at + part.indexOf(raw), raw }] : [];
    });
  });
}

/** "Kari <kari@…>" where the name is the address once more, "kari@…<mailto:kari@…>" of Outlook's, "[kari@…](mailto:…)". */
const again = /^['"”\])>\s]*[<(]\s*(?:mailto:|smtp:)?\s*['"]*$/i;
const same = (one: Judged, other: Judged): boolean =>
  'address' in one ? 'address' in other && one.address === other.address : !('address' in other) && one.suggestion !== undefined && one.suggestion === other.suggestion;

/** Where an address is in pieces (kari @ askoy kommune. no), the pieces after it that belong to it. */
function endOf(line: string, at: number, until: number, raw: string, domains: readonly string[]): number {
  const labels = new Set([...domains.flatMap((domain) => domain.split('.')), ...ends]);
  const first = raw.endsWith('@') ? '\\s*[^\\s;,<>"|]+' : '';
  const [tail = ''] = new RegExp(`^${first}(?:[\\s.,]+(?:${[...labels].join('|')})(?![\\p{L}\\p{N}@]))*`, 'iu').exec(line.slice(at, Math.min(until, at + reach))) ?? [];
  return at + tail.length;
}

/** Those without any @: kari.nordmann(at)…, kari.nordmannaskoy.kommune.no. */
function withoutAt(line: string, from: number, to: number, domains: readonly string[]): readonly Mention[] {
  const gap = line.slice(from, to);
  const may = (text: string): boolean => /[.,_]\S|\d|"/.test(text) || text.search(spelled) >= 0;
  if (!may(gap)) return [];
  return [...gap.matchAll(/[^;\t|<>]+/g)].flatMap(({ 0: text, index }) => {
    if (!may(text)) return [];
    return [...text.matchAll(/[^,]+(?:,(?! )[^,]+)*/g)].flatMap(({ 0: piece, index: at }) => {
      const suggestion = piece.length > reach ? undefined : meantBy(piece, domains);
      return suggestion === undefined ? [] : [{ from: from + index + at, to: from + index + at + piece.length, suggestion }];
    });
  });
}

/** Everybody named in a line, in order, and every address in it that has a typing error. */
export function mentionsIn(line: string, domains: readonly string[]): readonly Mention[] {
  const words = wordsWithAt(line);
  const found: Mention[] = [];
  let end = 0;
  for (const [index, { from, raw }] of words.entries()) {
    // Taken along by the one before.
    if (from < end) continue;
    const gap = line.slice(Math.max(end, from - reach), from);
    const judged = judge(raw, domains);
    const last = found.at(-1);
    let mention: Mention = { ...judged, from, to: from + raw.length };
    if ('address' in judged) {
      const whole = joined(gap, judged.address, raw, domains);
      if (whole) mention = { from: from + raw.length - whole.text.length, to: mention.to, suggestion: whole.suggestion };
    } else {
      const to = endOf(line, mention.to, words[index + 1]?.from ?? line.length, raw, domains);
      const start = raw.startsWith('@') || judged.suggestion === undefined ? from - (/[^;\t|<>:]*$/.exec(gap)?.[0].trimStart().length ?? 0) : from;
      mention = { from: start, to, suggestion: judged.suggestion ?? meantBy(line.slice(start, to), domains) };
      // Nothing is known of it: it is told as it stands, without what is before.
      if (mention.suggestion === undefined) mention = { from, to: from + raw.length };
    }
    if (last && again.test(line.slice(end, from)) && same(last, mention)) found[found.length - 1] = { ...last, to: mention.to };
    else found.push(mention);
    end = mention.to;
  }
  const gaps = [...found, { from: line.length, to: line.length }].map((mention, index) => ({ from: found[index - 1]?.to ?? 0, to: mention.from }));
  return [...found, ...gaps.flatMap(({ from, to }) => withoutAt(line, from, to, domains))].toSorted((one, other) => one.from - other.from);
}
