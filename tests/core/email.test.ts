import fc from 'fast-check';
import { checkEmail } from '../../src/core/email';

const domains = ['askoy.kommune.no'];
const teams = 'kari.nordmann@askoy.kommune.no';

describe('a typing error is named, with the address without it', () => {
  const errors: readonly [string, string][] = [
    ['a letter missing in the domain', 'kari.nordmann@askoy.komune.no'],
    ['a letter too many in the domain', 'kari.nordmann@askkoy.kommune.no'],
    ['two letters swapped in the domain', 'kari.nordmann@askoy.kommnue.no'],
    ['ø in the domain', 'kari.nordmann@askøy.kommune.no'],
    ['a dot missing in the domain', 'kari.nordmann@askoykommune.no'],
    ['another country', 'kari.nordmann@askoy.kommune.com'],
    ['a country cut short', 'kari.nordmann@askoy.kommune.n'],
    ['å in the name', 'kåri.nordmann@askoy.kommune.no'],
    ['a comma in the name', 'kari,nordmann@askoy.kommune.no'],
    ['commas everywhere', 'kari,nordmann@askoy,kommune,no'],
    ['a space for the dot', 'kari nordmann@askoy.kommune.no'],
    ['a space before the @', 'kari.nordmann @askoy.kommune.no'],
    ['a space after the @', 'kari.nordmann@ askoy.kommune.no'],
    ['spaces around a dot', 'kari . nordmann@askoy.kommune. no'],
    ['two dots in the name', 'kari..nordmann@askoy.kommune.no'],
    ['two dots in the domain', 'kari.nordmann@askoy..kommune.no'],
    ['a dot before the @', 'kari.nordmann.@askoy.kommune.no'],
    ['a dot after the @', 'kari.nordmann@.askoy.kommune.no'],
    ['a dot in front', '.kari.nordmann@askoy.kommune.no'],
    ['the dot of the sentence', 'kari.nordmann@askoy.kommune.no.'],
    ['the comma of the sentence', 'kari.nordmann@askoy.kommune.no,'],
    ['angle brackets', '<kari.nordmann@askoy.kommune.no>'],
    ['what a link begins with', 'mailto:kari.nordmann@askoy.kommune.no'],
    ['several at once', ' Kåri ,nordmann@askøy komune.no; '],
  ];
  test.each(errors)('%s', (_name, typed) => {
    expect(checkEmail(typed, domains)).toEqual({ verdict: 'typo', suggestion: teams });
  });

  const letters: readonly [string, string][] = [
    ['øyvind.bø', 'oyvind.bo'],
    ['åse.ærlig', 'ase.aerlig'],
    ['andré.götze', 'andre.gotze'],
  ];
  test.each(letters)('%s is written %s in an address', (typed, suggestion) => {
    expect(checkEmail(`${typed}@askoy.kommune.no`, domains)).toEqual({ verdict: 'typo', suggestion: `${suggestion}@askoy.kommune.no` });
  });

  const near: readonly [string, string][] = [
    ['a letter missing in the name', 'kari.nordman@askoy.kommune.no'],
    ['a letter wrong in the name', 'kari.nordmamn@askoy.kommune.no'],
    ['the dot missing between the names', 'karinordmann@askoy.kommune.no'],
    ['a line for the dot', 'kari_nordmann@askoy.kommune.no'],
  ];
  test.each(near)('%s is known where Teams gives an address, and only there', (_name, typed) => {
    expect(checkEmail(typed, domains, teams)).toEqual({ verdict: 'typo', suggestion: teams });
    expect(checkEmail(typed, domains)).toEqual({ verdict: 'fits' });
  });
});

describe('what is no typing error', () => {
  const verdicts: readonly [string, string, string | undefined, string][] = [
    ['the address Teams has', teams, teams, 'same'],
    ['the same in capitals', 'Kari.Nordmann@ASKOY.kommune.NO', teams, 'same'],
    ['the same where Teams has capitals', teams, 'Kari.Nordmann@askoy.kommune.no', 'same'],
    ['the same with spaces around', `  ${teams}\n`, teams, 'same'],
    ['Teams’ own address in another domain', 'kari@gmail.com', 'Kari@gmail.com', 'same'],
    ['another of the organisation’s addresses', 'kari.n.hansen@askoy.kommune.no', teams, 'fits'],
    ['one of its addresses, Teams gave none', teams, undefined, 'fits'],
    ['a hyphen in a name', 'anne-kari.berg@askoy.kommune.no', teams, 'fits'],
    ['a private address', 'kari@gmail.com', teams, 'other'],
    ['the municipality next door', 'kari.nordmann@bergen.kommune.no', teams, 'other'],
    ['a school of the organisation, which is a domain of its own', 'kari@skole.askoy.kommune.no', teams, 'other'],
    ['nothing', '', teams, 'not-an-address'],
    ['spaces', '   ', teams, 'not-an-address'],
    ['a name', 'Kari Nordmann', teams, 'not-an-address'],
    ['no name', '@askoy.kommune.no', teams, 'not-an-address'],
    ['no domain', 'kari.nordmann@', teams, 'not-an-address'],
    ['no @', 'kari.nordmannaskoy.kommune.no', teams, 'not-an-address'],
    ['two @', 'kari@nordmann@gmail.com', teams, 'not-an-address'],
    ['a domain without a dot', 'kari@visma', teams, 'not-an-address'],
    ['the letters of code', 'kari"; drop table--@askoy.kommune.no', teams, 'not-an-address'],
  ];
  test.each(verdicts)('%s', (_name, typed, known, verdict) => {
    expect(checkEmail(typed, domains, known)).toEqual({ verdict });
  });

  test('any of several domains is the organisation’s', () => {
    const several = ['nordvik.kommune.no', 'skole.nordvik.kommune.no'];
    for (const domain of several) expect(checkEmail(`kari@${domain}`, several)).toEqual({ verdict: 'fits' });
    expect(checkEmail('kari@skole.nordvik.komune.no', several)).toEqual({ verdict: 'typo', suggestion: 'kari@skole.nordvik.kommune.no' });
  });
});

describe('whatever is typed', () => {
  const part = fc.constantFrom('kari', 'nordmann', 'Åse', '.', ',', ' ', '@', 'askoy', 'kommune', 'komune', 'no', 'æ', 'ø', '..', '<', '>', ';', 'mailto:', '-', '_', 'gmail.com');
  const typed = fc.oneof(fc.emailAddress(), fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')), fc.string({ unit: 'grapheme' }));
  const sound = /^[a-z0-9][a-z0-9._+-]*@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/;

  test('a suggestion is a sound address, and is not corrected again, but to the one Teams has', () => {
    fc.assert(
      fc.property(typed, fc.constantFrom(undefined, teams), (address, known) => {
        const first = checkEmail(address, domains, known);
        if (first.verdict !== 'typo') return;
        expect(first.suggestion).toMatch(sound);
        expect(first.suggestion).not.toMatch(/\.\.|\.@|@\./);
        expect(first.suggestion).not.toBe(address);
        const second = checkEmail(first.suggestion, domains, known);
        if (second.verdict === 'typo') expect(second.suggestion).toBe(known);
      }),
      { numRuns: 2_000 },
    );
  });

  test('capitals and spaces around it make no difference', () => {
    fc.assert(
      fc.property(typed, fc.constantFrom(undefined, teams), (address, known) => {
        expect(checkEmail(`  ${address.toLowerCase().toUpperCase()} `, domains, known)).toEqual(
          checkEmail(address.toLowerCase().toUpperCase().toLowerCase(), domains, known),
        );
      }),
    );
  });
});
