import { guest, type Someone, someone } from '../support/activities';
import { startMovedClock } from '../support/moved-clock';
import { askoyWith } from '../support/organisations';
import { Adviser, type Employee, type Stage, startStage, wordsIn } from '../support/stage';

jest.setTimeout(40_000);

interface Case {
  readonly stage: Stage;
  readonly kari: Employee;
  readonly number: number;
  readonly hanne: Adviser;
  readonly bjorn: Adviser;
}

async function opened({ locale = 'nb-NO', env = {}, others = [] }: { locale?: string; env?: Record<string, string>; others?: readonly Someone[] } = {}): Promise<Case> {
  const stage = await startStage({ env, others });
  const kari = await stage.employee('Kari Nordmann', locale);
  await kari.says('snakk med HR');
  const send = locale.startsWith('en') ? 'Send to HR' : 'Send til HR';
  await kari.presses(send);
  const number = 1001;
  const [first, second] = stage.channel.members;
  const hanne = await stage.adviser(number, first);
  return { stage, kari, number, hanne, bjorn: new Adviser(stage, stage.channel, second ?? someone('Bjørn Rådgiver'), hanne.root) };
}

async function taken(over: Parameters<typeof opened>[0] = {}): Promise<Case> {
  const one = await opened(over);
  await one.hanne.presses('Ta saken');
  await one.hanne.sees('Hanne Rådgiver har saken', 20_000);
  await one.kari.sees('Hanne Rådgiver');
  return one;
}

const heardByKari = ({ kari }: Case): string[] => kari.lines.filter((line) => line.includes('(HR):'));

test('who comes second is told who took it, and when', async () => {
  const { hanne, bjorn } = await opened();
  await hanne.presses('Ta saken');
  await bjorn.presses('Ta saken');
  expect(bjorn.answers.at(-1)).toMatch(/^Hanne Rådgiver tok denne for \d+ sekund(?:er)? siden\.$/);
});

test('a case goes from hand to hand: on, back, and over only after a question', async () => {
  const one = await taken();
  const { kari, hanne, bjorn, stage } = one;
  await bjorn.pressesButton('1', { verb: 'case-give-back', card: 'case-1001', rev: 2, shownAt: 1 });
  expect(bjorn.answers.at(-1)).toBe('Bare den som har saken, kan gjøre dette.');
  await hanne.pressesButton('1', { verb: 'case-more', open: true, card: 'case-1001', rev: 2, shownAt: 1 });
  expect(hanne.answers.at(-1)).toMatch(/Hanne Rådgiver har saken[^]*Sendt til HR \d+\. /);
  await hanne.pressesButton('1', { verb: 'case-hand-on', card: 'case-1001', rev: 2, shownAt: 2 }, { to: stage.channel.members[1]!.id });
  await kari.sees('Bjørn Rådgiver i HR har overtatt saken din');
  await hanne.sees('Hanne Rådgiver ga saken til Bjørn Rådgiver.');
  await hanne.pressesButton('1', { verb: 'case-take-over', sure: false, card: 'case-1001', rev: 3, shownAt: 3 });
  expect(hanne.answers.at(-1)).toContain('Bjørn Rådgiver har saken. Vil du ta over?');
  await hanne.pressesButton('1', { verb: 'case-take-over', sure: true, card: 'case-1001', rev: 3, shownAt: 4 });
  await hanne.sees('Hanne Rådgiver tok over saken.');
  await hanne.pressesButton('1', { verb: 'case-give-back', card: 'case-1001', rev: 4, shownAt: 5 });
  await hanne.sees('Venter på HR siden', 20_000);
  await hanne.pressesButton('1', { verb: 'case-hand-on', card: 'case-1001', rev: 5, shownAt: 6 }, { to: '29:nobody' });
  expect(hanne.answers.at(-1)).toBe('Velg en kollega fra listen. Saken kan bare gis til noen i HR-teamet.');
});

test('in a large team a colleague is found by a part of her name, on a card that Teams takes', async () => {
  const many = Array.from({ length: 300 }, (_, i) => someone(`Fornavn Mellomnavn Etternavnsen ${1000 + i}`));
  const { hanne } = await taken({ others: many });
  const more = { verb: 'case-more', open: true, card: 'case-1001', rev: 2, shownAt: 1 };
  const names = (reply: { body: unknown }): string[] => [...new Set(JSON.stringify(reply.body).match(/Etternavnsen \d+/g))];
  const first = await hanne.pressesButton('1', more);
  expect(names(first)).toHaveLength(99);
  expect(Buffer.byteLength(JSON.stringify(first.body))).toBeLessThan(27 * 1024);
  expect(hanne.answers.at(-1)).toContain('Her er de første 100.');
  expect(names(await hanne.pressesButton('1', more, { find: 'sen 1299' }))).toEqual(['Etternavnsen 1299']);
  await hanne.pressesButton('1', more, { find: 'xyz' });
  expect(hanne.answers.at(-1)).toContain('Ingen i HR-teamet heter «xyz».');
  await hanne.pressesButton('1', { verb: 'case-hand-on', card: 'case-1001', rev: 2, shownAt: 1 }, { to: many[299]!.id });
  await hanne.sees('Hanne Rådgiver ga saken til Fornavn Mellomnavn Etternavnsen 1299.');
});

