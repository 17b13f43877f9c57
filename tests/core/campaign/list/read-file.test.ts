import fc from 'fast-check';
import { mostBytes, mostPeople, readFile } from '../../../../src/core/campaign/list/read-file';

const domains = ['askoy.kommune.no'];
const own = (local: string): string => `${local}@askoy.kommune.no`;
const people = [
  { address: own('kare.as'), name: 'Kåre Ås', startsOn: '2027-01-04' },
  { address: own('ola.berg'), name: 'Ola Berg', startsOn: '2027-02-01' },
];
const utf8 = (text: string): Buffer => Buffer.from(text);
const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

/** The ways Excel and others write letters down. */
const encodings: readonly (readonly [string, (text: string) => Buffer])[] = [
  ['UTF-8', utf8],
  ['UTF-8 with its mark', (text) => utf8(`\ufeff${text}`)],
  ['UTF-16, as Excel’s Unicode text', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16, big-endian', (text) => bigEndian(`\ufeff${text}`)],
  ['Windows-1252', (text) => Buffer.from(text, 'latin1')],
];
const tables: readonly (readonly [string, string])[] = [
  ['semicolons', `Navn;E-post;Startdato\r\nKåre Ås;${own('kare.as')};04.01.2027\r\nOla Berg;${own('ola.berg')};1.2.27\r\n`],
  ['commas', `Navn,E-postadresse,Tiltredelse\nKåre Ås,${own('kare.as')},2027-01-04\n"Berg, Ola",${own('ola.berg')},2027-02-01`],
  ['tabs', `Fornavn\tEtternavn\tUPN\tStart date\nKåre\tÅs\t${own('kare.as')}\t4. januar 2027\nOla\tBerg\t${own('ola.berg')}\t2027-02-01 00:00:00`],
  ['a line that says what parts the cells', `sep=;\r\nNamn;E-post;Startdato\r\nKåre Ås;${own('kare.as')};4.1.2027\r\nOla Berg;${own('ola.berg')};1.2.2027`],
  ['headings in English', `First name;Last name;E-mail;Hire date\nKåre;Ås;${own('kare.as')};2027-01-04\nOla;Berg;${own('ola.berg')};2027-02-01`],
  ['a title above', `Nyansatte i år\n\nBrukernavn;Navn;Oppstart\n${own('kare.as')};Kåre Ås;04.01.2027\n${own('ola.berg')};Ola Berg;01.02.2027`],
  ['no headings', `Kåre;Ås;${own('kare.as')};04.01.2027\nOla;Berg;${own('ola.berg')};01.02.2027`],
  ['no headings, addresses first', `${own('kare.as')};Kåre Ås;04.01.2027;Skole\n${own('ola.berg')};Ola Berg;01.02.2027;Skole`],
  ['quoted cells', `"Navn";"E-post";"Startdato"\n"Kåre\nÅs";"${own('kare.as')}";"04.01.2027"\n"Ola Berg";"${own('ola.berg')}";"01.02.2027"`],
  ['old Mac line ends', `Navn;E-post;Startdato\rKåre Ås;${own('kare.as')};04.01.2027\rOla Berg;${own('ola.berg')};01.02.2027\r`],
  ['a private address, too', `Navn;Privat e-post;E-post;Startdato\nKåre Ås;kare@gmail.com;${own('kare.as')};04.01.2027\nOla Berg;;${own('ola.berg')};01.02.2027`],
  ['user names that are none', `Brukernavn;Navn;E-post;Startdato\nkaas;Kåre Ås;${own('kare.as')};04.01.2027\nolbe;Ola Berg;${own('ola.berg')};01.02.2027`],
];

describe.each(tables)('a table with %s', (_name, text) => {
  test.each(encodings)('in %s', (_encoding, encode) => {
    expect(readFile(encode(text), domains)).toEqual({ people, misread: [], doubles: 0, ...(/start|tiltred|first ?day|hire/i.test(text) && { dated: true }) });
  });
});

describe('lines of the file that name nobody', () => {
  test('are told, with headings and line breaks in cells counted', () => {
    const text = `Navn;E-post;Merknad\r\nKari;${own('kari')};"en\r\nto"\r\nOla;;\r\n;;\r\nPer;${own('per').replace('komm', 'kom')};\r\nEli;ukjent;ring\r\nKari;${own('KARI')};\r\n`;
    expect(readFile(utf8(text), domains)).toEqual({
      people: [{ address: own('kari'), name: 'Kari' }],
      misread: [
        { line: 4, text: 'Ola' },
        { line: 6, text: own('per').replace('komm', 'kom'), suggestion: own('per') },
        { line: 7, text: 'Eli; ukjent; ring' },
      ],
      doubles: 1,
    });
  });

  test('a quotation mark out of place hides nobody', () => {
    for (const text of [`"Kari;${own('kari')}\nOla;${own('ola')}\n`, `"Kari;${own('kari')}\nOla";${own('ola')}\n`, `Kari "Kaia;${own('kari')}\n"Ola" B;${own('ola')}\n`])
      expect(readFile(utf8(text), domains)).toMatchObject({ people: [{ address: own('kari') }, { address: own('ola') }], misread: [] });
  });

  test('a birth number is not shown', () => {
    expect(JSON.stringify(readFile(utf8(`Navn;Fnr;E-post\nKari;13819810006;\nOla;13819810006;${own('ola')}`), domains))).not.toContain('13819810006');
  });

  const lists: readonly string[] = [
    `${own('a.b')}, ${own('c.d')}\n${own('e.f')}`,
    `${own('a.b')};${own('c.d')}\n${own('e.f')}`,
    `Berg, Anne <${own('a.b')}>\nDahl, Carl <${own('c.d')}>, Eli <${own('e.f')}>`,
    `Anne;${own('a.b')};Carl;${own('c.d')}\nEli;${own('e.f')};;`,
  ];
  test.each(lists)('of a file that is no table everybody is read, too: %j', (text) => {
    expect(readFile(utf8(text), domains)).toMatchObject({ people: [{ address: own('a.b') }, { address: own('c.d') }, { address: own('e.f') }], misread: [] });
  });

  test('strangers in a row of nothing but addresses are people, beside a colleague with a name they are her own', () => {
    expect(readFile(utf8('a@gmail.com, b@gmail.com\nc@gmail.com'), domains)).toMatchObject({ people: [{ address: 'a@gmail.com' }, { address: 'b@gmail.com' }, { address: 'c@gmail.com' }] });
    expect(readFile(utf8(`Anne;anne@gmail.com;${own('anne')}`), domains)).toEqual({ people: [{ address: own('anne'), name: 'Anne' }], misread: [], doubles: 0 });
  });

  test('names in brackets and out of order are read as on a pasted list', () => {
    expect(readFile(utf8(`Nordmann, Kari <${own('kari.n')}>\nHansen, Ola <${own('ola.h')}>`), domains)).toMatchObject({ people: [{ name: 'Kari Nordmann' }, { name: 'Ola Hansen' }] });
  });

  test('several addresses in a cell are several people', () => {
    expect(readFile(utf8(`Enhet;E-post\nSkole;"${own('a')}\n${own('b')}"\n`), domains)).toMatchObject({ people: [{ address: own('a') }, { address: own('b') }], misread: [] });
  });
});

describe('what is no list of people', () => {
  const zip = (inside: string): Buffer => Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.from(`\0\0${inside}\0`)]);
  const wrong: readonly (readonly [string, Buffer, object])[] = [
    ['an empty file', utf8(''), { wrong: 'empty' }],
    ['white space', utf8('\ufeff \r\n\r\n'), { wrong: 'empty' }],
    ['a workbook', zip('xl/workbook.xml'), { wrong: 'binary', kind: 'excel' }],
    ['a document', zip('word/document.xml'), { wrong: 'binary', kind: 'word' }],
    ['an old workbook', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('Workbook', 'utf16le')]), { wrong: 'binary', kind: 'excel' }],
    ['a PDF', utf8('%PDF-1.7 kari@askoy.kommune.no'), { wrong: 'binary', kind: 'pdf' }],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]), { wrong: 'binary', kind: 'picture' }],
    ['zeros', Buffer.alloc(100), { wrong: 'binary', kind: 'other' }],
    ['another table', utf8('Konto;Beløp\n4000;200,50\n4001;-10\n'), { wrong: 'no-addresses', rows: 3 }],
    ['too many bytes', Buffer.alloc(mostBytes + 1, 'a'), { wrong: 'too-large', of: 'bytes', found: mostBytes + 1, most: mostBytes }],
  ];
  test.each(wrong)('%s', (_name, bytes, answer) => {
    expect(readFile(bytes, domains)).toEqual(answer);
  });

  test('more people than there can be', () => {
    const file = utf8(Array.from({ length: mostPeople + 1 }, (_, index) => own(`k${index}`)).join('\n'));
    expect(readFile(file, domains)).toEqual({ wrong: 'too-large', of: 'people', found: mostPeople + 1, most: mostPeople });
  });
});

