import { distance } from 'fastest-levenshtein';
import { isIn, mostSlips } from './domain';
import { longestAddress, longestText } from './in-text';
import { lacksDots, mended, type Slip } from './slips';

/** What is wrong with a typed address; `close-to-teams`: it is a letter or two from the address Teams has. */
export type Fault = Slip | 'close-to-teams';

/**
 * What can be said of a typed address without knowing which one is registered:
 * - `same`: letter for letter the one Teams has
 * - `fits`: sound, in one of the organisation's domains, but not the one Teams has (or Teams gave none)
 * - `typo`: has faults we can name; `suggestion` is the sound address without them
 * - `other`: sound, in another domain
 * - `not-an-address`
 */
export type EmailVerdict =
  | { readonly verdict: 'same' | 'fits' | 'other' | 'not-an-address' }
  | { readonly verdict: 'typo'; readonly faults: readonly Fault[]; readonly suggestion: string };

/** Domains of others may be in any letters: kari@blåbær.no is a private address without a fault. */
const sound = /^[a-z0-9](?:[a-z0-9._+'-]*[a-z0-9])?@[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}-]+)*\.[\p{L}]{2,}$/u;
/** Whether it has the form of an address; in small letters. */
export const isSound = (address: string): boolean => address.length <= longestAddress && sound.test(address);

/** Letters as they count in an address, where Kari and KARI are the same. */
const inSmall = (address: string): string => address.toLowerCase().normalize('NFC').trim();

/** The slip by which the one address is the other. More than two letters off may be another address that HR has registered. */
function between(address: string, teams: string): Fault | undefined {
  if (address === teams) return undefined;
  if (lacksDots(address, teams)) return 'missing-dot';
  return distance(address, teams) <= mostSlips ? 'close-to-teams' : undefined;
}

/**
 * What is to be said of a typed text, see {@link EmailVerdict}. `teams` is the address Teams gives, if any. Without it
 * karinordmann@… fits: there are people with one name and addresses of wards, and where a dot belongs would be a guess.
 */
export function checkEmail(typed: string, domains: readonly string[], teams?: string): EmailVerdict {
  if (typed.length > longestText) return { verdict: 'not-an-address' };
  const given = inSmall(typed);
  const known = teams && inSmall(teams);
  if (given !== '' && given === known) return { verdict: 'same' };
  const { address, found } = mended(given, domains);
  if (!isSound(address)) return { verdict: 'not-an-address' };
  const ours = isIn(domains, address);
  const near = ours && known && isIn(domains, known) && isSound(known) ? between(address, known) : undefined;
  if (near) return { verdict: 'typo', faults: [...new Set([...found, near])], suggestion: known ?? address };
  if (found.length > 0) return { verdict: 'typo', faults: found, suggestion: address };
  return { verdict: ours ? 'fits' : 'other' };
}
