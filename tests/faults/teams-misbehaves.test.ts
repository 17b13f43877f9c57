import { type Chat, personalChat } from '../support/activities';
import { type BotProcess, cards, ending, eventually, shown, startBotProcess, to, waitToSee, way } from '../support/bot-process';
import { freshSqlite, rowsOf } from '../support/stores';
import { type FaultRule, refusals, startTeams, type TeamsStandIn } from '../support/teams-stand-in';
import { t } from '../../src/texts';
import { askoy } from '../support/cards';

jest.setTimeout(20_000);

const shared = { shared: true };
const { email } = askoy.hr;

describe('while Teams', () => {
  let database: string;
  let teams: TeamsStandIn;
  let bot: BotProcess;
  let unanswered: Chat;
  let unansweredAt: number;

  beforeAll(async () => {
    database = freshSqlite();
    teams = ending(await startTeams(), shared);
    bot = await startBotProcess(database, shared);
    // Here, because it takes ten seconds: until one of the tests looks at it, the others go on beside it.
    unanswered = chat();
    disturb(unanswered, 'accept-then-hang');
    unansweredAt = Date.now();
    for (const step of [0, 1]) await say(unanswered, step);
  });

  // Nobody's trouble ends the process or stays with it.
  afterEach(async () => expect(await bot.get('/readyz')).toMatchObject({ status: 200 }));

  const chat = (): Chat => personalChat({ serviceUrl: teams.serviceUrl });
  const say = async (who: Chat, step: number): Promise<void> => {
    expect(await bot.post(who.message(way[step]!.say))).toMatchObject({ status: 200 });
  };
  /** Disturbs what is sent to this person, once unless told otherwise. */
  const disturb = (who: Chat, answer: FaultRule['answer'], times = 1): (() => void) =>
    teams.fail({ match: to(who), times, answer });
  const sends = (who: Chat) => teams.attempts.filter(to(who));
  /** What the rows for this person came to, oldest first. */
  const outcomes = async (who: Chat): Promise<string[]> =>
    (await rowsOf(database)).filter(({ lane }) => lane.includes(who.conversation)).map(({ status }) => status);

  test('throttles one conversation, it waits as long as it was told, and no other one is slowed', async () => {
    const [kari, ola] = [chat(), chat()];
    disturb(kari, refusals.throttled(1));
    await say(kari, 0);
    await teams.waitFor(() => sends(kari).length === 1, 'the refused send');
    for (const step of [0, 1, 2]) {
      await say(ola, step);
      await waitToSee(teams, ola, cards(step + 1));
    }
    await say(kari, 1);
    expect(shown(teams, kari)).toEqual([]);
    await waitToSee(teams, kari, cards(2));
    const [refused, again] = sends(kari);
    expect(again!.at - refused!.at).toBeGreaterThanOrEqual(1_000);
    expect(again!.at - refused!.at).toBeLessThan(3_000);
  });

  test('refuses for a while without saying for how long, replies come once and in their order', async () => {
    const passing = [refusals.badGateway(), refusals.conflict(), refusals.unauthorized(), refusals.throttled(), { status: 503 }, { status: 504 }];
    await Promise.all(
      passing.map(async (refusal) => {
        const kari = chat();
        disturb(kari, refusal, 2);
        for (const step of [0, 1]) await say(kari, step);
        await waitToSee(teams, kari, cards(2), 8_000);
        expect(sends(kari)).toHaveLength(4);
      }),
    );
  });

  test('is not there at all, replies wait, and arrive once when it is back', async () => {
    const gone = ending(await startTeams());
    const kari = personalChat({ serviceUrl: gone.serviceUrl });
    await say(kari, 0);
    await waitToSee(gone, kari, cards(1));
    await gone.stop();
    for (const step of [1, 2]) await say(kari, step);
    await bot.line('ECONNREFUSED');
    await gone.restart();
    await waitToSee(gone, kari, cards(3));
  });

  test('answers 500 to what it took, the reply goes once more, and never a third time', async () => {
    const kari = chat();
    disturb(kari, refusals.serviceError(), 2);
    for (const step of [0, 1]) await say(kari, step);
    await teams.waitFor(() => sends(kari).length === 3, 'two attempts and the next card');
    expect(shown(teams, kari)).toEqual(cards(2).slice(1));
    expect((await outcomes(kari))[0]).toBe('uncertain');
  });

  test('cuts the connection, the reply goes once more', async () => {
    const kari = chat();
    disturb(kari, 'drop');
    for (const step of [0, 1]) await say(kari, step);
    await waitToSee(teams, kari, cards(2));
  });

  test('says that the conversation is closed to the bot, who writes again is answered again', async () => {
    const kari = chat();
    let closed = (): void => undefined;
    const until = new Promise<void>((resolve) => (closed = resolve));
    teams.fail({ match: to(kari), times: 1, until, answer: refusals.forbidden() });
    for (const step of [0, 1]) await say(kari, step);
    closed();
    await eventually(async () => (await outcomes(kari))[1] === 'failed', 'the reply behind it to fail');
    expect(shown(teams, kari)).toEqual([]);
    await say(kari, 2);
    await waitToSee(teams, kari, cards(3).slice(2));
  });

  test('finds a card too big, the person is told what to do, and the conversation goes on', async () => {
    const kari = chat();
    disturb(kari, refusals.tooBig());
    await say(kari, 0);
    const consolation = t('nb', 'undelivered', { email });
    await waitToSee(teams, kari, [consolation]);
    await say(kari, 1);
    await waitToSee(teams, kari, [consolation, cards(2)[1]!]);
  });

  test('finds even the consolation too big, the bot does not console itself for ever', async () => {
    const kari = chat();
    disturb(kari, refusals.tooBig(), 2);
    await say(kari, 0);
    await teams.waitFor(() => sends(kari).length === 2, 'card and consolation');
    await say(kari, 1);
    await waitToSee(teams, kari, cards(2).slice(1));
    expect(sends(kari)).toHaveLength(3);
  });

  test('does not say who somebody is, the answer comes without the name and in time', async () => {
    const kari = chat();
    teams.fail({ match: to(kari, 'members'), answer: 'hang' });
    const asked = Date.now();
    await say(kari, 0);
    await waitToSee(teams, kari, cards(1));
    expect(Date.now() - asked).toBeLessThan(5_000);
    // Not asked again for each answer.
    await say(kari, 1);
    await waitToSee(teams, kari, cards(2));
    expect(teams.attempts.filter(to(kari, 'members'))).toHaveLength(1);
  });

  test('never answers a send, it is given up and goes once more, and what waited behind it follows', async () => {
    const [first, second] = cards(2) as [string, string];
    await teams.waitFor(() => shown(teams, unanswered).includes(second), 'what waited', 15_000);
    expect(shown(teams, unanswered)).toEqual([first, first, second]);
    const [one, two] = sends(unanswered);
    expect(one!.at - unansweredAt).toBeLessThan(5_000);
    expect(two!.at - one!.at).toBeGreaterThanOrEqual(10_000);
    expect(two!.at - one!.at).toBeLessThan(15_000);
  });
});
