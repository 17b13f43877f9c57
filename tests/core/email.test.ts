import fc from 'fast-check';
import { checkEmail, type Fault } from '../../src/core/email/check';
import { addressIn } from '../../src/core/email/in-text';
import nordvik from '../support/other-municipality.json';

const domains = ['askoy.kommune.no'];
const teams = 'kari.nordmann@askoy.kommune.no';

describe('a typing error is named, with the address without it', () => {
  const errors: readonly [string, readonly Fault[]][] = [
    // After the @.
    ['kari.nordmann@askoy.komune.no', ['domain']],
    ['kari.nordmann@askkoy.kommune.no', ['domain']],
    ['kari.nordmann@aksoy.kommune.no', ['domain']],
    ['kari.nordmann@askoy.kommnue.no', ['domain']],
    ['kari.nordmann@askoey.kommune.no', ['domain']],
    ['kari.nordmann@askoy.kommune.com', ['domain']],
    ['kari.nordmann@askoy.kommune.n', ['domain']],
    ['kari.nordmann@askoy.kommune', ['domain']],
    ['kari.nordmann@askoy.komune', ['domain']],
    ['kari.nordmann@askoy.no', ['domain']],
    ['kari.nordmann@askoy', ['domain']],
    ['kari.nordmann@askoy-kommune.no', ['domain']],
    ['kari.nordmann@askoykommune.no', ['missing-dot']],
    ['kari.nordmann@askoy.kommuneno', ['missing-dot']],
    // Letters.
    ['kari.nordmann@askøy.kommune.no', ['letters']],
    ['kari.nordmann@asköy.kommune.no', ['letters']],
    ['kari.nordmann@askøy.komune.no', ['letters', 'domain']],
    ['kåri.nordmann@askoy.kommune.no', ['letters']],
    ['Ｋａｒｉ．ｎｏｒｄｍａｎｎ＠ａｓｋｏｙ．ｋｏｍｍｕｎｅ．ｎｏ', ['letters']],
    // Commas, spaces, dots.
    ['kari,nordmann@askoy.kommune.no', ['comma']],
    ['kari,nordmann@askoy,kommune,no', ['comma']],
    ['kari, nordmann@askoy.kommune.no', ['space', 'comma']],
    ['kari nordmann@askoy.kommune.no', ['space']],
    ['Kari Nordmann@askoy.kommune.no', ['space']],
    ['kari\u00a0nordmann@askoy.kommune.no', ['space']],
    ['kari.nordmann @askoy.kommune.no', ['space']],
    ['kari.nordmann@ askoy.kommune.no', ['space']],
    ['kari.nordmann @ askoy . kommune . no', ['space']],
    ['kari . nordmann@askoy.kommune. no', ['space']],
    ['kari.nordmann@askoy kommune no', ['space']],
    ['kari..nordmann@askoy.kommune.no', ['two-dots']],
    ['kari.nordmann@askoy..kommune.no', ['two-dots']],
    ['kari…nordmann@askoy.kommune.no', ['letters', 'two-dots']],
    ['kari.nordmann.@askoy.kommune.no', ['dot-at-edge']],
    ['kari.nordmann@.askoy.kommune.no', ['dot-at-edge']],
    ['.kari.nordmann@askoy.kommune.no', ['dot-at-edge']],
    // The @.
    ['kari.nordmann@@askoy.kommune.no', ['at-sign']],
    ['kari.nordmann@askoy@kommune.no', ['at-sign']],
    ['kari@nordmann@askoy.kommune.no', ['at-sign']],
    ['kari.nordmann.askoy.kommune.no', ['at-sign']],
    ['kari.nordmannaskoy.kommune.no', ['at-sign']],
    ['kari.nordmann2askoy.kommune.no', ['at-sign']],
    ['kari.nordmann"askoy.kommune.no', ['at-sign']],
    ['kari.nordmann askoy.kommune.no', ['at-sign']],
    ['kari.nordmann.askoy.komune.no', ['at-sign', 'domain']],
    ['kari.nordmann(at)askoy.kommune.no', ['at-sign']],
    ['kari.nordmann [at] askoy.kommune.no', ['at-sign']],
    ['kari.nordmann krøllalfa askoy.kommune.no', ['at-sign']],
    ['kari.nordmann at askoy.kommune.no', ['at-sign']],
    // What stands around it.
    ['kari.nordmann@askoy.kommune.no.', ['around']],
    ['kari.nordmann@askoy.kommune.no,', ['around']],
    ['<kari.nordmann@askoy.kommune.no>', ['around']],
    ['Kari Nordmann <kari.nordmann@askoy.kommune.no>', ['around']],
    ['Kari Nordmann kari.nordmann@askoy.kommune.no', ['around']],
    ['“kari.nordmann@askoy.kommune.no”', ['around']],
    ['«kari.nordmann@askoy.kommune.no»', ['around']],
    ['(kari.nordmann@askoy.kommune.no)', ['around']],
    ['mailto:kari.nordmann@askoy.kommune.no', ['around']],
    ['mailto:kari.nordmann@askoy.kommune.no?subject=Hei', ['around']],
    ['E-post: kari.nordmann@askoy.kommune.no', ['around']],
    ['kari.nordmann@askoy.kommune.no kari', ['around']],
    ['jeg skrev kari.nordmann@askoy.komune.no', ['around', 'domain']],
    ['Eg skreiv kari nordmann@askoy.kommune.no, men det gjekk ikkje', ['around', 'space']],
    ['kari.nord\u00admann@askoy.kommune.no', ['invisible']],
    ['\u200bkari.nordmann@askoy.kommune.no', ['invisible']],
    ['kari.nordmann\u2060@askoy.kommune.no\ufeff.', ['invisible', 'around']],
    // Several at once.
    [' Kåri ,nordmann@askøy komune.no; ', ['around', 'space', 'comma', 'letters', 'domain']],
  ];
  test.each(errors)('%j', (typed, faults) => {
    expect(checkEmail(typed, domains)).toEqual({ verdict: 'typo', faults, suggestion: teams });
  });

  const names: readonly [string, string][] = [
    ['øyvind.bø', 'oyvind.bo'],
    ['åse.ærlig', 'ase.aerlig'],
    ['andré.götze', 'andre.gotze'],
    ['anne-káre.đorđe', 'anne-kare.dorde'],
    ['A\u030ase.Berg', 'ase.berg'],
  ];
  test.each(names)('%s is written %s in an address', (typed, name) => {
    expect(checkEmail(`${typed}@askoy.kommune.no`, domains)).toEqual({ verdict: 'typo', faults: ['letters'], suggestion: `${name}@askoy.kommune.no` });
  });

  const others: readonly [string, readonly Fault[], string][] = [
    ['kari@gmail,com', ['comma'], 'kari@gmail.com'],
    ['kari@gmail .com', ['space'], 'kari@gmail.com'],
    ['kari@gmail..com', ['two-dots'], 'kari@gmail.com'],
    ['kåri@blåbær.no', ['letters'], 'kari@blåbær.no'],
    ['kari@gmail.com. Takk', ['around'], 'kari@gmail.com'],
  ];
  test.each(others)('in the domain of others, too, which stays as it is: %s', (typed, faults, suggestion) => {
    expect(checkEmail(typed, domains)).toEqual({ verdict: 'typo', faults, suggestion });
  });

  const near: readonly [string, Fault][] = [
    ['kari.nordman@askoy.kommune.no', 'close-to-teams'],
    ['kari.nordmamn@askoy.kommune.no', 'close-to-teams'],
    ['kari_nordmann@askoy.kommune.no', 'close-to-teams'],
    ['karinordmann@askoy.kommune.no', 'missing-dot'],
  ];
  test.each(near)('%s is one where Teams gives an address, and only there', (typed, fault) => {
    expect(checkEmail(typed, domains, teams)).toEqual({ verdict: 'typo', faults: [fault], suggestion: teams });
    expect(checkEmail(typed, domains)).toEqual({ verdict: 'fits' });
  });

  test('a misspelt name at a misspelt domain leads to the address Teams has at once', () => {
    expect(checkEmail('kari.nordman@askoy.komune.no', domains, teams)).toEqual({ verdict: 'typo', faults: ['domain', 'close-to-teams'], suggestion: teams });
  });
});

