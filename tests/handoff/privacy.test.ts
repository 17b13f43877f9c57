import { createHash } from 'node:crypto';
import { attached, startMailbox } from '../support/mailbox';
import { type Adviser, type Employee, type Stage, startStage } from '../support/stage';
import { query } from '../support/stores';

// The case's card is drawn again at most every ten seconds.
jest.setTimeout(60_000);

const secrets = /hemmelig/i;

/** Everything in the bot's database, as text. */
async function stored({ bot }: Stage, tables = ['conversations', 'seen', 'outbox', 'cases', 'entries', 'pictures']): Promise<string> {
  return JSON.stringify(await Promise.all(tables.map((table) => query(`file:${bot.database}`, `select * from ${table}`))));
}

/** A case with words of both sides, still open. */
async function talked(stage: Stage): Promise<{ kari: Employee; hanne: Adviser; number: number }> {
  const kari = await stage.employee('Kari Nordmann');
  const number = await kari.asksHr('hemmelig ønske');
  const hanne = await stage.adviser(number);
  await hanne.presses('Ta saken');
  await kari.says('hemmelig spørsmål');
  await hanne.sees('hemmelig spørsmål');
  await hanne.writes('hemmelig svar');
  await kari.sees('hemmelig svar');
  const { id } = await hanne.sees(`Sak ${number}`);
  await hanne.pressesButton(id, { verb: 'case-note', card: `case-${number}`, rev: 1, shownAt: Date.now() }, { note: 'hemmelig notat' });
  await hanne.sees('hemmelig notat');
  return { kari, hanne, number };
}

const close = async (hanne: Adviser, kari: Employee, outcome = 'solved'): Promise<void> => {
  await hanne.presses('Avslutt saken', { outcome, line: 'hemmelig linje' });
  await kari.sees('Saken din er avsluttet');
  await hanne.sees('avsluttet saken');
};

const deletes = async (kari: Employee): Promise<void> => {
  await kari.says('slett dataene mine');
  await kari.sees('Vil du slette det jeg har lagret om deg?');
  await kari.presses('Ja, slett');
};

/** Waits for what Teams does not see. */
async function until(is: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !is(); await new Promise((resolve) => setImmediate(resolve))) if (Date.now() > end) throw new Error('it did not come to that');
}

/** Waits until nothing of it stands there. */
const gone = (side: Employee | Adviser, what: RegExp): Promise<unknown> =>
  side.stage.teams.waitFor(() => !side.lines.some((line) => what.test(line)), `${String(what)} to be gone, there stands:\n${side.seen}`).catch((error: unknown) => {
    throw new Error(`${(error as Error).message}\nThere stands:\n${side.seen}`);
  });

test('who deletes her data after the case is closed finds it gone on both sides, and is told what stays and who decides', async () => {
  const stage = await startStage();
  const { kari, hanne, number } = await talked(stage);
  await close(hanne, kari);
  await kari.says('slett dataene mine');
  await kari.sees('sakene dine hos HR som er avsluttet');
  await kari.presses('Ja, slett');
  await kari.sees(`Sak ${number} er slettet`);
  expect(kari.seen).toMatch(/Det HR selv har skrevet i Teams\. HR avgjør det[^]*Kopier som Teams lagrer\. Askøy kommune avgjør det[^]*E-poster om saken/);
  await hanne.sees('Slettet etter ønske fra den ansatte');
  await gone(hanne, /hemmelig|Nordmann/);
  await gone(kari, /hemmelig (?:svar|linje)/);
  expect(hanne.lines).toHaveLength(1);
  expect(hanne.lines[0]).toContain(`Sak ${number}`);
  await hanne.writes('Hei igjen');
  await hanne.sees('Denne saken finnes ikke lenger');
  expect(await stored(stage)).not.toMatch(secrets);
  expect(await query(`file:${stage.bot.database}`, 'select outcome, count from tallies')).toEqual([{ outcome: 'solved', count: 1 }]);
});

