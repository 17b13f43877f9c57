import { domainMeant, inPlainLetters } from './domain';
import { addressIn, placeOfAt, spelled } from './in-text';

type Domains = readonly string[];

/** `around` is what stands before or after an address, `letters` those outside a–z, `at-sign` an @ missing, doubled or spelled out. */
export type Slip = 'invisible' | 'around' | 'letters' | 'at-sign' | 'comma' | 'space' | 'two-dots' | 'dot-at-edge' | 'missing-dot' | 'domain';

function withOneAt(address: string, domains: Domains): string {
  const written = address.replace(/@[@\s]*@/g, '@');
  const text = written.includes('@') ? written : written.replace(spelled, '@');
  if (text.split('@').length === 2) return text;
  const place = placeOfAt(text, domains);
  return place ? `${text.slice(0, place.from).replaceAll('@', '.')}@${text.slice(place.to).replaceAll('@', '.')}` : text;
}

/** Does this to the domain alone, where it makes it one of the organisation's or something near one. */
function inDomain(address: string, mend: (domain: string) => string | undefined): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at + 1)}${mend(address.slice(at + 1)) ?? address.slice(at + 1)}`;
}

/** Domains of others may have æ, ø and å; what stands before the @ may not. */
function inLetters(address: string, domains: Domains): string {
  const at = address.lastIndexOf('@');
  const mended = inDomain(address, (domain) => (domainMeant(inPlainLetters(domain), domains) ? inPlainLetters(domain) : undefined));
  return inPlainLetters(address.slice(0, at)) + mended.slice(at);
}

/** What goes wrong in typing an address, and how it is mended, in this order: each finds an address without those before. */
const slips: readonly { readonly slip: Slip; mend(address: string, domains: Domains): string }[] = [
  // Among what cannot be seen: hyphens and dashes that look like the one in an address and are another.
  { slip: 'invisible', mend: (address) => address.replace(/\p{Default_Ignorable_Code_Point}/gu, '').replace(/(?<=\S)[\u2010-\u2015\u2212](?=\S)/g, '-') },
  { slip: 'around', mend: (address, domains) => addressIn(address, domains) ?? address },
  // Letters of full width, as East Asian keyboards have them.
  { slip: 'letters', mend: (address) => address.normalize('NFKC') },
  { slip: 'at-sign', mend: withOneAt },
  // A space beside a dot, a comma or an @ is one too many; one between two names stands where a dot should.
  { slip: 'space', mend: (address) => address.replace(/ *([@.,]) */g, '$1').replace(/ +/g, '.') },
  { slip: 'comma', mend: (address) => address.replaceAll(',', '.') },
  { slip: 'two-dots', mend: (address) => address.replace(/\.{2,}/g, '.') },
  { slip: 'dot-at-edge', mend: (address) => address.replace(/^\.|\.(?=@)|(?<=@)\./g, '') },
  { slip: 'letters', mend: inLetters },
  { slip: 'missing-dot', mend: (address, domains) => inDomain(address, (typed) => domains.find((domain) => lacksDots(typed, domain))) },
  { slip: 'domain', mend: (address, domains) => inDomain(address, (typed) => domainMeant(typed, domains)) },
];

/** Whether `typed` is `meant`, but for one dot or several that it does not have. */
export function lacksDots(typed: string, meant: string): boolean {
  return typed.length < meant.length && typed.replaceAll('.', '') === meant.replaceAll('.', '');
}

/** The address with every slip mended that can be known without knowing the person, and which they were. */
export function mended(typed: string, domains: Domains): { readonly address: string; readonly found: readonly Slip[] } {
  const found = new Set<Slip>();
  // A space is a space, of whatever width and whether it may break a line or not.
  let address = typed.replace(/\s/g, ' ');
  for (const { slip, mend } of slips) {
    const better = mend(address, domains);
    if (better !== address) found.add(slip);
    address = better.trim();
  }
  return { address, found: [...found] };
}
