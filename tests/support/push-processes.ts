import { personalChat, someone, teamChannel } from './activities';
import { type BotProcess, ending, eventually, postTo, startBotProcess } from './bot-process';
import { clockAt, workday } from './moved-clock';
import { checked, type Desk, hires, type Listed, pushEnv } from './push-stage';
import { startRoundRobin } from './round-robin';
import { Employee, hrTeam, setStage, type Stage } from './stage';
import { query } from './stores';
import { startTeams, type TeamsRequest, type TeamsStandIn } from './teams-stand-in';

/** New hires whom the directory knows, in the order of a list. */
export const hiresOf = (count: number): readonly Listed[] => hires(...Array.from({ length: count }, (_, i) => `Ny Ansatt ${i + 1}`));
export const listOf = (people: readonly Listed[]): string => people.map(({ email }) => email).join('\n');

/** What is sent to people on a list: nobody else here has such a chat. */
export const isPush = ({ operation, conversation }: TeamsRequest): boolean => operation === 'send' && conversation.startsWith('a:chat-of-');

/** Processes of the bot over one database, with HR in front of them. */
export interface PushHouse extends Omit<Stage, 'bot'> {
  readonly teams: TeamsStandIn;
  /** Those that run now; a test may take one away and put another there. */
  bots: BotProcess[];
  start(): Promise<BotProcess>;
  /** Makes a push of all people, and waits until they were looked up. */
  checked(): Promise<Desk>;
  /** A hire in her chat. */
  hire(person: Listed): Employee;
  /** How many stand where. */
  tally(): Promise<Record<string, number>>;
  /** Waits until nobody is on the way. */
  over(withinMs?: number): Promise<void>;
}

/** Starts so many processes on this database; all ends with the test. */
export async function startPushHouse(database: string, people: readonly Listed[], { processes = 1, env = {}, proxied = database }: { processes?: number; env?: Readonly<Record<string, string>>; proxied?: string } = {}): Promise<PushHouse> {
  const teams = ending(await startTeams());
  const settings = { HR_TEAM_ID: hrTeam, PUSH_PER_SECOND: '50', ...pushEnv(people), ...clockAt(workday), ...env };
  const start = (): Promise<BotProcess> => startBotProcess(proxied, { env: settings });
  const bots = await Promise.all(Array.from({ length: processes }, start));
  const house = { bots };
  const front = ending(await startRoundRobin(() => house.bots.map(({ url }) => url)));
  const post = (activity: object) => postTo(front.url, activity);
  const channel = teamChannel({ serviceUrl: teams.serviceUrl, team: hrTeam, members: [someone('Hanne Rådgiver'), someone('Bjørn Rådgiver')] });
  const stage = await setStage({ teams, post }, channel);
  const tally = async (): Promise<Record<string, number>> => {
    const rows = await query<{ standing: string; count: number | string }>(database, 'select standing, count(*) as count from recipients group by standing');
    return Object.fromEntries(rows.map(({ standing, count }) => [standing, Number(count)]));
  };
  const whole: PushHouse = Object.assign(house, {
    teams, post, ...stage, start, tally,
    checked: (): Promise<Desk> => checked({ ...stage, teams, post }, listOf(people)),
    hire: ({ id, name, chat }: Listed): Employee => new Employee({ teams, post }, hireIn(teams, { id, name, chat: chat ?? '' })),
    over: async (withinMs = 40_000): Promise<void> => {
      await eventually(async () => (await query<{ status: string }>(database, 'select status from campaigns'))[0]?.status === 'done', 'the push to be over', withinMs).catch(async (error: unknown) => {
        throw new Error(`${(error as Error).message} ${JSON.stringify(await tally())}`);
      });
    },
  });
  return whole;
}

/** A hire's chat as Teams has it, known by the directory's id. */
export const hireIn = ({ serviceUrl }: TeamsStandIn, { id, name, chat }: { readonly id: string; readonly name: string; readonly chat: string }) =>
  personalChat({ serviceUrl, conversation: chat, person: { id: `29:${id}`, name, aadObjectId: id } });

/** How many messages of the bot each person has. */
export function messagesOf(teams: TeamsStandIn): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { conversation, operation } of teams.sent) if (operation === 'send' && conversation.startsWith('a:chat-of-')) counts.set(conversation, (counts.get(conversation) ?? 0) + 1);
  return counts;
}

/** Holds so many pushes in hand once `after` others have passed. */
export function holdPushes(teams: TeamsStandIn, after: number, count: number): { readonly there: Promise<readonly string[]>; goOn(): void } {
  let seen = 0;
  const held: string[] = [];
  let goOn = (): void => undefined;
  const until = new Promise<void>((resolve) => (goOn = resolve));
  const there = new Promise<readonly string[]>((resolve) => {
    teams.fail({
      match: (request) => {
        if (!isPush(request) || (seen += 1) <= after) return false;
        held.push(request.conversation);
        if (held.length === count) resolve(held);
        return true;
      },
      times: count, until, answer: 'accept',
    });
  });
  return { there, goOn };
}

