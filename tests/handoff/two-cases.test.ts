import { type Adviser, type Employee, type Stage, startStage } from '../support/stage';

jest.setTimeout(40_000);

const onCard = (number: number) => ({ card: `case-${number}`, rev: 9, shownAt: 1 });

async function close({ kari, hr, number, outcome = 'solved' }: { kari: Employee; hr: Adviser; number: number; outcome?: string }): Promise<void> {
  await hr.pressesButton('1', { verb: 'case-close', ...onCard(number) }, { outcome, line: '' });
  await hr.sees('avsluttet saken');
  await kari.sees('Saken din er avsluttet');
}

/** Kari’s first case is closed, and she has a second. */
async function twoCases(): Promise<{ stage: Stage; kari: Employee; first: Adviser; second: Adviser }> {
  const stage = await startStage();
  const kari = await stage.employee();
  await kari.asksHr();
  const first = await stage.adviser(1001);
  await close({ kari, hr: first, number: 1001 });
  await kari.says('snakk med HR');
  await kari.presses('Send til HR', { words: '' });
  await kari.sees('Saksnummer 1002');
  return { stage, kari, first, second: await stage.adviser(1002) };
}

test('an older case is not opened again while she has a newer one: HR is told where to go on', async () => {
  const { kari, first, second } = await twoCases();
  await first.pressesButton('1', { verb: 'case-reopen', ...onCard(1001) });
  expect(first.answers.at(-1)).toBe('Kari Nordmann har en annen sak som er åpen. Fortsett i sak 1002.');
  await kari.says('Adressen er i bruk');
  await second.sees('Kari Nordmann: Adressen er i bruk');
  expect(kari.seen).not.toContain('åpnet sak 1001 igjen');
  expect(first.seen).not.toContain('Adressen er i bruk');
});

test('once the newer is closed the older may be opened again, and what she writes goes there, also after that one is closed', async () => {
  const { kari, first, second } = await twoCases();
  await close({ kari, hr: second, number: 1002, outcome: 'duplicate' });
  await first.pressesButton('1', { verb: 'case-reopen', ...onCard(1001) });
  await kari.sees('Hanne Rådgiver i HR har åpnet sak 1001 igjen.');
  await kari.says('Jeg har prøvd alt');
  await first.sees('Kari Nordmann: Jeg har prøvd alt');
  await close({ kari, hr: first, number: 1001 });
  await kari.says('Det feiler fortsatt for meg her');
  await first.sees('Kari Nordmann: Det feiler fortsatt for meg her');
  await kari.sees('Sak 1001 er åpen igjen.');
  expect(second.seen).not.toMatch(/prøvd alt|feiler fortsatt/);
});
