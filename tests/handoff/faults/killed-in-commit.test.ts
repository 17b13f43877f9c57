import { t } from '../../../src/texts';
import { someone, teamChannel } from '../../support/activities';
import { type BotProcess, ending, eventually, type Reply, startBotProcess } from '../../support/bot-process';
import { askoy } from '../../support/cards';
import { type Adviser, type Employee, hrTeam, setStage, wordsIn } from '../../support/stage';
import { describePostgres, freshPostgres, query, rowsOf } from '../../support/stores';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy';
import { startTeams, type TeamsStandIn } from '../../support/teams-stand-in';

jest.setTimeout(60_000);

const options = { shared: true, env: { HR_TEAM_ID: hrTeam } };
const hanne = someone('Hanne Rådgiver');
const unavailable = t('nb', 'unavailable', { email: askoy.hr.email });

/** What each of five people is in the middle of when the process dies. */
const steps = ['opening', 'claiming', 'to HR', 'to her', 'closing'] as const;
type Step = (typeof steps)[number];

// Teams delivers again what was not answered; whether it had been written down is known to PostgreSQL alone.
describePostgres.each([
  // Nothing of it is in the store.
  ['before the store takes the turn', 'cut', 1],
  // All of it is, and what it has to say may be on its way already: then it goes once more.
  ['before the store’s answer is heard', 'cut-after', 2],
] as const)('killed %s', (_name, fate, most) => {
  let database: string;
  let teams: TeamsStandIn;
  let proxy: TcpProxy;
  let bot: BotProcess;
  let stage: Awaited<ReturnType<typeof setStage>>;
  let last: { readonly activity: object; readonly reply: Reply };
  const people = new Map<Step, { her: Employee; number: number }>();

  const post = async (activity: object): Promise<Reply> => {
    const reply = await bot.post(activity);
    last = { activity, reply };
    return reply;
  };
  const of = (step: Step) => people.get(step)!;
  const adviserOf = (step: Step): Promise<Adviser> => stage.adviser(of(step).number, hanne);
  const start = (): Promise<BotProcess> => startBotProcess(Object.assign(new URL(database), { host: `127.0.0.1:${proxy.port}` }).toString(), options);
  const idle = () => eventually(async () => (await rowsOf(database)).every(({ body }) => body === '' || body.includes('"redraw"')), 'all words to be sent', 20_000);
  /** The lines of one side that are these words, however often. */
  const times = ({ lines }: Employee | Adviser, words: string): number => lines.filter((line) => line.includes(words)).length;

  const does: Readonly<Record<Step, () => Promise<unknown>>> = {
    opening: () => of('opening').her.presses('Send til HR', { words: 'adressen er i bruk' }),
    claiming: async () => (await adviserOf('claiming')).presses('Ta saken'),
    'to HR': () => of('to HR').her.says('hvilken adresse?'),
    'to her': async () => (await adviserOf('to her')).writes('den på jobben'),
    closing: async () => (await adviserOf('closing')).presses('Avslutt saken', { outcome: 'solved', line: 'ferdig nå' }),
  };

  beforeAll(async () => {
    people.clear();
    database = (await freshPostgres()) as string;
    const { hostname, port } = new URL(database);
    proxy = ending(await startTcpProxy({ host: hostname, port: Number(port || 5432) }), options);
    teams = ending(await startTeams(), options);
    bot = await start();
    stage = await setStage({ teams, post }, teamChannel({ serviceUrl: teams.serviceUrl, team: hrTeam, members: [hanne] }));
    for (const step of steps) {
      const her = await stage.employee(`Kari ${step}`);
      if (step === 'opening') {
        await her.says('snakk med HR');
        await her.sees('Skal jeg sende dette til HR?');
      }
      people.set(step, { her, number: step === 'opening' ? 0 : await her.asksHr() });
      if (step !== 'to her' && step !== 'closing') continue;
      await (await adviserOf(step)).presses('Ta saken');
      await her.sees('har tatt saken din');
    }
    await adviserOf('claiming');
    await adviserOf('to HR');
    await idle();

    const undelivered: object[] = [];
    for (const step of steps) {
      proxy.trap({ texts: ['insert into "seen"', 'commit'], fate });
      await does[step]();
      // Nobody was told that it is done: a message by its status, a press by what stands there in passing.
      expect(last.reply.status === 503 || last.reply.body?.value === unavailable).toBe(true);
      undelivered.push(last.activity);
    }
    await bot.kill();
    await query(database, "update lanes set due_at = 0 where hold = 'leased'");
    bot = await start();
    for (const activity of undelivered) expect(await bot.post(activity)).toMatchObject({ status: 200 });
    await idle();
    people.set('opening', { her: of('opening').her, number: await of('opening').her.number() });
  });

  test('a case is opened once, in one thread, or in two where Teams may have had the first', async () => {
    const { number } = of('opening');
    const reports = await query<{ state: string }>(database, 'select state from cases');
    expect(reports).toHaveLength(steps.length);
    expect(reports.filter(({ state }) => state.includes('adressen er i bruk'))).toHaveLength(1);
    const threads = teams.threads(stage.channel.channel.id).filter(({ messages }) => messages[0] && wordsIn(messages[0]).startsWith(`Sak ${number} ·`));
    expect(threads.length).toBeGreaterThanOrEqual(1);
    expect(threads.length).toBeLessThanOrEqual(most);
  });

  test('who took a case has it, and it was taken once', async () => {
    const { her, number } = of('claiming');
    await her.sees('Hanne Rådgiver i HR har tatt saken din');
    const [one] = await query<{ state: string; owner: string }>(database, `select state, owner from cases where number = ${number}`);
    expect(one).toMatchObject({ owner: hanne.id });
    expect(JSON.parse(one!.state)).toMatchObject({ state: 'claimed', entries: 2 });
    expect(times(her, 'har tatt saken din')).toBeLessThanOrEqual(most);
  });

  test.each([
    ['to HR', 'hvilken adresse?', 'said'],
    ['to her', 'den på jobben', 'wrote'],
  ] as const)('words %s are in the history once, and arrive', async (step, words, kind) => {
    const { her, number } = of(step);
    const there = step === 'to HR' ? await adviserOf(step) : her;
    await there.sees(words);
    expect(times(there, words)).toBeLessThanOrEqual(most);
    const entries = await query<{ entry: string }>(database, `select entry from entries where case_number = ${number}`);
    expect(entries.map(({ entry }) => (JSON.parse(entry) as { deed: { kind: string } }).deed.kind).filter((each) => each === kind)).toHaveLength(1);
  });

  test('a case is closed once, and she is told how', async () => {
    const { her, number } = of('closing');
    await her.sees('ferdig nå');
    // By HR's line: that the case is closed stands on its own card, too, as soon as that may be drawn again.
    expect(times(her, 'ferdig nå')).toBeLessThanOrEqual(most);
    const entries = await query<{ entry: string }>(database, `select entry from entries where case_number = ${number} and entry like '%"closed"%'`);
    expect(entries).toHaveLength(1);
  });
});