test('where Teams takes nothing away, it is written over', async () => {
  const stage = await startStage();
  const { kari, hanne } = await talked(stage);
  await close(hanne, kari);
  stage.teams.fail({ match: ({ operation }) => operation === 'delete', answer: { status: 501 } });
  await deletes(kari);
  await kari.sees('er slettet');
  await gone(hanne, /hemmelig/);
  await gone(kari, /hemmelig (?:svar|linje)/);
  expect(hanne.lines.filter((line) => line === 'Slettet etter ønske fra den ansatte').length).toBeGreaterThan(1);
  expect(kari.lines).toContain('Slettet');
});

test('cards of a case that is deleted do nothing any more', async () => {
  const stage = await startStage();
  const { kari, hanne, number } = await talked(stage);
  const button = async (side: Employee | Adviser, what: string): Promise<{ id: string; data: Record<string, unknown> }> => {
    const { id } = await side.sees(what);
    return { id, data: { verb: side === hanne ? 'case-reopen' : 'my-case-reopen', card: `case-${number}`, rev: 1, shownAt: Date.now() } };
  };
  await close(hanne, kari);
  const hers = await button(kari, 'Saken din er avsluttet');
  const theirs = await button(hanne, `Sak ${number}`);
  await deletes(kari);
  await gone(hanne, /hemmelig/);
  await hanne.pressesButton(theirs.id, theirs.data);
  expect(hanne.answers.at(-1)).toMatch(/finnes ikke|slettet|borte/i);
  await kari.post(kari.chat.press({ verb: 'my-case-reopen', data: hers.data, messageId: hers.id }, {}));
  await kari.sees('Denne knappen gjelder en annen sak');
  expect(await query(`file:${stage.bot.database}`, 'select number from cases')).toEqual([]);
});

test('an open case is HR’s to delete: both sides hear it, the card shows it, and HR still reaches her', async () => {
  const stage = await startStage();
  const { kari, hanne, number } = await talked(stage);
  await kari.says('slett dataene mine');
  await kari.sees(`Dette kan ikke jeg slette: sak ${number}`);
  await kari.presses('Ja, slett');
  await kari.sees('Jeg har bedt HR om det');
  await hanne.sees('Kari Nordmann ber om at det som er lagret i saken, blir slettet');
  await hanne.sees(/Den ansatte ba .* om at det som er lagret, blir slettet/, 20_000);
  await hanne.writes('et svar til');
  await kari.sees('Hanne Rådgiver (HR): et svar til');
  await close(hanne, kari);
  await deletes(kari);
  await kari.sees(`Sak ${number} er slettet`);
  await gone(hanne, /hemmelig|et svar til/);
});

test('of two cases the closed one is deleted, and the open one is asked for', async () => {
  const stage = await startStage();
  const { kari, hanne, number } = await talked(stage);
  await close(hanne, kari);
  await kari.says('snakk med HR');
  await kari.presses('Send til HR', { words: 'en ny sak' });
  await kari.sees(`Saksnummer ${number + 1}`);
  const again = await stage.adviser(number + 1);
  await deletes(kari);
  await kari.sees(`Sak ${number} er slettet`);
  await again.sees('ber om at det som er lagret i saken, blir slettet');
  await gone(hanne, /hemmelig/);
  await kari.says('er dere der?');
  await again.sees('er dere der?');
  expect(await query(`file:${stage.bot.database}`, 'select number from cases')).toEqual([{ number: number + 1 }]);
});

test('where HR’s channel is gone, her data are deleted all the same, and she is told what could not be taken away', async () => {
  const stage = await startStage();
  const { kari, hanne, number } = await talked(stage);
  await close(hanne, kari);
  stage.teams.deleted(stage.channel.channel.id);
  await deletes(kari);
  await kari.sees(`Jeg fikk ikke tatt bort alt jeg har skrevet om sak ${number} hos HR`);
  expect(kari.lines.filter((line) => line.includes('Jeg fikk ikke tatt bort'))).toHaveLength(1);
  expect(await stored(stage)).not.toMatch(secrets);
});

