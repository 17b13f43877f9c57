import fc from 'fast-check';
import { readList } from '../../../../src/core/campaign/list/read-list';
import { checkEmail } from '../../../../src/core/email/check';
import { cpuTime } from '../../../support/cpu';

const domains = ['askoy.kommune.no'];
const own = (local: string): string => `${local}@askoy.kommune.no`;
const kari = own('kari.nordmann');
const ola = own('ola.hansen');
const addresses = (text: string): readonly string[] => readList(text, domains).people.map(({ address }) => address);

describe('people on a list, with what stands around them', () => {
  const named: readonly (readonly [string, string | undefined])[] = [
    [kari, undefined],
    ['Kari.Nordmann@ASKOY.kommune.no', undefined],
    [`  ${kari} .,;`, undefined],
    [`Kari Nordmann <${kari}>`, 'Kari Nordmann'],
    [`"Nordmann, Kari" <${kari}>`, 'Kari Nordmann'],
    [`Nordmann, Kari <${kari}>;`, 'Kari Nordmann'],
    [`'${kari}' <${kari}>`, undefined],
    [`${kari} (Kari)`, 'Kari'],
    [`${kari}<mailto:${kari}>`, undefined],
    [`[${kari}](mailto:${kari})`, undefined],
    [`<a href="mailto:${kari}">${kari}</a>`, undefined],
    [`mailto:${kari}?subject=Hei`, undefined],
    [`E-post: ${kari}`, undefined],
    [`Til: Kari Nordmann <${kari}>`, 'Kari Nordmann'],
    [`Kari Nordmann ${kari}`, 'Kari Nordmann'],
    [`Kari\tNordmann\t${kari}`, 'Kari Nordmann'],
    [`${kari}\tKari Nordmann\tSkole`, 'Kari Nordmann'],
    [`1. Kari Nordmann, ${kari}`, 'Kari Nordmann'],
    [`Nordmann, Kari (vikar) <${kari}>`, 'Kari Nordmann'],
    [`${kari} - sluttet`, undefined],
    [`• ${kari}`, undefined],
    [`o\t${kari}`, undefined],
    [`-${kari}`, undefined],
    [`**${kari}**`, undefined],
    [`«${kari}»`, undefined],
    ['kari.nordmann＠askoy.kommune.no', undefined],
    ['Ｋａｒｉ．ｎｏｒｄｍａｎｎ＠ａｓｋｏｙ．ｋｏｍｍｕｎｅ．ｎｏ', undefined],
    [`\ufeff\u200b${kari}\u00a0\u200b`, undefined],
    ['kari.nord\u00admann@askoy.kommune.no', undefined],
  ];
  test.each(named)('%j', (text, name) => {
    expect(readList(text, domains)).toEqual({ people: [name ? { address: kari, name } : { address: kari }], misread: [], doubles: 0 });
  });

  const several: readonly string[] = [
    `${kari}\r\n${ola}`, `${kari}\r${ola}`, `${kari}\u2028${ola}`, `${kari},${ola}`, `${kari}, ${ola}`, `${kari};${ola}`, `${kari}\t${ola}`, `${kari} ${ola}`, `${kari}\u00a0${ola}`,
    `${kari}\u200b${ola}`, `${kari}/${ola}`, `${kari}<br>${ola}`, `<${kari}><${ola}>`, `Kari <${kari}>, Hansen, Ola <${ola}>`, `Kari; ${kari}; Ola; ${ola}`, `1. ${kari} 2. ${ola}`,
    `Navn;E-post\n\nKari;${kari}\n---\nOla;${ola}\n`,
  ];
  test.each(several)('several: %j', (text) => {
    expect(readList(text, domains)).toMatchObject({ people: [{ address: kari }, { address: ola }], misread: [], doubles: 0 });
  });

  test('a hyphen that holds is a hyphen', () => {
    expect(addresses('Jan\u2011Erik <jan\u2011erik.strusshamn@askoy.kommune.no>')).toEqual([own('jan-erik.strusshamn')]);
  });

  test('everybody is there once, and mentions of her are counted and add what is known', () => {
    expect(readList(`${kari}\n${ola}\nKari Nordmann <KARI.nordmann@askoy.kommune.no>\n${kari}\t4.1.2027`, domains)).toEqual({
      people: [{ address: kari, name: 'Kari Nordmann', startsOn: '2027-01-04' }, { address: ola }],
      misread: [],
      doubles: 2,
    });
  });

  test('an address in another domain is somebody: whether she can be reached is seen later', () => {
    expect(addresses('kari@gmail.com, kari@bergen.kommune.no')).toEqual(['kari@gmail.com', 'kari@bergen.kommune.no']);
  });

  test('a date of birth is no first day at work', () => {
    expect(readList(`Kari;${kari};04.01.1990`, domains).people).toEqual([{ address: kari, name: 'Kari' }]);
  });
});

