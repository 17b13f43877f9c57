import { renderSheet } from '../../cards';
import { campaignSheet } from '../../cards/push-desk';
import { readySheet } from '../../cards/push-lists';
import type { Campaign } from '../../src/core/campaign/campaign';
import { missedIt, outOfReach, type Tally } from '../../src/core/campaign/recipient';
import { languages } from '../../src/texts';
import { askoy, buttonsOf, linksOf, nodes, plain, wordsOf } from '../support/cards';
import { addressOf, checked, hires, startPushStage } from '../support/push-stage';

jest.setTimeout(60_000);

test('HR gets a text for those whom a push did not reach, in any language, and nothing of it is sent', async () => {
  const people = [...hires('Ada Aas'), { id: 'id-guest', name: 'Gro Gjest', email: 'gro@annen.example', guest: true }];
  const stage = await startPushStage(people);
  const desk = await checked(stage, `${addressOf('Ada Aas')}\ngro@annen.example\n${addressOf('Ny Ansatt')}`);
  await desk.presses('Send nå til én');
  await desk.sees('Ferdig', 25_000);
  const before = stage.teams.sent.length;

  const { body } = await desk.presses('Tekst til e-post og SMS');
  const page = `${stage.bot.config.publicUrl}/guide/nb`;
  const said = desk.answers.at(-1) ?? '';
  expect(said).toMatch(/^Utsending 1: tekst til dem Teams ikke når\n2 på listen kan ikke nås i Teams\./);
  expect(said.split(page)).toHaveLength(3);
  expect(linksOf(body.value)).toEqual({ 'Åpne siden': page });
  expect((await fetch(`${stage.bot.url}/guide/nb`)).status).toBe(200);

  const english = buttonsOf(body.value).find(({ title }) => title === 'English')?.data as Record<string, unknown>;
  const [card] = desk.messages;
  const again = await desk.pressesButton(card?.id ?? '', english);
  expect(wordsOf(again.body.value).join('\n')).toContain('Kind regards');
  expect(linksOf(again.body.value)).toEqual({ 'Åpne siden': `${stage.bot.config.publicUrl}/guide/en` });
  expect(stage.teams.sent.slice(before).map(({ activity }) => JSON.stringify(activity)).join('')).not.toContain('/guide/');
});

const by = { id: '29:1', name: 'Hanne' };
const plan = { number: 7, by, greeting: '', people: 40, createdAt: 0, links: [], key: 'k' } as unknown as Campaign['plan'];
const desk = { language: 'nb', organisation: askoy, now: Date.UTC(2026, 10, 23), mails: true };
const tally = (standing: Tally['standing']): Tally => ({ standing, why: '', count: 2 });
const actions = (card: unknown): unknown[] => (card as { actions: unknown[] }).actions;

test('a report by mail is offered only where a mail server is set up', () => {
  const campaign = { state: 'done', plan, by, at: 0, endedAt: 0, deeds: 1 } as unknown as Campaign;
  const titles = (mails: boolean): unknown[] => nodes(renderSheet(campaignSheet({ ...desk, mails }, campaign, [tally('delivered')]))).map(({ title }) => title);
  expect(titles(true)).toContain('Rapport på e‑post');
  expect(titles(false)).not.toContain('Rapport på e‑post');
});

test('where nobody can be reached there is no button to send, and a line says why', () => {
  const campaign = { state: 'checked', plan, by, deeds: 1 } as unknown as Campaign;
  const drawn = (why: Tally['why']): string => wordsOf(renderSheet(campaignSheet(desk, campaign, [{ standing: 'passed-over', why, count: 2 }]))).join('\n');
  expect(drawn('had-it')).toMatch(/Ingen kan nås nå\.$/m);
  expect(drawn('on-another')).toContain('Ingen kan nås nå. De som er med i en annen utsending, får meldingen derfra');
  expect(wordsOf(renderSheet(campaignSheet(desk, campaign, [tally('reachable')]))).join()).not.toContain('Ingen kan nås nå');
});

test.each(['done', 'cancelled'] as const)('the card of a push that is %s has six buttons at most', (state) => {
  const campaign = { state, plan, by, at: 0, endedAt: 0, deeds: 1 } as unknown as Campaign;
  const card = renderSheet(campaignSheet(desk, campaign, [...missedIt, 'delivered' as const].map(tally)));
  expect(nodes(card).map(({ title }) => plain(String(title)))).toContain('Tekst til e-post og SMS');
  expect(actions(card).length).toBeLessThanOrEqual(6);
});

test('there is nothing to say to those whom HR chose not to reach, or who have left', () => {
  const campaign = { state: 'cancelled', plan, by, at: 0, deeds: 1 } as unknown as Campaign;
  const card = renderSheet(campaignSheet(desk, campaign, [tally('cancelled'), tally('left'), tally('delivered')]));
  expect(nodes(card).map(({ title }) => plain(String(title)))).not.toContain('Tekst til e-post og SMS');
});

test.each(languages)('the card with the text in %s names how many, can be copied from, and leads on', (to) => {
  const text = { subject: 's', mail: 'a *b*\n\nhttps://x.example/a_b_c', sms: 'sms', page: 'https://x.example/' };
  const card = renderSheet(readySheet({ ...desk, language: to }, { plan } as Campaign, outOfReach.map(tally), to, text));
  expect(wordsOf(card).join(' ')).toMatch(/10.* a \*b\* https:\/\/x\.example\/a_b_c (SMS|Text message) sms /);
  expect(buttonsOf(card).map(({ data }) => (data as { verb: string }).verb)).toEqual([...languages.slice(1).map(() => 'desk-push-text'), 'desk-push-show']);
  expect(actions(card).length).toBeLessThanOrEqual(6);
});
