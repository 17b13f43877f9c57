import Database from 'libsql';
import { t } from '../../src/texts';
import { buttons, type Chat } from '../support/activities';
import { startTestBot, type TestBot } from '../support/running-bot';

const email = 'hr.stotte@askoy.kommune.no';
let bot: TestBot;
let chat: Chat;
let now: jest.SpiedFunction<typeof Date.now>;
/** The newest card of the chat has these buttons. */
const open = async () => buttons(await bot.teams.waitFor(({ chat: shown }) => shown(chat.conversation).findLast(({ attachments }) => attachments), 'a card'));

beforeEach(async () => {
  // Before the bot takes its clock.
  now = jest.spyOn(Date, 'now');
  bot = await startTestBot();
  chat = bot.chat();
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

describe('while the store is out of reach', () => {
  /** The disk is gone: every statement fails, or those that are `lost`. */
  const lose = (lost = (_statement: string): boolean => true) => {
    const { prepare } = Database.prototype;
    return jest.spyOn(Database.prototype, 'prepare').mockImplementation(function (this: Database.Database, statement: string) {
      if (lost(statement)) throw new Error('SQLITE_IOERR: disk I/O error');
      return prepare.call(this, statement);
    } as typeof prepare);
  };
  const texts = () => bot.teams.chat(chat.conversation).flatMap(({ text }) => text ?? []);

  test('a message is refused for Teams to send again, and the person is told once a minute', async () => {
    const disk = lose();
    const first = chat.message('hei');
    for (const message of [first, first, chat.message('er du der?')]) {
      const reply = await bot.post(message);
      expect([reply.status, reply.text]).toEqual([503, '']);
    }
    await bot.teams.waitFor(() => texts().length > 0, 'the apology');
    expect(texts()).toEqual([t('nb', 'unavailable', { email })]);

    now.mockReturnValue(Date.now() + 61_000);
    expect((await bot.post(first)).status).toBe(503);
    await bot.teams.waitFor(() => texts().length === 2, 'the apology of the next minute');

    disk.mockRestore();
    expect((await bot.post(first)).status).toBe(200);
    await open();
    expect(texts()).toHaveLength(2);
  });

  test('another person is told too', async () => {
    lose();
    const other = bot.chat();
    await bot.post(chat.message('hei'));
    await bot.post(other.message('hei'));
    await bot.teams.waitFor(({ sent }) => sent.length === 2, 'two apologies');
    expect(new Set(bot.teams.sent.map(({ conversation }) => conversation))).toEqual(new Set([chat.conversation, other.conversation]));
  });

  test('a press is answered at once with what to do, in the language of the client', async () => {
    lose();
    const english = bot.chat({ locale: 'en-GB' });
    const reply = await bot.post(english.press({ verb: 'answer', data: { choice: 'x', card: 'y', rev: 0, shownAt: 0 } }));
    expect([reply.status, reply.body]).toEqual([
      200,
      { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: t('en', 'unavailable', { email }) },
    ]);
    expect(bot.teams.sent).toEqual([]);
  });

  test('an install is refused for Teams to send again, and nobody is bothered', async () => {
    const disk = lose();
    const install = chat.install();
    expect((await bot.post(install)).status).toBe(503);
    expect(bot.teams.sent).toEqual([]);
    disk.mockRestore();
    expect((await bot.post(install)).status).toBe(200);
    await open();
  });

  test('what cannot be committed is not half written: it is taken whole when it comes again', async () => {
    await bot.post(chat.install());
    await open();
    const said = chat.message('1');
    // The last statement of a turn: all before it must be undone.
    const disk = lose((statement) => statement.startsWith('insert into "outbox"'));
    expect((await bot.post(said)).status).toBe(503);
    disk.mockRestore();
    expect((await bot.post(said)).status).toBe(200);
    await bot.teams.waitFor(({ sent }) => sent.some(({ activity }) => activity.summary === t('nb', 'q.earlierUser.title')), 'the next question');
  });

  test('the log says why, the answers do not', async () => {
    lose();
    const replies = [await bot.post(chat.message('hei')), await bot.post(chat.press({ verb: 'back', data: {} }))];
    expect(bot.log).toContain('disk I/O error');
    expect(replies.map(({ text }) => text).join()).not.toContain('SQLITE');
  });
});

test('a press that takes longer than 8 s is answered "still working", and its result comes in the chat', async () => {
  await bot.post(chat.install());
  const choice = (await open()).find(({ data }) => data.choice === 'internal-error')!;
  // The turn waits for the roster, which answers when the test says so; the bot's own patience with it is switched off.
  jest.spyOn(AbortSignal, 'timeout').mockReturnValue(new AbortController().signal);
  let answer = (): void => undefined;
  const until = new Promise<void>((resolve) => void (answer = resolve));
  const asked = new Promise<void>((resolve) => {
    bot.teams.fail({ match: ({ operation }) => operation === 'members' && (resolve(), true), times: 1, until, answer: 'accept' });
  });
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'Date', 'performance', 'setInterval', 'clearInterval', 'clearImmediate'] });

  const reply = bot.post(chat.press(choice));
  await asked;
  jest.advanceTimersByTime(7_999);
  expect(await Promise.race([reply, new Promise<string>((resolve) => void setImmediate(resolve, 'waits'))])).toBe('waits');
  jest.advanceTimersByTime(1);
  expect([(await reply).status, (await reply).body]).toEqual([
    200,
    { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: t('nb', 'still-working') },
  ]);
  expect(bot.teams.sent).toHaveLength(1);

  answer();
  const next = await bot.teams.waitFor(({ sent }) => sent.find(({ activity }) => activity.summary === t('nb', 'q.earlierUser.title')), 'the result');
  expect(next.operation).toBe('send');
  await bot.teams.waitFor(({ sent }) => sent.find(({ operation }) => operation === 'update'), 'the answered card');
});
