import { distance } from 'fastest-levenshtein';

/**
 * What can be said of a typed address without knowing which one is registered:
 * - `same`: letter for letter the one Teams has
 * - `fits`: sound, in one of the organisation's domains, but not the one Teams has (or Teams gave none)
 * - `typo`: has a fault we can name; `suggestion` is the address without it
 * - `other`: sound, in another domain
 * - `not-an-address`
 */
export type EmailVerdict =
  | { readonly verdict: 'same' | 'fits' | 'other' | 'not-an-address' }
  | { readonly verdict: 'typo'; readonly suggestion: string };

const sound = /^[a-z0-9](?:[a-z0-9._+-]*[a-z0-9])?@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/;
/** Norwegian letters as they are written in addresses. */
const plain: Readonly<Record<string, string>> = { æ: 'ae', ø: 'o', å: 'a', é: 'e', è: 'e', ö: 'o', ä: 'a', ü: 'u' };
/** More letters off than this and it is another domain, not a slip of the finger. */
const slip = 2;

function withoutSlips(typed: string): string {
  return typed
    .replace(/^(?:mailto:|<)|[>.,;:]+$/g, '')
    .replace(/,/g, '.')
    // A space beside a dot or an @ is a slip; one between two names stands where a dot should.
    .replace(/\s*([@.])\s*/g, '$1')
    .replace(/\s+/g, '.')
    .replace(/[æøåéèöäü]/g, (letter) => plain[letter] ?? letter)
    .replace(/\.{2,}/g, '.')
    .replace(/^\.|\.(?=@)/g, '')
    .replace(/@\./, '@');
}

/** A misspelt organisation domain mended: askoy.komune.no, askoykommune.no. */
function withDomainMended(address: string, domains: readonly string[]): string {
  const at = address.lastIndexOf('@');
  const typed = address.slice(at + 1);
  const near = domains.find((domain) => typed !== domain && distance(typed, domain) <= slip);
  return at > 0 && near ? `${address.slice(0, at)}@${near}` : address;
}

/** What is to be said of a typed address, see {@link EmailVerdict}. `teams` is the address Teams gives, if any. */
export function checkEmail(typed: string, domains: readonly string[], teams?: string): EmailVerdict {
  // Longer than an address can be (RFC 5321), and patterns take their time over a hundred thousand dots.
  if (typed.length > 320) return { verdict: 'not-an-address' };
  const given = typed.normalize('NFC').trim().toLowerCase();
  const mended = withDomainMended(withoutSlips(given), domains);
  if (!sound.test(mended)) return { verdict: 'not-an-address' };
  const known = teams?.toLowerCase();
  if (mended !== given) return { verdict: 'typo', suggestion: mended };
  if (given === known) return { verdict: 'same' };
  if (!domains.some((domain) => given.endsWith(`@${domain}`))) return { verdict: 'other' };
  // One or two letters from the address Teams has is a slip; more may be another address that HR has registered.
  if (known && distance(given, known) <= slip) return { verdict: 'typo', suggestion: known };
  return { verdict: 'fits' };
}

export function addressIn(text: string): string | undefined {
  return text.split(/\s+/).find((word) => word.includes('@'));
}
