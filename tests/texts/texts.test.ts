import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isArgumentElement, parse } from '@formatjs/icu-messageformat-parser';
import { day, languages, plainInMarkdown, t } from '../../src/texts';

const read = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(path.join(__dirname, '../../src/texts', `${language}.json`), 'utf8')) as Record<string, string>;

/** The placeholders of a text, in order of their names. */
function placeholders(text: string): string[] {
  return parse(text, { ignoreTag: true })
    .flatMap((part) => (isArgumentElement(part) ? [part.value] : []))
    .toSorted();
}

const reference = read('nb');

describe.each(languages)('the texts in %s', (language) => {
  const texts = read(language);

  test('have the keys of the reference, in its order', () => {
    expect(Object.keys(texts)).toEqual(Object.keys(reference));
  });

  test('have the placeholders of the reference', () => {
    for (const [key, text] of Object.entries(texts)) expect([key, placeholders(text)]).toEqual([key, placeholders(reference[key] ?? '')]);
  });

  test('promise no time, use no «vennligst», and name nobody’s organisation', () => {
    for (const text of Object.values(texts)) expect(text).not.toMatch(/vennligst|\bplease\b.*immediately|innen \d|within \d|Askøy|askoy/i);
  });

  test('are short: no sentence of more than 25 words', () => {
    for (const [key, text] of Object.entries(texts))
      for (const sentence of text.split(/[.!?\n]/)) expect([key, sentence.trim().split(/\s+/).length <= 25]).toEqual([key, true]);
  });
});

test('a thing is «ho» in nynorsk, whatever is done to it', () => {
  for (const [key, text] of Object.entries(read('nn'))) expect([key, text]).not.toEqual([key, expect.stringMatching(/\bhenne\b/i)]);
});

test('a missing value is a fault, not a hole in the sentence', () => {
  expect(() => t('nb', 'failed')).toThrow(/email/);
});

test('a day is written as people write it, in Norwegian time', () => {
  const lateEvening = Date.UTC(2026, 2, 2, 23, 30);
  expect(day('nb', lateEvening)).toBe('3. mars 2026');
  expect(day('en', lateEvening)).toBe('3 March 2026');
});

test('what people write does not act as Markdown or a mention', () => {
  expect(plainInMarkdown('**x** [a](b) <at>y</at> a_b')).toBe('\\*\\*x\\*\\* \\[a\\](b) ‹at›y‹/at› a\\_b');
});
