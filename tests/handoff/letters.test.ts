import type { Email } from 'postal-mime';
import { renderSheet } from '../../cards';
import { moreSheet } from '../../cards/case-card';
import { open } from '../../src/core/case/act';
import { guide } from '../../src/core/guide/guide';
import { askoy, nodes } from '../support/cards';
import { reportOf } from '../support/cases';
import { attached, type Mailbox, startMailbox } from '../support/mailbox';
import { type Adviser, type Employee, type Stage, startStage } from '../support/stage';
import { query } from '../support/stores';

jest.setTimeout(60_000);

async function taken({ refuses = false } = {}): Promise<{ stage: Stage; kari: Employee; hanne: Adviser; letters: Mailbox }> {
  const letters = await startMailbox({ refuses });
  const stage = await startStage({ env: { SMTP_URL: letters.url, MAIL_FROM: 'bot@askoy.kommune.no' } });
  const kari = await stage.employee();
  const hanne = await stage.adviser(await kari.asksHr('Adressen er i bruk'));
  await hanne.presses('Ta saken');
  await kari.sees('har tatt saken din');
  return { stage, kari, hanne, letters };
}

const asksForHistory = (hanne: Adviser) => hanne.pressesButton('1', { verb: 'case-history', card: 'case-1001', rev: 2, shownAt: 1 });

async function only(letters: Mailbox): Promise<Email | undefined> {
  for (const end = Date.now() + 10_000; letters.count === 0 && Date.now() < end; ) await new Promise((resolve) => setImmediate(resolve));
  const [letter] = await letters.letters();
  return letter;
}

test('the whole history goes by mail to whoever asked for it', async () => {
  const { kari, hanne, letters } = await taken();
  await hanne.writes('Hei Kari');
  await kari.sees('Hei Kari');
  await hanne.writes('// ring lønn');
  await asksForHistory(hanne);
  expect(hanne.answers.at(-1)).toBe('Historikken er på vei til hanne.radgiver@kommune.example.');
  const letter = await only(letters);
  expect(letter?.to?.[0]?.address).toBe('hanne.radgiver@kommune.example');
  const html = attached(letter, letter?.attachments[0]?.filename ?? '');
  for (const words of ['Kari Nordmann', 'Adressen er i bruk', 'Hanne Rådgiver', 'Hei Kari', 'ring lønn']) expect(html).toContain(words);
  expect(hanne.seen).not.toContain('ikke sikker');
});

test('the history says why it came to HR, in which year, what did not arrive, and what an answer to all was about', async () => {
  const { stage, kari, hanne, letters } = await taken();
  await hanne.writes('Dette kommer fram');
  await kari.sees('Dette kommer fram');
  const all = { verb: 'desk-answer-all', reason: 'internal-error', card: 'desk', rev: 0, shownAt: Date.now() };
  const ola = await stage.employee('Ola Nordmann');
  await ola.says('intern feil');
  await ola.asksHr();
  await hanne.pressesButton('1', all, { words: 'Visma retter dette nå' });
  await ola.sees('Visma retter dette nå');
  stage.teams.blocked(ola.chat.conversation);
  await hanne.pressesButton('1', { verb: 'case-reply', card: 'case-1002', rev: 2, shownAt: 1 }, { reply: 'Dette kommer ikke fram' });
  await (await stage.adviser(1002)).sees('Meldingen til Ola Nordmann kom kanskje ikke fram.');
  await hanne.pressesButton('1', { verb: 'case-history', card: 'case-1002', rev: 3, shownAt: 1 });
  const letter = await only(letters);
  const html = attached(letter, letter?.attachments[0]?.filename ?? '');
  expect(html).toContain('Ba om å få snakke med HR');
  expect(html).toMatch(new RegExp(`\\d+\\. \\S+ ${new Date().getFullYear()} kl\\. `));
  expect(html).toContain('svarte alle (Det står «En intern feil har oppstått»): Visma retter dette nå</td>');
  expect(html).toContain('svarte: Dette kommer ikke fram<br><em>Kom kanskje ikke fram.</em></td>');
  expect(html.match(/Kom kanskje ikke fram/g)).toHaveLength(1);
});

test('where the letter with the history is refused, the thread is told', async () => {
  const { hanne } = await taken({ refuses: true });
  await asksForHistory(hanne);
  await hanne.sees('Jeg er ikke sikker på at historikken kom fram til hanne.radgiver@kommune.example.');
});

test('where HR can be reached neither in Teams nor by mail, she is told so, and can open the case again', async () => {
  const { stage, kari, hanne } = await taken({ refuses: true });
  stage.teams.deleted(stage.channel.channel.id);
  await kari.says('Er noen der?');
  await kari.sees('Jeg er ikke sikker på at e-posten med saken din kom fram til HR. Skriv til hr.stotte@askoy.kommune.no, og ta med saksnummer 1001.', 30_000);
  await kari.sees('Jeg nådde ikke HR i Teams, og jeg er ikke sikker på at e-posten med saken din kom fram.');
  expect(kari.seen).not.toContain('Jeg har sendt saken din til HR på e-post');
  stage.teams.restore(stage.channel.channel.id);
  await kari.presses('Åpne saken igjen');
  await kari.sees('Sak 1001 er åpen igjen.');
  await kari.says('Er noen der nå?');
  const again = await stage.teams.waitFor(() => stage.teams.threads(stage.channel.channel.id).find(({ messages }) => messages.some(({ text }) => text?.includes('Er noen der nå?'))), 'a thread with her words');
  expect(again.root).not.toBe(hanne.root);
  expect(await query(`file:${stage.bot.database}`, 'select status from cases')).toEqual([{ status: 'waiting' }]);
});

test('the history by mail is offered only where a mail server is set up', () => {
  const one = open(reportOf(1001)).case;
  const desk = { language: 'nb', organisation: askoy, guide };
  const titles = (mails: boolean): unknown[] => nodes(renderSheet(moreSheet(one, desk, '29:hanne', [], '', mails))).map(({ title }) => title);
  expect(titles(true)).toContain('Historikk på e\u2011post');
  expect(titles(false)).not.toContain('Historikk på e\u2011post');
});
