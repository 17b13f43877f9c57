import Database from 'libsql';
import { ServiceClientCredentialsFactory } from 'botframework-connector';
import { testAppId, testTenant } from '../support/activities';
import { type Environment, startSignedBot, startTestBot, type TestBot } from '../support/running-bot';

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

const loseStore = () =>
  jest.spyOn(Database.prototype, 'prepare').mockImplementation(() => {
    throw new Error('SQLITE_IOERR: disk I/O error');
  });

/** A bot with an app id, whose own tokens come from `getToken`. */
function startWithTokens(getToken: () => Promise<string>): Promise<TestBot> {
  class Tokens extends ServiceClientCredentialsFactory {
    override isValidAppId = () => Promise.resolve(true);
    override isAuthenticationDisabled = () => Promise.resolve(false);
    override createCredentials = () => Promise.resolve({ getToken, signRequest: (request: never) => Promise.resolve(request) } as never);
  }
  const env: Environment = { MicrosoftAppId: testAppId, MicrosoftAppPassword: 'x', MicrosoftAppTenantId: testTenant, PUBLIC_URL: 'https://bot.example' };
  return startTestBot({ env, authority: { settings: {}, credentials: new Tokens() } });
}

/** Timers stand still; what runs by itself does not. */
const stopTimers = (): void =>
  void jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask', 'Date', 'performance', 'setInterval', 'clearInterval'] });

describe('/readyz', () => {
  test('is 200 where all is well, signed and unsigned', async () => {
    for (const bot of [await startTestBot(), await startSignedBot()]) {
      const { status, body } = await bot.ask('/readyz');
      expect([status, body]).toEqual([200, { status: 'ready' }]);
    }
  });

  test('names the store', async () => {
    const bot = await startTestBot();
    loseStore();
    const { status, body } = await bot.ask('/readyz');
    expect([status, body]).toEqual([503, { status: 'not ready', missing: ['the store cannot be reached'] }]);
  });

  test('names the token', async () => {
    const bot = await startWithTokens(() => Promise.reject(new Error('AADSTS7000215: invalid client secret')));
    const { status, text, body } = await bot.ask('/readyz');
    expect([status, body]).toEqual([503, { status: 'not ready', missing: ['no token for Teams can be had'] }]);
    expect(text).not.toContain('AADSTS');
  });

  test('names the deliverer, when it has not looked at the outbox for too long', async () => {
    const now = jest.spyOn(Date, 'now');
    // It looks again when its timer says so, and the timer stands still.
    stopTimers();
    const bot = await startTestBot();
    expect((await bot.ask('/readyz')).status).toBe(200);
    now.mockReturnValue(Date.now() + 16_000);
    const { status, body } = await bot.ask('/readyz');
    expect([status, body]).toEqual([503, { status: 'not ready', missing: ['the deliverer hangs'] }]);
  });

  test('names all that fails', async () => {
    const now = jest.spyOn(Date, 'now');
    stopTimers();
    const bot = await startWithTokens(() => Promise.reject(new Error('no')));
    now.mockReturnValue(Date.now() + 16_000);
    loseStore();
    const { status, body } = await bot.ask('/readyz');
    expect(status).toBe(503);
    expect(body.missing).toEqual(['the store cannot be reached', 'no token for Teams can be had', 'the deliverer hangs']);
  });

  test('answers within three seconds where no answer comes', async () => {
    let hear = (): void => undefined;
    const asked = new Promise<void>((resolve) => void (hear = resolve));
    const bot = await startWithTokens(() => {
      hear();
      return new Promise(() => undefined);
    });
    stopTimers();
    const reply = bot.ask('/readyz');
    await asked;
    // The store, which is well, has answered by then.
    await new Promise((resolve) => void setImmediate(resolve));
    jest.advanceTimersByTime(3_000);
    expect([(await reply).status, (await reply).body.missing]).toEqual([503, ['no token for Teams can be had']]);
  });

  test('is 200 again when the store is back', async () => {
    const bot = await startTestBot();
    const disk = loseStore();
    expect((await bot.ask('/readyz')).status).toBe(503);
    disk.mockRestore();
    expect((await bot.ask('/readyz')).status).toBe(200);
  });
});

describe('/healthz', () => {
  test('says that the process lives, whatever else does not', async () => {
    const bot = await startTestBot();
    loseStore();
    const { status, body } = await bot.ask('/healthz');
    expect([status, body]).toEqual([200, { status: 'ok' }]);
  });

  test.each(['text/html', 'image/png', '*/*;q=0', 'nonsense'])('a probe that would rather have %s gets an answer too', async (accept) => {
    const bot = await startTestBot();
    for (const path of ['/healthz', '/readyz']) expect((await bot.ask(path, { headers: { accept } })).status).toBe(200);
  });
});