test.each(['\u2010', '\u2011', '–', '\u2212'])('a hyphen that only looks like the one in an address, as «%s», is another sign', (hyphen) => {
  expect(checkEmail(`jan${hyphen}erik.strusshamn@askoy.kommune.no`, domains)).toEqual({ verdict: 'typo', faults: ['invisible'], suggestion: 'jan-erik.strusshamn@askoy.kommune.no' });
});

describe('what is no typing error', () => {
  const verdicts: readonly [string, string, string | undefined, string][] = [
    ['the address Teams has', teams, teams, 'same'],
    ['the same in capitals', 'Kari.Nordmann@ASKOY.kommune.NO', teams, 'same'],
    ['the same where Teams has capitals', teams, 'Kari.Nordmann@askoy.kommune.no', 'same'],
    ['the same with spaces around', `  ${teams}\n`, teams, 'same'],
    ['Teams’ own address in another domain', 'kari@gmail.com', 'Kari@gmail.com', 'same'],
    ['a letter from Teams’ address in another domain', 'kari@gmail.com', 'kari@gmail.co', 'other'],
    ['another of the organisation’s addresses', 'kari.n.hansen@askoy.kommune.no', teams, 'fits'],
    ['one of its addresses, Teams gave none', teams, undefined, 'fits'],
    ['hyphens in names', 'anne-kari.berg-hansen@askoy.kommune.no', teams, 'fits'],
    ['four names', 'anne.kari.berg.hansen@askoy.kommune.no', teams, 'fits'],
    ['an apostrophe', 'sinead.o\'brien@askoy.kommune.no', teams, 'fits'],
    ['one name', 'vaktmester@askoy.kommune.no', undefined, 'fits'],
    ['a private address', 'kari@gmail.com', teams, 'other'],
    ['a private address misspelt, for all we know', 'kari@gmial.com', teams, 'other'],
    ['a private address in letters of its own', 'kari@blåbær.no', teams, 'other'],
    ['the municipality next door', 'kari.nordmann@bergen.kommune.no', teams, 'other'],
    ['a municipality two letters away', 'kari.nordmann@asker.kommune.no', teams, 'other'],
    ['another one', 'kari.nordmann@andøy.kommune.no', teams, 'other'],
    ['a school of the organisation, which is a domain of its own', 'kari@skole.askoy.kommune.no', teams, 'other'],
    ['nothing', '', teams, 'not-an-address'],
    ['nothing, where Teams has an empty address', '', '', 'not-an-address'],
    ['spaces', '   ', teams, 'not-an-address'],
    ['a name', 'Kari Nordmann', teams, 'not-an-address'],
    ['no name', '@askoy.kommune.no', teams, 'not-an-address'],
    ['no domain', 'kari.nordmann@', teams, 'not-an-address'],
    ['a web address', 'www.askoy.kommune.no', teams, 'not-an-address'],
    ['a web address of an own domain’s', 'http://askoy.kommune.no', teams, 'not-an-address'],
    ['a longer web address', 'https://www.askoy.kommune.no/skole', teams, 'not-an-address'],
    ['two @', 'kari@nordmann@gmail.com', teams, 'not-an-address'],
    ['a domain without a dot', 'kari@visma', teams, 'not-an-address'],
    ['another alphabet', 'кари@askoy.kommune.no', teams, 'not-an-address'],
    ['the letters of code', 'kari"; drop table--@askoy.kommune.no', teams, 'not-an-address'],
    ['more than an address can have', `${'k'.repeat(400)}@askoy.kommune.no`, teams, 'not-an-address'],
  ];
  test.each(verdicts)('%s', (_name, typed, known, verdict) => {
    expect(checkEmail(typed, domains, known)).toEqual({ verdict });
  });
});

