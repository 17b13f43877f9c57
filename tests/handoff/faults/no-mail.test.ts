import { startStage } from '../../support/stage';

jest.setTimeout(30_000);

test.each([
  ['the team has removed the bot', 'removed'],
  ['the channel is deleted', 'deleted'],
] as const)('where %s and no letters can be sent, she is told whom to write to, and it goes on when HR is back', async (_name, away) => {
  const stage = await startStage();
  const { teams, channel } = stage;
  const kari = await stage.employee();
  const number = await kari.asksHr();
  const hanne = await stage.adviser(number);
  await hanne.presses('Ta saken');
  await kari.sees('har tatt saken din');
  const place = away === 'removed' ? channel.team.id : channel.channel.id;
  teams[away](place);
  if (away === 'removed') await stage.post(channel.uninstall());
  await kari.says('Er dere der?');
  await kari.sees(new RegExp(`kom fram til HR\\. Skriv til hr\\.stotte@askoy\\.kommune\\.no, og ta med saksnummer ${number}`));

  // Who asks meanwhile is told where to write, too.
  const ola = await stage.employee('Ola Hansen');
  await ola.says('snakk med HR');
  if (away === 'deleted') await ola.presses('Send til HR');
  await ola.sees('hr.stotte@askoy.kommune.no');

  teams.restore(place);
  await stage.post(channel.install());
  await kari.says('Her er jeg fortsatt');
  await hanne.sees('Kari Nordmann: Her er jeg fortsatt');
  await hanne.writes('Her er vi igjen');
  await kari.sees('Hanne Rådgiver (HR): Her er vi igjen');
  // She was told once of what did not arrive; it is in the case's history.
  expect(kari.lines.filter((line) => line.includes('kom fram til HR'))).toHaveLength(1);
});

test('a case that could not be opened is opened with her next words, once HR is back, and has what was said before', async () => {
  const stage = await startStage();
  const kari = await stage.employee();
  stage.teams.deleted(stage.channel.channel.id);
  const number = await kari.asksHr('Adressen er i bruk');
  await kari.sees('kom fram til HR');
  stage.teams.restore(stage.channel.channel.id);
  await kari.says('Er dere der nå?');
  const hanne = await stage.adviser(number);
  await hanne.sees('Adressen er i bruk');
  await hanne.sees('Kari Nordmann: Er dere der nå?');
  await hanne.presses('Ta saken');
  await kari.sees('Hanne Rådgiver i HR har tatt saken din');
  expect(stage.teams.threads(stage.channel.channel.id).filter(({ messages }) => JSON.stringify(messages[0]).includes(`Sak ${number}`))).toHaveLength(1);
});
