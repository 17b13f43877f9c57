import { personalChat, someone } from '../support/activities';
import { eventually } from '../support/bot-process';
import { startMovedClock, workday } from '../support/moved-clock';
import { addressOf, checked, Desk, hires, pushed, standings, startPushStage } from '../support/push-stage';
import { startStage, wordsIn } from '../support/stage';
import { query } from '../support/stores';

jest.setTimeout(60_000);

const on = (verb: string, over: object = {}): Record<string, unknown> => ({ verb, push: 1, card: 'desk', rev: 0, shownAt: 1, ...over });
const names = Array.from({ length: 30 }, (_, i) => `Ansatt Nummer${String.fromCharCode(97 + (i % 26))}${i}`);

test('without a directory, or before it is decided how long things are kept, nothing is sent and HR reads why', async () => {
  const bare = await startStage();
  const desk = await Desk.asks(bare, 'ny utsending');
  await desk.sees('må først sette opp en katalog');
  await desk.presses('Sjekk listen', { list: addressOf('Ada Aas'), greeting: '' });
  expect(desk.answers.at(-1)).toContain('Derfor kan ingenting sendes.');
  const undecided = await startPushStage(hires('Ada Aas'), { privacy: { daysKept: undefined } });
  const other = await Desk.asks(undecided, 'send ut');
  await other.presses('Sjekk listen', { list: addressOf('Ada Aas'), greeting: '' });
  expect(other.answers.at(-1)).toContain('Askøy kommune må først bestemme');
  expect(await query(`file:${undecided.bot.database}`, 'select count(*) as n from campaigns')).toEqual([{ n: 0 }]);
});

test.each([
  ['nothing', '', 'Listen er tom.'],
  ['no addresses', 'Kari og Ola\nog alle de andre', 'Jeg fant ingen e-postadresser'],
  ['a typing error only', 'kari.nordmann@askøy.kommune.no', 'Mente du kari.nordmann@askoy.kommune.no?'],
])('a list with %s gets a plain answer, keeps what was typed, and nothing is made', async (_name, list, says) => {
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await Desk.asks(stage, 'ny utsending');
  const reply = await desk.presses('Sjekk listen', { list, greeting: 'Hei' });
  expect(desk.answers.at(-1)).toContain(says);
  expect(JSON.stringify(reply.body)).toContain('"value":"Hei"');
  expect(await query(`file:${stage.bot.database}`, 'select count(*) as n from campaigns')).toEqual([{ n: 0 }]);
});

test('the same list from the same card is one push, also a while later', async () => {
  const clock = startMovedClock(workday);
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await Desk.asks(stage, 'ny utsending');
  const input = { list: addressOf('Ada Aas'), greeting: '' };
  await Promise.all([desk.presses('Sjekk listen', input), desk.presses('Sjekk listen', input)]);
  clock.forward(10 * 60_000);
  await desk.presses('Sjekk listen', input);
  expect(desk.answers.at(-1)).toContain('det er utsending 1');
  expect(await query(`file:${stage.bot.database}`, 'select count(*) as n from campaigns')).toEqual([{ n: 1 }]);
});

test('each piece that names nobody is told by its line, and doubles are counted', async () => {
  const stage = await startPushStage(hires('Ada Aas', 'Bo Berg'));
  const desk = await Desk.asks(stage, 'ny utsending');
  const list = `${addressOf('Ada Aas')}; Bo Berg <${addressOf('Bo Berg')}>\n${addressOf('ADA AAS')}\n\nhelt tullete linje\nkari@askoy.komune.no`;
  await desk.presses('Sjekk listen', { list, greeting: '' });
  const said = desk.answers.at(-1) ?? '';
  expect(said).toContain('Utsending 1 er laget, med 2 personer');
  expect(said).toContain('Én adresse sto der to ganger');
  expect(said).toMatch(/Linje 4: «helt tullete linje»/);
  expect(said).toMatch(/Linje 5: .*Mente du kari@askoy\.kommune\.no\?/);
});

