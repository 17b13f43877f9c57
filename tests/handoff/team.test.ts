import { someone, teamChannel } from '../support/activities';
import { startTestBot } from '../support/running-bot';
import { hrTeam, setStage, type Stage, startStage, wordsIn } from '../support/stage';

jest.setTimeout(40_000);

const general = ({ teams, channel }: Stage): string[] => teams.threads(channel.team.id).flatMap(({ messages }) => messages.map(wordsIn));
const setUpCards = ({ teams, channel }: Stage): string[] =>
  [...teams.threads(channel.channel.id), ...teams.threads(channel.team.id)].flatMap(({ messages }) => messages.map(wordsIn)).filter((line) => line.startsWith('Sakene fra Vismahjelpen'));

test('who joins the team, and an upgrade of the app, do not move HR’s channel', async () => {
  const stage = await startStage();
  const kari = await stage.employee();
  const hanne = await stage.adviser(await kari.asksHr());
  await stage.post(stage.channel.membersAdded([someone('Ny Kollega')]));
  await stage.post(stage.channel.install(stage.channel.members[0], { action: 'add-upgrade', channelData: {} }));
  const ola = await stage.employee('Ola Nordmann');
  await stage.adviser(await ola.asksHr());
  await kari.says('Hører dere meg?');
  await hanne.sees('Kari Nordmann: Hører dere meg?');
  expect(general(stage)).toEqual([]);
  expect(setUpCards(stage)).toHaveLength(1);
});

test('in whatever order Teams tells that the bot was added, the channel is the one that was chosen', async () => {
  const bot = await startTestBot({ env: { HR_TEAM_ID: hrTeam } });
  const channel = teamChannel({ serviceUrl: bot.teams.serviceUrl, team: hrTeam });
  bot.teams.team(channel);
  await bot.post(channel.membersAdded());
  const stage: Stage = { bot, teams: bot.teams, post: bot.post, ...(await setStage(bot, channel)) };
  await stage.adviser(await (await stage.employee()).asksHr());
  expect(general(stage)).toEqual([]);
  expect(setUpCards(stage)).toHaveLength(1);
});

test('in another team the lines for the settings are printed once, whoever joins it', async () => {
  const stage = await startStage();
  const other = teamChannel({ serviceUrl: stage.teams.serviceUrl });
  stage.teams.team(other);
  await stage.post(other.install());
  await stage.post(other.membersAdded());
  for (const name of ['Ada', 'Bo']) await stage.post(other.membersAdded([someone(name)]));
  await stage.post(other.post(other.members[0]!, 'hei'));
  await stage.teams.waitFor(() => stage.teams.threads(other.channel.id).length > 1, 'an answer to the mention');
  const lines = [...stage.teams.threads(other.channel.id), ...stage.teams.threads(other.team.id)].flatMap(({ messages }) => messages.map(wordsIn));
  expect(lines.filter((line) => line.includes('HR_TEAM_ID='))).toEqual([expect.stringContaining(`HR_CHANNEL_ID=${other.channel.id}`)]);
});