describe('what names nobody is told', () => {
  const slips: readonly (readonly [string, string])[] = [
    ['kari.nordmann@askoy.komune.no', kari],
    ['Kari Nordmann <kari.nordmann@askoy.komune.no>', kari],
    ['kari.nordmann@askoy.no', kari],
    ['kari.nordmann@askøy.kommune.no', kari],
    ['kari..nordmann@askoy.kommune.no', kari],
    ['kari.nordmann@@askoy.kommune.no', kari],
    ['kari.nordmann @ askoy.kommune.no', kari],
    ['kari.nordmann@ askoy.kommune.no', kari],
    ['kari.nordmann@askoy kommune no', kari],
    ['kari.nordmann(at)askoy.kommune.no', kari],
    ['kari.nordmannaskoy.kommune.no', kari],
    ['kari nordmann@askoy.kommune.no', kari],
    ['Kari Nordmann@askoy.kommune.no', kari],
    ['kari,nordmann@askoy.kommune.no', kari],
    ['1.kari.nordmann@askoy.kommune.no', kari],
    ['kari@gmail,com', 'kari@gmail.com'],
  ];
  test.each(slips)('%s, with the address that was probably meant', (text, suggestion) => {
    expect(readList(`\n${text}\n${ola}`, domains)).toMatchObject({ people: [{ address: ola }], misread: [{ line: 2, suggestion }], doubles: 0 });
  });

  const nobody: readonly (readonly [string, readonly string[]])[] = [
    ['tull', ['tull']],
    ['Kari Nordmann', ['Kari Nordmann']],
    ['kari.nordmann@', ['kari.nordmann@']],
    ['@askoy.kommune.no', ['@askoy.kommune.no']],
    ['x/y@z', ['x/y@z']],
    ['a@askoy.kommune.nob@askoy.kommune.no', ['a@askoy.kommune.nob@askoy.kommune.no']],
    [`${ola} tull ${own('b')}`, ['tull']],
    [`Kari Nordmann; ${ola}; ${own('b')}`, ['Kari Nordmann']],
    ['55 12 34 56', ['55 12 34 56']],
    ['Hei, her er lista:', ['Hei, her er lista:']],
    ['- \n1.\n===\nE-postadresse\nNavn, e-post', []],
  ];
  test.each(nobody)('%j', (text, told) => {
    const { misread } = readList(text, domains);
    expect(misread.map((one) => one.text)).toEqual(told);
    expect(misread.map(({ suggestion }) => suggestion)).toEqual(told.map(() => undefined));
  });

  test('a typing error that Outlook wrote twice is told once', () => {
    const slip = 'kari.nordmann@askoy.komune.no';
    expect(readList(`${slip} <mailto:${slip}>`, domains).misread).toEqual([{ line: 1, text: slip, suggestion: kari }]);
  });

  test('a long piece is cut', () => {
    const [one] = readList('tull '.repeat(10_000), domains).misread;
    expect(one?.text.length).toBeLessThanOrEqual(80);
    expect(one?.text).toMatch(/ \[…\]$/);
  });
});

describe('no secret is shown', () => {
  /** Synthetic: the month is 80 too high. */
  const number = '13819810006';
  const texts: readonly string[] = [
    number, `Kari ${number}`, `138198 10006 Kari`, '１３８１９８１０００６', `${number}@askoy.kommune.no`, `${number}@askoy.komune.no`, `x ${number} y`.padStart(500, '.'),
    `${kari}; tull ${number}; ${ola}`, `passord: ${number}`, `${kari};${number}`,
  ];
  test.each(texts)('%j', (text) => {
    expect(JSON.stringify(readList(text, domains)).normalize('NFKC')).not.toMatch(/138198 ?10006/);
  });

  const words: readonly string[] = ['passord: hemmelig', 'passord:\nhemmelig', `passord hemmelig ${kari}`, `passord:\nhemmelig ${kari}`, `${kari}; passord; hemmelig; ${ola}`, `passord <hemmelig ${kari}>`];
  test.each(words)('%j', (text) => {
    expect(JSON.stringify(readList(text, domains))).not.toContain('hemmelig');
  });
});

