import { type BotProcess, ending, eventually, startBotProcess } from '../../support/bot-process';
import { type Adviser, type Employee, hrTeam, setStage, wordsIn } from '../../support/stage';
import { someone, teamChannel } from '../../support/activities';
import { engines, query, rowsOf } from '../../support/stores';
import { type FaultRule, startTeams, type TeamsRequest, type TeamsStandIn } from '../../support/teams-stand-in';

jest.setTimeout(90_000);

const shared = { shared: true, env: { HR_TEAM_ID: hrTeam } };
const hanne = someone('Hanne Rådgiver');

/** Steps of a case at which the process is killed while Teams is being told; and whether Teams took it before. */
const steps = ['opening', 'claiming', 'to HR', 'to the employee', 'closing'] as const;
const ends = { 'never taken': 'hang', taken: 'accept-then-hang' } as const;
type End = keyof typeof ends;
const people = steps.flatMap((step) => (Object.keys(ends) as End[]).map((end) => ({ step, end, name: `${step} ${end}` })));

engines((fresh) => {
  let database: string;
  let teams: TeamsStandIn;
  let bot: BotProcess;
  let stage: Awaited<ReturnType<typeof setStage>>;
  const employees = new Map<string, { her: Employee; number: number }>();

  const post = (activity: object) => bot.post(activity);
  const of = (name: string) => employees.get(name)!;
  const adviserOf = (name: string): Promise<Adviser> => stage.adviser(of(name).number, hanne);
  const says = (request: TeamsRequest, text: string): boolean => request.operation === 'send' && JSON.stringify(request.activity).includes(text);
  /** The next message of the bot's that says this is cut off. */
  const disturbed = (text: string, end: End): void => void teams.fail({ match: (request) => says(request, text), times: 1, answer: ends[end] as FaultRule['answer'] });
  const attempted = (text: string): Promise<unknown> => teams.waitFor(() => teams.attempts.some((attempt) => says(attempt, text)), `an attempt to say «${text}»`);

  beforeAll(async () => {
    employees.clear();
    database = await fresh();
    teams = ending(await startTeams(), shared);
    bot = await startBotProcess(database, shared);
    stage = await setStage({ teams, post }, teamChannel({ serviceUrl: teams.serviceUrl, team: hrTeam, members: [hanne] }));

    for (const { step, end, name } of people) {
      const her = await stage.employee(name);
      if (step === 'opening') disturbed(`Venter på HR`, end);
      const number = await her.asksHr(`ord til ${name}`);
      employees.set(name, { her, number });
      if (step === 'opening') {
        await attempted(`ord til ${name}`);
        continue;
      }
      const adviser = await stage.adviser(number, hanne);
      if (step === 'claiming') disturbed('har tatt saken din', end);
      await adviser.presses('Ta saken');
      if (step === 'claiming') continue;
      await her.sees('har tatt saken din');
      if (step === 'to HR') {
        disturbed(`spørsmål fra ${name}`, end);
        await her.says(`spørsmål fra ${name}`);
        await attempted(`spørsmål fra ${name}`);
        await her.says('og litt til');
      } else if (step === 'to the employee') {
        disturbed(`svar til ${name}`, end);
        await adviser.writes(`svar til ${name}`);
        await attempted(`svar til ${name}`);
        await adviser.writes('og litt til');
      } else {
        disturbed(`ferdig med ${name}`, end);
        await adviser.presses('Avslutt saken', { outcome: 'solved', line: `ferdig med ${name}` });
        await attempted(`ferdig med ${name}`);
      }
    }
    await bot.kill();
    if (!database.startsWith('file:')) await query(database, "update lanes set due_at = 0 where hold = 'leased'");
    bot = await startBotProcess(database, shared);
    const waits = async (): Promise<boolean> => (await rowsOf(database)).some(({ body, lane }) => body !== '' && !lane.endsWith('|mail') && !body.includes('"redraw"'));
    await eventually(async () => !(await waits()), 'all words to be sent', 30_000);
  });

  test('nobody has two cases, and none is missing', async () => {
    const cases = await query<{ number: number; state: string }>(database, 'select number, state from cases');
    expect(cases.map(({ state }) => (JSON.parse(state) as { report: { words: string } }).report.words).toSorted()).toEqual(people.map(({ name }) => `ord til ${name}`).toSorted());
    expect(cases.find(({ number }) => number === of('claiming taken').number)?.state).toContain('"claimed"');
    expect(cases.find(({ number }) => number === of('closing taken').number)?.state).toContain('"closed"');
  });

  const threadsOf = (number: number) =>
    teams.threads(stage.channel.channel.id).filter(({ messages }) => messages[0] && wordsIn(messages[0]).startsWith(`Sak ${number} ·`));

  test('a thread whose opening Teams never took is opened once; one that it took may be there twice, and then the second is marked', async () => {
    for (const { name, step, end } of people) expect([name, threadsOf(of(name).number).length]).toEqual([name, step === 'opening' && end === 'taken' ? 2 : 1]);
    const { number, her } = of('opening taken');
    const [surplus, real] = threadsOf(number);
    // Somebody takes the case where the first card stands.
    const first = new (Object.getPrototypeOf(await adviserOf('opening taken')).constructor)({ teams, post }, stage.channel, hanne, surplus!.root) as Adviser;
    await first.presses('Ta saken');
    await first.sees(`Denne tråden er en dublett. Sak ${number} fortsetter i den andre tråden.`);
    await her.sees('Hanne Rådgiver i HR har tatt saken din');
    await first.writes('Hei, hører du meg?');
    await first.sees(`Dette er ikke sendt. Skriv i den andre tråden til sak ${number}.`);
    await her.says('Jeg er her');
    const second = new (first.constructor as new (...parts: unknown[]) => Adviser)({ teams, post }, stage.channel, hanne, real!.root);
    await second.sees('Jeg er her');
    expect(first.lines.filter((line) => line.includes('dublett'))).toHaveLength(1);
    expect(second.seen).not.toContain('dublett');
    expect(her.seen).not.toContain('hører du meg');
  });

  test.each(Object.keys(ends) as End[])('words that Teams had %s when the process died are there, in order, and none is lost', async (end) => {
    const times = end === 'taken' ? 2 : 1;
    const toHr = await adviserOf(`to HR ${end}`);
    const question = `to HR ${end}: spørsmål fra to HR ${end}`;
    expect(toHr.lines.filter((line) => line.startsWith(`to HR ${end}: `))).toEqual([...Array.from({ length: times }, () => question), `to HR ${end}: og litt til`]);
    const { her } = of(`to the employee ${end}`);
    const answer = `Hanne Rådgiver (HR): svar til to the employee ${end}`;
    expect(her.lines.filter((line) => line.startsWith('Hanne Rådgiver (HR): '))).toEqual([...Array.from({ length: times }, () => answer), 'Hanne Rådgiver (HR): og litt til']);
  });

  test.each(Object.keys(ends) as End[])('who has it and how it ended is known on both sides, %s', async (end) => {
    await of(`claiming ${end}`).her.sees('Hanne Rådgiver i HR har tatt saken din');
    await (await adviserOf(`claiming ${end}`)).sees('Hanne Rådgiver har saken', 20_000);
    await of(`closing ${end}`).her.sees(`ferdig med closing ${end}`);
    await (await adviserOf(`closing ${end}`)).sees('Avsluttet: løst', 20_000);
  });
});
