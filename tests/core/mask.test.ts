import { fnr } from '@navikt/fnrvalidator';
import fc from 'fast-check';
import { mask, maskAll } from '../../src/core/mask';
import { anyNationalId, nationalId, someDNumber, someFnr } from '../support/national-ids';
import { cpuTime } from '../support/cpu';

const gone = '•••';
const date = someFnr.slice(0, 6);
const last = someFnr.slice(6);

describe('national identity numbers', () => {
  const written: readonly [string, string, string][] = [
    ['alone', someFnr, gone],
    ['a D-number', someDNumber, gone],
    ['with a space', `${date} ${last}`, gone],
    ['with a space that does not break', `${date}\u00a0${last}`, gone],
    ['with a dash', `${date}-${last}`, gone],
    ['with a long dash', `${date}–${last}`, gone],
    ['with a minus sign', `${date}\u2212${last}`, gone],
    ['with a dash between spaces', `${date} - ${last}`, gone],
    ['with a stroke between spaces', `${date} / ${last}`, gone],
    ['with a comma', `${date},${last}`, gone],
    ['with a colon', `${date}: ${last}`, gone],
    ['over two lines', `${date}\r\n${last}`, gone],
    ['with dots in the date', `${date.slice(0, 2)}.${date.slice(2, 4)}.${date.slice(4)} ${last}`, gone],
    ['with dots and spaces', `${date.slice(0, 2)}. ${date.slice(2, 4)}. ${date.slice(4)} - ${last}`, gone],
    ['digit by digit', someFnr.split('').join(' '), gone],
    ['with spaces of no width', someFnr.split('').join('\u200b'), gone],
    ['with a soft hyphen', `${date}\u00ad${last}`, gone],
    ['in a sentence', `Fnr er ${someFnr}, hjelp!`, `Fnr er ${gone}, hjelp!`],
    ['in a word', `fnr${someFnr}x`, `fnr${gone}x`],
    ['in brackets', `(${someFnr})`, `(${gone})`],
    ['at the end of a sentence', `Det er ${someFnr}.`, `Det er ${gone}.`],
    ['two of them', `${someFnr} og ${someDNumber}`, `${gone} og ${gone}`],
    ['two with nothing but a comma', `${someFnr},${someDNumber}`, `${gone},${gone}`],
    ['after other digits', `12345 ${date} ${last}`, `12345 ${gone}`],
    ['before other digits', `${date} ${last} 12345`, `${gone} 12345`],
    ['after a phone number', `55 15 80 00 ${someFnr}`, `55 15 80 00 ${gone}`],
  ];
  test.each(written)('%s', (_name, text, expected) => {
    expect(mask(text)).toBe(expected);
  });

  test('any of them, with anything people put between the digits', () => {
    const separators = fc.array(fc.constantFrom(' ', '\u00a0', '.', '-', '–', '/', ','), { maxLength: 3 }).map((all) => all.join(''));
    const grouped = fc
      .tuple(anyNationalId, fc.constantFrom([6], [2, 4, 6], [3, 6, 9], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), separators)
      .map(([id, cuts, separator]) => [0, ...cuts].map((cut, index) => id.slice(cut, cuts[index])).join(separator));
    const words = fc.constantFrom('', 'hei', 'fnr: ', 'Kari Nordmann, ', 'født ', ' 12 ', '2026 ', ' (', 'Æ');
    fc.assert(
      fc.property(words, grouped, words, (before, id, after) => {
        const text = `${before}${/\d$/.test(before) ? ' ' : ''}${id}${/^\d/.test(after) ? ' ' : ''}${after}`;
        const masked = mask(text);
        expect(masked).toContain(gone);
        expect(masked.replace(/\D/g, '')).not.toContain(id.replace(/\D/g, ''));
        expect(masked).not.toContain(id);
      }),
    );
  });

  test('any of them beside any other digits: not one half of it is left', () => {
    const digits = fc.stringMatching(/^[0-9]{1,12}$/);
    fc.assert(
      fc.property(digits, anyNationalId, digits, (before, id, after) => {
        const masked = mask(`${before} ${id.slice(0, 6)} ${id.slice(6)} ${after}`);
        expect(masked).not.toContain(`${id.slice(0, 6)} ${id.slice(6)}`);
        expect(masked.split(' ')).not.toEqual(expect.arrayContaining([id.slice(0, 6), id.slice(6)]));
      }),
      { numRuns: 1_000 },
    );
  });

  test('the generator follows the published rule', () => {
    fc.assert(fc.property(anyNationalId, (id) => fnr(id).status === 'valid'));
    expect(nationalId({ day: 7, month: 3, year: 71, individual: 120 })).toMatch(/^078371120\d\d$/);
    expect(nationalId({ day: 7, month: 3, year: 71, individual: 120 }, 'D-number') ?? '478371120').toMatch(/^478371120/);
  });
});

