import { checkEmail, isSound } from '../../email/check';
import { isIn } from '../../email/domain';
import { mask } from '../../mask';

/** Somebody, by her address; or what was meant to be one, with the address probably meant. */
export type Judged = { readonly address: string } | { readonly suggestion?: string | undefined };

/** Not typing errors: what lists put around an address, and what a copy brings along. */
const harmless: ReadonlySet<string> = new Set(['around', 'invisible']);

/** A suggestion is worth making when it has no secret in it, and when it is not two addresses grown together. */
function worth(suggestion: string, domains: readonly string[]): string | undefined {
  const [before = ''] = suggestion.split('@');
  return mask(suggestion) === suggestion && !domains.some((domain) => before.includes(domain)) ? suggestion : undefined;
}

/** What a word with an @ in it comes to. One in which there is a birth number is nobody's: addresses are stored as they are. */
export function judge(word: string, domains: readonly string[]): Judged {
  const small = word.toLowerCase();
  // Nearly all of a list is this, and finding no slip in each of 20,000 takes most of the time.
  const clear = isSound(small) && isIn(domains, small) && !small.includes('..');
  const said = clear ? ({ verdict: 'fits' } as const) : checkEmail(word, domains);
  if (said.verdict === 'not-an-address') return {};
  const address = said.verdict === 'typo' ? said.suggestion : small.normalize('NFC');
  if (mask(address) !== address) return {};
  // "1.kari@…": a number of the list, or the beginning of the address.
  const numbered = /^\d{1,5}\.(?=\p{L})/u.exec(address);
  if (numbered && isIn(domains, address)) return { suggestion: address.slice(numbered[0].length) };
  if (said.verdict === 'typo' && said.faults.some((fault) => !harmless.has(fault))) return { suggestion: worth(address, domains) };
  return { address };
}

/** What a text around a broken address was meant to be. */
export function meantBy(text: string, domains: readonly string[]): string | undefined {
  const said = checkEmail(text, domains);
  return said.verdict === 'typo' ? worth(said.suggestion, domains) : undefined;
}

const letters = /^\p{L}{3,}$/u;
const related = (local: string, word: string): boolean => {
  const small = word.toLowerCase();
  return local.includes(small.slice(0, 3)) || small.startsWith(local);
};

/**
 * "kari nordmann@…", "Kari Nordmann@…" and "kari,nordmann@…" may be Kari Nordmann, and may be one Nordmann: it is asked
 * for. "Kari Nordmann kari@…" and "Vakt vaktmester@…" are not in doubt. `before` is what stands in front of the address.
 */
export function joined(before: string, address: string, raw: string, domains: readonly string[]): { readonly text: string; readonly suggestion: string } | undefined {
  const local = address.slice(0, address.indexOf('@'));
  if (!letters.test(local) || !isIn(domains, address)) return undefined;
  const [text, names = ''] = /(\p{L}[\p{L}\p{M}'-]*(?: \p{L}[\p{L}\p{M}'-]*){0,2})(?: ?[.,] ?| )$/u.exec(before) ?? [];
  const words = names.split(' ');
  const apart = text !== undefined && /^\p{Lu}\p{Ll}/u.test(raw);
  if (text === undefined || (words.length > 1 && !apart) || words.some((word) => related(local, word))) return undefined;
  const whole = text + raw;
  const suggestion = meantBy(whole, domains);
  return suggestion !== undefined && suggestion !== address ? { text: whole, suggestion } : undefined;
}
