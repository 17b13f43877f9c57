import { Terminal } from '../../src/app/push/terminal/terminal';
import { createLog } from '../../src/log';
import { openStore } from '../../src/store/store';
import { someone } from '../support/activities';
import { eventually } from '../support/bot-process';
import { startMovedClock } from '../support/moved-clock';
import { holdPushes } from '../support/push-processes';
import { addressOf, Desk, hires, type Listed, pushEnv, pushKey, standings, startPushStage } from '../support/push-stage';
import { type Reply, startTestBot } from '../support/running-bot';
import { hrTeam, type Stage, wordsIn } from '../support/stage';

jest.setTimeout(60_000);

const bearer = `Bearer ${pushKey}`;
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Asks the API of this stage, with the key unless another is given. */
async function ask({ bot }: Stage, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  const init = body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) };
  return bot.ask(`/api/push${path}`, { ...init, headers: { authorization: bearer, 'content-type': 'application/json', ...headers } });
}

const start = (people: readonly Listed[] = hires('Ada Aas', 'Bo Berg'), hr: object = {}): Promise<Stage> => startPushStage(people, { hr, env: { PUSH_KEY: pushKey } });
const listOf = (...names: string[]): string => base64(names.map((name) => `${name};${addressOf(name)}`).join('\r\n'));
const order = (over: object = {}): object => ({ by: 'Hanne Rådgiver', key: 'one', file: listOf('Ada Aas', 'Bo Berg'), greeting: 'Velkommen!', ...over });

/** Makes a push, and waits until its dry run is over. */
async function made(stage: Stage, over: object = {}): Promise<number> {
  const { status, body } = await ask(stage, '', order(over));
  expect([status, body]).toEqual([201, expect.objectContaining({ made: true })]);
  await eventually(async () => (await ask(stage, `/${body.number}`)).body.campaign.state === 'checked', 'the dry run', 20_000);
  return body.number as number;
}

const journal = async (stage: Stage): Promise<string[]> => (await ask(stage, '/journal')).body.journal.map(({ who, what }: { who: string; what: string }) => `${who} ${what}`.trim());

describe('who may ask', () => {
  test('without a key in the settings there is nothing, with any key', async () => {
    const stage = await startPushStage(hires('Ada Aas'));
    for (const [path, body] of [['', order()], [''], ['/1'], ['/journal'], ['/1/send', { by: 'Hanne' }]] as const) {
      const { status } = await ask(stage, path, body);
      expect([path, [404, 405].includes(status)]).toEqual([path, true]);
    }
  });

  const strangers: readonly [string, string][] = [
    ['no key', ''],
    ['another', `Bearer ${'x'.repeat(pushKey.length)}`],
    ['a part of it', `Bearer ${pushKey.slice(0, -1)}`],
    ['more than it', `${bearer}x`],
    ['another scheme', `Basic ${pushKey}`],
    ['the key alone', pushKey],
    ['two', `${bearer}, ${bearer}`],
    ['a scheme and nothing', 'Bearer '],
    ['one without end', `Bearer ${'x'.repeat(10_000)}`],
  ];
  test('whoever has not the key is refused at every door, and logged without what was given', async () => {
    const stage = await start();
    const doors: readonly (readonly [string, unknown?])[] = [['', order()], ['', '{'.repeat(100_000)], [''], ['/journal'], ['/1'], ['/1/missed'], ['/1/report'], ['/1/again', {}], ['/1/send', {}], ['/1/pause', {}], ['/1/resume', {}]];
    for (const [name, authorization] of strangers)
      for (const [path, body] of doors) {
        const { status, text } = await ask(stage, path, body, { authorization });
        expect([name, path, status, text]).toEqual([name, path, 401, '']);
      }
    expect(stage.bot.log).toContain('without the right key');
    expect(stage.bot.log).not.toContain(pushKey.slice(0, 20));
    expect(stage.bot.log).not.toContain('xxxxxxxx');
    expect((await ask(stage, '')).body.list).toEqual([]);
  });

  test('a key in the address does not count', async () => {
    expect((await ask(await start(), `?key=${pushKey}&access_token=${pushKey}`, undefined, { authorization: '' })).status).toBe(401);
  });
});

