import { someone, teamChannel } from '../../support/activities';
import { type BotProcess, ending, eventually, startBotProcess } from '../../support/bot-process';
import { Adviser, type Employee, hrTeam, setStage } from '../../support/stage';
import { describePostgres, freshPostgres, query, rowsOf } from '../../support/stores';
import { startTeams, type TeamsStandIn } from '../../support/teams-stand-in';

jest.setTimeout(60_000);

const shared = { shared: true, env: { HR_TEAM_ID: hrTeam } };
const hanne = someone('Hanne Rådgiver');
const bjorn = someone('Bjørn Rådgiver');

describePostgres('two processes on one PostgreSQL', () => {
  let database: string;
  let teams: TeamsStandIn;
  let bots: readonly [BotProcess, BotProcess];
  let stages: readonly Awaited<ReturnType<typeof setStage>>[];

  beforeAll(async () => {
    database = (await freshPostgres()) as string;
    teams = ending(await startTeams({ limits: { channelAsOne: true } }), shared);
    bots = [await startBotProcess(database, shared), await startBotProcess(database, shared)];
    const channel = teamChannel({ serviceUrl: teams.serviceUrl, team: hrTeam, members: [hanne, bjorn] });
    // The same channel, each through a process of its own.
    stages = [await setStage({ teams, post: bots[0].post }, channel), await setStage({ teams, post: bots[1].post }, channel)];
  });

  /** A case, and an adviser at each process. */
  async function open(name: string): Promise<{ kari: Employee; one: Adviser; other: Adviser; number: number }> {
    const kari = await stages[0]!.employee(name);
    const number = await kari.asksHr();
    const one = await stages[0]!.adviser(number, hanne);
    return { kari, one, other: await stages[1]!.adviser(number, bjorn), number };
  }

  test('two advisers who take a case at the same instant: one has it, the other is told who', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const { kari, one, other, number } = await open(`Kari ${round}`);
      await Promise.all([one.presses('Ta saken'), other.presses('Ta saken')]);
      const [row] = await query<{ state: string; owner: string }>(database, `select state, owner from cases where number = ${number}`);
      const [owner, loser] = row?.owner === hanne.id ? [hanne, other] : [bjorn, one];
      expect(loser.answers.at(-1)).toMatch(new RegExp(`^${owner.name} tok denne (?:for \\d sekund(?:er)? siden|nå)`));
      await kari.sees(`${owner.name} i HR har tatt saken din`);
      expect(kari.lines.filter((line) => line.includes('har tatt saken din'))).toHaveLength(1);
      expect((JSON.parse(row!.state) as { entries: number }).entries).toBe(2);
    }
  });

  test('both sides write at once, each through another process: nothing is lost, doubled or out of order, or refused because it came too fast', async () => {
    const { kari, one, other, number } = await open('Kari Nordmann');
    await one.presses('Ta saken');
    await kari.sees('har tatt saken din');
    const count = 30;
    // Hanne's words come to the second process, Kari's to the first.
    const there = new Adviser({ teams, post: bots[1].post }, one.channel, hanne, other.root);
    const each = Array.from({ length: count }, (_, i) => i + 1);
    await Promise.all([
      (async () => {
        for (const i of each) await kari.says(`spørsmål ${i}`);
      })(),
      (async () => {
        for (const i of each) await there.writes(`svar ${i}`);
      })(),
    ]);
    await one.sees(`spørsmål ${count}`, 20_000);
    await kari.sees(`svar ${count}`, 20_000);
    expect(one.lines.filter((line) => line.startsWith('Kari Nordmann: '))).toEqual(each.map((i) => `Kari Nordmann: spørsmål ${i}`));
    expect(kari.lines.filter((line) => line.startsWith('Hanne Rådgiver (HR): '))).toEqual(each.map((i) => `Hanne Rådgiver (HR): svar ${i}`));
    const entries = await query<{ seq: number }>(database, `select seq from entries where case_number = ${number} order by seq`);
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 2 * count + 2 }, (_, i) => i + 1));
    await eventually(async () => (await rowsOf(database)).every(({ body }) => body === '' || body.includes('"redraw"')), 'all words to be sent');
    expect((await rowsOf(database)).filter(({ status }) => status === 'uncertain' || status === 'failed')).toEqual([]);
    expect(teams.stats()).toMatchObject({ throttled: 0 });
  });
});
