import { buttonsOf } from '../support/cards';
import { eventually } from '../support/bot-process';
import { startMovedClock } from '../support/moved-clock';
import { addressOf, checked, type Desk, hires, standings, startPushStage } from '../support/push-stage';
import type { Stage } from '../support/stage';
import { query } from '../support/stores';

jest.setTimeout(60_000);

/** Norwegian time: +01:00 in winter, +02:00 in summer. */
const winter = (moment: string): number => Date.parse(`${moment}+01:00`);
const summer = (moment: string): number => Date.parse(`${moment}+02:00`);
const saturday = winter('2026-11-28T20:24');
const mondayAtNine = winter('2026-11-30T09:00');

const anyway = 'Send likevel';
const plan = 'Planlegg til mandag 08:00';
const back = 'Tilbake til utsendingen';
const ada = addressOf('Ada Aas');

/** What a press is answered with: the words, and each button with what it means. */
async function asks(desk: Desk, press: Promise<Awaited<ReturnType<Desk['presses']>>>): Promise<{ readonly words: string; readonly buttons: ReadonlyMap<string, Record<string, unknown>> }> {
  const { body } = await press;
  const { value } = body as { value: unknown };
  return { words: desk.answers.at(-1) ?? '', buttons: new Map(typeof value === 'string' ? [] : buttonsOf(value).map(({ title, data }) => [title, data as Record<string, unknown>])) };
}
type Asked = Awaited<ReturnType<typeof asks>>;

/** Presses a button of such a card. */
const then = (desk: Desk, { buttons }: Asked, label: string): Promise<Asked> => {
  const data = buttons.get(label);
  if (!data) throw new Error(`no button «${label}» among ${[...buttons.keys()].join(', ')}`);
  return asks(desk, desk.pressesButton('1', data));
};

const untouched = async (stage: Stage): Promise<void> => {
  expect(stage.teams.chat('a:chat-of-Ada-Aas')).toEqual([]);
  expect((await standings(stage))[ada]).toBe('installable');
};
const delivered = (stage: Stage): Promise<true> => eventually(async () => (await standings(stage))[ada] === 'delivered', 'it to be sent', 20_000);
const deeds = async ({ bot }: Stage): Promise<string[]> => (await query<{ who: string; what: string }>(`file:${bot.database}`, 'select who, what from journal order by seq')).map(({ who, what }) => `${who} ${what}`.trim());

const quiet: readonly (readonly [string, number, string, string, string, number])[] = [
  ['a Saturday evening', saturday, 'lørdag 28. november kl. 20:24', 'i helgen', 'mandag 30. november kl. 08:00', winter('2026-11-30T08:00')],
  ['17 May, a Monday', summer('2027-05-17T10:00'), 'mandag 17. mai kl. 10:00', 'på en fridag', 'tirsdag 18. mai kl. 08:00', summer('2027-05-18T08:00')],
  ['a minute to eight', winter('2026-11-24T07:59'), 'tirsdag 24. november kl. 07:59', 'før arbeidsdagen begynner', 'tirsdag 24. november kl. 08:00', winter('2026-11-24T08:00')],
  ['four o’clock', winter('2026-11-24T16:00'), 'tirsdag 24. november kl. 16:00', 'utenfor arbeidstiden', 'onsdag 25. november kl. 08:00', winter('2026-11-25T08:00')],
  ['a weekday evening', winter('2026-11-24T19:30'), 'tirsdag 24. november kl. 19:30', 'i kveld', 'onsdag 25. november kl. 08:00', winter('2026-11-25T08:00')],
  ['the night of March, when it is three at once', summer('2026-03-29T03:00'), 'søndag 29. mars kl. 03:00', 'i helgen', 'mandag 30. mars kl. 08:00', summer('2026-03-30T08:00')],
  ['the night of October, when it is half past two again', winter('2026-10-25T02:30'), 'søndag 25. oktober kl. 02:30', 'i helgen', 'mandag 26. oktober kl. 08:00', winter('2026-10-26T08:00')],
];