test('where guests may act as HR, they are in the list, too', async () => {
  const gunnar = guest('Gunnar Gjest');
  const { hanne } = await taken({ env: askoyWith({ guestsAreHr: true }), others: [gunnar] });
  await hanne.pressesButton('1', { verb: 'case-more', open: true, card: 'case-1001', rev: 2, shownAt: 1 });
  await hanne.pressesButton('1', { verb: 'case-hand-on', card: 'case-1001', rev: 2, shownAt: 1 }, { to: gunnar.id });
  await hanne.sees('Hanne Rådgiver ga saken til Gunnar Gjest.');
});

test('nobody’s words leak by accident: another’s first words are asked about, once; notes never go', async () => {
  const one = await taken();
  const { kari, hanne, bjorn } = one;
  await bjorn.writes('Skal vi ta en kaffe?');
  await bjorn.sees('Skal dette sendes til Kari Nordmann som deg?');
  await hanne.presses('Ja, send');
  expect(hanne.answers.at(-1)).toBe('Bare Bjørn Rådgiver kan sende dette.');
  await bjorn.presses('Ikke send');
  await bjorn.sees('Ikke sendt');
  await bjorn.writes('Hei Kari, jeg ser på det.');
  await bjorn.sees('Hei Kari, jeg ser på det.');
  await bjorn.presses('Ja, send');
  await kari.sees('Bjørn Rådgiver (HR): Hei Kari, jeg ser på det.');
  await bjorn.writes('// hun har to brukere');
  await bjorn.writes('Nå er det rettet.');
  await kari.sees('Bjørn Rådgiver (HR): Nå er det rettet.');
  await hanne.pressesButton('1', { verb: 'case-note', card: 'case-1001', rev: 9, shownAt: 1 }, { note: 'ringt Visma' });
  await hanne.sees('Internt notat fra Hanne Rådgiver (kan bli utlevert ved innsyn): ringt Visma');
  expect(heardByKari(one)).toEqual(['Bjørn Rådgiver (HR): Hei Kari, jeg ser på det.', 'Bjørn Rådgiver (HR): Nå er det rettet.']);
  expect(kari.seen).not.toMatch(/kaffe|to brukere|ringt Visma/);
});

test('what is changed shows as changed, and what is deleted as withdrawn, on either side', async () => {
  const { kari, hanne, bjorn } = await taken();
  const hers = await kari.says('adressen er ola@x.no');
  await hanne.sees('Kari Nordmann: adressen er ola@x.no');
  await kari.post(kari.chat.edit(hers, 'adressen er kari@x.no'));
  await hanne.sees('Kari Nordmann endret meldingen til: adressen er kari@x.no');
  await kari.post(kari.chat.remove(hers));
  await hanne.sees('Kari Nordmann trakk tilbake denne meldingen.', 20_000);
  expect(hanne.seen).not.toContain('Kari Nordmann: adressen er ola@x.no');

  const theirs = await hanne.writes('Hei Ola');
  await kari.sees('Hanne Rådgiver (HR): Hei Ola');
  await hanne.post(hanne.channel.edit(theirs, 'Hei Kari'));
  await kari.sees('Hanne Rådgiver (HR) endret meldingen til: Hei Kari');
  await hanne.post(hanne.channel.remove(theirs));
  await kari.sees('Hanne Rådgiver (HR) trakk tilbake denne meldingen.', 20_000);
  // What was never sent is nobody's business.
  const talk = await bjorn.writes('kaffe?');
  await bjorn.sees('Skal dette sendes');
  await bjorn.post(bjorn.channel.edit(talk, 'te?'));
  await bjorn.post(bjorn.channel.remove(talk));
  await bjorn.presses('Ja, send');
  expect(bjorn.answers.at(-1)).toBe('Dette er gjort allerede.');
  // What was changed before it was sent goes as it is then.
  const first = await bjorn.writes('Hei Kri');
  await bjorn.sees('Hei Kri');
  await bjorn.post(bjorn.channel.edit(first, 'Hei Kari!'));
  await bjorn.presses('Ja, send');
  await kari.sees('Bjørn Rådgiver (HR): Hei Kari!');
  expect(kari.seen).not.toMatch(/kaffe|te\?|Kri\b/);
});

