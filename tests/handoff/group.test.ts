import type { Activity } from 'botbuilder';
import { teamChannel } from '../support/activities';
import { startTestBot } from '../support/running-bot';
import { Adviser, hrTeam, setStage, type Stage, wordsIn } from '../support/stage';
import { query } from '../support/stores';

jest.setTimeout(40_000);

/** A stage whose HR team the settings name by its group, in a Teams whose activities never say the group. */
async function groupStage(): Promise<Stage> {
  const group = '5b0e6f3c-1111-4222-8333-444455556666';
  const saker = '19:saker@thread.tacv2';
  const bot = await startTestBot({ env: { HR_TEAM_ID: group, HR_CHANNEL_ID: saker } });
  const channel = teamChannel({ serviceUrl: bot.teams.serviceUrl, team: hrTeam, channel: saker, teamAadGroupId: group });
  bot.teams.team(channel);
  const post = (activity: Activity | object): ReturnType<Stage['post']> => {
    const { channelData, ...rest } = activity as Activity;
    const { team, ...others } = channelData as { team?: { id: string } };
    return bot.post({ ...rest, channelData: { ...others, ...(team ? { team: { id: team.id } } : {}) } });
  };
  const house = { teams: bot.teams, post };
  return { bot, ...house, ...(await setStage(house, channel)) };
}

test('HR’s team and channel may stand in the settings, the team by its group’s id that no activity says', async () => {
  const stage = await groupStage();
  const kari = await stage.employee();
  const hanne = await stage.adviser(await kari.asksHr());
  expect(stage.teams.threads(stage.channel.channel.id).map(({ messages }) => wordsIn(messages[0]!)).join()).not.toContain('Dette teamet er ikke HR-teamet');
  await hanne.presses('Ta saken');
  await kari.sees('Hanne Rådgiver i HR har tatt saken din');
  await hanne.writes('Hei Kari');
  await kari.sees('Hanne Rådgiver (HR): Hei Kari');
  await hanne.writes('oppsett', { mention: true });
  await hanne.sees('Sakene fra Vismahjelpen kommer hit');
  expect(stage.teams.attempts.filter(({ operation }) => operation === 'team')).toHaveLength(1);
  const [row] = await query<{ value: string }>(`file:${stage.bot.database}`, "select value from single where name = 'channel'");
  expect(JSON.parse(row?.value ?? '')).toMatchObject({ team: hrTeam, channel: '19:saker@thread.tacv2' });
});

test('another team is not HR’s, though the same people are in it', async () => {
  const stage = await groupStage();
  const kari = await stage.employee();
  const number = await kari.asksHr();
  await stage.adviser(number);
  const other = teamChannel({ serviceUrl: stage.teams.serviceUrl, members: stage.channel.members });
  stage.teams.team(other);
  const stranger = new Adviser(stage, other, other.members[0]!, '1');
  await stranger.pressesButton('1', { verb: 'case-claim', card: `case-${number}`, rev: 1, shownAt: 1 });
  expect(await query(`file:${stage.bot.database}`, 'select status from cases')).toEqual([{ status: 'waiting' }]);
});