describe('what is asked', () => {
  const refused: readonly [string, unknown, Record<string, string>, number][] = [
    ['no JSON', '{"by":', {}, 400],
    ['a form', 'by=Hanne', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
    ['plain text', '{}', { 'content-type': 'text/plain' }, 400],
    ['null', 'null', {}, 400],
    ['nothing of it', {}, {}, 400],
    ['no sender', { ...order(), by: ' ' }, {}, 400],
    ['a sender without a letter', { ...order(), by: '123' }, {}, 400],
    ['a number for a sender', { ...order(), by: 7 }, {}, 400],
    ['no key', { ...order(), key: '' }, {}, 400],
    ['a file that is no base64', { ...order(), file: 'å;æ' }, {}, 400],
    ['something misspelt', { ...order(), greting: 'x' }, {}, 400],
    ['a greeting without end', { ...order(), greeting: 'x'.repeat(200_000) }, {}, 400],
    ['more than the largest list', `{"file":"${'A'.repeat(14_000_000)}"}`, {}, 413],
  ];
  test('what is not understood is refused, and nothing of it said again', async () => {
    const stage = await start();
    for (const [name, body, headers, status] of refused) {
      const reply = await ask(stage, '', body, headers);
      expect([name, reply.status, /Hanne|AAAA/.test(reply.text)]).toEqual([name, status, false]);
    }
    expect((await ask(stage, '')).body.list).toEqual([]);
  });

  test('a deed has little to say, and nothing misspelt: a wrong «at» must not send at once', async () => {
    const stage = await start();
    const number = await made(stage);
    expect((await ask(stage, `/${number}/send`, { by: 'Hanne', when: '2027-01-04 09:00' })).status).toBe(400);
    expect((await ask(stage, `/${number}/send`, { by: 'x'.repeat(50_000) })).status).toBe(413);
    expect((await ask(stage, `/${number}/pause`, {})).body).toEqual({ faults: ['by'] });
    expect(await journal(stage)).toEqual(['checked', 'Hanne Rådgiver (terminal) made']);
  });

  test('a push that is not there is told so', async () => {
    const stage = await start();
    for (const number of ['0', '99', '-1', '1e3', '1.5', 'x', '999999999999']) {
      expect([number, (await ask(stage, `/${number}`)).body]).toEqual([number, { refused: 'gone', text: 'Den utsendingen finnes ikke.' }]);
      expect([number, (await ask(stage, `/${number}/send`, { by: 'Hanne' })).status]).toEqual([number, 404]);
    }
  });

  const files: readonly [string, string, string][] = [
    ['nothing', '', 'empty'],
    ['spaces', ' \r\n ', 'empty'],
    ['an Excel workbook', 'PK\u0003\u0004xl/workbook.xml', 'binary.excel'],
    ['no addresses', 'Navn;Beløp\nKari;200', 'no-addresses'],
  ];
  test('a file that is no list is refused with a sentence', async () => {
    const stage = await start();
    for (const [name, text, why] of files) {
      const { status, body } = await ask(stage, '', order({ file: base64(text) }));
      expect([name, status, body]).toEqual([name, 409, { refused: why, text: expect.stringMatching(/\. Ingenting er sendt\.$/) }]);
    }
  });

  test('a greeting that would be cut is refused, and one that leads away needs a second word', async () => {
    const stage = await start();
    expect((await ask(stage, '', order({ greeting: 'hei '.repeat(500) }))).body).toMatchObject({ refused: 'greeting-long' });
    const number = await made(stage, { greeting: 'Les mer på https://fremmed.example/ny' });
    expect((await ask(stage, `/${number}/send`, { by: 'Hanne' })).body).toMatchObject({ refused: 'links', text: expect.stringContaining('fremmed.example') });
    expect((await ask(stage, `/${number}/send`, { by: 'Hanne', yesLinks: true })).body).toMatchObject({ state: 'running' });
  });
});

describe('a push', () => {
  test('is one for the terminal and for HR’s channel, from the first card to the report', async () => {
    const stage = await start();
    const number = await made(stage);
    const desk = await (await Desk.asks(stage, 'hei')).at(number);
    await desk.sees('Hanne Rådgiver');
    expect((await ask(stage, `/${number}/send`, { by: 'Hanne Rådgiver' })).body).toEqual({ state: 'running', text: `Utsending ${number} sendes nå til 2 personer.` });
    await desk.sees('Ferdig', 25_000);
    expect((await ask(stage, `/${number}`)).body).toMatchObject({ sum: 2, campaign: { state: 'done', plan: { by: { name: 'Hanne Rådgiver' } } }, tallies: [{ standing: 'delivered', count: 2 }] });
    const { csv } = (await ask(stage, `/${number}/report`)).body as { csv: string };
    expect(csv.split('\r\n').slice(1, 3)).toEqual([`1;Ada Aas;${addressOf('Ada Aas')};"har fått meldingen, ikke svart ennå";`, `2;Bo Berg;${addressOf('Bo Berg')};"har fått meldingen, ikke svart ennå";`]);
    expect(wordsIn(stage.teams.chat('a:chat-of-Ada-Aas')[0]!)).not.toContain('terminal');
    expect(await journal(stage)).toEqual(['finished', 'Hanne Rådgiver (terminal) started', 'checked', 'Hanne Rådgiver (terminal) made']);
    for (const personal of ['Ada', 'ada.', 'Hanne', 'Velkommen!']) expect([personal, stage.bot.log.includes(personal)]).toEqual([personal, false]);
  });

  test('that goes to many is asked for here, and confirmed only in HR’s channel', async () => {
    const stage = await start(undefined, { secondAbove: 1 });
    const number = await made(stage);
    expect((await ask(stage, `/${number}/send`, { by: 'Hanne Rådgiver' })).body).toMatchObject({ state: 'confirming' });
    for (const by of ['Hanne Rådgiver', 'Bjørn Rådgiver']) expect((await ask(stage, `/${number}/send`, { by })).body).toMatchObject({ refused: 'confirm-there' });
    expect(stage.teams.chat('a:chat-of-Ada-Aas')).toEqual([]);
    const desk = await (await Desk.asks(stage, 'hei', stage.channel.members[1] ?? someone('Bjørn Rådgiver'))).at(number);
    await desk.sees('Listen er så lang at en til i HR må bekrefte', 20_000);
    await desk.presses('Bekreft: send til 2');
    await desk.sees('Ferdig', 25_000);
  });

  test('that was asked for in the channel is not confirmed here either', async () => {
    const stage = await start(undefined, { secondAbove: 1 });
    const number = await made(stage);
    const desk = await (await Desk.asks(stage, 'hei')).at(number);
    await desk.presses('Send nå til 2');
    expect((await ask(stage, `/${number}/send`, { by: 'Bjørn Rådgiver' })).body).toMatchObject({ refused: 'confirm-there' });
  });

  test('is not made where HR has no channel to see it in', async () => {
    const stage = await startPushStage(hires('Ada Aas'), { env: { PUSH_KEY: pushKey, HR_TEAM_ID: '' } });
    expect((await ask(stage, '', order())).body).toMatchObject({ refused: 'no-channel' });
  });

  test('says so where the team is set and Teams has not told of it yet', async () => {
    const bot = await startTestBot({ env: { ...pushEnv(hires('Ada Aas')), PUSH_KEY: pushKey, HR_TEAM_ID: hrTeam } });
    const { body } = await bot.ask('/api/push', { method: 'POST', headers: { authorization: bearer, 'content-type': 'application/json' }, body: JSON.stringify(order()) });
    expect(body).toMatchObject({ refused: 'channel-unseen', text: expect.stringContaining('HR_TEAM_ID er satt') });
  });

  test('goes again to whom it did not reach, and to nobody else', async () => {
    const stage = await start([...hires('Ada Aas'), { ...hires('Bo Berg')[0]!, refuses: 'policy' }]);
    const number = await made(stage);
    await ask(stage, `/${number}/send`, { by: 'Hanne' });
    await eventually(async () => (await ask(stage, `/${number}`)).body.campaign.state === 'done', 'the end', 25_000);
    expect((await ask(stage, `/${number}/again`, { by: 'Hanne', key: 'x', only: 'blocked' })).body).toMatchObject({ refused: 'nobody-again' });
    const again = await ask(stage, `/${number}/again`, { by: 'Hanne', key: 'two', only: 'no-app' });
    expect(again.body).toMatchObject({ made: true, people: 1 });
    expect((await ask(stage, `/${number}/again`, { by: 'Hanne', key: 'two', only: 'no-app' })).body).toMatchObject({ made: false, number: again.body.number });
    expect(Object.keys(await standings(stage, again.body.number as number))).toEqual([addressOf('Bo Berg')]);
  });
});

describe('outside working hours', () => {
  /** Saturday 28 November 2026, 20:24 in Norway. */
  const saturday = Date.UTC(2026, 10, 28, 19, 24);
  const by = { by: 'Hanne' };
  const now = 'Nå er det lørdag 28. november kl. 20:24. Går utsendingen nå, får 2 personer meldingen i helgen.';

  test('it does not go without a word that this is meant, and may be scheduled instead', async () => {
    startMovedClock(saturday);
    const stage = await start();
    const number = await made(stage);
    const { status, body } = await ask(stage, `/${number}/send`, by);
    expect([status, body]).toEqual([
      409,
      {
        refused: 'off-hours',
        text: `${now} Skal den gå likevel, så legg til --yes-now. Eller planlegg den med --at "2026-11-30 08:00". Ingenting er gjort.`,
        ask: { text: `${now.replace('. Går', '.\nGår')}\nNeste gang folk er på jobb, er mandag 30. november kl. 08:00.`, anyway: 'Send likevel', plan: { label: 'Planlegg til mandag 08:00', at: '2026-11-30 08:00' } },
      },
    ]);
    for (const over of [{ yesNow: false }, { yesLinks: true }]) expect((await ask(stage, `/${number}/send`, { ...by, ...over })).body).toMatchObject({ refused: 'off-hours' });
    expect((await ask(stage, `/${number}`)).body.campaign.state).toBe('checked');
    expect((await ask(stage, `/${number}/send`, { ...by, yesNow: true })).body).toMatchObject({ state: 'running' });
    expect(await journal(stage)).toEqual(expect.arrayContaining(['Hanne (terminal) started']));
  });

  test('what is asked for a moment that will do is scheduled, and the journal says so', async () => {
    startMovedClock(saturday);
    const stage = await start();
    const number = await made(stage);
    expect((await ask(stage, `/${number}/send`, { ...by, at: '2026-11-30 08:00' })).body).toMatchObject({ state: 'scheduled' });
    expect((await journal(stage))[0]).toBe('Hanne (terminal) scheduled');
    // As long as it has not begun it moves, and does not go at another time than HR was told.
    expect((await ask(stage, `/${number}/send`, { ...by, at: '2026-12-01 09:30' })).body).toMatchObject({ state: 'scheduled', text: expect.stringContaining('sendes tirsdag 1. desember kl. 09:30') });
    expect((await journal(stage))[0]).toBe('Hanne (terminal) moved');
    expect((await ask(stage, `/${number}/send`, { ...by, yesNow: true })).body).toMatchObject({ refused: 'planned' });
  });

  test('links that lead away are told together with it, and one yes is not enough for both', async () => {
    startMovedClock(saturday);
    const stage = await start();
    const number = await made(stage, { greeting: 'Les mer på https://fremmed.example/ny' });
    const links = 'Hilsenen har lenker ut av organisasjonen: fremmed.example. Slike lenker kan ligne på svindel. Er du sikker på at de skal være med?';
    const { body } = await ask(stage, `/${number}/send`, by);
    expect(body.text).toBe(`${now} ${links} Skal den gå likevel, så legg til --yes-links --yes-now. Eller planlegg den med --yes-links --at "2026-11-30 08:00". Ingenting er gjort.`);
    expect((await ask(stage, `/${number}/send`, { ...by, yesLinks: true })).body.text).not.toContain('lenker');
    expect((await ask(stage, `/${number}/send`, { ...by, yesNow: true })).body).toMatchObject({ refused: 'links' });
    expect((await ask(stage, `/${number}/send`, { ...by, yesNow: true, yesLinks: true })).body).toMatchObject({ state: 'running' });
  });

  test('that needs a second person is asked for without a question: nothing goes by it', async () => {
    startMovedClock(saturday);
    const stage = await start(undefined, { secondAbove: 1 });
    const number = await made(stage);
    expect((await ask(stage, `/${number}/send`, by)).body).toMatchObject({ state: 'confirming' });
  });

  test('what is paused goes on only with the same word, and a pause needs none', async () => {
    startMovedClock(saturday);
    const stage = await startPushStage(hires('Ada Aas', 'Bo Berg'), { env: { PUSH_KEY: pushKey, PUSH_PER_SECOND: '1' } });
    const number = await made(stage);
    const { goOn } = holdPushes(stage.teams, 0, 1);
    await ask(stage, `/${number}/send`, { ...by, yesNow: true });
    expect((await ask(stage, `/${number}/pause`, { ...by, yesNow: true })).status).toBe(400);
    expect((await ask(stage, `/${number}/pause`, by)).body).toMatchObject({ state: 'paused' });
    const { body } = await ask(stage, `/${number}/resume`, by);
    expect(body).toMatchObject({ refused: 'off-hours', text: expect.stringMatching(/i helgen\. Skal den gå likevel, så legg til --yes-now\. Ingenting er gjort\.$/) });
    expect(body.ask.plan).toBeUndefined();
    expect((await ask(stage, `/${number}/resume`, { ...by, yesNow: true })).body).toMatchObject({ state: 'running' });
    goOn();
  });
});

describe('twice', () => {
  test('the same key is one push, also at once, and says so', async () => {
    const stage = await start();
    const replies = await Promise.all(Array.from({ length: 4 }, () => ask(stage, '', order())));
    expect(replies.map(({ status }) => `${status}`).toSorted()).toEqual(['200', '200', '200', '201']);
    expect(new Set(replies.map(({ body }) => body.number)).size).toBe(1);
    expect(replies.filter(({ body }) => body.made)).toHaveLength(1);
    expect((await ask(stage, '')).body.list).toHaveLength(1);
  });

  test('the same key for another list or greeting is refused: nobody shall believe that it went', async () => {
    const stage = await start();
    const number = await made(stage);
    for (const over of [{ file: listOf('Ada Aas', 'Cy Dahl') }, { file: listOf('Ada Aas') }, { greeting: 'Hei!' }])
      expect((await ask(stage, '', order(over))).body).toMatchObject({ refused: 'key-of-another', text: expect.stringContaining(`utsending ${number}`) });
  });

  test('two deeds at once are one, and the other is told', async () => {
    const stage = await start();
    const number = await made(stage);
    const replies = await Promise.all(Array.from({ length: 4 }, () => ask(stage, `/${number}/send`, { by: 'Hanne' })));
    expect(replies.map(({ status }) => `${status}`).toSorted()).toEqual(['200', '409', '409', '409']);
    expect(replies.filter(({ body }) => body.refused === 'sent-already' || body.refused === 'over')).toHaveLength(3);
    await eventually(async () => (await ask(stage, `/${number}`)).body.campaign.state === 'done', 'the end', 25_000);
    for (const name of ['Ada-Aas', 'Bo-Berg']) expect(stage.teams.chat(`a:chat-of-${name}`).filter(({ attachments }) => attachments)).toHaveLength(1);
  });

  test('who loses the version decides anew, and gives up with a sentence', async () => {
    const stage = await start();
    const number = await made(stage);
    await stage.bot.stop();
    const store = await openStore(`file:${stage.bot.database}`);
    let losses = 3;
    const losing = { ...store, commit: async (commit: Parameters<typeof store.commit>[0]) => (losses-- > 0 ? ('lost' as const) : store.commit(commit)) };
    const house = { organisation: stage.bot.config.organisation, isHoliday: () => false } as unknown as ConstructorParameters<typeof Terminal>[0]['house'];
    const terminal = new Terminal({ store: losing, house, nudge: () => undefined, now: Date.now, random: () => 0, log: createLog('silent') });
    expect(await terminal.act(number, { deed: 'send', by: 'Hanne' })).toMatchObject({ state: 'running' });
    losses = Infinity;
    expect(await terminal.act(number, { deed: 'pause', by: 'Hanne' })).toMatchObject({ refused: 'changed' });
    await store.close();
  });
});

describe('a time', () => {
  const refusals: readonly [string, string, string][] = [
    ['that is none', 'i morgen', 'not-a-time'],
    ['without a day', '09:00', 'not-a-time'],
    ['that is past', '2020-01-06 09:00', 'past'],
    ['at night', 'NEXT 03:00', 'quiet'],
    ['on a Sunday', 'SUNDAY 10:00', 'quiet'],
    ['in a few years', '2099-01-05 09:00', 'too-far'],
    ['that is jumped over in March', 'MARCH 02:30', 'no-such-time'],
    ['that is there twice in October', 'OCTOBER 02:30', 'quiet'],
  ];
  test('that cannot be is refused with a sentence', async () => {
    const stage = await start();
    const number = await made(stage);
    for (const [name, at, why] of refusals) {
      const { status, body } = await ask(stage, `/${number}/send`, { by: 'Hanne', at: dated(at) });
      expect([name, status, body]).toEqual([name, 409, { refused: why, text: expect.stringMatching(/\.$/) }]);
      if (at.startsWith('OCTOBER')) expect(body.text).toMatch(/^Klokken viser 02:30 to ganger den natten; den første gjelder\. /);
    }
    expect((await ask(stage, `/${number}`)).body.campaign.state).toBe('checked');
  });

  test('that is decent is told with its weekday, and can be called off', async () => {
    const stage = await start();
    const number = await made(stage);
    const { body } = await ask(stage, `/${number}/send`, { by: 'Hanne', at: dated('NEXT 10.15') });
    expect(body).toMatchObject({ state: 'scheduled', text: expect.stringMatching(/sendes (?:man|tirs|ons|tors|fre)dag .*10:15 til 2 personer\.$/) });
    expect((await ask(stage, `/${number}/cancel`, { by: 'Hanne' })).body).toEqual({ state: 'cancelled', text: `Utsending ${number} er avbrutt.` });
    expect((await ask(stage, `/${number}`)).body.tallies).toEqual([{ standing: 'cancelled', why: '', count: 2 }]);
  });
});

/** Days that are ahead whenever this is run: a working day, a Sunday, and the nights in which the clocks change. */
function dated(at: string): string {
  const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
  const ahead = (from: number, is: (date: Date) => boolean): string => {
    for (let time = from; ; time += 86_400_000) if (is(new Date(time))) return day(time);
  };
  const tomorrow = Date.now() + 2 * 86_400_000;
  const lastSunday = (month: number) => (date: Date) => date.getUTCMonth() === month && date.getUTCDay() === 0 && date.getUTCDate() > 24;
  const holidays = ['01-01', '05-01', '05-17', '12-25', '12-26'];
  // A Wednesday is hardly ever a holiday, and those that may be are passed over.
  const working = (date: Date): boolean => date.getUTCDay() === 3 && !holidays.includes(day(date.getTime()).slice(5));
  return at
    .replace('NEXT', ahead(tomorrow, working))
    .replace('SUNDAY', ahead(tomorrow, (date) => date.getUTCDay() === 0))
    .replace('MARCH', ahead(tomorrow, lastSunday(2)))
    .replace('OCTOBER', ahead(tomorrow, lastSunday(9)));
}
