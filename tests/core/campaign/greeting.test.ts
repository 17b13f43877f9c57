import fc from 'fast-check';
import { cleanGreeting, mostLines, mostOfGreeting } from '../../../src/core/campaign/greeting/greeting';
import { cpuTime } from '../../support/cpu';

const domains = ['askoy.kommune.no'];
const textOf = (text: string): string => cleanGreeting(text, domains).text;
const hostsOf = (text: string): readonly string[] => cleanGreeting(text, domains).links.map(({ host }) => host);

describe('a greeting is plain text', () => {
  const plain: readonly (readonly [string, string])[] = [
    ['Velkommen til oss!\nVi gleder oss.\n\nHilsen Kari & Ola', 'Velkommen til oss!\nVi gleder oss.\n\nHilsen Kari & Ola'],
    ['  Hei \r\n\r\n\r\n\r\ndu\r', 'Hei\n\ndu'],
    ['**Hei** _du_ *der* ~~ja~~ `kode` __alle__', 'Hei du der ja kode alle'],
    ['# Hei\n## Du\n> sitat', 'Hei\nDu\nsitat'],
    ['- en\n* to\n+ tre\n1. mai er fri\n2) ja', '– en\n– to\n– tre\n1. mai er fri\n2) ja'],
    ['Hei\n---\n***\ndu', 'Hei\n\ndu'],
    ['[Visma](https://visma.com/a) og ![bilde](https://x.no/b.png)', 'Visma (https://visma.com/a) og bilde (https://x.no/b.png)'],
    ['[Visma][1]\n[1]: https://x.no', '(Visma)(1)\n(1): https://x.no'],
    ['<b>Hei</b> <at>Kari</at><br>du <img src=x onerror=alert(1)>', 'Hei Kari\ndu'],
    ['<script>alert(1)</script>Hei<style>p{}</style><!-- x -->', 'Hei'],
    ['&lt;b&gt;Hei&lt;/b&gt; &amp;amp; &aring;', 'Hei & å'],
    ['<scr<b>ipt>x</script>y', 'xy'],
    ['a <b og c', 'a ‹b og c'],
    ['<!-- a <script>b', '‹!-- a b'],
    ['skriv til Kari <kari@askoy.kommune.no> <3', 'skriv til Kari ‹kari@askoy.kommune.no› ‹3'],
    ['5*3 = 15, 2 * 4', '5×3 = 15, 2×4'],
    ['mappe_med_navn og _x', 'mappe_med_navn og x'],
    ['https://askoy.kommune.no/_layouts/a_b*c', 'https://askoy.kommune.no/%5Flayouts/a_b%2Ac'],
    ['\\*ikke\\* fet', 'ikke fet'],
    ['a\u202eb\u200bc\u0007d\u2066e\ufeff\u{e0041}f', 'abcdef'],
    ['&#8238;snudd', 'snudd'],
    ['*\u200b*fet*\u200b*', 'fet'],
    ['👨‍👩‍👧 og Åse', '👨‍👩‍👧 og Åse'],
    ['', ''],
  ];
  test.each(plain)('%j', (text, shown) => {
    expect(cleanGreeting(text, domains)).toMatchObject({ text: shown.replace(/^(–|1\.|2\)) /gm, '$1\u00a0'), cut: false });
  });

  test('what is too long is cut where a word ends, with a sign', () => {
    const { text, cut } = cleanGreeting('ord og '.repeat(100), domains);
    expect(cut).toBe(true);
    expect(text.length).toBeLessThanOrEqual(mostOfGreeting);
    expect(text).toMatch(/ (?:ord|og) \[…\]$/);
    expect(textOf(`${'x'.repeat(485)} https://askoy.kommune.no.evil.example`)).toBe(`${'x'.repeat(485)} […]`);
  });

  test('what has too many lines, too', () => {
    const { text, cut } = cleanGreeting('linje\n'.repeat(12), domains);
    expect(cut).toBe(true);
    expect(text.split('\n')).toHaveLength(mostLines);
    expect(text).toMatch(/linje \[…\]$/);
    expect(cleanGreeting('x'.repeat(50_000), domains)).toMatchObject({ cut: true });
  });
});

