import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { mayOpen, picturePath } from '../../src/app/case/picture-link';
import { someFnr } from '../support/national-ids';
import { kept, opened, pathOf, png, pressOn, shows } from '../support/pictures';
import { startTestBot } from '../support/running-bot';
import { query } from '../support/stores';

jest.setTimeout(30_000);

test('an answer is about the pictures on its own card: a later question is no repeat, and an earlier card decides nothing', async () => {
  const { stage, kari, hanne } = await opened();
  stage.teams.picture('p1', Buffer.alloc(10), 'image/png');
  stage.teams.picture('p2', png, 'image/png');
  await shows(kari, kari.chat.picture('p1'));
  await kari.sees('Det var ikke et bilde jeg kan vise.');
  await kari.post(kari.chat.picture('p2'));
  await kari.presses('Nei, send til HR');
  expect(kari.answers.at(-1)).toBe('Sendt til HR');
  await hanne.sees('Kari Nordmann viser et bilde');
  expect(await kept(stage)).toBe(1);
  await kari.sees(/^Sendt til HR$/);
  expect(kari.seen).not.toContain('Vises fødselsnummer');
});

test('a second picture before the answer: one question for both, and the first card’s buttons count no more', async () => {
  const { stage, kari } = await opened();
  for (const id of ['p1', 'p2']) stage.teams.picture(id, png, 'image/png');
  await kari.post(kari.chat.picture('p1'));
  const early = await pressOn(kari, 'Nei, send til HR');
  await kari.post(kari.chat.picture('p2'));
  await kari.sees('Vises fødselsnummer eller lønn i bildene?');
  await kari.sees('Kortet står på nytt lenger nede.');
  await kari.post(early);
  expect(await kept(stage)).toBe(0);
  await kari.presses('Nei, send til HR');
  expect(await kept(stage)).toBe(2);
});

test('what is pressed after the case was closed sends nothing, and says so', async () => {
  const { stage, kari, hanne } = await opened();
  stage.teams.picture('p1', png, 'image/png');
  await kari.post(kari.chat.picture('p1'));
  await kari.sees('Vises fødselsnummer');
  await hanne.presses('Avslutt saken', { outcome: 'solved', line: '' });
  await kari.sees('Saken din er avsluttet');
  await kari.presses('Nei, send til HR');
  await kari.sees('Saken er avsluttet, så bilder og filer er ikke sendt.');
  expect(stage.teams.attempts.filter(({ operation }) => operation === 'picture')).toEqual([]);
  expect(await kept(stage)).toBe(0);
});

test('no picture is dropped without a word: beside a text, with or without a case, or with too many others', async () => {
  const { stage, kari, hanne, number } = await opened();
  const ola = await stage.employee('Ola Nordmann');
  await ola.post(ola.chat.picture('p9', 'intern feil'));
  await ola.sees('Jeg kan ikke se på bilder og filer.');
  await ola.sees('Har du en annen Visma-bruker fra før?');
  await kari.post(kari.chat.file('a.pdf', 'stopp'));
  await kari.sees('Saken er avsluttet, så bilder og filer er ikke sendt.');
  expect(hanne.seen).not.toContain('a.pdf');
  await kari.post(kari.chat.picture('p9', 'Det virket ikke likevel. Se her'));
  await kari.sees(`Sak ${number} er åpen igjen.`);
  await kari.sees('Vises fødselsnummer eller lønn i bildet?');
  const contentUrl = `${stage.teams.serviceUrl}v3/attachments/p9/views/original`;
  await kari.post(kari.chat.message('', { text: '', attachments: Array.from({ length: 11 }, () => ({ contentType: 'image/*', contentUrl })) }));
  await kari.sees('Jeg kan ta imot 10 bilder eller filer om gangen.');
});

test('where nobody can take over, nothing is promised', async () => {
  const bot = await startTestBot();
  const chat = bot.chat();
  await bot.post(chat.picture('p1'));
  const { activity } = await bot.teams.waitFor(({ sent }) => sent.find(({ activity: { attachments = [] } }) => attachments.length > 0), 'a card');
  expect(JSON.stringify(activity)).toContain(`Du kan også skrive til ${bot.config.organisation.hr.email}.`);
});

