import { domainToUnicode } from 'node:url';
import { domainMeant, inPlainLetters } from '../../email/domain';

/** Where a link leads outside the organisation. */
export interface ForeignHost {
  /** As a browser asks for it, in ASCII: `xn--skoy-45d.no`. */
  readonly host: string;
  /** As people read it, where that is something else: `аskoy.no`, its first letter a Cyrillic one. */
  readonly readable?: string | undefined;
  /** The organisation's own domain that it looks like and is not. */
  readonly looksLike?: string | undefined;
}

const withScheme = /\b(?:https?|ftps?|wss?|file):[\\/]+[^\s<>"”»]+/giu;
/** Endings that programs make a link of without "www." or a path; "god helg.Vi" is no link. */
const endings =
  'no|com|net|org|edu|gov|info|biz|eu|se|dk|fi|is|de|fr|nl|be|uk|ie|es|it|pl|ru|ua|cn|in|us|ca|au|io|co|me|ai|app|dev|ly|gl|to|gg|tv|cc|ws|xyz|top|site|online|shop|store|link|click|page|web|cloud|live|email|zip|mov|example|test';
const name = '(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_-]*[\\p{L}\\p{N}])?\\.)+';
const bare = new RegExp(`(?<![\\p{L}\\p{N}])(?:www\\.${name}?[\\p{L}\\p{N}-]{2,}|${name}(?:xn--[a-z0-9-]+|\\p{L}{2,})(?=[:/?#])|(?:\\d{1,3}\\.){3}\\d{1,3}(?=[:/?#])|${name}(?:${endings}|xn--[a-z0-9-]+|[^\\P{L}a-zæøå]{2,})(?![\\p{L}\\p{N}_@-]|\\.[\\p{L}\\p{N}]))`, 'giu');

/** Letters of other alphabets that look like Latin ones. */
const lookalikes: Readonly<Record<string, string>> = {
  а: 'a', в: 'b', с: 'c', ԁ: 'd', е: 'e', һ: 'h', н: 'h', і: 'i', ј: 'j', к: 'k', м: 'm', п: 'n', о: 'o', р: 'p', ԛ: 'q', ѕ: 's', т: 't', у: 'y', ѵ: 'v', ԝ: 'w', х: 'x',
  α: 'a', ε: 'e', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x', ı: 'i', ɡ: 'g', ո: 'n', օ: 'o', ս: 'u',
};
const inLatin = (text: string): string => Array.from(text.toLowerCase(), (letter) => lookalikes[letter] ?? letter).join('');

/** Up to the last @ before the path stands a user's name, which is where own domains are put to deceive. */
function hostOf(link: string): string | undefined {
  const [authority = ''] = link.replace(/^[a-z]+:[\\/]*/iu, '').split(/[\\/?#]/);
  const [host = ''] = /^[\p{L}\p{N}\p{M}.\-_%]+/u.exec(authority.slice(authority.lastIndexOf('@') + 1)) ?? [];
  const url = `https://${host}`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/\.+$/, '') : undefined;
}

function described(host: string, domains: readonly string[]): ForeignHost {
  const readable = domainToUnicode(host);
  const looksLike = domainMeant(inPlainLetters(inLatin(readable.replace(/^www\./, ''))), domains);
  return { host, ...(readable !== '' && readable !== host && { readable }), ...(looksLike !== undefined && { looksLike }) };
}

/**
 * The hosts that a plain text leads to, outside the organisation's own domains and what is under them: of links with and
 * without https, and of e-mail addresses, which programs make links of as well. Each once, in the order of the text.
 */
export function foreignHosts(text: string, domains: readonly string[]): readonly ForeignHost[] {
  const plain = text.normalize('NFKC').replace(/[。｡]/g, '.');
  const links = [...plain.matchAll(withScheme)].map(({ 0: link, index }) => ({ link, index, end: index + link.length }));
  const others = [...plain.matchAll(bare)]
    .filter(({ index }) => !links.some((link) => link.index <= index && index < link.end))
    .map(({ 0: link, index }) => ({ link: `https://${link}`, index }));
  const hosts = [...links, ...others].toSorted((one, other) => one.index - other.index).flatMap(({ link }) => hostOf(link) ?? link);
  return [...new Set(hosts)]
    .filter((host) => host !== '' && !domains.some((domain) => host === domain || host.endsWith(`.${domain}`)))
    .map((host) => described(host, domains));
}