test.each(quiet)('on %s nothing goes before HR has read what time it is, and one press puts it off to when people are at work', async (_name, at, when, free, next, moment) => {
  startMovedClock(at);
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await checked(stage, ada);
  const asked = await asks(desk, desk.presses('Send nå til én'));
  expect(asked.words).toBe(`Utsending 1\nNå er det ${when}.\nGår utsendingen nå, får én person meldingen ${free}.\nNeste gang folk er på jobb, er ${next}.`);
  const later = `Planlegg til ${next.split(' ')[0]} 08:00`;
  expect([...asked.buttons.keys()]).toEqual([anyway, later, back]);
  await untouched(stage);
  const planned = await then(desk, asked, later);
  expect(planned.words).toContain(`Sendes ${next}. Planlagt av Hanne Rådgiver.`);
  await untouched(stage);
  const [row] = await query<{ campaign: string }>(`file:${stage.bot.database}`, 'select * from campaigns');
  expect(JSON.stringify(row)).toContain(`${moment}`);
  expect(await deeds(stage)).toEqual(['Hanne Rådgiver made', 'checked', 'Hanne Rådgiver scheduled']);
});

test.each([
  ['at eight on a weekday', winter('2026-11-24T08:00'), {}],
  ['a minute before four', winter('2026-11-24T15:59'), {}],
  ['in hours that are HR’s own, on a Saturday', winter('2026-11-28T11:00'), { hours: [{ days: ['sat'], from: '10:00', to: '14:00' }] }],
])('%s it goes without a question', async (_name, at, hr) => {
  startMovedClock(at);
  const stage = await startPushStage(hires('Ada Aas'), { hr });
  const desk = await checked(stage, ada);
  await desk.presses('Send nå til én');
  expect(desk.answers.at(-1)).toContain('Sender\n');
  await delivered(stage);
});

test('sent anyway it goes, once, and the journal says no more than that it was sent', async () => {
  startMovedClock(saturday);
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await checked(stage, ada);
  const pressed = desk.messages.at(-1);
  const asked = await asks(desk, desk.presses('Send nå til én'));
  // The answer is a card of its own: its buttons are not the ones that were pressed.
  const sent = buttonsOf(pressed?.attachments?.[0]?.content).find(({ title }) => title === 'Send nå til én')?.data as Record<string, unknown>;
  expect(asked.buttons.get(anyway)?.['rev']).not.toBe(sent['rev']);
  expect((await then(desk, asked, back)).words).toContain('Klar. Ingenting er sendt ennå.');
  const running = await then(desk, asked, anyway);
  expect(running.words).toContain('Sender\n');
  expect(running.buttons.get('Pause')?.['rev']).not.toBe(asked.buttons.get(anyway)?.['rev']);
  await delivered(stage);
  expect(await deeds(stage)).toEqual(expect.arrayContaining(['Hanne Rådgiver started']));
  expect((await deeds(stage)).filter((deed) => deed.startsWith('Hanne'))).toEqual(['Hanne Rådgiver made', 'Hanne Rådgiver started']);
  expect((await then(desk, asked, plan)).words).toMatch(/Utsendingen er (?:i gang allerede|avsluttet)\./);
  expect(stage.teams.chat('a:chat-of-Ada-Aas')).toHaveLength(1);
});

test('the question left until the next working day: a schedule that has passed is refused, and «send anyway» simply sends', async () => {
  const clock = startMovedClock(saturday);
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await checked(stage, ada);
  const asked = await asks(desk, desk.presses('Send nå til én'));
  clock.forward(mondayAtNine - Date.now());
  expect((await then(desk, asked, plan)).words).toBe('Tidspunktet er passert.');
  await untouched(stage);
  expect((await then(desk, asked, anyway)).words).toContain('Sender\n');
  await delivered(stage);
});

test('«send anyway» holds until people are at work again: the night after that it is asked anew', async () => {
  const clock = startMovedClock(saturday);
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await checked(stage, ada);
  const asked = await asks(desk, desk.presses('Send nå til én'));
  clock.forward(winter('2026-12-01T03:00') - Date.now());
  const anew = await then(desk, asked, anyway);
  expect(anew.words).toBe('Utsending 1\nNå er det tirsdag 1. desember kl. 03:00.\nGår utsendingen nå, får én person meldingen i natt.\nNeste gang folk er på jobb, er tirsdag 1. desember kl. 08:00.');
  await untouched(stage);
  expect((await then(desk, anew, anyway)).words).toContain('Sender\n');
  await delivered(stage);
});

