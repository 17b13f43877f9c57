import fc from 'fast-check';
import Papa from 'papaparse';
import { csvOf } from '../../../src/core/campaign/csv';

test('as Excel opens it in Norwegian', () => {
  expect(csvOf([['Navn', 'Antall'], ['Åse «Å» Li', 3], ['sa "hei"; gikk', 0.5], ['to\nlinjer', -2]])).toBe(
    '\ufeffNavn;Antall\r\nÅse «Å» Li;3\r\n"sa ""hei""; gikk";"0,5"\r\n"to\nlinjer";-2\r\n',
  );
});

describe('nothing is run as a formula', () => {
  const cells: readonly (readonly [string, string])[] = [
    ['=1+1', "'=1+1"], ['+4755123456', "'+4755123456"], ['-5', '-5'], ['-5,25', '-5,25'], ['-5-3', "'-5-3"], ['-', "'-"], ['@SUM(A1)', "'@SUM(A1)"], ['  =1', "'  =1"], ['\t=1', "'\t=1"],
    ['\tx', "'\tx"], ['\rx', "'\rx"], ['\u00a0=1', "'\u00a0=1"], ['\u200b=1', "'\u200b=1"], ['＝1', "'＝1"], ['\n=1', "'\n=1"], ['Kari = Ola', 'Kari = Ola'], ["'=1", "'=1"], ['', ''],
  ];
  test.each(cells)('%j is written %j', (cell, written) => {
    expect(Papa.parse(csvOf([[cell, 'x']]).slice(1), { delimiter: ';', newline: '\r\n' }).data[0]).toEqual([written, 'x']);
  });
});

test('read back, the cells are the same but for the apostrophe, and none begins with the sign of a formula', () => {
  const cell = fc.oneof(
    fc.array(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' ', ';', ',', '"', "'", 'a', '1', '\u200b', '＝', 'Å'), { maxLength: 8 }).map((parts) => parts.join('')),
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
  );
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 }), (rows) => {
      const { data } = Papa.parse<string[]>(csvOf(rows).slice(1), { delimiter: ';', newline: '\r\n' });
      expect(data.pop()).toEqual(['']);
      expect(data).toHaveLength(rows.length);
      for (const [index, row] of rows.entries())
        for (const [column, one] of row.entries()) {
          const read = data[index]?.[column] ?? 'missing';
          expect([String(one), `'${one}`]).toContain(read);
          if (!/^-\d+(?:[.,]\d+)?$/.test(read)) expect(read).not.toMatch(/^[\s\u200b]*[=+\-@＝＋－＠]|^[\t\r]/);
        }
    }),
    { numRuns: 1_000 },
  );
});