test.each([
  ['nb-NO', 'Du er aktiv i Visma.', 'I Visma står det at du starter 1. februar 2027.', 'Koble til ID-porten'],
  ['en-GB', 'You are active in Visma.', 'Visma says that you start on 1 February 2027.', 'Link to ID-porten'],
])('ready answers and what was looked up reach her in her language (%s), and HR sees what was sent', async (locale, active, starts, card) => {
  const { kari, hanne } = await taken({ locale });
  await hanne.presses('Send: koble til ID-porten');
  await kari.sees(card);
  await hanne.sees('Hanne Rådgiver sendte Kari Nordmann kortet «Koble til ID-porten».');
  await hanne.presses('Send: aktiv');
  await kari.sees(`Hanne Rådgiver (HR): ${active}`);
  await hanne.presses('Send startdato', { date: '' });
  expect(hanne.answers.at(-1)).toBe('Velg en dato først.');
  await hanne.presses('Send startdato', { date: '2027-02-01' });
  await kari.sees(`Hanne Rådgiver (HR): ${starts}`);
  await hanne.sees('Hanne Rådgiver til Kari Nordmann: ');
});

test.each([
  ['reply', { verb: 'case-reply' }, { reply: 'Hei Kari' }],
  ['ready answer', { verb: 'case-answer', answer: 'link' }, {}],
  ['check', { verb: 'case-check', check: 'active' }, {}],
])('who takes a case with a %s is named on the employee’s card', async (_what, action, inputs) => {
  const { kari, hanne } = await opened();
  await hanne.pressesButton('1', { ...action, card: 'case-1001', rev: 1, shownAt: 1 }, inputs);
  await kari.sees('Hanne Rådgiver i HR har saken din.', 20_000);
  expect(kari.seen).not.toContain('Vi svarer så snart vi kan');
});

test('a case that is closed takes no words until it is opened again, by HR or by whom it is about', async () => {
  const { kari, hanne } = await taken();
  await hanne.presses('Avslutt saken', { outcome: 'not-visma', line: '' });
  await kari.sees('HR sier at dette ikke gjelder Visma.');
  await hanne.writes('Én ting til');
  await hanne.sees('Saken er avsluttet, så dette er ikke sendt.');
  await kari.says('Tusen takk for hjelpen!');
  await hanne.sees(/Avsluttet: gjelder ikke Visma[^]*Hanne Rådgiver hadde saken/, 20_000);
  await hanne.presses('Gjenåpne saken');
  await kari.sees('Hanne Rådgiver i HR har åpnet sak 1001 igjen.');
  await hanne.writes('Én ting til');
  await kari.sees('Hanne Rådgiver (HR): Én ting til');
  expect(kari.lines.filter((line) => line.includes('Én ting til'))).toHaveLength(1);
});

test('HR asks by name, in any language, and the answers lead on', async () => {
  const { stage, hanne } = await taken();
  const ola = await stage.employee('Ola Nordmann');
  await ola.asksHr();
  const ask = async (text: string, answer: string | RegExp): Promise<Adviser> => {
    const activity = stage.channel.post(hanne.who, text);
    await stage.post(activity);
    const asked = new Adviser(stage, stage.channel, hanne.who, String(activity.id));
    await asked.sees(answer);
    return asked;
  };
  const mine = await ask('mine saker', /Mine saker\nÉn sak\nSak 1001 · Kari Nordmann/);
  await mine.presses('Vis 1001');
  expect(mine.answers.at(-1)).toMatch(/^Sak 1001 · Kari Nordmann\nHanne Rådgiver har saken/);
  await ask('opne saker', /Åpne saker\n2 saker/);
  await ask('waiting', /Saker som venter\nÉn sak\nSak 1002 · Ola Nordmann/);
  await ask('sak 1001', /^Sak 1001 · Kari Nordmann/);
  await ask('case 7', 'Det finnes ingen sak 7.');
  const many = await stage.employee('Per Nordmann');
  stage.teams.people(many.chat.conversation, [{ ...many.chat.person, email: 'per1001@askoy.kommune.no' }]);
  await many.asksHr();
  await ask('sak 1001', /^Sak 1001 · Kari Nordmann/);
  await ask('søk ola', /Søk etter «ola»\nÉn sak\nSak 1002/);
  await ask('søk %', /Ingen saker/);
  await ask('i dag', 'Nye i dag: 3. Avsluttet i dag: 0. Åpne nå: 3. Venter på HR: 2.');
  await ask('oppsett', /Hvem som leser sakene\n2 personer i teamet. Ingen av dem er gjest./);
  await ask('hjelp', 'Nevn meg med @');
  await ask('lag kaffe', 'Det forsto jeg ikke.');
});

