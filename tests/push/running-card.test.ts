import { renderSheet } from '../../cards';
import { campaignSheet, type PushDesk } from '../../cards/push-desk';
import { journalSheet, peopleSheet } from '../../cards/push-lists';
import { actOn, begin, type Campaign, type JournalLine, type PushDeed } from '../../src/core/campaign/campaign';
import { possibleOf, type Standing, type Tally, type Why } from '../../src/core/campaign/recipient';
import { languages, t } from '../../src/texts';
import { askoy, nodes, wordsOf } from '../support/cards';

const hanne = { id: '29:hanne', name: 'Hanne' };
const desk: PushDesk = { language: 'nb', organisation: askoy, now: 1_000, mails: true };
const tally = (standing: Standing, count: number, why: Why = ''): Tally => ({ standing, why, count });
const words = (campaign: Campaign, tallies: readonly Tally[], of: PushDesk = desk): string => wordsOf(renderSheet(campaignSheet(of, campaign, tallies))).join('\n');

/** Eight on the list; five of them can be reached. */
const checked = [tally('reachable', 2), tally('installable', 3), tally('no-app', 1, 'guest'), tally('no-app', 1, 'off'), tally('not-there', 1)];

function after(was: Campaign, ...deeds: readonly PushDeed[]): Campaign {
  return deeds.reduce((campaign, deed) => {
    const acted = actOn(campaign, deed, 1, { possible: possibleOf(checked).now, later: 1, absent: 1, secondAbove: 500 });
    if ('why' in acted) throw new Error(acted.why);
    return acted.campaign;
  }, was);
}
const made = begin({ number: 7, by: hanne, greeting: '', links: [], createdAt: 0, people: 8 });
const running = after(made, { kind: 'checked' }, { kind: 'sent-off', by: hanne, go: {} });

/** One falls out while it is sent. */
const fallen = [tally('delivered', 3), tally('reachable', 1), tally('no-app', 1, 'policy'), tally('no-app', 1, 'guest'), tally('no-app', 1, 'off'), tally('not-there', 1)];

test('it counts those it was to go to when it started, also once somebody falls out, is paused and goes on', () => {
  expect(words(running, checked)).toContain('0 av 5 er ferdige\n');
  expect(words(running, fallen)).toContain('4 av 5 er ferdige. 1 av dem får ikke meldingen.');
  expect(words(after(running, { kind: 'paused', by: hanne }), fallen)).toContain('4 av 5 er ferdige. 1 av dem får ikke meldingen.');
  expect(words(after(running, { kind: 'paused', by: hanne }, { kind: 'resumed', by: hanne }), fallen)).toContain('4 av 5 er ferdige. 1 av dem får ikke meldingen.');
  const planned = after(made, { kind: 'checked' }, { kind: 'sent-off', by: hanne, go: { at: 50 } }, { kind: 'began' });
  expect(words(planned, fallen)).toContain('4 av 5 er ferdige.');
});

test('whose account came since is one more, and one that an older version started is counted by where people stand', () => {
  expect(words(running, [tally('delivered', 5), tally('installable', 1), tally('no-app', 2, 'guest')])).toContain('5 av 6 er ferdige\n');
  const { aimed: _, ...older } = running as Extract<Campaign, { state: 'running' }>;
  expect(words(older, [tally('delivered', 3), tally('reachable', 1), tally('blocked', 1)])).toContain('4 av 5 er ferdige. 1 av dem får ikke meldingen.');
});

test('nobody has answered what nobody has', () => {
  expect(words(running, checked)).not.toContain('har svart');
  expect(words(running, fallen)).toContain('0 av 3 som fikk meldingen, har svart');
});

test.each(languages)('who is in the middle of something gets it later, and that is said where it goes on, in %s', (language) => {
  const here = { ...desk, language };
  const quiet = t(language, 'pushes.quiet');
  expect(words(running, fallen, here)).toContain(quiet);
  expect(words(running, [tally('delivered', 8)], here)).not.toContain(quiet);
  expect(words(after(made, { kind: 'checked' }), checked, here)).not.toContain(quiet);
  const one = { name: 'Kari', address: 'kari@askoy.kommune.no', why: '' } as const;
  const list = (campaign: Campaign, standing: Standing): string => wordsOf(renderSheet(peopleSheet(here, campaign, [{ ...one, standing }], 'all', 0, false))).join('\n');
  expect(list(running, 'reachable')).toContain(quiet);
  expect(list(running, 'delivered')).not.toContain(quiet);
  expect(list(after(made, { kind: 'checked' }), 'reachable')).not.toContain(quiet);
});

test('the bar is one, and there is none before anything is done', () => {
  const bar = (tallies: readonly Tally[]): unknown[] => nodes(renderSheet(campaignSheet(desk, running, tallies))).filter(({ type }) => type === 'Column');
  expect(bar(checked)).toEqual([]);
  expect(bar(fallen)).toMatchObject([{ width: 80, spacing: 'None' }, { width: 20, spacing: 'None' }]);
});

test('the time of day is a field of one line', () => {
  const card = nodes(renderSheet(campaignSheet(desk, after(made, { kind: 'checked' }), checked)));
  expect(card.find(({ id }) => id === 'time')).toMatchObject({ type: 'Input.Text', isMultiline: false, value: '09:00' });
});

test('the journal says which page it is only where there are more, and what its number counts', () => {
  const line: JournalLine = { at: 0, campaign: 7, who: 'Hanne', what: 'made', count: 8 };
  const drawn = (page: number, more: boolean): string => wordsOf(renderSheet(journalSheet(desk, [line, { ...line, count: 1 }], page, more))).join('\n');
  expect(drawn(0, false)).not.toContain('Side');
  expect(drawn(0, true)).toContain('Side 1');
  expect(drawn(1, false)).toContain('Side 2');
  expect(drawn(0, false)).toContain('Utsending 7, Hanne laget den (8 personer)');
  expect(drawn(0, false)).toContain('(én person)');
  // Else Markdown makes a list of a day.
  expect(drawn(0, false)).toMatch(/^1\\\. januar/m);
});