describe('whatever is in the file', () => {
  test('people, quoted as CSV is, are all read', () => {
    const cell = fc.constantFrom('Kari', 'Åse Li', 'a;b', 'a,b', 'sa "hei"', 'to\nlinjer', '', ' ', '12', '\t');
    const row = fc.tuple(fc.nat(300), cell, cell);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), fc.constantFrom(';', ',', '\t'), fc.constantFrom('\n', '\r\n'), fc.boolean(), (rows, delimiter, end, heading) => {
        const table = [...(heading ? [['Merknad', 'E-post', 'Annet']] : []), ...rows.map(([number, one, other]) => [one, own(`kari${number}`), other])];
        const text = table.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter)).join(end);
        const read = readFile(utf8(text), domains);
        expect(read).toMatchObject({ misread: [] });
        expect('people' in read && read.people.map(({ address }) => address)).toEqual([...new Set(rows.map(([number]) => own(`kari${number}`)))]);
      }),
      { numRuns: 200 },
    );
  });

  test('of a table with headings, every row is somebody, somebody once more, or told', () => {
    const cell = fc.constantFrom('', ' ', 'tull', 'kari', own('a'), own('b'), own('C'), 'kari@askoy.komune.no', '@', 'x@', '12', 'a@gmail.com');
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 20 }), (rows) => {
        const read = readFile(utf8(['Navn;E-post;Enhet', ...rows.map((row) => row.join(';')), `Z;${own('z')};`].join('\n')), domains);
        if ('wrong' in read) throw new Error(read.wrong);
        const said = rows.filter((row) => row.some((one) => one.trim() !== '')).length + 1;
        expect(read.people.length + read.doubles + read.misread.length).toBe(said);
        expect(new Set(read.misread.map(({ line }) => line)).size).toBe(read.misread.length);
      }),
      { numRuns: 200 },
    );
  });

  test('bytes come to an answer', () => {
    const bytes = fc.uint8Array({ maxLength: 400 });
    fc.assert(
      fc.property(fc.oneof(bytes, bytes.map((some) => Buffer.concat([utf8('\ufeff'), some])), bytes.map((some) => Buffer.concat([Buffer.from([0xff, 0xfe]), some])), fc.string({ unit: 'grapheme' }).map(utf8)), (file) => {
        const read = readFile(file, domains);
        if ('wrong' in read) expect(['empty', 'binary', 'no-addresses']).toContain(read.wrong);
        else expect(read.people.length + read.misread.length).toBeGreaterThan(0);
      }),
      { numRuns: 1_000 },
    );
  });
});
