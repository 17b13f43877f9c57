import http from 'node:http';
import net from 'node:net';
import { type Chat, personalChat } from '../support/activities';
import { cards, ending, eventually, hold, startBotProcess, to, waitToSee, way } from '../support/bot-process';
import { freshSqlite, rowsOf } from '../support/stores';
import { refusals, startTeams } from '../support/teams-stand-in';

jest.setTimeout(30_000);

/** A bot that is told to end while Teams answers nothing and somebody keeps a connection to it. */
async function tellWhileTeamsHangs() {
  const shared = { shared: true };
  const database = freshSqlite();
  const teams = ending(await startTeams(), shared);
  const bot = await startBotProcess(database, shared);
  const kari = personalChat({ serviceUrl: teams.serviceUrl });
  teams.fail({ match: to(kari), times: 1, answer: 'accept-then-hang' });
  for (const { say } of way.slice(0, 2)) await bot.post(kari.message(say));
  await teams.waitFor(() => teams.chat(kari.conversation).length, 'the send');
  const agent = new http.Agent({ keepAlive: true });
  await new Promise<void>((resolve, reject) => {
    http.get(`${bot.url}/healthz`, { agent }, (response) => response.resume().once('end', resolve)).once('error', reject);
  });
  const toldAt = Date.now();
  process.kill(bot.pid, 'SIGTERM');
  const endedAt = bot.ended.then(() => Date.now());
  void endedAt.then(() => agent.destroy());
  return { database, teams, bot, kari, toldAt, endedAt };
}

describe('SIGTERM', () => {
  let hanging: Awaited<ReturnType<typeof tellWhileTeamsHangs>>;

  // Here, because it takes eight seconds: until its test looks at it, the others go on beside it.
  beforeAll(async () => void (hanging = await tellWhileTeamsHangs()));

  test('lets the turn and the send in hand finish, leaves the rest for the next start, and ends with 0', async () => {
    const database = freshSqlite();
    const teams = ending(await startTeams());
    let bot = await startBotProcess(database);
    const chat = (): Chat => personalChat({ serviceUrl: teams.serviceUrl });
    const say = async (who: Chat, step: number): Promise<void> => {
      expect(await bot.post(who.message(way[step]!.say))).toMatchObject({ status: 200 });
    };
    const [inTurn, inSend, waiting] = [chat(), chat(), chat()];
    teams.fail({ match: to(waiting), times: 1, answer: refusals.throttled(2) });
    for (const step of [0, 1]) await say(waiting, step);
    const send = hold(teams, to(inSend));
    for (const step of [0, 1]) await say(inSend, step);
    await send.there;
    const lookUp = hold(teams, to(inTurn, 'members'));
    const turn = bot.post(inTurn.message(way[0]!.say));
    await lookUp.there;

    process.kill(bot.pid, 'SIGTERM');
    await eventually(() => bot.get('/healthz').then(() => false, () => true), 'no new connections to be taken');
    process.kill(bot.pid, 'SIGTERM');
    lookUp.goOn();
    expect(await turn).toMatchObject({ status: 200 });
    send.goOn();
    expect(await bot.ended).toBe(0);
    expect((await rowsOf(database)).filter(({ status }) => status === 'sending')).toEqual([]);

    bot = await startBotProcess(database);
    await waitToSee(teams, inTurn, cards(1));
    await waitToSee(teams, inSend, cards(2));
    await waitToSee(teams, waiting, cards(2));
    await say(inTurn, 1);
    await waitToSee(teams, inTurn, cards(2));
  });

  test('ends with 0 within ten seconds, whatever hangs, and what was being sent goes once more', async () => {
    expect(await hanging.bot.ended).toBe(0);
    expect((await hanging.endedAt) - hanging.toldAt).toBeLessThan(10_000);

    await startBotProcess(hanging.database);
    const [first, second] = cards(2) as [string, string];
    await waitToSee(hanging.teams, hanging.kari, [first, first, second]);
  });

  test('does not wait for connections that have asked nothing, or half a question', async () => {
    const bot = await startBotProcess(freshSqlite());
    const cut: Promise<unknown>[] = [];
    for (const half of ['', 'POST /api/messages HT']) {
      const socket = net.connect(Number(new URL(bot.url).port), '127.0.0.1');
      await new Promise<void>((resolve) => socket.once('connect', resolve));
      await new Promise<void>((resolve) => socket.write(half, () => resolve()));
      cut.push(new Promise((resolve) => socket.once('close', resolve).once('error', () => undefined).resume()));
    }
    const toldAt = Date.now();
    process.kill(bot.pid, 'SIGTERM');
    expect(await bot.ended).toBe(0);
    await Promise.all(cut);
    expect(Date.now() - toldAt).toBeLessThan(5_000);
    expect(bot.output).not.toContain('before everything was finished');
  });
});
