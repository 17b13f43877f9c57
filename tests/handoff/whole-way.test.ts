import { startStage } from '../support/stage';

test('a case is carried from the first question to the feedback, and both sides stay where they are', async () => {
  const stage = await startStage();
  const kari = await stage.employee('Kari Nordmann');
  await kari.says('intern feil');
  await kari.sees('Har du en annen Visma-bruker fra før?');
  await kari.presses('Snakk med HR');
  await kari.sees('Skal jeg sende dette til HR?');
  await kari.presses('Send til HR', { words: 'Adressen er i bruk.' });
  const number = await kari.number();
  await kari.sees('HR har fått saken din');
  expect(kari.lines.filter((line) => line.includes('HR har fått saken din'))).toHaveLength(1);

  const hanne = await stage.adviser(number);
  await hanne.sees('Adressen er i bruk.');
  await hanne.sees('kari.nordmann@askoy.kommune.no');
  await hanne.presses('Ta saken');
  await kari.sees('Hanne Rådgiver i HR har tatt saken din');
  await hanne.sees('Hanne Rådgiver har saken');

  await hanne.writes('Hei! Hvilken adresse står der nå?');
  await kari.sees('Hanne Rådgiver (HR): Hei! Hvilken adresse står der nå?');
  await kari.says('kari@hotmail.com');
  await hanne.sees('Kari Nordmann: kari@hotmail.com');
  await hanne.presses('Send svaret', { reply: 'Da retter jeg det.' });
  await kari.sees('Hanne Rådgiver (HR): Da retter jeg det.');
  await hanne.sees('Hanne Rådgiver til Kari Nordmann: Da retter jeg det.');

  await hanne.presses('Avslutt saken', { outcome: 'solved-in-visma', line: 'Nå er adressen din rettet.' });
  await kari.sees('HR har rettet det i Visma.');
  await kari.sees('Nå er adressen din rettet.');
  await hanne.sees('Hanne Rådgiver avsluttet saken: rettet i Visma av HR');
  await kari.presses('Ja, det hjalp', { words: 'Tusen takk' });
  await hanne.sees('Kari Nordmann: det hjalp. Tusen takk');
  expect(kari.seen).not.toMatch(/\[nb\]|\{|undefined/);
  expect(hanne.seen).not.toMatch(/\[nb\]|\{|undefined/);
});