test('a greeting that leads out of the organisation is asked about before it goes', async () => {
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await checked(stage, addressOf('Ada Aas'), 'Les **mer** på https://visma-hjelp.example.com/x og [her](https://askoy.kommune.no/y)');
  expect(desk.seen).toContain('visma-hjelp.example.com');
  await desk.presses('Send nå til én');
  expect(desk.answers.at(-1)).toContain('Slike lenker kan ligne på svindel');
  expect(await standings(stage)).toEqual({ [addressOf('Ada Aas')]: 'installable' });
  await desk.pressesButton('1', on('desk-push-send', { sure: true }));
  await eventually(async () => Object.values(await standings(stage))[0] === 'delivered', 'it to be sent');
});

test('above the limit a second person of HR must say so, and it is not the first one again', async () => {
  const stage = await startPushStage(hires(...names.slice(0, 4)), { hr: { secondAbove: 3 } });
  const desk = await checked(stage, names.slice(0, 4).map(addressOf).join(' '));
  await desk.presses('Send nå til 4');
  expect(desk.answers.at(-1)).toContain('Hanne Rådgiver vil sende til 4 personer');
  await desk.pressesButton('1', on('desk-push-send', { sure: true }));
  expect(desk.answers.at(-1)).toContain('En annen enn deg må bekrefte.');
  expect(Object.values(await standings(stage))).toEqual(Array.from({ length: 4 }, () => 'installable'));
  const bjorn = desk.as(stage.channel.members[1]!);
  await bjorn.presses('Bekreft: send til 4');
  await eventually(async () => Object.values(await standings(stage)).every((standing) => standing === 'delivered'), 'it to be sent');
  const journal = await Desk.asks(stage, 'logg');
  const lines = (await journal.sees('Logg')) && journal.seen;
  expect(lines).toMatch(/Utsending 1, Hanne Rådgiver laget den \(4 personer\)/);
  expect(lines).toMatch(/Utsending 1, Hanne Rådgiver ba om bekreftelse \(4 personer\)/);
  expect(lines).toMatch(/Utsending 1, Bjørn Rådgiver sendte den \(4 personer\)/);
});

test('a schedule is in working hours, in the future, and shown with its weekday; then it goes by itself', async () => {
  const clock = startMovedClock(workday);
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await checked(stage, addressOf('Ada Aas'));
  const schedule = async (date: string, time: string): Promise<string | undefined> => {
    await desk.pressesButton('1', on('desk-push-schedule'), { date, time });
    return desk.answers.at(-1);
  };
  expect(await schedule('', '09:00')).toContain('Velg en dag');
  expect(await schedule('2026-11-23', 'ni')).toContain('Velg en dag');
  expect(await schedule('2026-11-20', '09:00')).toContain('Tidspunktet er passert');
  expect(await schedule('2028-11-20', '09:00')).toContain('mer enn et år');
  expect(await schedule('2026-11-28', '10:00')).toContain('Første mulighet er mandag 30. november');
  expect(await schedule('2027-05-17', '10:00')).toContain('Første mulighet er tirsdag 18. mai');
  expect(await schedule('2027-03-28', '02:30')).toContain('Det klokkeslettet finnes ikke');
  expect(await schedule('2026-11-24', '10:00')).toContain('Sendes tirsdag 24. november');
  expect(await standings(stage)).toEqual({ [addressOf('Ada Aas')]: 'installable' });
  clock.forward(Date.UTC(2026, 10, 24, 9, 0, 1) - Date.now());
  await eventually(async () => Object.values(await standings(stage))[0] === 'delivered', 'it to be sent', 20_000);
  const [row] = await query<{ state: string }>(`file:${stage.bot.database}`, 'select state from campaigns');
  expect(JSON.parse(row?.state ?? '')).toMatchObject({ aimed: 1 });
});

