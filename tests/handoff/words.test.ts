import { type Adviser, type Employee, type Stage, startStage } from '../support/stage';

jest.setTimeout(60_000);

interface Case {
  readonly stage: Stage;
  readonly kari: Employee;
  readonly hanne: Adviser;
}

async function taken(locale = 'nb-NO'): Promise<Case> {
  const stage = await startStage();
  const kari = await stage.employee('Kari Nordmann', locale);
  await kari.says('snakk med HR');
  await kari.presses(locale.startsWith('en') ? 'Send to HR' : 'Send til HR');
  const hanne = await stage.adviser(1001);
  await hanne.presses('Ta saken');
  await kari.sees('Hanne Rådgiver');
  return { stage, kari, hanne };
}

const closed = 'Saken din er avsluttet';

/** Sentences that only sound like the end, or like a wish of the bot. */
const forHr = [
  'ja nå fungerte lenken, men fikk ny feil',
  'nå er jeg inne i kontoinnstillinger',
  'det virker på mobilen men ikke pc',
  'It works at home but not here',
  'jeg er inne nå men feil arbeidsgiver',
  'lenken virker nå, hva gjør jeg',
  'siden er på engelsk',
  'Jeg snakker engelsk',
  'slett kontoen min',
  'delete my old account please',
  'takk, det virker',
];

test('every word goes to HR while HR has her case, and the bot makes nothing of it', async () => {
  const { kari, hanne } = await taken();
  const before = kari.lines.length;
  for (const sentence of forHr) await kari.says(sentence);
  await hanne.sees(`Kari Nordmann: ${forHr.at(-1)}`);
  for (const sentence of forHr) expect(hanne.lines).toContain(`Kari Nordmann: ${sentence}`);
  await hanne.writes('Jeg ser på det.');
  await kari.sees('Jeg ser på det.');
  expect(kari.lines.slice(before)).toEqual(['Hanne Rådgiver (HR): Jeg ser på det.']);
});

test.each([
  ['løst', 'nb-NO', closed],
  ['Det er løst, takk!', 'nb-NO', closed],
  ['I solved it', 'en-GB', 'Your case is closed'],
  ['kan du lukke saken', 'nb-NO', closed],
])('«%s» closes the case, and HR reads it', async (words, locale, end) => {
  const { kari, hanne } = await taken(locale);
  await kari.says(words);
  await kari.sees(end);
  await hanne.sees(`Kari Nordmann: ${words}`);
  await hanne.sees(/Kari Nordmann .*har avsluttet saken\./);
});

test('what the bot does beside a case HR reads, too', async () => {
  const { kari, hanne } = await taken();
  await kari.says('vis dataene mine');
  await kari.sees('1001');
  await hanne.sees('Kari Nordmann: vis dataene mine');
  await kari.says('English please');
  await kari.sees('HR has received your case');
  await hanne.sees('Kari Nordmann: English please');
  await kari.says('back to the guide');
  await kari.sees('HR still has your case.');
  await hanne.sees('Kari Nordmann: back to the guide');
});

test('short words after the end open nothing: what she thought of the help is a rating, thanks are thanks', async () => {
  const { kari, hanne } = await taken();
  await hanne.presses('Avslutt saken', { outcome: 'solved', line: '' });
  await kari.sees(closed);
  for (const words of ['ok', 'ja', 'Nei', '👍']) {
    const before = kari.lines.length;
    await kari.says(words);
    await kari.stage.teams.waitFor(() => kari.lines.length > before, 'an answer');
    expect(kari.lines.at(-1)).toBe('Saken er avsluttet. Trenger du mer hjelp med dette? Skriv hva det gjelder, så åpner jeg den igjen.');
  }
  await kari.says('Ja, det hjalp');
  await kari.sees('Takk for svaret!');
  await hanne.sees('Kari Nordmann: det hjalp.');
  await kari.says('det er løst');
  await kari.sees('Så bra at du er inne!');
  await kari.says('Takk, ha en fin dag');
  await kari.sees('Bare hyggelig!');
  expect(kari.seen).not.toContain('åpen igjen');
  // Thanks with something more is something more.
  await kari.says('takk, men nå får jeg en ny feil');
  await kari.sees('Sak 1001 er åpen igjen.');
  await hanne.sees('Kari Nordmann: takk, men nå får jeg en ny feil');
});

test('it did not help: that is told, and the way back is shown', async () => {
  const { kari, hanne } = await taken();
  await hanne.presses('Avslutt saken', { outcome: 'solved', line: '' });
  await kari.sees(closed);
  await kari.says('Nei, ikke så mye');
  await hanne.sees('Kari Nordmann: det hjalp ikke.');
  await kari.sees('Takk for svaret! Saken er avsluttet.');
  await kari.says('det hjalp ikke');
  await kari.sees('Sak 1001 er åpen igjen.');
  await hanne.sees('Kari Nordmann: det hjalp ikke');
});
