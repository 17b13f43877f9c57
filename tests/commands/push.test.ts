import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { readFile } from '../../src/core/campaign/list/read-file';
import { t } from '../../src/texts';
import { readCommand } from '../../src/commands/push/arguments';
import { Bot } from '../../src/commands/push/bot';
import { perform } from '../../src/commands/push/perform';
import { Screen } from '../../src/commands/push/screen';
import type { Stop } from '../../src/commands/push/stop';
import { startMovedClock } from '../support/moved-clock';
import { addressOf, hires, pushKey, standings, startPushStage } from '../support/push-stage';
import { spawnTs } from '../support/spawn-ts';
import type { Stage } from '../support/stage';

jest.setTimeout(90_000);

const folder = mkdtempSync(path.join(tmpdir(), 'vismahjelpen-push-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** The real command, in a process of its own, to its end. */
async function push(url: string, args: readonly string[], env: Record<string, string> = {}): Promise<{ code: number | NodeJS.Signals; output: string }> {
  const child = spawnTs('src/commands/push.ts', args, { PUSH_URL: url, PUSH_KEY: pushKey, ORGANISATION_FILE: '', ...env });
  const code = await child.ended;
  return { code, output: child.output };
}

/** What a terminal, or a pipe, shows. */
class Paper extends Writable {
  text = '';
  columns = 80;
  constructor(readonly isTTY: boolean) {
    super({ write: (chunk, _encoding, done) => ((this.text += String(chunk)), done()) });
  }
}

/** A keyboard. */
class Keys extends PassThrough {
  readonly isTTY = true;
}

const start = (people = hires('Ada Aas', 'Bo Berg')): Promise<Stage> => startPushStage(people, { env: { PUSH_KEY: pushKey } });
const by = ['--by', 'Hanne Rådgiver'];

describe('with a bot that runs', () => {
  test('a file is checked, sent, followed and reported, and the report is in a file that Excel opens', async () => {
    const stage = await start([...hires('Ada Aas', 'Bo Berg'), { id: 'id-guest', name: 'Gro Gjest', email: 'gro@annen.example', guest: true }]);
    const { url } = stage.bot;
    const list = fileOf('liste.csv', `\ufeffNavn;E-post\r\nAda Aas;${addressOf('Ada Aas')}\r\nBo Berg;${addressOf('Bo Berg')}\r\ntull;tøys\r\nGro;gro@annen.example\r\nAda;${addressOf('Ada Aas')}\r\n`);
    const checked = await push(url, ['check', list, ...by, '--greeting', 'Velkommen til oss!']);
    expect(checked.output.trim().split('\n')).toEqual([
      'Utsending 1 er laget. Kortet står i HRs kanal. Ingenting er sendt ennå.',
      'Én linje ga ingen person:',
      '  Linje 4: «tull; tøys»',
      'Én adresse sto der to ganger. Den teller én gang.',
      ...checked.output.split('\n').filter((line) => line.startsWith('Slår opp: ')),
      'På listen: 3',
      'Kan nås nå: 0',
      'Får appen installert først: 2',
      'Får den ikke nå: 1',
      '  Er gjest, og gjester får ikke meldingen: 1',
      '    Gro Gjest, gro@annen.example',
      'Sum: 3 av 3 på listen',
      'Hilsen:',
      '  Velkommen til oss!',
      'Send den slik: npm run push -- send 1 --by "Hanne Rådgiver"',
    ]);
    // Not everybody gets it.
    expect(checked.code).toBe(1);

    expect(await push(url, ['watch', '1'])).toEqual({ code: 1, output: expect.stringContaining('Utsending 1 er ikke sendt.') });
    expect(await push(url, ['send', '1', '--by', 'Hanne Rådgiver'])).toEqual({ code: 0, output: 'Utsending 1 sendes nå til 2 personer.\n' });
    expect(await push(url, ['send', '1', ...by])).toEqual({ code: 1, output: expect.stringMatching(/^Utsendingen er (?:i gang allerede|avsluttet)\.\n$/) });
    const watched = await push(url, ['watch', '1']);
    const report = ['Utsending 1: Ferdig', '  Har fått meldingen, ikke svart ennå: 2', '  Er gjest, og gjester får ikke meldingen: 1', 'Sum: 3 av 3 på listen'];
    expect(watched.output.trim().split('\n').filter((line) => !line.startsWith('Sender: '))).toEqual(report);
    expect(watched.code).toBe(0);

    const csv = path.join(folder, 'rapport.csv');
    const reported = await push(url, ['report', '1', '--csv', csv]);
    expect([reported.code, reported.output.trim().split('\n')]).toEqual([0, [...report, `Rapporten ligger i ${csv}. Slett den når du ikke trenger den lenger.`]]);
    expect(readFileSync(csv, 'utf8').split('\r\n')).toHaveLength(5);
    expect((await push(url, ['report', '1', '--csv', path.join(folder, 'none', 'x.csv')])).output).toContain('kan ikke skrives');

    expect(await push(url, ['again', '1', '--only', 'blocked', ...by])).toEqual({ code: 1, output: 'Det er ingen igjen å sende til.\n' });
    expect((await push(url, ['again', '1', '--only', 'no-app:guest', ...by])).output).toContain('Utsending 2 er laget.');
    expect((await push(url, ['list'])).output.trim().split('\n')).toEqual([expect.stringMatching(/^Utsending 2: /), expect.stringMatching(/^Utsending 1: Ferdig, 3 på listen, Hanne Rådgiver, /)]);
    expect((await push(url, ['journal'])).output).toMatch(/utsending 1, Hanne Rådgiver \(terminal\) sendte den \(2 personer\)/);
    for (const name of ['Ada-Aas', 'Bo-Berg']) expect(stage.teams.chat(`a:chat-of-${name}`).filter(({ attachments }) => attachments)).toHaveLength(1);
  });

  describe('on a Saturday evening', () => {
    /** 28 November 2026, 20:24 in Norway; made and checked, and nothing sent. */
    async function saturday(greeting = ''): Promise<Stage> {
      startMovedClock(Date.UTC(2026, 10, 28, 19, 24));
      const stage = await start();
      await push(stage.bot.url, ['check', fileOf('to.csv', `${addressOf('Ada Aas')}\n${addressOf('Bo Berg')}`), ...by, '--greeting', greeting]);
      return stage;
    }
    const now = 'Nå er det lørdag 28. november kl. 20:24.';

    test('where nobody sits it is refused in a sentence, and goes with a flag', async () => {
      const { bot } = await saturday();
      expect(await push(bot.url, ['send', '1', ...by])).toEqual({
        code: 1,
        output: `${now} Går utsendingen nå, får 2 personer meldingen i helgen. Skal den gå likevel, så legg til --yes-now. Eller planlegg den med --at "2026-11-30 08:00". Ingenting er gjort.\n`,
      });
      expect(await push(bot.url, ['send', '1', '--yes-now', ...by])).toEqual({ code: 0, output: 'Utsending 1 sendes nå til 2 personer.\n' });
    });

    test('what is planned moves, is not sent at once, and is called off', async () => {
      const { bot } = await saturday();
      for (const [at, day] of [['2026-11-30 08:00', 'mandag 30. november kl. 08:00'], ['2026-12-01 09:30', 'tirsdag 1. desember kl. 09:30']] as const)
        expect(await push(bot.url, ['send', '1', '--at', at, ...by])).toEqual({ code: 0, output: `Utsending 1 sendes ${day} til 2 personer.\n` });
      expect(await push(bot.url, ['send', '1', '--yes-now', ...by])).toEqual({ code: 1, output: 'Utsendingen er planlagt. Du kan flytte den til et annet tidspunkt.\n' });
      expect(await push(bot.url, ['cancel', '1', ...by])).toEqual({ code: 0, output: 'Utsending 1 er avbrutt.\n' });
      expect((await push(bot.url, ['journal'])).output).toContain('Hanne Rådgiver (terminal) flyttet den til et annet tidspunkt (2 personer)');
    });

    /** What whoever sits at the terminal types, and what she sees. */
    async function typed({ bot }: Stage, keys: string | undefined): Promise<{ readonly code: number | string; readonly text: string }> {
      const [paper, input] = [new Paper(true), new Keys()];
      if (keys === undefined) input.end();
      else input.write(keys);
      const command = readCommand(['send', '1', ...by]);
      if (!('kind' in command)) throw new Error('no such command');
      const screen = new Screen(paper, paper, input);
      const code = await perform(command, new Bot({ url: bot.url, key: pushKey }), screen, 'nb').catch((error: unknown) => (error as Stop).lines('nb').join('\n'));
      return { code, text: paper.text };
    }

    test('whoever sits there is asked, and what is not chosen is not done', async () => {
      const stage = await saturday();
      for (const keys of ['\n', 'ja\n', '3\n', undefined]) {
        const { code, text } = await typed(stage, keys);
        expect([keys, code]).toEqual([keys, 'Ingenting er gjort.']);
        expect(text).toContain(`${now}\nGår utsendingen nå, får 2 personer meldingen i helgen.\nNeste gang folk er på jobb, er mandag 30. november kl. 08:00.\n\n1  Send likevel\n2  Planlegg til mandag 08:00\n`);
      }
      expect(new Set(Object.values(await standings(stage)))).toEqual(new Set(['installable']));
    });

    test('one answer sends it', async () => {
      const { code, text } = await typed(await saturday(), '1\n');
      expect([code, text.trimEnd().split('\n').at(-1)]).toEqual([0, expect.stringContaining('Utsending 1 sendes nå til 2 personer.')]);
    });

    test('another puts it off, links and all', async () => {
      const { code, text } = await typed(await saturday('Les mer på https://fremmed.example/ny'), '2\n');
      expect(text).toContain('lenker ut av organisasjonen: fremmed.example');
      expect([code, text.trimEnd().split('\n').at(-1)]).toEqual([0, expect.stringContaining('sendes mandag 30. november kl. 08:00 til 2 personer.')]);
    });
  });

  test('two starts with the same key are one push, and say so', async () => {
    const { bot } = await start();
    const list = fileOf('en.csv', addressOf('Ada Aas'));
    const outputs = await Promise.all([1, 2].map(() => push(bot.url, ['check', list, ...by, '--key', 'januar'])));
    expect(outputs.map(({ code }) => code)).toEqual([0, 0]);
    expect(outputs.map(({ output }) => output.split('\n')[0] ?? '').toSorted()).toEqual([
      'Denne listen er sendt inn før: det er utsending 1.',
      'Utsending 1 er laget. Kortet står i HRs kanal. Ingenting er sendt ennå.',
    ]);
    expect((await push(bot.url, ['list'])).output.trim().split('\n')).toHaveLength(1);
    const other = await push(bot.url, ['check', fileOf('to.csv', addressOf('Bo Berg')), ...by, '--key', 'januar']);
    expect(other).toEqual({ code: 1, output: 'Nøkkelen «januar» hører til utsending 1, som er en annen. Velg en annen nøkkel. Ingenting er sendt.\n' });
  });

  test('a file that is no list, or is not there, is a sentence, and no push is made', async () => {
    const { bot } = await start();
    const cases: readonly [string, string][] = [
      [fileOf('tom.csv', ''), 'Filen er tom.'],
      [fileOf('bok.xlsx', 'PK\u0003\u0004xl/workbook.xml'), 'Filen er en Excel-arbeidsbok.'],
      [fileOf('bytes.csv', Buffer.from(Array.from({ length: 3_000 }, (_, index) => (index * 7) % 256))), 'Filen er ikke en tekstfil.'],
      [fileOf('regnskap.csv', 'Konto;Beløp\r\n1000;20\r\n'), 'Jeg fant ingen e-postadresser i filen'],
      [path.join(folder, 'borte.csv'), `Filen ${path.join(folder, 'borte.csv')} finnes ikke.`],
      [folder, `Filen ${folder} kan ikke leses.`],
      [fileOf('stor.csv', Buffer.alloc(10_000_001, 'x')), 'Filen er for stor: 10000001 byte.'],
    ];
    for (const [file, sentence] of cases) {
      const { code, output } = await push(bot.url, ['check', file, ...by]);
      expect([output.split('\n')[0], code]).toEqual([expect.stringContaining(sentence), 1]);
      expect(output).toContain('Ingenting er sendt.');
    }
    expect((await push(bot.url, ['list'])).output).toBe('Ingenting er sendt ut ennå.\n');
  });

  test('20,000 lines with 300 that name nobody: each is named by its line, and nothing is sent', async () => {
    const stage = await start();
    const wrong = (line: number): boolean => line % 66 === 0;
    const lines = Array.from({ length: 20_000 }, (_, index) => (wrong(index + 1) ? `tull nummer ${index + 1}` : `ny.${index + 1}@askoy.kommune.no`));
    const child = spawnTs('src/commands/push.ts', ['check', fileOf('lang.csv', lines.join('\r\n')), ...by], { PUSH_URL: stage.bot.url, PUSH_KEY: pushKey });
    await child.line('er laget');
    expect(await child.line()).toBe('303 linjer ga ingen person:');
    for (let line = 66; line <= 20_000; line += 66) expect(await child.line()).toBe(`  Linje ${line}: «tull nummer ${line}»`);
    await child.kill();
    expect(Object.keys(await standings(stage))).toHaveLength(19_697);
    expect(stage.teams.sent.filter(({ conversation }) => conversation.startsWith('a:'))).toEqual([]);
    // Reading and writing so many takes its time on a machine that is busy.
  }, 180_000);

  test('a greeting comes from a file too, and one that is no text is refused', async () => {
    const { bot } = await start();
    const list = fileOf('ada.csv', addressOf('Ada Aas'));
    expect((await push(bot.url, ['check', list, ...by, '--greeting-file', fileOf('hilsen.txt', '\ufeffHei på deg!\r\nVi ses.\r\n')])).output).toContain('Hilsen:\n  Hei på deg!\n  Vi ses.\n');
    expect(await push(bot.url, ['check', list, ...by, '--greeting-file', fileOf('hilsen.bin', Buffer.from([0xff, 0xfe, 0xe6]))])).toEqual({ code: 1, output: expect.stringContaining('er ikke tekst i UTF-8') });
    expect(await push(bot.url, ['check', list, ...by, '--greeting', 'hei '.repeat(500)])).toEqual({ code: 1, output: expect.stringContaining('Hilsenen er for lang.') });
  });

  test('a key that is not the bot’s, and a bot without one, are told apart, and no key is shown', async () => {
    const [{ bot }, { bot: without }] = [await start(), await startPushStage(hires('Ada Aas'))];
    const other = 'en-helt-annen-hemmelighet-9876543210-abc';
    const wrong = await push(bot.url, ['list'], { PUSH_KEY: other });
    expect(wrong).toEqual({ code: 1, output: 'Boten godtar ikke denne PUSH_KEY. Ingenting er gjort.\n' });
    expect((await push(without.url, ['list'])).output).toBe(`Boten på ${without.url} har ingen PUSH_KEY, og tar derfor ikke imot noe herfra.\n`);
  });
});

describe('used wrongly', () => {
  const nowhere = 'http://127.0.0.1:9';
  const cases: readonly [readonly string[], string, Record<string, string>?][] = [
    [[], 'Skriv hva som skal gjøres.'],
    [['chek', 'x.csv'], 'Kommandoen «chek» finnes ikke.'],
    [['check'], 'Skriv hvilken fil listen står i.'],
    [['check', 'x.csv'], 'Skriv hvem i HR meldingen er fra'],
    [['check', 'x.csv', '--by', '--key'], '«--by» kan ikke stå der.'],
    [['check', 'x.csv', ...by, '--greeting', 'a', '--greeting-file', 'b'], 'Velg enten'],
    [['send'], 'Skriv nummeret på utsendingen'],
    [['send', 'sju'], 'Skriv nummeret på utsendingen'],
    [['send', '7', '8'], '«8» kan ikke stå der.'],
    [['pause', '7', '--at', 'x'], '«--at» kan ikke stå der.'],
    [['pause', '7', '--yes-now', ...by], '«--yes-now» kan ikke stå der.'],
    [['again', '7', '--only', 'delivered', ...by], '--only må være en av: '],
    [['send', '7'], 'Skriv hvem i HR som gjør det, med --by'],
    [['cancel', '7'], 'Skriv hvem i HR som gjør det, med --by'],
    [['pause', '7', '--by', '12'], 'Skriv hvem i HR som gjør det, med --by'],
    [['again', '7'], 'Skriv hvem i HR som gjør det, med --by'],
    [['list', '--page', '0'], 'Siden må være et tall'],
    [['list'], 'PUSH_KEY mangler.', { PUSH_KEY: '' }],
    [['list'], 'PUSH_KEY kan ikke være riktig', { PUSH_KEY: 'kort' }],
    [['list'], 'PUSH_URL må være en https-adresse.', { PUSH_URL: 'http://bot.example' }],
    [['list'], 'PUSH_URL må være en https-adresse.', { PUSH_URL: 'bot' }],
  ];
  test('it ends with 2, says what is wrong, and asks nobody', async () => {
    for (const [args, sentence, env] of cases) {
      const { code, output } = await push(nowhere, args, env);
      // Last, below the usage: what is wrong must not scroll out of sight.
      expect([args, output.trimEnd().split('\n').at(-1), code]).toEqual([args, expect.stringContaining(sentence), 2]);
    }
  });

  test('help is a help', async () => {
    const { code, output } = await push(nowhere, ['--help']);
    expect([code, output]).toEqual([0, expect.stringMatching(/^Bruk:\n/)]);
    for (const told of ['PUSH_KEY', 'PUSH_URL', 'openssl rand -hex 32', '\n  2  brukt feil', 'Startdato', ';2027-01-04']) expect(output).toContain(told);
  });

  test('the list that the help shows is read, with its start dates', () => {
    const shown = /Navn;E-post;Startdato[^]*$/.exec(t('nb', 'terminal.help'))?.[0].replaceAll(/^ +/gm, '') ?? '';
    const read = readFile(Buffer.from(shown), ['kommune.example']);
    expect(read).toMatchObject({ people: [{ startsOn: '2027-01-04' }, { startsOn: '2027-01-04' }], misread: [] });
  });

  test('it speaks the organisation’s language', async () => {
    const { output } = await push(nowhere, ['list'], { ORGANISATION_FILE: fileOf('english.json', readFileSync('src/organisations/askoy.json', 'utf8').replace(/"defaultLanguage": "\w+"/, '"defaultLanguage": "en"')) });
    expect(output).toBe(`The bot does not answer at ${nowhere}. Is it running? See with “list” afterwards what was done.\n`);
  });
});

describe('with something that is not the bot', () => {
  let server: Server;
  let url: string;
  let answer: { status: number; headers?: Record<string, string>; body: string };
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      // Not in one go: where restify is loaded, `writeHead` answers nothing.
      response.writeHead(answer.status, answer.headers ?? {});
      response.end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  test.each([
    [{ status: 200, body: '<html>Velkommen</html>' }, 'er ikke boten.'],
    [{ status: 200, body: '[]' }, 'er ikke boten.'],
    [{ status: 404, body: '<html>' }, 'er ikke boten.'],
    [{ status: 500, body: '{}' }, 'Noe gikk galt hos boten.'],
    [{ status: 302, headers: { location: '/elsewhere' }, body: '' }, 'Boten svarer ikke'],
  ])('%j is told in a sentence', async (given, sentence) => {
    answer = given;
    const { code, output } = await push(url, ['list']);
    expect([code, output]).toEqual([1, expect.stringContaining(sentence)]);
    // The key goes nowhere else.
    expect(asked).not.toContain('/elsewhere');
  });

  test('what a terminal would obey is not shown', async () => {
    answer = { status: 409, body: JSON.stringify({ refused: 'x', text: 'Ada\u001b[31m\u001b]0;x\u0007\u202e Aas' }) };
    expect((await push(url, ['list'])).output).toBe('Ada[31m]0;x Aas\n');
  });
});

describe('progress', () => {
  const line = (done: number, all: number): string => `${done}/${all}`;

  test('is a bar on a terminal, and a line for each tenth elsewhere', () => {
    const [terminal, pipe] = [new Paper(true), new Paper(false)];
    for (const paper of [terminal, pipe]) {
      const progress = new Screen(paper, paper).progress('Sender', line);
      for (let done = 0; done <= 1_000; done += 1) progress.at(done, 1_000, '3 s igjen');
      progress.end();
    }
    expect(pipe.text.trim().split('\n')).toEqual(Array.from({ length: 11 }, (_, part) => `${part * 100}/1000`));
    expect(terminal.text).toContain('█');
    expect(terminal.text).toContain('100 % | 1000/1000 3 s igjen');
  });
});
