import { normalise } from '../understanding/words';
import data from './sentences.json';

/** What somebody wishes of the bot itself while her conversation is with HR, or was just now. */
export type ShortWish = Exclude<keyof typeof data, 'manners'>;

/** "(a|b|) c" is "a c", "b c" and "c". */
function spelledOut(phrase: string): readonly string[] {
  const [whole, inner] = /\(([^()]*)\)/.exec(phrase) ?? [];
  return whole === undefined || inner === undefined ? [phrase] : inner.split('|').flatMap((part) => spelledOut(phrase.replace(whole, part)));
}

const phrasesOf = (wish: keyof typeof data): readonly string[] => Object.values(data[wish]).flat().flatMap(spelledOut);

/** The sentences that say each. Asked with «?» only where the list has it so: «løst?» closes nothing. */
const said = new Map<string, ShortWish>();
for (const wish of Object.keys(data).filter((key): key is ShortWish => key !== 'manners'))
  for (const phrase of phrasesOf(wish)) {
    said.set(normalise(phrase), wish);
    if (phrase.includes('?')) said.set(`${normalise(phrase)}?`, wish);
  }

/** Says in a whole sentence that Visma lets her in. «Nå er jeg inne i kontoinnstillinger» says another thing. */
export const saysIn = (text: string): boolean => ['solved', 'in'].includes(shortWish(text) ?? '');

const padded = (wish: 'manners' | 'thanks'): readonly string[] => phrasesOf(wish).map((phrase) => ` ${normalise(phrase)} `);
const thanks = padded('thanks');
/** The longest first, or «takk» would leave «for hjelpen» behind. */
const manners = [...padded('manners'), ...thanks].toSorted((a, b) => b.length - a.length);

/** Signs that say no more than the words do. Any other one may turn them around: «løst 🙄». */
const smiles = /:-?\)|[\u{1f600}-\u{1f60a}\u{1f642}👍👌🙏🎉❤☺]\ufe0f?\p{Emoji_Modifier}?/gu;
const plain = /^[\p{L}\p{M}\p{N}\s.,:;!?'’«»"-]*$/u;

/**
 * What a short and whole sentence wishes, greetings and thanks around it left aside; undefined for all others. The
 * sentences are a list, so nothing is ever found inside one that says more: «nå er jeg inne, men hos feil arbeidsgiver».
 */
export function shortWish(text: string): ShortWish | undefined {
  const bare = text.replace(smiles, ' ');
  if (!plain.test(bare)) return undefined;
  const asked = bare.includes('?') ? '?' : '';
  let rest = ` ${normalise(bare)} `;
  let thanked = false;
  for (;;) {
    const known = said.get(`${rest.trim()}${asked}`);
    if (known) return known;
    const one = manners.find((each) => rest.startsWith(each) || rest.endsWith(each));
    if (rest.trim() === '' || one === undefined) break;
    thanked ||= thanks.includes(one);
    rest = rest.startsWith(one) ? ` ${rest.slice(one.length)}` : `${rest.slice(0, -one.length)} `;
  }
  return rest.trim() === '' && !asked ? (thanked ? 'thanks' : 'nothing') : undefined;
}