describe('digits that are none', () => {
  const left = [
    '55 15 80 00',
    '+47 55 15 80 00',
    '004755158000',
    'ring 90 01 23 45 eller 90 01 23 46',
    '07.03.1971',
    '1971-03-07 12:30',
    'klokka 08:00-15:30',
    '8601 11 17947',
    'konto 1234.56.78903',
    '123456789',
    'org.nr. 987 654 321',
    `${someFnr}0`,
    `0${someFnr}`,
    '99999999999',
    '00000000000',
    '12345678901',
    'https://player.vimeo.com/video/518591359',
    'feil 0x80070005 på linje 4711',
  ];
  test.each(left.map((text) => [text]))('%s is left alone', (text) => {
    expect(mask(text)).toBe(text);
  });

  test('eleven digits whose check digits are wrong are left alone, however they stand', () => {
    const wrong = fc.stringMatching(/^[0-9]{11}$/).filter((digits) => fnr(digits).status !== 'valid');
    fc.assert(
      fc.property(wrong, fc.constantFrom('', ' ', '.', '-'), (digits, separator) => {
        const text = `nr ${digits.slice(0, 6)}${separator}${digits.slice(6)} her`;
        expect(mask(text)).toBe(text);
      }),
    );
  });

  test('text without eleven digits is left alone', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((text) => text.replace(/\D/g, '').length < 11 && !/pass(ord|word)|\d{3}.?\d{3}/i.test(text));
    fc.assert(fc.property(words, (text) => mask(text) === text));
  });
});

describe('passwords', () => {
  const told: readonly [string, string][] = [
    ['passord: Sommer2024!', `passord: ${gone}`],
    ['Passord Sommer2024', `Passord ${gone}`],
    ['PASSORD=ABC', `PASSORD=${gone}`],
    ['passord - Sommer2024', `passord - ${gone}`],
    ['passord -> Sommer2024', `passord -> ${gone}`],
    ['passordet er Sommer2024', `passordet er ${gone}`],
    ['passordet mitt er: Sommer2024', `passordet mitt er: ${gone}`],
    ['mitt passord er Sommer2024, virker det?', `mitt passord er ${gone} virker det?`],
    ['passordet var Sommer2024', `passordet var ${gone}`],
    ['passordet til Visma er Sommer2024', `passordet til Visma er ${gone}`],
    ['passordet mitt på min PC: Sommer2024', `passordet mitt på min PC: ${gone}`],
    ['passord\nSommer2024', `passord\n${gone}`],
    ['passord "min hemmelige setning"', `passord ${gone}`],
    ["passord 'min hemmelige setning'!", `passord ${gone}`],
    ['passord "uten slutt', `passord ${gone} slutt`],
    ['bruker kari passord (Sommer2024)', `bruker kari passord ${gone}`],
    ['password: hunter2', `password: ${gone}`],
    ['my password is hunter2', `my password is ${gone}`],
    ['My Password: hunter2 and my user is kari', `My Password: ${gone} and my user is kari`],
    ['the password for Visma is hunter2', `the password for Visma is ${gone}`],
    ['passord æøåÆØÅ1', `passord ${gone}`],
    ['passord x1 og passord y2', `passord ${gone} og passord ${gone}`],
  ];
  test.each(told)('%j', (text, expected) => {
    expect(mask(text)).toBe(expected);
  });

  const onlyTalkedAbout = [
    'Jeg har glemt passordet',
    'Jeg har glemt passordet mitt.',
    'Glemt passord?',
    'glemt passordet og kommer ikke inn',
    'Hva er passordet til Visma?',
    'Hvor endrer jeg passord for Visma?',
    'jeg vet ikke hva passordet mitt er',
    'passordet virker ikke',
    'passordet mitt fungerer ikke lenger',
    'passordet er feil',
    'passordet er utløpt',
    'Passordet mitt er ikke godkjent',
    'passordet ble ikke godtatt',
    'passordet blir avvist',
    'passordet må byttes',
    'passordet kan ikke brukes',
    'passordet har gått ut',
    'passordet til Visma er feil',
    'passord eller brukernavn er feil',
    'får ikke nytt passord på e-post',
    'nytt passord kommer ikke',
    'passordbytte nå',
    'eg har gløymt passordet mitt',
    'passordet verkar ikkje',
    'I forgot my password',
    'I forgot my password and cannot log in',
    'my password does not work',
    'my password doesn’t work',
    "my password doesn't work",
    'my password has expired',
    'my password is wrong',
    'the password was rejected',
    'Your password must be changed',
    'password reset link',
    'which password do I use?',
    'Bør jeg ha et passord? Jeg vet ikke',
  ];
  test.each(onlyTalkedAbout.map((text) => [text]))('«%s» has no secret in it', (text) => {
    expect(mask(text)).toBe(text);
  });
});

