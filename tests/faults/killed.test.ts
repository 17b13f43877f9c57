import { personalChat } from '../support/activities';
import { type BotProcess, cards, ending, eventually, startBotProcess, to, waitToSee, way } from '../support/bot-process';
import { engines, query, rowsOf } from '../support/stores';
import { type FaultRule, refusals, startTeams, type TeamsStandIn } from '../support/teams-stand-in';

jest.setTimeout(60_000);

const [first, second, third] = cards(3) as [string, string, string];
const shared = { shared: true };

// Three lives of one bot on one database, each but the last ended by kill -9. Each person is one way of being hit by it.
engines((fresh) => {
  let database: string;
  let teams: TeamsStandIn;
  let downTeams: TeamsStandIn;
  let bot: BotProcess;
  const chats = new Map<string, ReturnType<typeof personalChat>>();

  const chat = (name: string, of = teams) => {
    const known = chats.get(name) ?? personalChat({ serviceUrl: of.serviceUrl, name });
    chats.set(name, known);
    return known;
  };
  const says = async (name: string, step: number): Promise<void> => {
    expect(await bot.post(chat(name).message(way[step]!.say))).toMatchObject({ status: 200 });
  };
  const disturbed = (name: string, times: number, answer: FaultRule['answer']): void =>
    void teams.fail({ match: to(chat(name)), times, answer });
  const attempts = (name: string) => teams.attempts.filter(to(chat(name)));
  /** Starts the bot again. Where another process could still be alive, a lease must run out first: not in a test. */
  const startAgain = async (): Promise<BotProcess> => {
    if (!database.startsWith('file:')) await query(database, "update lanes set due_at = 0 where hold = 'leased'");
    return startBotProcess(database, shared);
  };

  beforeAll(async () => {
    chats.clear();
    database = await fresh();
    teams = ending(await startTeams(), shared);
    downTeams = ending(await startTeams(), shared);

    bot = await startBotProcess(database, shared);
    await downTeams.stop();
    chat('promised', downTeams);
    for (const step of [0, 1]) await says('promised', step);
    disturbed('throttled', 1, refusals.throttled(3));
    await says('throttled', 0);
    disturbed('never taken', 1, 'hang');
    disturbed('taken', 1, 'accept-then-hang');
    disturbed('taken twice', 2, 'accept-then-hang');
    disturbed('delivered again', 1, 'hang');
    await says('never taken', 0);
    for (const step of [0, 1]) await says('taken', step);
    await says('taken twice', 0);
    const again = chat('delivered again').message(way[0]!.say);
    await bot.post(again);
    const hit = ['throttled', 'never taken', 'taken', 'taken twice', 'delivered again'];
    await teams.waitFor(() => hit.every((name) => attempts(name).length === 1), 'an attempt for each of them');
    await bot.kill();

    await downTeams.restart();
    bot = await startAgain();
    expect(await bot.post(again)).toMatchObject({ status: 200 });
    await teams.waitFor(() => attempts('taken twice').length === 2, 'the second attempt');
    await eventually(async () => {
      const waiting = (await rowsOf(database)).filter(({ body }) => body !== '');
      return waiting.length === 1;
    }, 'all rows but one to be settled', 10_000);
    await bot.kill();

    bot = await startAgain();
  });

  test('replies that were promised and not yet sent go out after a kill, once and in their order', async () => {
    await waitToSee(downTeams, chat('promised'), cards(2));
    await says('promised', 2);
    await waitToSee(downTeams, chat('promised'), cards(3));
  });

  test('a reply that Teams never took before the kill arrives once', async () => {
    await says('never taken', 1);
    await waitToSee(teams, chat('never taken'), cards(2));
  });

  test('a reply whose fate a kill left open goes once more, and what waited behind it follows', async () => {
    await says('taken', 2);
    await waitToSee(teams, chat('taken'), [first, first, second, third]);
  });

  test('a second kill at the same place makes no third copy, and the conversation goes on', async () => {
    await says('taken twice', 1);
    await waitToSee(teams, chat('taken twice'), [first, first, second]);
    expect((await rowsOf(database)).filter(({ status }) => status === 'uncertain')).toHaveLength(1);
  });

  test('a pause that Teams asked for outlasts a kill', async () => {
    const [refused, again] = attempts('throttled');
    expect(again!.at - refused!.at).toBeGreaterThanOrEqual(3_000);
    await says('throttled', 1);
    await waitToSee(teams, chat('throttled'), cards(2));
  });

  test('a message that Teams delivers again to the next process is answered once', async () => {
    await says('delivered again', 1);
    await waitToSee(teams, chat('delivered again'), cards(2));
  });
});