describe('links out of the organisation are named', () => {
  const texts: readonly (readonly [string, readonly string[]])[] = [
    ['https://askoy.kommune.no/x og intranett.askoy.kommune.no/y og ASKOY.kommune.no', []],
    ['skriv til kari.no@askoy.kommune.no', []],
    ['https://evil.example/x', ['evil.example']],
    ['https://EVIL.example. og https://evil.example:8080', ['evil.example']],
    ['www.x.no, y.no/sti, z.com og kari@gmail.com', ['www.x.no', 'y.no', 'z.com', 'gmail.com']],
    ['https://askoy.kommune.no@evil.example/', ['evil.example']],
    ['https:\\\\evil.example', ['evil.example']],
    ['https:///evil.example', ['evil.example']],
    ['http://10.0.0.1/x og http://0x7f.1 og 10.1.1.1/x', ['10.0.0.1', '127.0.0.1', '10.1.1.1']],
    ['askoy.kommune.no.evil.example', ['askoy.kommune.no.evil.example']],
    ['notaskoy.kommune.no', ['notaskoy.kommune.no']],
    ['evil。example/x og ｅｖｉｌ．no', ['evil.example', 'evil.no']],
    ['[askoy.kommune.no](https://evil.example)', ['evil.example']],
    ['<a href="https://evil.example">askoy.kommune.no</a>', []],
    ['(https://bit.ly/x), «https://a(b@evil.example»', ['bit.ly', 'evil.example']],
    ['https://askoy.kommune.no%2eevil.example', ['askoy.kommune.no.evil.example']],
    ['Møt kl. 08.00-15.30 den 4.1.2027, f.eks. på rådhuset.Velkommen! Ring 55.12.34.56', []],
  ];
  test.each(texts)('%s', (text, hosts) => {
    expect(hostsOf(text)).toEqual(hosts);
  });

  test('in letters that people read, and with the own domain that one looks like', () => {
    expect(cleanGreeting('https://аskoy.kommune.no https://xn--bcher-kva.example askoy-kommune.no www.яндекс.рф', domains).links).toEqual([
      { host: 'xn--skoy-43d.kommune.no', readable: 'аskoy.kommune.no', looksLike: 'askoy.kommune.no' },
      { host: 'xn--bcher-kva.example', readable: 'bücher.example' },
      { host: 'askoy-kommune.no', looksLike: 'askoy.kommune.no' },
      { host: 'www.xn--d1acpjx3f.xn--p1ai', readable: 'www.яндекс.рф' },
    ]);
  });
});

describe('whatever HR writes', () => {
  const part = fc.constantFrom(
    '*', '**', '_', '__', '`', '~~', '#', '>', '<', '-', '+', '1.', '[', ']', '(', ')', '!', '|', '\\', '&', ';', '&lt;', '&amp;', '&#60;', '&hearts;', '<b>', '</b>', '<script>', '<at>', '<!--', '-->', '\n', ' ',
    '\t', '\u200b', '\u202e', '\u0000', 'a', 'Åse', '1', 'https://', 'evil.example', 'askoy.kommune.no', 'www.', '/', '@', 'javascript:', '\r', '=',
  );
  const text = fc.oneof(fc.array(part, { maxLength: 60 }).map((parts) => parts.join('')), fc.string({ unit: 'binary', maxLength: 700 }), fc.string({ unit: 'grapheme', maxLength: 700 }));

  test('nothing of it acts, it is short, and cleaned again it is the same', () => {
    fc.assert(
      fc.property(text, (written) => {
        const { text: shown, cut } = cleanGreeting(written, domains);
        const own = cut ? shown.replace(/ \[…\]$/, '') : shown;
        expect(own).not.toMatch(/[<>[\]*`]|~~|&#?\w+;/);
        expect(own).not.toMatch(/^\s*(?:#|[-+](?:[ \t]|$)|\d+[.)][ \t])|^[ \t]*[-=]{2,}[ \t]*$/m);
        expect(own).not.toMatch(/(?<![\p{L}\p{N}_])_|_(?![\p{L}\p{N}_])/u);
        expect(own).not.toMatch(/(?!\n)[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u);
        expect(shown.length).toBeLessThanOrEqual(mostOfGreeting);
        expect(shown.split('\n').length).toBeLessThanOrEqual(mostLines);
        if (!cut) expect(textOf(shown)).toBe(shown);
      }),
      { numRuns: 3_000 },
    );
  });

  test('words without any sign stay as they are', () => {
    const words = fc.array(fc.constantFrom('Hei', 'Åse', 'velkommen', 'til', 'oss', '👋', '2027', 'R&D', '«ja»', 'kl.', '08:00'), { minLength: 1, maxLength: 12 }).map((some) => some.join(' '));
    fc.assert(fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), (lines) => expect(textOf(lines.join('\n'))).toBe(lines.join('\n'))));
  });

  test('a foreign link is named, whatever stands around it', () => {
    const link = fc.constantFrom('https://evil.example/x', 'www.evil.example', 'evil.example/x', 'http://u:p@evil.example', 'HTTPS://EVIL.EXAMPLE', 'x@evil.example');
    const around = fc.constantFrom('', ' ', '(', ')', '"', '«', '»', '\n', '**', '_', '.', ',', '!', ':', ' se ', '\u200b', '[', ']');
    fc.assert(fc.property(around, link, around, (before, one, after) => expect(hostsOf(`Hei ${before}${one}${after} du`).join()).toContain('evil.example')), { numRuns: 500 });
  });

  test('nothing hostile takes long', () => {
    for (const piece of ['<', '[', '](', '[a](', '*', '_', '&amp;', '&amp;lt;', '<b', 'a.', '>', '> ', '~', '\\', 'www.', '<!--', '<script>', '1. ', ' ', '[[a](b)](c)', 'https://']) {
      const begun = cpuTime();
      cleanGreeting(piece.repeat(Math.ceil(20_000 / piece.length)), domains);
      expect([piece, cpuTime() - begun < 2_000]).toEqual([piece, true]);
    }
  });
});