describe('one-time codes', () => {
  const told: readonly [string, string][] = [
    ['koden er 123456', `koden er ${gone}`],
    ['kode: 123 456.', `kode: ${gone}.`],
    ['kode 123-456', `kode ${gone}`],
    ['kode\u00a0123\u00a0456', `kode\u00a0${gone}`],
    ['koden,123456', `koden,${gone}`],
    ['kode #123456', `kode #${gone}`],
    ['123456 fikk jeg på SMS', `${gone} fikk jeg på SMS`],
    ['engangskode 123456 og så 654321', `engangskode ${gone} og så ${gone}`],
    ['BankID vil ha 123456', `BankID vil ha ${gone}`],
    ['the code is 123456', `the code is ${gone}`],
    ['my one-time password: 123456', `my one-time password: ${gone}`],
    ['PIN 123456', `PIN ${gone}`],
  ];
  test.each(told)('%j', (text, expected) => {
    expect(mask(text)).toBe(expected);
  });

  test.each([['saksnummer 123456'], ['jeg fikk 123456'], ['ring 123456'], ['opinion 123456'], ['episode 123456']])('«%s» is left alone where no code is talked about', (text) => {
    expect(mask(text)).toBe(text);
  });

  test.each([['kode 12345'], ['kode 1234567'], ['kode 12345678'], ['koden kostet 12.123456'], ['kode 2026']])('«%s» has no six digits', (text) => {
    expect(mask(text)).toBe(text);
  });

  test('alone they are one where the card that stands talks about codes', () => {
    expect(mask('123456', { codes: true })).toBe(gone);
    expect(mask('her: 123 456', { codes: true })).toBe(`her: ${gone}`);
    expect(mask('55 15 80 00', { codes: true })).toBe('55 15 80 00');
  });
});

describe('whatever is written', () => {
  const piece = fc.oneof(
    anyNationalId,
    fc.stringMatching(/^[0-9]{1,12}$/),
    fc.constantFrom('passord', 'passordet er', 'password:', 'my password', 'for Visma', 'kode', 'og', '"', "'", ' ', '-', ':', '.', '•••', 'hunter2', 'er', '\n', '('),
    fc.string({ unit: 'grapheme', maxLength: 5 }),
  );
  const text = fc.array(piece, { maxLength: 12 }).chain((pieces) => fc.constantFrom('', ' ').map((between) => pieces.join(between)));

  test('what is masked once does not change when it is masked again', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (written, codes) => {
        const once = mask(written, { codes });
        expect(mask(once, { codes })).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });

  test('what one cannot win time with: long texts made to be slow are masked at once', () => {
    const long = 100_000;
    const slow = ['1', '1 ', ' ', 'passord ', 'passord "', "passord '", 'passord for ', 'passord:', 'passord er ', 'kode 12345', '.', '-'].map((part) => part.repeat(long / part.length));
    const begin = cpuTime();
    for (const written of [...slow, `passord ${'.'.repeat(long)}x`, `passord for ${'a'.repeat(long)} b`, `passord ${' '.repeat(long)}`]) mask(written);
    // Each takes a few ms; a pattern that goes back over itself would take minutes.
    expect(cpuTime() - begin).toBeLessThan(3_000);
  });
});

describe('maskAll', () => {
  test('masks every string in a plain value, and leaves keys and other things alone', () => {
    const at = new Date(0);
    expect(maskAll({ a: someFnr, b: [`x ${someFnr}`, 7, null, { c: 'passord: x' }], [someFnr]: true, at })).toEqual({
      a: gone,
      b: [`x ${gone}`, 7, null, { c: `passord: ${gone}` }],
      [someFnr]: true,
      at,
    });
  });
});