test('cancelled while it is sent: whom it has not reached gets nothing, all add up, and those can be sent to again', async () => {
  const stage = await startPushStage(hires(...names), { env: { PUSH_PER_SECOND: '4' } });
  const desk = await checked(stage, names.map(addressOf).join('\n'));
  await desk.presses('Send nå til 30');
  await eventually(async () => Object.values(await standings(stage)).filter((standing) => standing === 'delivered').length >= 3, 'some to be sent');
  await desk.pressesButton('1', on('desk-push-pause', { on: true }));
  expect(desk.answers.at(-1)).toContain('Hanne Rådgiver har satt utsendingen på pause');
  await eventually(async () => !Object.values(await standings(stage)).includes('sending'), 'those under way to end');
  const paused = await standings(stage);
  await desk.pressesButton('1', on('desk-push-pause', { on: true, rev: 2 }));
  expect(desk.answers.at(-1)).toContain('Utsendingen er ikke i gang.');
  expect(await standings(stage)).toEqual(paused);
  // On a card from before somebody paused it: she sees that first.
  await desk.pressesButton('1', on('desk-push-cancel', { confirms: 3 }));
  expect(desk.answers.at(-1)).toContain('gjelder ikke lenger');
  await desk.pressesButton('1', on('desk-push-cancel', { confirms: 4, rev: 3 }));
  expect(desk.answers.at(-1)).toContain('Sum: 30 av 30 på listen');
  // The card says who is cancelled at once, not as they stood before.
  expect(desk.answers.at(-1)).toContain(`Ikke sendt, utsendingen ble avbrutt: ${30 - Object.values(paused).filter((standing) => standing === 'delivered').length}`);
  expect(desk.answers.at(-1)).not.toContain('Kan nås, ikke sendt ennå');
  const ended = Object.values(await standings(stage));
  expect(new Set(ended)).toEqual(new Set(['delivered', 'cancelled']));
  const had = ended.filter((standing) => standing === 'delivered').length;
  await desk.pressesButton('1', on('desk-push-again'), { standing: 'missed' });
  expect(desk.answers.at(-1)).toContain(`Utsending 2 er laget, med ${30 - had} personer`);
  const second = await desk.at(2);
  await second.sees('De som ikke fikk utsending 1');
  await eventually(async () => (await query<{ status: string }>(`file:${stage.bot.database}`, 'select status from campaigns where number = 2'))[0]?.status === 'checked', 'the dry run', 20_000);
  await second.pressesButton('1', on('desk-push-send', { push: 2, sure: true }));
  await eventually(async () => Object.values(await standings(stage, 2)).every((standing) => standing === 'delivered'), 'the others to get it', 30_000);
  for (const name of names) expect([name, stage.teams.chat(`a:chat-of-${name.replaceAll(' ', '-')}`).length]).toEqual([name, 1]);
});

test('the message is shown to whoever sends it, with a line on top that says so and otherwise as it will be sent, and to nobody else', async () => {
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await checked(stage, addressOf('Ada Aas'), 'Velkommen!');
  await desk.presses('Vis meg meldingen');
  expect(desk.answers.at(-1)).toContain('Jeg kjenner ikke den private chatten din');
  const own = personalChat({ serviceUrl: stage.teams.serviceUrl, name: desk.who.name, person: { id: desk.who.id, name: desk.who.name, aadObjectId: desk.who.aadObjectId } });
  await stage.post(own.install());
  await desk.presses('Vis meg meldingen');
  const shown = await stage.teams.waitFor(() => stage.teams.chat(own.conversation).find((message) => wordsIn(message).includes('Har du kommet inn i Visma?')), 'the preview');
  await desk.pressesButton('1', on('desk-push-send', { sure: true }));
  const sent = await stage.teams.waitFor(() => stage.teams.chat('a:chat-of-Ada-Aas')[0], 'the push');
  expect(wordsIn(shown)).toBe(`Forhåndsvisning: knappene virker ikke her, bare i meldingen som blir sendt.\n${wordsIn(sent)}`);
});

test('only HR sends: not a stranger in the channel, not a member from elsewhere', async () => {
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await checked(stage, addressOf('Ada Aas'));
  const stranger = desk.as(someone('Truls Fremmed'));
  await stranger.pressesButton('1', on('desk-push-send', { sure: true }));
  expect(stranger.answers.at(-1)).toContain('Bare medlemmer av HR-teamet');
  const own = personalChat({ serviceUrl: stage.teams.serviceUrl, name: desk.who.name, person: { id: desk.who.id, name: desk.who.name, aadObjectId: desk.who.aadObjectId } });
  await stage.post(own.press({ verb: 'desk-push-send', data: on('desk-push-send', { sure: true }), messageId: '1' }));
  expect(await standings(stage)).toEqual({ [addressOf('Ada Aas')]: 'installable' });
  expect(stage.bot.log).toContain('somebody who is not HR was refused');
});

