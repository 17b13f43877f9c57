import { distance } from 'fastest-levenshtein';

/** More letters off than this and it is something else, not a slip of the finger. */
export const mostSlips = 2;

/** Letters that do not come apart into one of a–z and a mark, as they are written in addresses. */
const plain: Readonly<Record<string, string>> = { æ: 'ae', ø: 'o', ß: 'ss', đ: 'd', ð: 'd', þ: 'th', ŋ: 'n', ŧ: 't', ł: 'l' };

/** The text with the letters a–z for those that addresses are not written with: Åse Bjørgø is ase bjorgo. */
export function inPlainLetters(text: string): string {
  return text
    .replace(/[æøßđðþŋŧł]/g, (letter) => plain[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC');
}

/** Two neighbours that changed places are one slip. */
function slips(typed: string, meant: string): number {
  if (typed === meant) return 0;
  const at = Array.from(meant).findIndex((letter, index) => letter !== typed[index]);
  const swapped = meant.slice(0, at) + meant.charAt(at + 1) + meant.charAt(at) + meant.slice(at + 2);
  return typed === swapped ? 1 : distance(typed, meant);
}

/**
 * Asker and Andøy are two letters from Askøy, and nobody is sent to the next municipality: in the name itself one slip is
 * let through, and none where it is short (Sola and Sula, Hol and Hole).
 */
function namesIt(typed: string, name: string): boolean {
  const meant = name.replace(/[.-]/g, '');
  const start = typed.split(/[.-]/).slice(0, name.split(/[.-]/).length).join('');
  // Where the dot after the name is missing, the name is the beginning of a longer word.
  const found = start.length > meant.length + mostSlips ? start.slice(0, meant.length) : start;
  return slips(found, meant) <= (meant.length < 5 ? 0 : 1);
}

/** How far the typed domain is from this one; cut short (askoy.kommune, askoy.no, askoy) it is further than misspelt. */
function slipsFrom(typed: string, domain: string): number | undefined {
  const [whole, ...short] = [domain, domain.replace('.kommune.', '.'), domain.replace(/\.[^.]+$/, ''), domain.replace(/(\.kommune)?\.[^.]+$/, '')];
  const name = short.at(-1) ?? whole;
  if (!namesIt(typed, name)) return undefined;
  const far = distance(typed, whole);
  if (far <= mostSlips) return far;
  return short.some((form) => distance(typed, form) <= 1) ? mostSlips + 1 : undefined;
}

/** The organisation's domain that this one is, or is nearest to, and how far; undefined where it is like none. */
export function nearest(typed: string, domains: readonly string[]): { readonly domain: string; readonly far: number } | undefined {
  return domains
    .flatMap((domain) => {
      const far = slipsFrom(typed, domain);
      return far === undefined ? [] : [{ domain, far }];
    })
    .toSorted((one, other) => one.far - other.far)[0];
}

/** Which of the organisation's domains is meant by this one, written in plain small letters; undefined where none is. */
export function domainMeant(typed: string, domains: readonly string[]): string | undefined {
  return nearest(typed, domains)?.domain;
}

/** Whether the address is in one of the organisation's domains. */
export function isIn(domains: readonly string[], address: string): boolean {
  return domains.includes(address.slice(address.lastIndexOf('@') + 1));
}