describe('an organisation with several domains', () => {
  test.each(nordvik.email.domains)('%s is its own', (domain) => {
    expect(checkEmail(`kari@${domain}`, nordvik.email.domains)).toEqual({ verdict: 'fits' });
  });

  const mended: readonly [string, string][] = [
    ['kari@nordvik.exampel', 'kari@nordvik.example'],
    ['kari@nordvik', 'kari@nordvik.example'],
    ['kari@skole.nordvk.example', 'kari@skole.nordvik.example'],
    ['kari@skole nordvik example', 'kari@skole.nordvik.example'],
    ['kari@skolenordvik.example', 'kari@skole.nordvik.example'],
    ['kari@skole.nordvik', 'kari@skole.nordvik.example'],
  ];
  test.each(mended)('%s is mended to the nearest', (typed, suggestion) => {
    expect(checkEmail(typed, nordvik.email.domains)).toMatchObject({ verdict: 'typo', suggestion });
  });

  test('a short name is not mended to its neighbour’s', () => {
    for (const [neighbour, own] of [['sola', 'sula'], ['hol', 'hole'], ['oslo', 'os']])
      expect(checkEmail(`kari@${neighbour}.kommune.no`, [`${own}.kommune.no`])).toEqual({ verdict: 'other' });
  });
});