test('what is stored is shown with her cases: how much, and until when', async () => {
  const stage = await startStage();
  const { kari, hanne, number } = await talked(stage);
  await kari.says('vis dataene mine');
  await kari.sees(new RegExp(`Sak ${number} fra \\d+\\. \\S+ 20\\d\\d er åpen, og HR har den\\. (?:2|3) meldinger og ingen bilder er lagret\\. Det slettes 90 dager etter`));
  await close(hanne, kari);
  await kari.says('vis dataene mine');
  const until = new Intl.DateTimeFormat('nb-NO', { dateStyle: 'long', timeZone: 'Europe/Oslo' }).format(Date.now() + 90 * 24 * 3_600_000);
  await kari.sees(new RegExp(`Sak ${number} fra .* er avsluttet[^]*Det slettes ${until}`));
});

test('a case for the archive goes there by mail with what an archive asks for, is kept, and only HR can have it deleted', async () => {
  const mailbox = await startMailbox();
  const stage = await startStage({ env: { SMTP_URL: mailbox.url, MAIL_FROM: 'bot@askoy.kommune.no' } });
  const { kari, hanne, number } = await talked(stage);
  await close(hanne, kari, 'archived');
  await hanne.sees('Saken er på vei til arkivet på e-post: hr.stotte@askoy.kommune.no, hanne.radgiver@kommune.example');
  await hanne.sees('Saken blir ikke slettet av seg selv her', 20_000);
  await until(() => mailbox.count === 2);

  const letters = await mailbox.letters();
  expect(new Set(letters.map(({ to }) => to?.[0]?.address))).toEqual(new Set(['hr.stotte@askoy.kommune.no', 'hanne.radgiver@kommune.example']));
  const letter = letters.find(({ to }) => to?.[0]?.address === 'hr.stotte@askoy.kommune.no');
  const html = attached(letter, `sak-${number}.html`);
  for (const words of ['hemmelig ønske', 'hemmelig spørsmål', 'hemmelig svar', 'hemmelig linje']) expect(html).toContain(words);
  const metadata = JSON.parse(attached(letter, `sak-${number}.json`)) as Record<string, Record<string, unknown>>;
  expect(metadata).toMatchObject({
    arkivskaper: { arkivskaperNavn: 'Askøy kommune' },
    mappe: { mappeID: `${number}`, opprettetAv: 'Kari Nordmann', avsluttetAv: 'Hanne Rådgiver', part: [{ partNavn: 'Kari Nordmann', epostadresse: 'kari.nordmann@askoy.kommune.no' }] },
    dokumentobjekt: { referanseDokumentfil: `sak-${number}.html`, sjekksumAlgoritme: 'SHA-256' },
    vismahjelpen: { språk: 'nb', utfall: 'archived' },
  });
  const opened = Date.parse(String(metadata['mappe']?.['opprettetDato']));
  expect(Date.parse(String(metadata['mappe']?.['avsluttetDato']))).toBeGreaterThan(opened);
  expect(metadata['dokumentobjekt']?.['sjekksum']).toBe(createHash('sha256').update(html).digest('hex'));

  // She cannot undo it by opening the case again and closing it herself.
  await kari.says('Det feiler fortsatt for meg her');
  await kari.sees(`Sak ${number} er åpen igjen`);
  await kari.says('lukk saken');
  await kari.sees('Du avsluttet saken');
  await deletes(kari);
  await kari.sees(`Sak ${number} er sendt til arkivet, og den kan ikke jeg slette`);
  await kari.sees('Det som er sendt til arkivet. Askøy kommune avgjør det');
  await hanne.sees('Saken er arkivert, så HR avgjør det');
  expect(hanne.seen).toMatch(/hemmelig svar|hemmelig spørsmål/);
  expect(await stored(stage, ['cases', 'entries'])).toMatch(secrets);
});

test('without a mail server nothing is archived in silence: the case stays open, and HR is told why', async () => {
  const stage = await startStage();
  const { kari, hanne, number } = await talked(stage);
  await hanne.presses('Avslutt saken', { outcome: 'archived', line: '' });
  expect(hanne.answers.at(-1)).toContain('Saken kan ikke sendes til arkivet');
  await kari.says('er dere der?');
  await hanne.sees('er dere der?');
  expect(await query(`file:${stage.bot.database}`, `select status, archived from cases where number = ${number}`)).toEqual([{ status: 'claimed', archived: 0 }]);
});
