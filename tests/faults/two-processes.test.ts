import { buttons, type Chat, personalChat } from '../support/activities';
import { type BotProcess, cards, ending, eventually, postTo, shown, startBotProcess, waitToSee, way } from '../support/bot-process';
import { type RoundRobin, startRoundRobin } from '../support/round-robin';
import { describePostgres, freshPostgres, rowsOf } from '../support/stores';
import { startTeams, type TeamsStandIn } from '../support/teams-stand-in';

jest.setTimeout(20_000);

const shared = { shared: true };

describePostgres('two processes on one PostgreSQL', () => {
  let database: string;
  let teams: TeamsStandIn;
  let bots: BotProcess[];
  let front: RoundRobin;

  beforeAll(async () => {
    database = (await freshPostgres()) as string;
    teams = ending(await startTeams(), shared);
    // At the same instant, on a database without a single table.
    bots = await Promise.all([startBotProcess(database, shared), startBotProcess(database, shared)]);
    front = ending(await startRoundRobin(() => bots.map(({ url }) => url)), shared);
  });

  const chat = (): Chat => personalChat({ serviceUrl: teams.serviceUrl });
  const post = (activity: object) => postTo(front.url, activity);
  const say = async (who: Chat, step: number): Promise<void> => {
    expect(await post(who.message(way[step]!.say))).toMatchObject({ status: 200 });
  };

  test('both start on an empty database at the same instant, and both are ready', async () => {
    for (const bot of bots) expect(await bot.get('/readyz')).toMatchObject({ status: 200 });
  });

  test('a message that is delivered again to the other process is answered once', async () => {
    const kari = chat();
    const message = kari.message(way[0]!.say);
    for (const bot of bots) expect(await bot.post(message)).toMatchObject({ status: 200 });
    await say(kari, 1);
    await waitToSee(teams, kari, cards(2));
  });

  test('copies of one message at the same instant are answered once', async () => {
    const people = Array.from({ length: 10 }, chat);
    await Promise.all(
      people.map(async (kari) => {
        const message = kari.message(way[0]!.say);
        const answers = await Promise.all([post(message), post(message), post(message)]);
        expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
        await say(kari, 1);
        await waitToSee(teams, kari, cards(2));
      }),
    );
  });

  test('a press that is delivered again under another activity id gets the same body from the other process', async () => {
    const kari = chat();
    await say(kari, 0);
    await waitToSee(teams, kari, cards(1));
    const [button] = buttons(teams.chat(kari.conversation)[0]!);
    const presses = [kari.press(button!), kari.press(button!)];
    expect(presses[0]!.id).not.toBe(presses[1]!.id);
    const [one, two] = [await bots[0]!.post(presses[0]!), await bots[1]!.post(presses[1]!)];
    expect(one).toMatchObject({ status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' } });
    expect(two).toEqual(one);
    await say(kari, 2);
    await waitToSee(teams, kari, cards(3));
  });

  test('two presses of a double click at the same instant get the same body', async () => {
    const kari = chat();
    await say(kari, 0);
    await waitToSee(teams, kari, cards(1));
    const [button] = buttons(teams.chat(kari.conversation)[0]!);
    const [one, two] = await Promise.all(bots.map((bot) => bot.post(kari.press(button!))));
    expect(one).toMatchObject({ status: 200, body: { type: 'application/vnd.microsoft.card.adaptive' } });
    expect(two).toEqual(one);
    await say(kari, 2);
    await waitToSee(teams, kari, cards(3));
  });

  test('two different messages of one person at once are both answered, in some order', async () => {
    const people = Array.from({ length: 5 }, chat);
    await Promise.all(
      people.map(async (kari) => {
        await say(kari, 0);
        // One answers the question, the other is understood wherever the conversation stands.
        const both = [kari.message(way[1]!.say), kari.message('start på nytt')];
        const answers = await Promise.all(bots.map((bot, index) => bot.post(both[index]!)));
        expect(answers.map(({ status }) => status)).toEqual([200, 200]);
        await teams.waitFor(() => shown(teams, kari).length >= 3, 'both answers');
        const [first, second] = cards(2);
        expect([
          [first, second, first],
          [first, first, second],
        ]).toContainEqual(shown(teams, kari));
      }),
    );
  });

  test('the conversations of two people do not mix', async () => {
    const [kari, ola] = [chat(), chat()];
    for (const step of [0, 1, 2, 3]) {
      await say(kari, step);
      if (step < 2) await say(ola, step);
    }
    await waitToSee(teams, kari, cards(4));
    await waitToSee(teams, ola, cards(2));
  });

  test('sixty messages of twenty people are each answered once, in the order of each person', async () => {
    const before = new Map(front.handled);
    const people = Array.from({ length: 20 }, chat);
    await Promise.all(
      people.map(async (person) => {
        for (const step of [0, 1, 2]) await say(person, step);
      }),
    );
    for (const person of people) await waitToSee(teams, person, cards(3));
    await eventually(async () => (await rowsOf(database)).every(({ body }) => body === ''), 'an outbox in which nothing waits');
    for (const person of people) expect(shown(teams, person)).toEqual(cards(3));
    for (const { url } of bots) expect((front.handled.get(url) ?? 0) - (before.get(url) ?? 0)).toBe(30);
    expect((await rowsOf(database)).filter(({ status }) => status === 'uncertain' || status === 'failed')).toEqual([]);
  });
});
