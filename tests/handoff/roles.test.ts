import { someone, teamChannel } from '../support/activities';
import { Adviser, type Employee, type Stage, startStage, wordsIn } from '../support/stage';
import { startMovedClock } from '../support/moved-clock';
import { query } from '../support/stores';

jest.setTimeout(40_000);

interface Case {
  readonly stage: Stage;
  readonly kari: Employee;
  readonly number: number;
  readonly hanne: Adviser;
  readonly bjorn: Adviser;
}

async function opened(locale = 'nb-NO'): Promise<Case> {
  const stage = await startStage();
  const kari = await stage.employee('Kari Nordmann', locale);
  await kari.says('snakk med HR');
  await kari.presses(locale.startsWith('en') ? 'Send to HR' : 'Send til HR', { words: '' });
  const number = 1001;
  const [first, second] = stage.channel.members;
  const hanne = await stage.adviser(number, first);
  return { stage, kari, number, hanne, bjorn: new Adviser(stage, stage.channel, second ?? someone('Bjørn Rådgiver'), hanne.root) };
}

async function taken(locale?: string): Promise<Case> {
  const one = await opened(locale);
  await one.hanne.presses('Ta saken');
  await one.kari.sees('Hanne Rådgiver');
  return one;
}

const stateOf = async ({ bot }: Stage): Promise<string> => JSON.stringify(await query(`file:${bot.database}`, 'select number, version, state from cases order by number'));
const kindsOf = async ({ bot }: Stage): Promise<string[]> =>
  (await query<{ entry: string }>(`file:${bot.database}`, 'select entry from entries order by case_number, seq')).map(({ entry }) => (JSON.parse(entry) as { deed: { kind: string } }).deed.kind);
const onCard = (number: number, rev = 2) => ({ card: `case-${number}`, rev, shownAt: 1 });

test('what was never sent is not sent by being changed, whatever its writer has sent since', async () => {
  const { kari, hanne, bjorn } = await taken();
  const kept = await bjorn.writes('Skal vi ta en kaffe?');
  await bjorn.sees('Skal vi ta en kaffe?');
  await bjorn.presses('Ikke send');
  const held = await bjorn.writes('Hun forstår ingenting');
  await bjorn.sees('Hun forstår ingenting');
  await bjorn.writes('Hei Kari');
  await bjorn.sees('Hei Kari');
  await bjorn.presses('Ja, send');
  await kari.sees('Bjørn Rådgiver (HR): Hei Kari');
  // From here on his words go.
  await bjorn.post(bjorn.channel.edit(kept, 'Skal vi ta en te?'));
  await bjorn.post(bjorn.channel.edit(held, 'Hun forstår lite'));
  await bjorn.post(bjorn.channel.remove(kept));
  await hanne.writes('Nå er det rettet.');
  await kari.sees('Nå er det rettet.');
  expect(kari.seen).not.toMatch(/kaffe|te\?|forstår|trakk|endret/);
});

test('words that wait for their writer outlive the end of the case: sent once it is open again, or kept', async () => {
  const { kari, hanne, bjorn } = await taken();
  await bjorn.writes('Hei fra meg også');
  await bjorn.sees('Hei fra meg også');
  const wait = (verb: string, entry: number) => bjorn.pressesButton('1', { verb, entry, ...onCard(1001) });
  await bjorn.writes('Skal vi ta en kaffe?');
  await bjorn.sees('Skal vi ta en kaffe?');
  await hanne.pressesButton('1', { verb: 'case-close', ...onCard(1001) }, { outcome: 'solved', line: '' });
  await kari.sees('Saken din er avsluttet');
  await wait('case-release', 3);
  expect(bjorn.answers.at(-1)).toBe('Saken er avsluttet.');
  await wait('case-keep', 4);
  expect(bjorn.answers.at(-1)).toBe('Ikke sendt');
  await hanne.pressesButton('1', { verb: 'case-reopen', ...onCard(1001) });
  await kari.sees('åpnet sak 1001 igjen');
  // Another card: the same press within a minute gets the same answer.
  await bjorn.pressesButton('1', { verb: 'case-release', entry: 3, ...onCard(1001, 7) });
  await kari.sees('Bjørn Rådgiver (HR): Hei fra meg også');
  expect(kari.seen).not.toContain('kaffe');
});