test('«send anyway» holds for the whole weekend', async () => {
  const clock = startMovedClock(saturday);
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await checked(stage, ada);
  const asked = await asks(desk, desk.presses('Send nå til én'));
  clock.forward(winter('2026-11-29T21:00') - Date.now());
  expect((await then(desk, asked, anyway)).words).toContain('Sender\n');
});

test('the question answered after somebody has called it off changes nothing', async () => {
  startMovedClock(saturday);
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await checked(stage, ada);
  const asked = await asks(desk, desk.presses('Send nå til én'));
  await desk.as(stage.channel.members[1]!).presses('Avbryt utsendingen');
  for (const label of [anyway, plan]) expect((await then(desk, asked, label)).words).toBe('Utsendingen er avsluttet.');
  expect(stage.teams.chat('a:chat-of-Ada-Aas')).toEqual([]);
});

const leadsOut = 'Les mer på https://visma-hjelp.example.com/x';

test('links that lead out and the time of day are one question, and one yes', async () => {
  startMovedClock(saturday);
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await checked(stage, ada, leadsOut);
  const asked = await asks(desk, desk.presses('Send nå til én'));
  expect(asked.words.split('\n')).toEqual([
    'Utsending 1',
    'Nå er det lørdag 28. november kl. 20:24.',
    'Går utsendingen nå, får én person meldingen i helgen.',
    'Neste gang folk er på jobb, er mandag 30. november kl. 08:00.',
    'Hilsenen har lenker ut av organisasjonen: visma-hjelp.example.com',
    'Slike lenker kan ligne på svindel. Er du sikker på at de skal være med?',
  ]);
  expect([...asked.buttons.keys()]).toEqual([`${anyway}, med lenkene`, plan, back]);
  await untouched(stage);
  expect((await then(desk, asked, `${anyway}, med lenkene`)).words).toContain('Sender\n');
  await delivered(stage);
});

test('put off from that card, the links are not asked about once more', async () => {
  startMovedClock(saturday);
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await checked(stage, ada, leadsOut);
  expect((await then(desk, await asks(desk, desk.presses('Send nå til én')), plan)).words).toContain('Sendes mandag 30. november kl. 08:00.');
});

test('asked about the links by day and answered in the evening, HR is asked about the time, and not about the links', async () => {
  const clock = startMovedClock(winter('2026-11-27T15:59'));
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await checked(stage, ada, leadsOut);
  const asked = await asks(desk, desk.presses('Send nå til én'));
  expect([...asked.buttons.keys()]).toEqual(['Ja, send med lenkene', back]);
  clock.forward(5 * 3_600_000);
  const late = await then(desk, asked, 'Ja, send med lenkene');
  expect(late.words).toBe('Utsending 1\nNå er det fredag 27. november kl. 20:59.\nGår utsendingen nå, får én person meldingen i kveld.\nNeste gang folk er på jobb, er mandag 30. november kl. 08:00.');
  await untouched(stage);
  expect((await then(desk, late, anyway)).words).toContain('Sender\n');
});

