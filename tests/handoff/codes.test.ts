import { existsSync, readFileSync } from 'node:fs';
import { type Adviser, type Employee, type Stage, startStage } from '../support/stage';

jest.setTimeout(60_000);

async function taken(): Promise<{ stage: Stage; kari: Employee; hanne: Adviser }> {
  const stage = await startStage();
  const kari = await stage.employee();
  await kari.asksHr();
  const hanne = await stage.adviser(1001);
  await hanne.presses('Ta saken');
  await kari.sees('Hanne Rådgiver');
  return { stage, kari, hanne };
}

/** All that is stored, and all that Teams was sent. */
const kept = ({ bot, teams }: Stage): string =>
  ['', '-wal'].map((end) => `${bot.database}${end}`).filter(existsSync).map((file) => readFileSync(file, 'latin1')).join('') + JSON.stringify(teams.attempts.map(({ body }) => body));

const toKari = 'Det kan være et passord, en kode eller et fødselsnummer i meldingen din.';
const toHanne = 'Det kan være et passord, en kode eller et fødselsnummer i det du skrev.';

test('six digits are a code where the two have just spoken of codes, on a line of their own, changed, or said by HR', async () => {
  const { stage, kari, hanne } = await taken();
  // Nobody has spoken of codes: a number is a number.
  await kari.says('Ansattnummeret mitt er 482914');
  await hanne.sees('Ansattnummeret mitt er 482914');
  await hanne.writes('Har du fått en kode på e-post?');
  await kari.sees('en kode på e-post');
  const first = await kari.says('123456');
  await hanne.sees('Kari Nordmann: •••');
  await kari.sees(toKari);
  await kari.says('den er\n333444');
  await hanne.sees('Kari Nordmann: den er\n•••');
  await kari.post(kari.chat.edit(first, 'feil, 123 457'));
  await hanne.sees('endret meldingen til: feil, •••');
  await hanne.writes('Mener du 333445?');
  await kari.sees('Hanne Rådgiver (HR): Mener du •••?');
  await hanne.sees(toHanne);
  await hanne.presses('Send svaret', { reply: 'eller 333446?' });
  await kari.sees('Hanne Rådgiver (HR): eller •••?');
  await stage.bot.stop();
  for (const code of ['123456', '333444', '123 457', '333445', '333446']) expect([code, kept(stage).includes(code)]).toEqual([code, false]);
});

test('a card of HR’s brings codes up, too, and so does why she came', async () => {
  const { stage, kari, hanne } = await taken();
  await hanne.presses('Send: koble til ID-porten');
  await kari.sees('Koble til ID-porten');
  await kari.says('482913');
  await hanne.sees('Kari Nordmann: •••');
  const ola = await stage.employee('Ola Nordmann');
  await ola.asksHr('Jeg får ikke kode på e-post');
  const thread = await stage.adviser(1002);
  await ola.says('482915');
  await thread.sees('Ola Nordmann: •••');
});

test('HR is told that her words were changed on the way', async () => {
  const { kari, hanne } = await taken();
  await hanne.writes('Passordet er Sommer2026!');
  await kari.sees('Hanne Rådgiver (HR): Passordet er •••');
  await hanne.sees(toHanne);
});
