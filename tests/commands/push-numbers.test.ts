import { renderSheet } from '../../cards';
import { campaignSheet } from '../../cards/push-desk';
import type { Shown } from '../../src/app/push/terminal/answers';
import type { Bot } from '../../src/commands/push/bot';
import { follow } from '../../src/commands/push/follow';
import { Screen } from '../../src/commands/push/screen';
import { reportLines } from '../../src/commands/push/tell';
import { begin, type Campaign } from '../../src/core/campaign/campaign';
import { type Standing, sumOf, type Tally } from '../../src/core/campaign/recipient';
import { askoy, wordsOf } from '../support/cards';

const hanne = { id: '29:hanne', name: 'Hanne' };
const { plan } = begin({ number: 7, by: hanne, greeting: '', links: [], createdAt: 0, people: 9 });
const tally = (standing: Standing, count: number): Tally => ({ standing, why: '', count });

const onCard = (campaign: Campaign, tallies: readonly Tally[]): string =>
  wordsOf(renderSheet(campaignSheet({ language: 'nb', organisation: askoy, now: 1_000, mails: false }, campaign, tallies))).join('\n');

/** What `watch` writes of a push that stands like this. */
async function watched(campaign: Campaign, tallies: readonly Tally[]): Promise<string> {
  const shown: Shown = { campaign, tallies, sum: sumOf(tallies), language: 'nb' };
  const bot = { getPatiently: async () => shown } as unknown as Pick<Bot, 'getPatiently'>;
  let text = '';
  const paper = { isTTY: false, write: (words: string) => (text += words) } as unknown as NodeJS.WriteStream;
  await follow(bot, new Screen(paper, paper), 'nb', 7, () => true);
  return text;
}

test('who never was to get it is no progress at the terminal either: it says what the card says', async () => {
  const running: Campaign = { plan, deeds: 3, state: 'running', startedAt: 0, aimed: 5, waited: 1 };
  const tallies = [tally('delivered', 3), tally('reachable', 1), tally('no-app', 4), tally('not-there', 1)];
  expect(onCard(running, tallies)).toContain('4 av 5 er ferdige. 1 av dem får ikke meldingen.');
  expect(await watched(running, tallies)).toBe('Sender: 4 av 5\n');
});

test('the dry run is as far on the card as at the terminal', async () => {
  const checking: Campaign = { plan, deeds: 1, state: 'checking' };
  const tallies = [tally('listed', 3), tally('reachable', 4), tally('unknown', 2)];
  expect(onCard(checking, tallies)).toContain('6 av 9 er slått opp');
  expect(await watched(checking, tallies)).toBe('Slår opp: 6 av 9\n');
});

test('the second person reads the same number on the card and at the terminal', () => {
  const confirming: Campaign = { plan, deeds: 3, state: 'confirming', by: hanne, go: {} };
  const tallies = [tally('reachable', 2), tally('installable', 3), tally('no-app', 4)];
  const said = 'Hanne vil sende til 5 personer. Listen er så lang at en til i HR må bekrefte.';
  expect(onCard(confirming, tallies)).toContain(said);
  expect(reportLines({ campaign: confirming, tallies, sum: 9, language: 'nb' })[0]).toBe(`Utsending 7: ${said}`);
});