describe('the address in a message', () => {
  const messages: readonly [string, string | undefined][] = [
    ['jeg skrev kari.nordmann@askoy.komune.no', 'kari.nordmann@askoy.komune.no'],
    ['Er det kari.nordmann@askoy.kommune.no?', 'kari.nordmann@askoy.kommune.no'],
    ['Hei! Adressen er kari nordmann@askoy kommune no, stemmer det', 'kari nordmann@askoy kommune no'],
    ['den private er kari@gmail.com og jobb er kari@askoy.kommune.no', 'kari@askoy.kommune.no'],
    ['kari@gmail.com eller kari@online.no', 'kari@gmail.com'],
    ['Ola Hansen har kari.berg.nordmann@askoy.kommune.no', 'kari.berg.nordmann@askoy.kommune.no'],
    ['jeg har kari.nordmann.askoy.kommune.no', 'kari.nordmann.askoy.kommune.no'],
    ['kari.nordmann (at) askoy.kommune.no', 'kari.nordmann (at) askoy.kommune.no'],
    ['I think it is (kari.nordmann@askoy.kommune.no).', 'kari.nordmann@askoy.kommune.no'],
    ['jeg tror at det ikke virker', undefined],
    ['se askoy.kommune.no', undefined],
    ['ja', undefined],
    ['', undefined],
  ];
  test.each(messages)('%j', (text, address) => {
    expect(addressIn(text, domains)).toBe(address);
  });
});

