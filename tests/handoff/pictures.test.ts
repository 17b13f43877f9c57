import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { kept, opened, pathOf, png, pressOn, shows } from '../support/pictures';

jest.setTimeout(30_000);

test('a pasted picture goes to HR after one question, is seen there by a link, and is gone with the case', async () => {
  const { stage, kari, hanne } = await opened();
  stage.teams.picture('p1', png, 'image/png');
  await kari.post(kari.chat.picture('p1', 'Slik ser det ut'));
  await hanne.sees('Kari Nordmann: Slik ser det ut');
  await kari.sees('Vises fødselsnummer eller lønn i bildet?');
  expect(await kept(stage)).toBe(0);
  await kari.presses('Nei, send til HR');
  expect(kari.answers.at(-1)).toBe('Sendt til HR');
  await hanne.sees('Kari Nordmann viser et bilde');
  const path = pathOf(hanne);
  const seen = await fetch(`${stage.bot.url}${path}`);
  expect(seen.status).toBe(200);
  expect(Buffer.from(await seen.arrayBuffer()).equals(png)).toBe(true);
  expect(Object.fromEntries(seen.headers)).toMatchObject({ 'content-type': 'image/png', 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' });

  for (const forged of [path.replace(/sign=.*/, ''), path.replace(/sign=./, 'sign=x'), path.replace(/until=\d/, 'until=9'), path.replace('/pictures/', '/pictures/0'), '/pictures/p1'])
    expect([forged, (await stage.bot.ask(forged)).status]).toEqual([forged, 404]);

  await kari.says('stopp');
  await kari.sees('Saken din er avsluttet');
  expect(await kept(stage)).toBe(0);
  expect((await stage.bot.ask(path)).status).toBe(404);
});

test('a picture that she does not want to send is not even fetched; and one question is answered once', async () => {
  const { stage, kari, hanne } = await opened();
  stage.teams.picture('p1', png, 'image/png');
  await kari.post(kari.chat.picture('p1'));
  await kari.presses('Ja, ikke send');
  expect(kari.answers.at(-1)).toBe('Ikke sendt');
  expect(stage.teams.attempts.filter(({ operation }) => operation === 'picture')).toEqual([]);
  await kari.post(kari.chat.picture('p1'));
  const press = await pressOn(kari, 'Nei, send til HR');
  await Promise.all([kari.post(press), kari.post(press)]);
  await hanne.sees('Kari Nordmann viser et bilde');
  expect(await kept(stage)).toBe(1);
});

test.each<[string, Buffer, string, string]>([
  ['too large', Buffer.concat([png, Buffer.alloc(1024 * 1024)]), 'image/png', 'Bildet er for stort.'],
  ['no picture, whatever it is called', Buffer.from('<svg onload="alert(1)">'), 'image/png', 'Det var ikke et bilde jeg kan vise.'],
])('one that is %s is not passed on, and she is told what to do', async (_name, bytes, type, sentence) => {
  const { stage, kari, number } = await opened();
  stage.teams.picture('p1', bytes, type);
  await kari.post(kari.chat.picture('p1'));
  await kari.presses('Nei, send til HR');
  await kari.sees(`${sentence} Send det på e-post til ${stage.bot.config.organisation.hr.email}, og ta med saksnummer ${number}.`);
  expect(await kept(stage)).toBe(0);
});

test('the token goes to Teams and to nobody else: not to another host, and not where Teams would send it', async () => {
  const { stage, kari } = await opened();
  const asked: (string | undefined)[] = [];
  const foreign = http.createServer((request, response) => {
    asked.push(request.headers.authorization);
    response.end(png);
  });
  await new Promise<void>((ready) => foreign.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}/v3/attachments/p1/views/original`;
  for (const contentUrl of [url, 'file:///etc/passwd', 'http://169.254.169.254/latest/meta-data', `${stage.teams.serviceUrl.replace('http:', 'https:')}v3/attachments/p1/views/original`]) {
    await shows(kari, kari.chat.message('', { text: '', attachments: [{ contentType: 'image/png', contentUrl }] }));
  }
  expect(kari.lines.filter((line) => line.startsWith('Jeg fikk ikke hentet bildet.'))).toHaveLength(4);
  foreign.close();
  expect(asked).toEqual([]);
  expect(await kept(stage)).toBe(0);
});

test('a file is named to HR, and she is asked to mail it; without a case she is told what can be done', async () => {
  const { stage, kari, hanne, number } = await opened();
  await kari.post(kari.chat.file('lønnslipp.pdf'));
  await kari.sees(`Send «lønnslipp.pdf» på e-post til ${stage.bot.config.organisation.hr.email}, og ta med saksnummer ${number}.`);
  await hanne.sees('Kari Nordmann ville sende filen «lønnslipp.pdf»');
  const ola = await stage.employee('Ola Nordmann');
  await ola.post(ola.chat.picture('p9'));
  await ola.sees('Jeg kan ikke se på bilder og filer.');
});

test('a picture of HR’s is not passed on, and HR is told', async () => {
  const { stage, kari, hanne } = await opened();
  await hanne.presses('Ta saken');
  await stage.post(stage.channel.picture(hanne.who, hanne.root, 'p1'));
  await hanne.sees('Jeg kan bare sende tekst videre.');
  await stage.post(stage.channel.picture(hanne.who, hanne.root, 'p2', 'Se her'));
  await kari.sees('Hanne Rådgiver (HR): Se her');
  await stage.teams.waitFor(() => hanne.lines.filter((line) => line.startsWith('Jeg kan bare sende tekst videre.')).length === 2, 'HR to be told again');
  expect(kari.seen).not.toMatch(/p[12]/);
});
