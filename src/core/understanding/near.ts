import { stem } from './languages';
import { clauseEnd, normalise, tokens } from './words';

/** An answer that a card offers, in the words of each language, and other whole ways to say it. */
export interface Offered {
  readonly id: string;
  readonly labels: readonly string[];
  readonly said?: readonly string[] | undefined;
}

/** Words that make no difference between answers. */
const small = new Set(
  ('ja jo yes ok okei okay greit takk gjerne please thanks nå no now da då then så so jeg eg i meg me min mi mitt my det den de ho han dette it that this er e is are was a an the en ein ei et eit ' +
    'har have got å to i på in on og and men but du you kan can vil will want would like for av of til tror trur think bare berre just').split(' '),
);
/** Beside a whole other way to say it, these make none either: what is asked, and how it is called. */
const asked = new Set([...small, ...'står stå stend there der here her adresse adressen adressa address email e post epost eposten mail mailen konto kontoen spør spørre ask heller rather om about'.split(' ')]);
const negations = new Set('ikke ikkje ikkj itj nei not don cannot never aldri'.split(' '));

const wordsOf = (text: string): readonly string[] => normalise(text).split(' ');

/** «Nei …» and "no …" begin a denial; in the middle «no» is *now*. */
const denies = (words: readonly string[]): boolean => words[0] === 'no' || words.some((word) => negations.has(word));

/** Nothing but words of the label, at least half of them and of those that tell it apart (all of those, in a denial), and denied where it is. */
function isNear(words: readonly string[], label: string): boolean {
  const own = wordsOf(label);
  if (denies(words) !== denies(own)) return false;
  const telling = (all: readonly string[]): Set<string> => new Set(all.filter((word) => !small.has(word) && !negations.has(word)).map(stem));
  const [said, offered] = [telling(words), telling(own)];
  const shared = words.filter((word) => own.includes(word));
  return said.size > 0 && said.size * (denies(own) ? 1 : 2) >= offered.size && shared.length >= 2 && shared.length * 2 >= own.length && [...said].every((word) => offered.has(word));
}

/** The same but for what makes no difference, clause by clause. */
function isSaid(clauses: readonly string[], said: readonly string[]): boolean {
  const bare = (text: string): string => wordsOf(text).filter((word) => !asked.has(word)).join(' ');
  const ways = new Set(said.map(bare));
  const left = clauses.map(bare).filter((clause) => clause !== '');
  return left.length > 0 && left.every((clause) => ways.has(clause));
}

/**
 * The one answer of a card whose own words a text nearly is: «ja nå er den byttet» where it offers «Ja, adressen er
 * byttet». Whatever says more, or asks, is none.
 */
export function nearest(text: string, offered: readonly Offered[]): string | undefined {
  if (text.includes('?')) return undefined;
  const clauses = tokens(text).join(' ').split(clauseEnd);
  const words = wordsOf(text);
  const near = offered.filter(({ labels, said = [] }) => labels.some((label) => isNear(words, label)) || isSaid(clauses, said));
  return near.length === 1 ? near[0]?.id : undefined;
}
