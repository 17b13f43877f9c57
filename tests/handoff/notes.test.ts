import type { Activity } from 'botbuilder';
import { type Over } from '../support/activities';
import { Adviser, type Employee, startStage } from '../support/stage';

jest.setTimeout(60_000);

interface Case {
  readonly kari: Employee;
  readonly hanne: Adviser;
  /** Text as Teams sends it, with a mention of Bjørn, and of the bot where it is in it. */
  writes(text: string): Promise<Activity>;
  edits(earlier: Activity, text: string): Promise<void>;
}

async function taken(): Promise<Case> {
  const stage = await startStage();
  const kari = await stage.employee();
  await kari.asksHr();
  const hanne = await stage.adviser(1001);
  await hanne.presses('Ta saken');
  await kari.sees('Hanne Rådgiver');
  const { bot, members } = stage.channel;
  const raw = (text: string): Over => ({
    text,
    entities: [bot, members[1]!].filter(({ name }) => text.includes(`<at>${name}</at>`)).map(({ id, name }) => ({ type: 'mention', mentioned: { id, name }, text: `<at>${name}</at>` })),
  });
  return {
    kari,
    hanne,
    async writes(text) {
      const activity = stage.channel.reply(hanne.who, hanne.root, '', {}, raw(text));
      await hanne.post(activity);
      return activity;
    },
    async edits(earlier, text) {
      await hanne.post(stage.channel.edit(earlier, '', raw(text)));
    },
  };
}

test('a note never goes, whatever Teams or the keyboard put before its mark, and whichever box it is written in', async () => {
  const { kari, hanne, writes } = await taken();
  const before = kari.lines.length;
  for (const lead of ['', '<at>Bjørn Rådgiver</at> ', '<at>Vismahjelpen</at>&nbsp;', '<at>Vismahjelpen</at>&nbsp;<at>Bjørn Rådgiver</at>:&nbsp;', '\u200b', '\u2060', '\ufeff']) await writes(`${lead}// hun lyver`);
  await hanne.presses('Send svaret', { reply: '// hun lyver igjen' });
  await hanne.sees('Internt notat fra Hanne Rådgiver (kan bli utlevert ved innsyn): hun lyver igjen');
  await hanne.writes('Hei');
  await kari.sees('Hanne Rådgiver (HR): Hei');
  expect(kari.lines.slice(before)).toEqual(['Hanne Rådgiver (HR): Hei']);
  await hanne.presses('Avslutt saken', { outcome: 'solved', line: '// hun gikk endelig' });
  await kari.sees('Saken din er avsluttet');
  await hanne.sees('utlevert ved innsyn): hun gikk endelig');
  expect(kari.seen).not.toContain('gikk endelig');
});

test('words that mention a colleague wait for their writer, who has the case or not, and go with her plain name', async () => {
  const { kari, hanne, writes } = await taken();
  const before = kari.lines.length;
  await writes('<at>Bjørn Rådgiver</at> tror du hun lyver?');
  await hanne.sees('Skal dette sendes til Kari Nordmann som deg?');
  await hanne.presses('Ikke send');
  await hanne.sees('Ikke sendt');
  await writes('Hei Kari\n// spør Bjørn om dette');
  await hanne.sees('spør Bjørn om dette');
  await hanne.presses('Ikke send');
  await writes('Hei! <at>Bjørn Rådgiver</at>&nbsp;hjelper deg i morgen.');
  await hanne.sees('hjelper deg i morgen');
  await hanne.presses('Ja, send');
  await kari.sees('Hanne Rådgiver (HR): Hei! Bjørn Rådgiver hjelper deg i morgen.');
  expect(kari.lines.slice(before)).toEqual(['Hanne Rådgiver (HR): Hei! Bjørn Rådgiver hjelper deg i morgen.']);
});

test('a change that makes words a note, or mentions a colleague, does not go', async () => {
  const { kari, hanne, writes, edits } = await taken();
  const first = await writes('Hei Kari');
  await kari.sees('Hanne Rådgiver (HR): Hei Kari');
  await edits(first, 'Hei Kari. <at>Bjørn Rådgiver</at> tror du hun lyver?');
  await hanne.sees('Endringen er ikke sendt til Kari Nordmann');
  await edits(first, '<at>Bjørn Rådgiver</at>&nbsp;// hun lyver');
  await kari.sees('Hanne Rådgiver (HR) trakk tilbake denne meldingen.', 20_000);
  expect(kari.seen).not.toContain('lyver');
});
