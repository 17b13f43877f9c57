const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', aelig: 'æ', oslash: 'ø', aring: 'å', AElig: 'Æ', Oslash: 'Ø', Aring: 'Å' };
/** A code that no character has is nothing. */
const ofCode = (code: number): string => (code > 0 && code <= 0x10_ffff && !(code >= 0xd8_00 && code <= 0xdf_ff) ? String.fromCodePoint(code) : '');

const decodedOnce = (text: string): string =>
  text
    .replace(/&#x([\da-f]{1,6});/gi, (_whole, hex: string) => ofCode(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_whole, code: string) => ofCode(Number(code)))
    .replace(/&([a-z]+);/gi, (whole, word: string) => named[word] ?? whole);

/** What stands in such elements is not for people. */
const silent = /<(script|style|head|title)\b[^>]*>[^]*?<\/\1\s*>/gi;
const breaking = /<(?:br|\/p|\/div|\/li|\/h[1-6]|\/tr)\b[^<>]*>/gi;
/** "<kari@…>", "<3" and what has no end are no tags: no words are lost with them. */
const tag = /<!--[^]*?-->|<[!?][^<>]*>|<\/?[a-z][a-z\d-]*(?::[a-z\d]+)?(?=[\s/>])[^<>]*>/gi;

/** Done again until nothing changes: what was hidden in another comes to light. */
export function settled(text: string, step: (text: string) => string): string {
  let [last, next] = [text, step(text)];
  while (next !== last) [last, next] = [next, step(next)];
  return next;
}

const withoutHtml = (text: string): string => settled(text, (some) => decodedOnce(some).replace(silent, '').replace(breaking, '\n').replace(tag, ''));

const link = /!?\[([^[\]]*)\]\(\s*<?([^()\s<>]*)>?[^()]*\)/g;
/** A link is written out, so that it is seen where it leads. Of a picture, too. */
const withoutLinks = (text: string): string =>
  settled(text, (some) => some.replace(link, (_whole, label: string, url: string) => (url === '' || url === label ? label : label === '' ? url : `${label} (${url})`)));

const rule = /^\s*(?:[-=_*~#]\s*){2,}$/;

/** What is Markdown at the beginning of a line. A space that does not break makes neither a list nor a heading. */
const beginning = (line: string): string =>
  rule.test(line)
    ? ''
    : settled(line, (some) => some.replace(/^\s*(?:#+|>+|›+)\s*/, ''))
        .trimStart()
        .replace(/^[-+*•]\s+/, '–\u00a0')
        .replace(/^([-+])$/, '–')
        .replace(/^(\d+[.)])\s+/, '$1\u00a0');

const url = /(\b[a-z][a-z\d+.-]*:\/\/\S+|\bwww\.\S+)/gi;
/** The same address, and no emphasis in it. */
const inUrl = (text: string): string =>
  text
    .replaceAll('*', '%2A')
    .replaceAll('`', '%60')
    .replace(/~~+/g, (run) => '%7E'.repeat(run.length))
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '%5F');
const inText = (text: string): string =>
  text
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '')
    .replace(/(?<=\d) ?\* ?(?=\d)/g, '×')
    .replace(/\s\*(?=\s)/g, ' ·')
    .replace(/[*`]|~~+/g, '')
    .replace(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '');

const withoutEmphasis = (line: string): string => line.split(url).map((part, index) => (index % 2 === 1 ? inUrl(part) : inText(part))).join('');

/**
 * A text of which nothing acts, neither as HTML nor as Markdown, wherever it is shown: tags, emphasis, headings and mentions
 * are taken away, links are written out, and what is left of such signs is replaced by others that look like them.
 */
export function plainText(text: string): string {
  const written = withoutLinks(withoutHtml(text))
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    // An entity that we do not know is none without its end.
    .replace(/&(#?\w+);/g, '&$1');
  return written.split('\n').map((line) => settled(line, (some) => withoutEmphasis(beginning(some)))).join('\n');
}