test('a card that is asked for is drawn of the push as it still is: a newer picture of it never goes before an older one', async () => {
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await checked(stage, addressOf('Ada Aas'));
  const version = async (): Promise<number> => (await query<{ version: number }>(`file:${stage.bot.database}`, 'select version from campaigns'))[0]?.version ?? 0;
  const before = await version();
  await desk.pressesButton('1', on('desk-push-show'));
  // With its version: where the clock has drawn it meanwhile, either of the two is decided anew.
  expect(await version()).toBeGreaterThan(before);
});

test('the form says how a first day is written, and the answer how many were found', async () => {
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await Desk.asks(stage, 'ny utsending');
  await desk.sees('Skriv datoen slik: 04.01.2027 eller 2027-01-04.');
  await desk.presses('Sjekk listen', { list: `Navn;E-post;Startdato\nAda;${addressOf('Ada Aas')};04.01.2027\nBo;${addressOf('Bo Berg')};\nCai;${addressOf('Cai Dahl')};2027-01-04`, greeting: '' });
  expect(desk.answers.at(-1)).toContain(`Startdato funnet for 2 av 3.\nStartdato mangler eller kunne ikke leses for ${addressOf('Bo Berg')}`);
  await desk.presses('Sjekk listen', { list: `Navn;E-post;Startdato\nDag;${addressOf('Dag Dahl')};fjerde januar`, greeting: '' });
  expect(desk.answers.at(-1)).toContain(`Startdato funnet for 0 av 1.\nStartdato mangler eller kunne ikke leses for ${addressOf('Dag Dahl')}`);
  await desk.presses('Sjekk listen', { list: addressOf('Eva Eng'), greeting: '' });
  expect(desk.answers.at(-1)).not.toContain('Startdato');
});

test('a greeting that is too long is refused, and stands on the form to be shortened', async () => {
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await Desk.asks(stage, 'ny utsending');
  const list = addressOf('Ada Aas');
  for (const greeting of ['Velkommen! '.repeat(50), 'Hei\n'.repeat(9)]) {
    const { body } = await desk.presses('Sjekk listen', { list, greeting });
    expect(desk.answers.at(-1)).toContain('Hilsenen er for lang. Det er plass til høyst 500 tegn og 8 linjer. Ingenting er sendt.');
    expect(JSON.stringify(body)).toContain(JSON.stringify(greeting.trim()).slice(1, -1));
  }
  // A client may send what it likes: the form comes back in a size that is shown.
  const { body } = await desk.presses('Sjekk listen', { list, greeting: 'å'.repeat(50_000) });
  expect(desk.answers.at(-1)).toContain('Hilsenen er for lang.');
  expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(28 * 1_024);
  expect(await query(`file:${stage.bot.database}`, 'select count(*) as n from campaigns')).toEqual([{ n: 0 }]);
});

test('what is planned moves to another time, from its own card alone, and is sent once', async () => {
  const clock = startMovedClock(workday);
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await checked(stage, addressOf('Ada Aas'));
  await desk.presses('Planlegg utsendingen', { date: '2026-11-24', time: '10:00' });
  await desk.sees('Sendes tirsdag 24. november');
  // Somebody has the card open from before it was planned.
  await desk.pressesButton('1', on('desk-push-schedule'), { date: '2026-11-23', time: '12:00' });
  expect(desk.answers.at(-1)).toContain('gjelder ikke lenger');
  await desk.presses('Flytt utsendingen', { date: '2026-11-28', time: '10:00' });
  expect(desk.answers.at(-1)).toContain('Første mulighet er mandag 30. november');
  await desk.as(stage.channel.members[1]!).presses('Flytt utsendingen', { date: '2026-11-25', time: '08:30' });
  expect(await desk.sees('Sendes onsdag 25. november')).toBeDefined();
  expect(desk.seen).toContain('Planlagt av Bjørn Rådgiver.');
  clock.forward(Date.UTC(2026, 10, 24, 9, 0, 1) - Date.now());
  await desk.presses('Vis personene');
  expect(await standings(stage)).toEqual({ [addressOf('Ada Aas')]: 'installable' });
  clock.forward(Date.UTC(2026, 10, 25, 7, 30, 1) - Date.now());
  await eventually(async () => Object.values(await standings(stage))[0] === 'delivered', 'it to be sent', 20_000);
  expect(await query(`file:${stage.bot.database}`, "select what from journal where what in ('scheduled', 'moved', 'began') order by seq")).toEqual([{ what: 'scheduled' }, { what: 'moved' }, { what: 'began' }]);
});