test('a birth number in the name of a file is masked, whatever stands beside it', async () => {
  const { kari, hanne } = await opened();
  for (const text of ['Se her', '']) await kari.post(kari.chat.file(`${someFnr}.pdf`, text));
  await kari.sees('Det kan være et passord, en kode eller et fødselsnummer');
  await hanne.stage.teams.waitFor(() => hanne.lines.filter((line) => line.includes('ville sende filen «•••.pdf»')).length === 2, 'both to be named');
  expect(`${kari.seen}${hanne.seen}`).not.toContain(someFnr);
});

test('a message that she deletes takes its picture along: asked about, or seen by HR', async () => {
  const { stage, kari, hanne } = await opened();
  stage.teams.picture('p1', png, 'image/png');
  const asked = kari.chat.picture('p1');
  await kari.post(asked);
  await kari.sees('Vises fødselsnummer');
  await kari.post(kari.chat.remove(asked));
  await kari.sees(/^Ikke sendt$/);
  const shown = kari.chat.picture('p1', 'Slik ser det ut');
  await kari.post(shown);
  await kari.presses('Nei, send til HR');
  await hanne.sees('Kari Nordmann viser et bilde');
  const path = pathOf(hanne);
  await kari.post(kari.chat.remove(shown));
  await stage.teams.waitFor(() => hanne.lines.filter((line) => line === 'Kari Nordmann trakk tilbake denne meldingen.').length === 2, 'both to be withdrawn');
  expect(await kept(stage)).toBe(0);
  expect((await stage.bot.ask(path)).status).toBe(404);
});

test('Teams sends elsewhere, answers nothing or no picture: not followed, not waited for, and told', async () => {
  const { stage, kari } = await opened();
  const asked: string[] = [];
  const foreign = http.createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(png);
  });
  await new Promise<void>((ready) => foreign.listen(0, '127.0.0.1', ready));
  const location = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}/elsewhere`;
  const match = ({ operation }: { operation: string }): boolean => operation === 'picture';
  for (const answer of [{ status: 302, headers: { Location: location } }, { status: 404 }, 'drop', 'hang'] as const) {
    stage.teams.fail({ match, times: 1, answer });
    await shows(kari, kari.chat.picture('p1'));
  }
  expect(kari.lines.filter((line) => line.startsWith('Jeg fikk ikke hentet bildet.'))).toHaveLength(4);
  foreign.close();
  expect(asked).toEqual([]);
  expect(await kept(stage)).toBe(0);
  expect(stage.bot.log).not.toContain('/views/original');
});

test('over HTTP too: rightly signed opens it, an hour too late does not', async () => {
  const { stage, kari, hanne } = await opened();
  stage.teams.picture('p1', png, 'image/png');
  await shows(kari, kari.chat.picture('p1'));
  await hanne.sees('Kari Nordmann viser et bilde');
  const id = /pictures\/([^?]+)/.exec(pathOf(hanne))?.[1] ?? '';
  const [row] = (await query(`file:${stage.bot.database}`, `select value from single where name = 'secret:pictures'`)) as { value: string }[];
  const at = (until: number): Promise<number> => stage.bot.ask(picturePath(row?.value ?? '', id, until)).then(({ status }) => status);
  expect([await at(Date.now() + 3_600_000), await at(Date.now() - 3_600_000)]).toEqual([200, 404]);
});

test('a link ends after a week, and the time in it is signed too', () => {
  const week = 7 * 24 * 3_600_000;
  const until = 1_800_000_000_000;
  const link = (over: object = {}) => {
    const url = new URL(picturePath('key', 'p1', until), 'https://bot.example');
    return { id: 'p1', until: url.searchParams.get('until') ?? '', signature: url.searchParams.get('sign') ?? '', ...over };
  };
  expect(mayOpen('key', link(), until - week)).toBe(true);
  expect(mayOpen('key', link(), until - 1)).toBe(true);
  expect(mayOpen('key', link(), until)).toBe(false);
  for (const forged of [{ until: `${until + 1}` }, { until: `${until}e9` }, { until: '' }, { id: 'p2' }, { signature: '' }, { signature: 'A'.repeat(43) }])
    expect([forged, mayOpen('key', link(forged), until - week)]).toEqual([forged, false]);
  expect(mayOpen('another key', link(), until - week)).toBe(false);
});
