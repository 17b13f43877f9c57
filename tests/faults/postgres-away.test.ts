import { buttons, type Chat, personalChat } from '../support/activities';
import { type BotProcess, cards, ending, eventually, hold, shown, startBotProcess, to, waitToSee, way } from '../support/bot-process';
import { askoy } from '../support/cards';
import { describePostgres, freshPostgres, rowsOf } from '../support/stores';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';
import { startTeams, type TeamsStandIn } from '../support/teams-stand-in';
import { t } from '../../src/texts';

jest.setTimeout(30_000);

const shared = { shared: true };
const unavailable = t('nb', 'unavailable', { email: askoy.hr.email });

describePostgres('PostgreSQL is away', () => {
  let database: string;
  let teams: TeamsStandIn;
  let proxy: TcpProxy;
  let bot: BotProcess;
  let told: { readonly ended: Promise<number | NodeJS.Signals>; readonly after: Promise<number> };

  /** A bot on the same database, and the proxy that can take it away from this bot alone. */
  const startBehindProxy = async (): Promise<[BotProcess, TcpProxy]> => {
    const url = new URL(database);
    const between = ending(await startTcpProxy({ host: url.hostname, port: Number(url.port || 5432) }), shared);
    return [await startBotProcess(Object.assign(url, { host: `127.0.0.1:${between.port}` }).toString(), shared), between];
  };

  /** Tells a bot to end when its turn, a send's record and its readiness all wait for a PostgreSQL that is silent. */
  const tellInSilence = async (): Promise<typeof told> => {
    const [other, silent] = await startBehindProxy();
    const kari = chat();
    const send = hold(teams, to(kari));
    await other.post(kari.message(way[0]!.say));
    await send.there;
    silent.silence();
    void other.post(chat().message(way[0]!.say)).catch(() => undefined);
    void other.get('/readyz').catch(() => undefined);
    await eventually(async () => (await other.get('/healthz')).status === 200, 'the bot to have heard of all that');
    const at = Date.now();
    process.kill(other.pid, 'SIGTERM');
    send.goOn();
    return { ended: other.ended, after: other.ended.then(() => Date.now() - at) };
  };

  beforeAll(async () => {
    database = (await freshPostgres()) as string;
    teams = ending(await startTeams(), shared);
    [bot, proxy] = await startBehindProxy();
    // Here, because it takes seconds: until its test looks at it, the others go on beside it.
    told = await tellInSilence();
  });

  afterEach(async () => {
    proxy.restore();
    await ready();
  });

  const ready = () =>
    eventually(async () => (await bot.get('/readyz')).status === 200, 'the bot to be ready, in the same process', 15_000);
  const chat = (): Chat => personalChat({ serviceUrl: teams.serviceUrl });
  const say = async (who: Chat, step: number): Promise<void> => {
    expect(await bot.post(who.message(way[step]!.say))).toMatchObject({ status: 200 });
  };

  test('readyz says so, healthz does not, and both are well again when it is back', async () => {
    proxy.cut();
    expect(await bot.get('/readyz')).toMatchObject({ status: 503, body: { missing: ['the store cannot be reached'] } });
    expect(await bot.get('/healthz')).toMatchObject({ status: 200 });
    proxy.restore();
    expect(await bot.get('/readyz')).toMatchObject({ status: 200 });
  });

  test('a message gets 503 and an apology in the chat, and is answered when it is delivered again', async () => {
    const kari = chat();
    await say(kari, 0);
    await waitToSee(teams, kari, cards(1));
    proxy.cut();
    const message = kari.message(way[1]!.say);
    expect(await bot.post(message)).toMatchObject({ status: 503 });
    await waitToSee(teams, kari, [...cards(1), unavailable]);
    // Once a minute is enough.
    expect(await bot.post(message)).toMatchObject({ status: 503 });

    proxy.restore();
    expect(await bot.post(message)).toMatchObject({ status: 200 });
    await say(kari, 2);
    await waitToSee(teams, kari, [cards(1)[0]!, unavailable, ...cards(3).slice(1)]);
  });

  test('a press gets 200 and a sentence in its place, and is taken when it is pressed again', async () => {
    const kari = chat();
    await say(kari, 0);
    await waitToSee(teams, kari, cards(1));
    const [button] = buttons(teams.chat(kari.conversation)[0]!);
    proxy.cut();
    expect(await bot.post(kari.press(button!))).toEqual({
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: unavailable },
    });
    proxy.restore();
    expect(await bot.post(kari.press(button!))).toMatchObject({
      status: 200,
      body: { type: 'application/vnd.microsoft.card.adaptive' },
    });
    await waitToSee(teams, kari, cards(2));
  });

  test('connections that break while nobody uses them are replaced unnoticed', async () => {
    const kari = chat();
    await say(kari, 0);
    await waitToSee(teams, kari, cards(1));
    proxy.blink();
    await eventually(async () => (await bot.post(kari.message(way[1]!.say))).status === 200, 'an answer');
    await waitToSee(teams, kari, cards(2));
  });

  test('a connection that breaks in the middle of a turn undoes the turn, and the message is answered when it is delivered again', async () => {
    const kari = chat();
    await say(kari, 0);
    await waitToSee(teams, kari, cards(1));
    proxy.trap({ texts: ['insert into "seen"', 'insert into "outbox"'], fate: 'cut' });
    const message = kari.message(way[1]!.say);
    expect(await bot.post(message)).toMatchObject({ status: 503 });
    expect(await bot.post(message)).toMatchObject({ status: 200 });
    await say(kari, 2);
    await teams.waitFor(() => shown(teams, kari).length === 4, 'all answers and the apology');
    expect(shown(teams, kari).filter((text) => text !== unavailable)).toEqual(cards(3));
  });

  test('a commit that is carried out but not answered is not carried out again', async () => {
    const kari = chat();
    await say(kari, 0);
    await waitToSee(teams, kari, cards(1));
    proxy.trap({ texts: ['insert into "seen"', 'insert into "outbox"', 'commit'], fate: 'cut-after' });
    const message = kari.message(way[1]!.say);
    expect(await bot.post(message)).toMatchObject({ status: 503 });
    await teams.waitFor(() => shown(teams, kari).includes(cards(2)[1]!), 'the answer');
    expect(await bot.post(message)).toMatchObject({ status: 200 });
    await say(kari, 2);
    await teams.waitFor(() => shown(teams, kari).length === 4, 'all answers and the apology');
    expect(shown(teams, kari).filter((text) => text !== unavailable)).toEqual(cards(3));
  });

  test('what was sent while it went away is recorded when it is back, not sent again', async () => {
    const kari = chat();
    const send = hold(teams, to(kari));
    await say(kari, 0);
    await send.there;
    proxy.cut();
    send.goOn();
    await waitToSee(teams, kari, cards(1));
    await eventually(async () => (await bot.get('/readyz')).status === 503, 'the bot to notice');
    proxy.restore();
    const own = async () => (await rowsOf(database)).filter(({ lane }) => lane.includes(kari.conversation));
    await eventually(async () => (await own())[0]?.status === 'sent', 'the reply to be recorded', 6_000);
    await say(kari, 1);
    await waitToSee(teams, kari, cards(2));
  });

  test('connections that fall silent are given up, and others take their place', async () => {
    // So many at once that every connection of the pool is in use, and silent afterwards.
    const people = Array.from({ length: 20 }, chat);
    await Promise.all(people.map((kari) => say(kari, 0)));
    for (const kari of people) await waitToSee(teams, kari, cards(1));
    // At least one of them holds locks that nobody will ever ask it to let go of.
    proxy.trap({ texts: ['insert into "seen"', 'insert into "outbox"'], fate: 'silence' });
    const messages = people.map((kari) => kari.message(way[1]!.say));
    const unheard = await Promise.all(messages.map((message) => bot.post(message)));
    expect(new Set(unheard.map(({ status }) => status))).toEqual(new Set([503]));
    proxy.restore();
    await ready();
    const heard = async (message: object): Promise<boolean> => (await bot.post(message)).status === 200;
    await Promise.all(messages.map((message) => eventually(() => heard(message), 'a delivery that is heard', 8_000)));
    for (const kari of people) await waitToSee(teams, kari, [cards(1)[0]!, unavailable, cards(2)[1]!]);
  });

  test('SIGTERM ends the process with 0 within ten seconds all the same', async () => {
    expect(await told.ended).toBe(0);
    expect(await told.after).toBeLessThan(10_000);
  });
});