test('what is changed into a note is taken back, and the note does not go', async () => {
  const { kari, hanne } = await taken();
  const sent = await hanne.writes('Hun har to brukere.');
  await kari.sees('Hanne Rådgiver (HR): Hun har to brukere.');
  await hanne.post(hanne.channel.edit(sent, '// til oss selv: tre brukere'));
  await kari.sees('Hanne Rådgiver (HR) trakk tilbake denne meldingen.', 20_000);
  await hanne.writes('Hei');
  await kari.sees('Hanne Rådgiver (HR): Hei');
  expect(kari.seen).not.toMatch(/brukere/);
});

test('a note stays a note: HR is told when it is changed into an answer, and its end is in the history', async () => {
  const { stage, kari, hanne } = await taken();
  const note = await hanne.writes('// ring lønn');
  await hanne.post(hanne.channel.edit(note, '// ring lønn i morgen'));
  await hanne.post(hanne.channel.edit(note, 'Vi ringer deg i morgen'));
  await hanne.sees('Dette er fortsatt et internt notat, og Kari Nordmann får det ikke.');
  await hanne.post(hanne.channel.remove(note));
  await hanne.writes('Hei');
  await kari.sees('Hanne Rådgiver (HR): Hei');
  expect(kari.seen).not.toMatch(/lønn|ringer|trakk/);
  expect(hanne.lines.filter((line) => line.includes('fortsatt et internt notat'))).toHaveLength(1);
  expect(await kindsOf(stage)).toEqual(['opened', 'claimed', 'noted', 'rewrote', 'rewrote', 'took-back', 'wrote']);
});

test('who hands a case on does not speak to the employee by accident, and can still take back what she has sent', async () => {
  const { stage, kari, hanne } = await taken();
  const sent = await hanne.writes('Jeg ser på det.');
  await kari.sees('Hanne Rådgiver (HR): Jeg ser på det.');
  await hanne.pressesButton('1', { verb: 'case-hand-on', ...onCard(1001) }, { to: stage.channel.members[1]!.id });
  await hanne.sees('Hanne Rådgiver ga saken til Bjørn Rådgiver.');
  await hanne.writes('Lykke til med denne');
  await hanne.sees('Skal dette sendes til Kari Nordmann som deg?');
  await hanne.post(hanne.channel.remove(sent));
  await kari.sees('Hanne Rådgiver (HR) trakk tilbake denne meldingen.', 20_000);
  expect(kari.seen).not.toContain('Lykke til');
});

test('a member acts as HR from HR’s team only: not from her own chat, not from another team, and not from another tenant', async () => {
  const { stage, number, kari } = await opened();
  const member = stage.channel.members[0]!;
  const own = await stage.employee(member.name);
  await own.sees('Hva skjer når du skal logge inn');
  const before = await stateOf(stage);
  await own.post({ ...own.chat.press({ verb: 'case-claim', data: { verb: 'case-claim', ...onCard(number) }, messageId: '1' }), from: { ...member } } as never);
  const elsewhere = teamChannel({ serviceUrl: stage.teams.serviceUrl, members: [member] });
  stage.teams.team(elsewhere);
  await new Adviser(stage, elsewhere, member, '1').pressesButton('1', { verb: 'case-claim', ...onCard(number) });
  expect(await stateOf(stage)).toBe(before);
  expect(kari.seen).not.toContain('har tatt saken');
  const refused = stage.bot.log.split('\n').filter((line) => line.includes('somebody who is not HR was refused'));
  expect(refused).toHaveLength(2);
  for (const line of refused) expect(line).not.toMatch(/Hanne|Kari|nordmann/i);
});

