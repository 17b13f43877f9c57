import { someone, teamChannel } from '../support/activities';
import { startTestBot } from '../support/running-bot';
import { Employee, hrTeam, setStage, type Stage, startStage, wordsIn } from '../support/stage';

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

test('a channel that the settings name, and a case that came before HR was heard from, are no reason to show the set-up card', async () => {
  const saker = '19:saker@thread.tacv2';
  const bot = await startTestBot({ env: { HR_TEAM_ID: hrTeam, HR_CHANNEL_ID: saker } });
  const channel = teamChannel({ serviceUrl: bot.teams.serviceUrl, team: hrTeam, channel: saker });
  bot.teams.team(channel);
  const chat = bot.chat();
  const kari = new Employee(bot, chat);
  await kari.post(chat.install());
  await kari.asksHr();
  await bot.teams.waitFor(() => bot.teams.threads(saker)[0], 'the case');
  await bot.post(channel.membersAdded());
  await bot.post(channel.post(channel.members[0]!, 'hjelp'));
  await bot.teams.waitFor(() => bot.teams.threads(saker).length === 2, 'an answer');
  expect(bot.teams.threads(saker).flatMap(({ messages }) => messages.map(wordsIn)).join()).not.toContain('Sakene fra Vismahjelpen');
});