test('before it is sent HR reads by name who gets it, and can see only those who do not', async () => {
  const stage = await startPushStage(hires('Ada Aas'));
  const desk = await checked(stage, `${addressOf('Ada Aas')} ukjent@annen.example`);
  await desk.presses('Vis personene');
  expect(desk.answers.at(-1)).toContain(`${addressOf('Ada Aas')}\nFår appen installert først`);
  expect(desk.answers.at(-1)).toContain('ukjent@annen.example\nIngen har denne adressen');
  await desk.pressesButton('1', on('desk-push-people', { standing: 'cannot', page: 0 }));
  expect(desk.answers.at(-1)).toContain('ukjent@annen.example');
  expect(desk.answers.at(-1)).not.toContain(addressOf('Ada Aas'));
});

test('who has had it is passed over in the next push, and the pushes are listed', async () => {
  const stage = await startPushStage(hires('Ada Aas', 'Bo Berg'));
  await pushed(stage, ['Ada Aas']);
  const desk = await checked(stage, `${addressOf('Ada Aas')} ${addressOf('Bo Berg')}`);
  expect(await standings(stage, 2)).toEqual({ [addressOf('Ada Aas')]: 'passed-over:on-another', [addressOf('Bo Berg')]: 'installable' });
  await desk.pressesButton('1', on('desk-push-people', { push: 2, standing: 'cannot', page: 0 }));
  expect(desk.answers.at(-1)).toContain(`Ada Aas\n${addressOf('Ada Aas')}\nEr med i en annen utsending`);
  const list = await Desk.asks(stage, 'utsendinger');
  await list.sees('Utsending 2');
  await list.presses('Vis 1');
  expect(list.answers.at(-1)).toContain('Utsending 1');
});

test('a list of people whose accounts are not there yet is sent when they are', async () => {
  const people = hires('Ada Aas');
  const stage = await startPushStage([]);
  const desk = await checked(stage, addressOf('Ada Aas'));
  expect(await standings(stage)).toEqual({ [addressOf('Ada Aas')]: 'not-there' });
  await desk.presses('Send når kontoene er på plass');
  await eventually(async () => (await query<{ status: string }>(`file:${stage.bot.database}`, 'select status from campaigns'))[0]?.status !== 'checked', 'it to begin');
  expect(await standings(stage)).toEqual({ [addressOf('Ada Aas')]: 'not-there' });
  expect(stage.teams.chat(people[0]?.chat ?? '')).toEqual([]);
});

test('«send på nytt», pressed again a while later, makes no second push', async () => {
  const clock = startMovedClock(workday);
  const stage = await startPushStage([{ ...hires('Ada Aas')[0]!, refuses: 'policy' }, ...hires('Bo Berg')]);
  const desk = await checked(stage, `${addressOf('Ada Aas')} ${addressOf('Bo Berg')}`);
  await desk.pressesButton('1', on('desk-push-send', { sure: true }));
  await eventually(async () => JSON.stringify(await standings(stage)).includes('policy'), 'her to be out of reach');
  for (const pause of [0, 10 * 60_000]) {
    clock.forward(pause);
    await desk.pressesButton('1', on('desk-push-again'), { standing: 'missed' });
  }
  expect(desk.answers.at(-1)).toContain('utsending 2');
  expect(await query(`file:${stage.bot.database}`, 'select count(*) as n from campaigns')).toEqual([{ n: 2 }]);
});