describe('above the limit', () => {
  const names = ['Ada Aas', 'Bo Berg'];

  /** Hanne has asked for it, by day or at the weekend; Bjørn is to say so, too. */
  async function asked(at = saturday): Promise<{ readonly stage: Stage; readonly desk: Desk; readonly bjorn: Desk; readonly clock: ReturnType<typeof startMovedClock> }> {
    const clock = startMovedClock(at);
    const stage = await startPushStage(hires(...names), { hr: { secondAbove: 1 } });
    const desk = await checked(stage, names.map(addressOf).join(' '));
    const first = await asks(desk, desk.presses('Send nå til 2'));
    // Nothing goes by that, so there is nothing to ask.
    expect(first.words).toContain('Hanne Rådgiver vil sende til 2 personer.');
    await desk.sees('Hanne Rådgiver vil sende til 2 personer.', 25_000);
    return { stage, desk, bjorn: desk.as(stage.channel.members[1]!), clock };
  }

  test('the second person is asked, and whoever may not confirm is told that first', async () => {
    const { stage, desk, bjorn } = await asked();
    expect((await asks(desk, desk.presses('Bekreft: send til 2'))).words).toBe('En annen enn deg må bekrefte.');
    const question = await asks(bjorn, bjorn.presses('Bekreft: send til 2'));
    expect(question.words).toContain('Går utsendingen nå, får 2 personer meldingen i helgen.');
    await untouched(stage);
    // Hanne does not get by with what Bjørn was asked.
    for (const label of [anyway, plan]) expect((await then(desk, question, label)).words).toBe('En annen enn deg må bekrefte.');
    await untouched(stage);
    expect((await then(bjorn, question, anyway)).words).toContain('Sender\n');
    await delivered(stage);
  });

  test('the second person may put it off instead', async () => {
    const { stage, bjorn } = await asked();
    const planned = await then(bjorn, await asks(bjorn, bjorn.presses('Bekreft: send til 2')), plan);
    expect(planned.words).toContain('Sendes mandag 30. november kl. 08:00. Planlagt av Bjørn Rådgiver.');
    await untouched(stage);
    expect(await deeds(stage)).toContain('Bjørn Rådgiver scheduled');
  });

  test('what the second person presses on a card from before she was asked confirms nothing, and shows her how it is', async () => {
    const { stage, bjorn } = await asked();
    const before = { card: 'desk', rev: 1, shownAt: 1, push: 1 };
    for (const late of [
      { ...before, verb: 'desk-push-send', sure: true },
      { ...before, verb: 'desk-push-schedule', sure: true, date: '2026-11-30', time: '10:00' },
    ]) {
      const answer = await asks(bjorn, bjorn.pressesButton('1', late));
      expect(answer.words).toContain('Knappen du trykket på, gjelder ikke lenger. Slik står utsendingen nå.\nHanne Rådgiver vil sende til 2 personer.');
      expect([...answer.buttons.keys()]).toContain('Bekreft: send til 2');
      await untouched(stage);
    }
    expect((await deeds(stage)).filter((deed) => deed.startsWith('Bjørn'))).toEqual([]);
  });

  test('confirmed on Monday it goes without a question', async () => {
    const { stage, bjorn, clock } = await asked();
    clock.forward(mondayAtNine - Date.now());
    expect((await asks(bjorn, bjorn.presses('Bekreft: send til 2'))).words).toContain('Sender\n');
    await delivered(stage);
  });
});

test('where nobody gets it now, there is nothing to ask', async () => {
  startMovedClock(saturday);
  const stage = await startPushStage([]);
  const desk = await checked(stage, ada);
  await desk.presses('Send når kontoene er på plass');
  expect(desk.answers.at(-1)).not.toContain('Nå er det');
  await eventually(async () => (await deeds(stage)).includes('Hanne Rådgiver started'), 'it to begin');
});

test('what was paused goes on in the evening only after the same question, without a schedule', async () => {
  const clock = startMovedClock(winter('2026-11-27T15:00'));
  const names = Array.from({ length: 8 }, (_, i) => `Ny Ansatt ${i + 1}`);
  const stage = await startPushStage(hires(...names), { env: { PUSH_PER_SECOND: '1' } });
  const desk = await checked(stage, names.map(addressOf).join(' '));
  const running = await asks(desk, desk.presses('Send nå til 8'));
  const paused = await then(desk, running, 'Pause');
  await eventually(async () => !Object.values(await standings(stage)).some((standing) => standing === 'sending' || standing === 'installing'), 'those under way to end');
  clock.forward(5 * 3_600_000);
  const left = Object.values(await standings(stage)).filter((standing) => standing === 'installable' || standing === 'reachable').length;
  const asked = await then(desk, paused, 'Fortsett');
  expect(asked.words).toBe(`Utsending 1\nNå er det fredag 27. november kl. 20:00.\nGår utsendingen nå, får ${left} personer meldingen i kveld.`);
  expect([...asked.buttons.keys()]).toEqual([anyway, back]);
  expect((await query<{ status: string }>(`file:${stage.bot.database}`, 'select status from campaigns'))[0]?.status).toBe('paused');
  expect((await then(desk, asked, anyway)).words).toContain('Sender\n');
});
