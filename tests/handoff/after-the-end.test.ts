import { type Employee, startStage } from '../support/stage';

jest.setTimeout(60_000);

/** A case that she has closed herself. */
async function closedCase(): Promise<Employee> {
  const stage = await startStage();
  const kari = await stage.employee('Kari Nordmann');
  await kari.asksHr();
  const hanne = await stage.adviser(1001);
  await hanne.presses('Ta saken');
  await kari.says('løst');
  await kari.sees('Saken din er avsluttet');
  return kari;
}

test('who went back to the guide, and writes what it does not understand, is told how HR reads it', async () => {
  const kari = await closedCase();
  await kari.says('hjelp');
  await kari.sees('Hva skjer når du skal logge inn i Visma?');
  await kari.says('skjemaet ble liksom borte for meg');
  await kari.sees('Gjelder det sak 1001? Skriv «åpne saken», så leser HR det du skriver.');
  await kari.says('Åpne saken');
  await kari.sees('Sak 1001 er åpen igjen');
});

test('who has no case hears nothing of one', async () => {
  const stage = await startStage();
  const kari = await stage.employee('Kari Nordmann');
  await kari.says('hjelp');
  await kari.says('åpne saken');
  await kari.sees('Det forsto jeg ikke');
  expect(kari.lines.filter((line) => line.includes('åpne saken'))).toEqual([]);
});

test('what she writes beside «Skal jeg sende dette til HR?» stands on the card, also where the guide would understand it', async () => {
  const stage = await startStage();
  const kari = await stage.employee('Kari Nordmann');
  await kari.says('snakk med HR');
  await kari.sees('Skal jeg sende dette til HR?');
  await kari.says('jeg er vikar og har ikke fått e-post ennå');
  const card = await kari.sees('jeg er vikar og har ikke fått e-post ennå');
  expect(JSON.stringify(card)).toContain('Skal jeg sende dette til HR?');
  // A cry for help is none of them.
  await kari.says('hjelp');
  await kari.sees('Her er du nå.');
});

test('how a case ended is never chosen for HR', async () => {
  const stage = await startStage();
  const kari = await stage.employee('Kari Nordmann');
  await kari.asksHr();
  const hanne = await stage.adviser(1001);
  await hanne.presses('Ta saken');
  await hanne.presses('Avslutt saken', { outcome: '', line: '' });
  expect(hanne.answers.at(-1)).toContain('Velg først hvordan saken endte.');
  expect(kari.seen).not.toContain('Saken din er avsluttet');
});

test('who presses «Jeg er inne» on a card of a case that HR has closed meanwhile is heard', async () => {
  const stage = await startStage();
  const kari = await stage.employee('Kari Nordmann');
  await kari.asksHr();
  const hanne = await stage.adviser(1001);
  await hanne.presses('Ta saken');
  await hanne.presses('Send: prøv å logge inn nå');
  await hanne.presses('Avslutt saken', { outcome: 'no-answer', line: '' });
  await kari.sees('Saken din er avsluttet');
  await kari.presses('Jeg er inne i Visma');
  await kari.sees('Så bra at du er inne!');
});
