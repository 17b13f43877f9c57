import http from 'node:http';
import type { Socket } from 'node:net';
import { startTestBot } from '../support/running-bot';

/** Asks over a connection that stays open, and gives its socket. */
function askAndStay(url: string): Promise<{ socket: Socket; closed: Promise<void> }> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  return new Promise((resolve, reject) => {
    http
      .get(`${url}/healthz`, { agent }, (response) => {
        const { socket } = response;
        response.resume().once('end', () => resolve({ socket, closed: new Promise((gone) => void socket.once('close', () => gone())) }));
      })
      .once('error', reject);
  });
}

afterEach(() => jest.restoreAllMocks());

test('stopping closes connections that nobody uses', async () => {
  const bot = await startTestBot();
  const { socket, closed } = await askAndStay(bot.url);
  expect(socket.destroyed).toBe(false);
  await bot.stop();
  await closed;
  expect(bot.log).toContain('"stopped"');
  expect(bot.log).not.toContain('stopped before everything was finished');
  await expect(bot.ask('/healthz')).rejects.toThrow();
});

test('a turn that runs is finished and answered before the bot is gone', async () => {
  const bot = await startTestBot();
  const chat = bot.chat();
  // The turn waits for the roster, which answers when the test says so; the bot's own patience with it is switched off.
  jest.spyOn(AbortSignal, 'timeout').mockReturnValue(new AbortController().signal);
  let answer = (): void => undefined;
  const until = new Promise<void>((resolve) => void (answer = resolve));
  const asked = new Promise<void>((resolve) => {
    bot.teams.fail({ match: ({ operation }) => operation === 'members' && (resolve(), true), times: 1, until, answer: 'accept' });
  });
  const reply = bot.post(chat.message('hei'));
  await asked;
  const stopped = bot.stop();
  await expect(bot.ask('/healthz')).rejects.toThrow();
  answer();
  expect((await reply).status).toBe(200);
  await stopped;
  expect(bot.log).not.toMatch(/"level":"error"|stopped before everything was finished/);
});