describe('whatever is typed', () => {
  const part = fc.constantFrom('kari', 'nordmann', 'Åse', '.', ',', ' ', '@', 'askoy', 'kommune', 'komune', 'no', 'æ', 'ø', '..', '<', '>', ';', ':', 'mailto:', '-', '_', '"', '2', 'at', '(at)', '\u200b', '\u00a0', '…', 'ﬁ', '＠', 'gmail.com', 'askoy.kommune.no', 'bergen.kommune.no');
  const typed = fc.oneof(fc.emailAddress(), fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
  const known = fc.constantFrom(undefined, teams, 'kåri@askoy.kommune.no', 'kari@gmail.com');

  test('a suggestion is a sound address that no fault is found in', () => {
    fc.assert(
      fc.property(typed, known, (address, registered) => {
        const first = checkEmail(address, domains, registered);
        if (first.verdict !== 'typo') return;
        expect(first.faults.length).toBeGreaterThan(0);
        expect(first.suggestion).toMatch(/^[a-z0-9][a-z0-9._+'-]*@[^\s@<>"(),:;]+\.\p{L}{2,}$/u);
        expect(first.suggestion).not.toMatch(/\.\.|\.@|@\./);
        expect(['same', 'fits', 'other']).toContain(checkEmail(first.suggestion, domains, registered).verdict);
      }),
      { numRuns: 2_000 },
    );
  });

  test('capitals and spaces around it make no difference', () => {
    fc.assert(
      fc.property(typed, known, (address, registered) => {
        const capitals = address.toLowerCase().toUpperCase();
        expect(checkEmail(`  ${capitals} `, domains, registered)).toEqual(checkEmail(capitals.toLowerCase(), domains, registered));
      }),
    );
  });

  const name = fc.constantFrom('kari', 'ola', 'anne-lise', 'bjorn', 'nordmann', 'hansen', 'berg', 'li', 'skoy', 'aase', 'thi');
  const good = fc.tuple(fc.uniqueArray(name, { minLength: 2, maxLength: 3 }), fc.constantFrom(...domains, ...nordvik.email.domains));
  const all = [...domains, ...nordvik.email.domains];
  const one = (text: string, seed: number, from: RegExp, to: string): string => {
    const places = [...text.matchAll(from)];
    const at = places[seed % places.length]?.index ?? 0;
    return text.slice(0, at) + to + text.slice(at + 1);
  };
  const spoilt: readonly [Fault, (address: string, seed: number) => string][] = [
    ['comma', (address, seed) => one(address, seed, /\./g, ',')],
    ['two-dots', (address, seed) => one(address, seed, /\./g, '..')],
    ['dot-at-edge', (address, seed) => address.replace('@', seed % 2 ? '.@' : '@.')],
    ['space', (address, seed) => (seed % 2 ? address.replace(/\.(?=.*@)/g, ' ') : one(address, seed, /\./g, ' . '))],
    ['at-sign', (address, seed) => address.replace('@', ['@@', '(at)', '.', ' krøllalfa ', '2', '"', ' @ @ '][seed % 7] ?? '')],
    ['invisible', (address, seed) => one(address, seed, /\./g, '.\u200b')],
    ['letters', (address) => address.replace(/^./, (letter) => `${letter}\u0301`)],
    ['around', (address, seed) => [`<${address}>`, `mailto:${address}`, `${address}.`, `jeg skrev ${address}`, `«${address}»`][seed % 5] ?? ''],
    ['domain', (address, seed) => `${address.slice(0, -1)}${'xyz'.charAt(seed % 3)}`],
  ];
  test.each(spoilt)('a sound address with this fault is mended: %s', (fault, spoil) => {
    fc.assert(
      fc.property(good, fc.nat(100), ([names, domain], seed) => {
        const address = `${names.join('.')}@${domain}`;
        expect(checkEmail(spoil(address, seed), all)).toEqual({ verdict: 'typo', faults: expect.arrayContaining([fault]), suggestion: address });
      }),
    );
  });

  test('the longest text there is room for takes no noticeable time', () => {
    const hostile = ['@', '.', ' ', 'a@', '@ ', 'a. ', ' .', 'a', 'at ', '<a@', '2askoy.kommune.no', '. @', '(at)', '\u00ad', 'ø'];
    for (const piece of hostile) {
      // What the processor spent: the machine may have other things to do.
      const begun = process.cpuUsage();
      checkEmail(piece.repeat(Math.floor(2_000 / piece.length)), domains, teams);
      addressIn(piece.repeat(100_000), domains);
      expect([piece, process.cpuUsage(begun).user < 500_000]).toEqual([piece, true]);
    }
  });
});