test('HR of another tenant is not let in', async () => {
  const stage = await startStage({ signed: true });
  const kari = await stage.employee();
  const number = await kari.asksHr();
  const hanne = await stage.adviser(number);
  const before = await stateOf(stage);
  const foreign = teamChannel({ serviceUrl: stage.teams.serviceUrl, team: stage.channel.team.id, channel: stage.channel.channel.id, tenant: 'another', members: stage.channel.members });
  const reply = await stage.post(foreign.press(hanne.who, hanne.root, { verb: 'case-claim', data: { verb: 'case-claim', ...onCard(number) }, messageId: '1' }));
  expect(reply.status).toBe(403);
  expect(await stateOf(stage)).toBe(before);
});

test('the same press twice is one press, and so is a claim on a card from another thread of HR’s', async () => {
  const { stage, kari, hanne } = await opened();
  const asked = stage.channel.post(hanne.who, 'sak 1001');
  await stage.post(asked);
  const list = new Adviser(stage, stage.channel, hanne.who, String(asked.id));
  await list.sees('Sak 1001');
  await Promise.all([list.presses('Ta saken'), list.presses('Ta saken')]);
  await kari.sees('Hanne Rådgiver i HR har tatt saken din');
  await hanne.sees('Hanne Rådgiver har saken', 20_000);
  const reply = { verb: 'case-reply', ...onCard(1001) };
  await Promise.all([1, 2].map(() => list.pressesButton('1', reply, { reply: 'Hei Kari' })));
  await hanne.sees('Hanne Rådgiver til Kari Nordmann: Hei Kari');
  expect(await kindsOf(stage)).toEqual(['opened', 'claimed', 'replied']);
  await kari.sees('Hanne Rådgiver (HR): Hei Kari');
  expect(kari.lines.filter((line) => line.includes('(HR): Hei Kari'))).toHaveLength(1);
  // Corrected words are other words.
  await list.pressesButton('1', reply, { reply: 'Hei, Kari' });
  await kari.sees('Hanne Rådgiver (HR): Hei, Kari');
});

test('a press on a card that was drawn before it was done is not done again, however late; on the card of today it is', async () => {
  const clock = startMovedClock();
  const { stage, kari, hanne } = await taken();
  const reply = { verb: 'case-reply', ...onCard(1001) };
  await hanne.pressesButton('1', reply, { reply: 'Hei Kari' });
  await hanne.pressesButton('1', { verb: 'case-answer', answer: 'link', ...onCard(1001) });
  await kari.sees('Hei Kari');
  clock.forward(61_000);
  // She writes meanwhile: what HR wrote into an older card is still new.
  await kari.says('Hei?');
  await hanne.pressesButton('1', reply, { reply: 'Hei Kari' });
  expect(hanne.answers.at(-1)).toMatch(/^Dette er gjort allerede\. Her er saken slik den er nå\./);
  await hanne.pressesButton('1', { verb: 'case-answer', answer: 'link', ...onCard(1001) });
  await hanne.pressesButton('1', reply, { reply: 'Hei igjen' });
  await kari.sees('Hei igjen');
  await hanne.pressesButton('1', { verb: 'case-reply', ...onCard(1001, 6) }, { reply: 'Hei Kari' });
  await stage.teams.waitFor(() => kari.lines.filter((line) => line.includes('(HR): Hei Kari')).length === 2, 'the same words once more, from the card of today');
  expect(await kindsOf(stage)).toEqual(['opened', 'claimed', 'replied', 'answered', 'said', 'replied', 'replied']);
});