test('while HR says that Visma is down, everybody who asks hears that first, and only until it is taken back', async () => {
  const { stage, hanne } = await taken();
  const say = async (text: string): Promise<void> => void (await stage.post(stage.channel.post(hanne.who, text)));
  await say('Visma er nede');
  const ola = await stage.employee('Ola Nordmann');
  const first = await ola.sees('HR sier at Visma er nede nå.');
  expect(wordsIn(first).startsWith('HR sier at Visma er nede nå.')).toBe(true);
  await ola.says('intern feil');
  await ola.sees('Har du en annen Visma-bruker fra før?');
  expect(ola.lines.filter((line) => line.includes('Visma er nede'))).toHaveLength(1);
  await say('Visma er oppe');
  const per = await stage.employee('Per Nordmann');
  await per.sees('Hva skjer når du skal logge inn');
  expect(per.seen).not.toContain('Visma er nede');
});

test('with opening hours she is told at once when HR is back, holidays left out', async () => {
  // Wednesday evening before Easter.
  startMovedClock().forward(Date.UTC(2027, 2, 24, 20) - Date.now());
  const { kari } = await opened({ env: askoyWith({ hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '15:30' }] }) });
  await kari.sees(/Saksnummer 1001[^]*HR er tilbake tirsdag kl\. 08\.00\. Vi svarer så snart vi kan/);
});

test('the error text that she pastes stands on the case’s card, secrets masked', async () => {
  const stage = await startStage();
  const kari = await stage.employee();
  await kari.says('snakk med HR');
  await kari.presses('Send til HR', { words: 'Hei', error: 'Kjøring 4711 feilet **her**\npassord: Sommer2026!' });
  const hanne = await stage.adviser(1001);
  await hanne.sees('Feilmelding\nKjøring 4711 feilet **her**\npassord: •••');
});

test('in a case’s thread an answer that looks like a command is an answer, and a notice for everybody is asked about', async () => {
  const { stage, kari, hanne } = await taken();
  for (const text of ['Finn BankID-appen og prøv igjen', 'Visma er nede', 'Status', 'I dag.']) {
    await hanne.writes(text, { mention: true });
    await kari.sees(`Hanne Rådgiver (HR): ${text}`);
  }
  await hanne.sees('Skal alle som spør, høre at Visma er nede?');
  const ola = await stage.employee('Ola Nordmann');
  await ola.sees('Hva skjer når du skal logge inn');
  expect(ola.seen).not.toContain('Visma er nede');
  await hanne.presses('Visma er nede');
  const per = await stage.employee('Per Nordmann');
  await per.sees('HR sier at Visma er nede nå.');
  await hanne.writes('Sak 1001', { mention: true });
  await hanne.writes('hjelp', { mention: true });
  await hanne.sees('Nevn meg med @');
  await hanne.writes('Visma er oppe!', { mention: true });
  await hanne.sees('Er Visma oppe for alle?');
  expect(kari.seen).not.toMatch(/Sak 1001$|hjelp$/m);
});

test('a mention alone asks for help, and is no picture', async () => {
  const { hanne } = await taken();
  await hanne.writes('', { mention: true });
  await hanne.sees('Nevn meg med @');
  expect(hanne.seen).not.toContain('Bildet eller filen');
});

test('what belongs to the employee always works while HR has her case, and the bot answers nothing else', async () => {
  const { kari, hanne } = await taken();
  const before = kari.lines.length;
  await kari.says('intern feil');
  await hanne.sees('Kari Nordmann: intern feil');
  await kari.says('Hvordan bytter jeg e-postadresse i Visma når jeg ikke kommer inn?');
  await hanne.sees('Hvordan bytter jeg e-postadresse');
  expect(kari.lines.slice(before).filter((line) => !line.includes('har saken din'))).toEqual([]);
  await kari.says('English');
  await kari.sees('HR has received your case');
  await hanne.writes('Hei');
  await kari.sees('Hanne Rådgiver (HR): Hei');
  await kari.says('show my data');
  await kari.sees('1001');
  await kari.says('stop');
  await kari.sees('Your case is closed');
  await hanne.sees('Kari Nordmann har avsluttet saken.');
});