describe('whatever is pasted', () => {
  const name = fc.constantFrom('Kari', 'Åse', 'Ola', 'Nordmann', 'Bjørgo', 'Li', 'Anne-Lise', 'O’Brien');
  const local = fc.tuple(fc.constantFrom('kari', 'ola', 'anne-lise', 'o\'brien', 'x'), fc.constantFrom('nordmann', 'li', 'berg_hansen', 'a+b'), fc.nat(99)).map(([first, last, number]) => `${first}.${last}${number}`);
  const address = fc.tuple(local, fc.constantFrom('askoy.kommune.no', 'gmail.com', 'bergen.kommune.no', 'blåbær.no')).map((parts) => parts.join('@'));
  const separator = fc.constantFrom('\n', '\r\n', '\r', ', ', ',', ';', '; ', '\t', ' ', '\u00a0', '\n\n', ' ;\n', '\u2028', ' ,, ', '|', '\n• ', '\n- ', '\n1. ', '\n2) ');
  const around = fc.tuple(name, name, fc.nat(12)).map(([first, last, how]) => (one: string): string =>
    [one, `<${one}>`, `"${one}"`, `${first} ${last} <${one}>`, `"${last}, ${first}" <${one}>`, `mailto:${one}`, `(${one})`, `\u200b${one}\ufeff`, `${one}<mailto:${one}>`, one.toUpperCase(), one.replace('@', '＠'), `${one} (${first})`, `«${one}».`][how] ?? one,
  );
  const entries = fc.array(fc.tuple(address, around, separator), { maxLength: 30 });

  test('gives exactly the addresses in it, each once', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const read = readList(list.map(([one, dress, after]) => dress(one) + after).join(''), domains);
        const meant = list.map(([one]) => one);
        expect(read.people.map((one) => one.address)).toEqual([...new Set(meant)]);
        expect(read.doubles).toBe(meant.length - new Set(meant).size);
        expect(read.misread).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('nonsense between them is told by its line', () => {
    const nonsense = fc.constantFrom('tull', 'Kari Nordmann', 'kari.nordmann@', 'hei på deg', 'kari@askoy.komune.no', '99 88 77 66', 'a@b');
    fc.assert(
      fc.property(fc.array(fc.oneof(address, nonsense), { maxLength: 40 }), fc.constantFrom('\n', '\r\n', '\r'), (lines, end) => {
        const read = readList(lines.join(end), domains);
        const bad = lines.flatMap((line, index) => (/^[^@ ]+@(?!b$|askoy\.komune)/.test(line) && !line.endsWith('@') ? [] : [{ line: index + 1, text: line }]));
        expect(read.misread.map(({ line, text }) => ({ line, text }))).toEqual(bad);
      }),
      { numRuns: 500 },
    );
  });

  test('comes to something, with nobody in it twice and every line in the text', () => {
    const part = fc.constantFrom('kari', 'Åse', '@', '.', ',', ' ', '<', '>', ';', ':', '"', '(', ')', '[', ']', '\n', '\t', 'askoy.kommune.no', 'komune', 'no', 'mailto:', '1.', '•', '\u200b', '＠', '/', '|', '2', 'at', 'passord', kari, ola);
    const text = fc.oneof(fc.array(part, { maxLength: 40 }).map((parts) => parts.join('')), fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(text, (pasted) => {
        const { people, misread, doubles } = readList(pasted, domains);
        expect(new Set(people.map((one) => one.address)).size).toBe(people.length);
        for (const one of people) expect(one.address).toMatch(/^[a-z0-9][^\s@<>"(),:;]*@[^\s@<>"(),:;]+\.\p{L}{2,}$/u);
        const lines = pasted.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).length;
        for (const one of misread) expect(one.line >= 1 && one.line <= lines && one.text.length <= 80).toBe(true);
        expect(doubles).toBeGreaterThanOrEqual(0);
        // Whoever is read is read again the same.
        expect(addresses(people.map((one) => one.address).join('\n'))).toEqual(people.map((one) => one.address));
      }),
      { numRuns: 1_000 },
    );
  });

  test('one word is somebody just where the address checker finds no slip in it', () => {
    const part = fc.constantFrom('kari', 'nordmann', 'x', '7', '.', '..', '-', '_', "'", '+', '@', 'askoy', '.kommune', '.komune', '.no', '@askoy.kommune.no', 'mail', 'to', 'at', '2', 'æ');
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 7 }).map((parts) => parts.join('')), (typed) => {
        // Marks of a list and a number before a name are not asked about.
        fc.pre(/^\p{L}.*\p{L}$/u.test(typed) && typed.includes('@'));
        const { verdict } = checkEmail(typed, domains);
        expect(addresses(typed)).toEqual(verdict === 'fits' || verdict === 'other' ? [typed] : []);
      }),
      { numRuns: 1_500 },
    );
  });

  test('20,000 lines with 300 nonsense ones take no noticeable time, and each of the 300 is told', () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => (index % 66 === 5 && index < 19_800 ? `tull nummer ${index}` : `Kari Nordmann <${own(`kari${index}`)}>`));
    const begun = cpuTime();
    const read = readList(lines.join('\r\n'), domains);
    expect(cpuTime() - begun).toBeLessThan(3_000);
    expect(read.misread).toEqual(lines.flatMap((text, index) => (text.startsWith('tull') ? [{ line: index + 1, text }] : [])));
    expect(read.misread).toHaveLength(300);
    expect(read.people).toHaveLength(19_700);
  });

  test('nothing hostile takes long', () => {
    for (const piece of ['@', '@ ', 'a@', 'a', '<', 'a.', ',', 'at ', '(at)', '2askoy.kommune.no', '"', '1.', 'passord ', '\u200b@', 'a@b/', '•', '[a](', ' <a@', kari]) {
      const begun = cpuTime();
      readList(piece.repeat(Math.floor(50_000 / piece.length)), domains);
      expect([piece, cpuTime() - begun < 3_000]).toEqual([piece, true]);
    }
  });
});