test.each([
  ['nn-NO', 'Du er ikkje aktiv i Visma no.', 'Prøv å logge inn i Visma no'],
  ['en-GB', 'You are not active in Visma now.', 'Try to log in to Visma now'],
])('what HR sends and looks up reaches her in her language (%s), and HR’s cards stay in the organisation’s', async (locale, passive, tryAgain) => {
  const { kari, hanne } = await taken(locale);
  const before = kari.lines.length;
  for (const answer of ['account-settings', 'email', 'link', 'try-again']) await hanne.pressesButton('1', { verb: 'case-answer', answer, ...onCard(1001) });
  for (const check of ['registered', 'not-registered', 'active', 'passive']) await hanne.pressesButton('1', { verb: 'case-check', check, ...onCard(1001) });
  await kari.sees(passive);
  await kari.sees(tryAgain);
  const hers = kari.lines.slice(before).join('\n');
  expect(hers).not.toMatch(/\[nb\]|\[nn\]|undefined|\{/);
  if (locale.startsWith('en')) expect(hers).not.toMatch(/\b(og|ikke|ikkje|ligger|din|ditt)\b/);
  else expect(hers).not.toMatch(/\b(jeg|ikke|noe|hvis|hva|dere|hvor)\b/i);
  expect(hanne.seen).not.toMatch(/Hanne Rådgiver sent|Only those/);
  expect(hanne.answers.join('\n')).toContain('Hanne Rådgiver har saken');
});

test('whom a case waits for is said on its card, and she who answers ends the wait for her', async () => {
  const { stage, kari, hanne } = await taken();
  await hanne.pressesButton('1', { verb: 'case-wait', party: 'employee', ...onCard(1001) });
  expect(hanne.answers.at(-1)).toContain('Venter på svar fra den ansatte');
  await hanne.pressesButton('1', { verb: 'case-wait', party: 'it', ...onCard(1001, 3) });
  expect(hanne.answers.at(-1)).toContain('Venter på IT');
  expect(await query(`file:${stage.bot.database}`, 'select due_at from cases')).toEqual([{ due_at: null }]);
  await hanne.pressesButton('1', { verb: 'case-wait', party: 'employee', ...onCard(1001, 4) });
  expect(await query(`file:${stage.bot.database}`, 'select due_at from cases')).not.toEqual([{ due_at: null }]);
  await kari.says('Her er jeg');
  await hanne.sees('Kari Nordmann: Her er jeg');
  expect(await query(`file:${stage.bot.database}`, 'select due_at from cases')).toEqual([{ due_at: null }]);
});

test('a list of many cases is turned page by page, forth and back, and each case is on it once', async () => {
  const { stage, hanne } = await opened();
  for (const name of ['Ada', 'Bo', 'Cai', 'Dan', 'Eli']) await (await stage.employee(`${name} Nordmann`)).asksHr();
  const asked = stage.channel.post(hanne.who, 'åpne saker');
  await stage.post(asked);
  const list = new Adviser(stage, stage.channel, hanne.who, String(asked.id));
  const first = wordsIn(await list.sees('6 saker'));
  const data = (to: number) => ({ verb: 'desk-list', list: 'open', page: to, text: '', card: 'desk', rev: 0, shownAt: 1 });
  await list.presses('Neste side').catch(async () => list.pressesButton('1', data(1)));
  const second = list.answers.at(-1) ?? '';
  const numbers = (words: string): string[] => [...words.matchAll(/Sak (\d+)/g)].map(([, number = '']) => number);
  expect([...numbers(first), ...numbers(second)].toSorted()).toEqual(['1001', '1002', '1003', '1004', '1005', '1006']);
  await list.pressesButton('1', data(0));
  expect(numbers(list.answers.at(-1) ?? '')).toEqual(numbers(first));
  await list.pressesButton('1', data(9_999));
  expect(list.answers.at(-1)).toContain('6 saker');
});

test('a notice that HR puts up is heard first by who asks, by press as by words, and not after it was taken down', async () => {
  const { stage, hanne, kari } = await taken();
  await hanne.pressesButton('1', { verb: 'desk-notice', on: true, card: 'desk', rev: 0, shownAt: 1 });
  expect(hanne.answers.at(-1)).toContain('Hanne Rådgiver');
  const ola = await stage.employee('Ola Nordmann');
  expect(wordsIn(await ola.sees('Visma er nede')).startsWith('HR sier at Visma er nede nå.')).toBe(true);
  // Who is in HR's hands is told by HR.
  await kari.says('Hva nå?');
  await hanne.sees('Kari Nordmann: Hva nå?');
  expect(kari.seen).not.toContain('Visma er nede');
  await hanne.pressesButton('1', { verb: 'desk-notice', on: false, card: 'desk', rev: 0, shownAt: 1 });
  const per = await stage.employee('Per Nordmann');
  await per.sees('Hva skjer når du skal logge inn');
  expect(per.seen).not.toContain('Visma er nede');
});
