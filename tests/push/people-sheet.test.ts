import { renderSheet } from '../../cards';
import { peoplePerPage, peopleSheet, type Shown } from '../../cards/push-lists';
import type { Campaign } from '../../src/core/campaign/campaign';
import { languages } from '../../src/texts';
import { askoy, nodes } from '../support/cards';

const plan = { number: 7, by: { id: '29:1', name: 'Hanne' }, greeting: '', people: 40, createdAt: 0, links: [] };
const campaign: Campaign = { state: 'done', plan, startedAt: 0, endedAt: 0, deeds: 1 };
const one: Shown = { name: 'Astrid-Margrethe von der Lippe-Kristoffersen', address: `${'langt.navn.'.repeat(6)}x@askoy.kommune.no`, standing: 'no-app', why: 'no-catalogue', case: 1042 };
const drawn = (language: string, people: readonly Shown[], page = 0, more = false): ReturnType<typeof nodes> =>
  nodes(renderSheet(peopleSheet({ language, organisation: askoy, now: 0, mails: true }, campaign, people, 'all', page, more)));
const textsOf = (card: ReturnType<typeof nodes>): string[] => card.filter(({ type }) => type === 'TextBlock').map(({ text }) => String(text));

test.each(languages)('each person has a block for the name, for the address and for where she stands, all of which wrap, in %s', (language) => {
  const card = drawn(language, [one, { ...one, name: '' }, { ...one, name: '', address: '' }]);
  const rows = card.filter(({ type, spacing }) => type === 'Container' && spacing === 'Medium').map(({ items }) => items as { text: string; wrap: boolean }[]);
  expect(rows.map((row) => row.length)).toEqual([3, 2, 2]);
  expect(rows.flat().every(({ wrap }) => wrap)).toBe(true);
  expect(rows[0]?.[0]).toMatchObject({ weight: 'Bolder', text: expect.stringContaining('Lippe') });
  expect(rows[0]?.[1]?.text).toContain('@askoy.kommune.no');
});

test('a full page is within what Teams takes, and says which page it is only where there are more', () => {
  const full = Array.from({ length: peoplePerPage }, () => one);
  const sheet = renderSheet(peopleSheet({ language: 'nb', organisation: askoy, now: 0, mails: true }, campaign, full, 'all', 1, true));
  expect(Buffer.byteLength(JSON.stringify(sheet))).toBeLessThan(28 * 1024);
  expect(textsOf(drawn('nb', full, 0, true))).toContain('Side 1');
  expect(textsOf(drawn('nb', [one], 1))).toContain('Side 2');
  expect(textsOf(drawn('nb', [one])).join('\n')).not.toContain('Side');
  expect(textsOf(drawn('nb', []))).toContain('Ingen');
});
