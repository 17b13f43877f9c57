import { settingNames } from '../../src/config';
import { type TextKey, t } from '../../src/texts';
import type { Chat } from './activities';
import { type Child, spawnShared, spawnTs } from './spawn-ts';
import type { TeamsRequest, TeamsStandIn } from './teams-stand-in';

/** What the bot answered to a request, its body as JSON where it is JSON. */
export interface Reply {
  readonly status: number;
  readonly body: any;
}

/** The bot as it runs in production, but unsigned and on loopback: src/main.ts in a process of its own. */
export interface BotProcess extends Child {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** Posts to /api/messages. Rejects where the process is gone or ends halfway. */
  post(activity: object): Promise<Reply>;
  get(path: string): Promise<Reply>;
}

const hidden = Object.fromEntries(settingNames.map((name) => [name, '']));

/** Posts an activity to a bot, or to a proxy in front of several. */
export function postTo(url: string, activity: object): Promise<Reply> {
  const headers = { 'content-type': 'application/json', connection: 'close' };
  return request(`${url}/api/messages`, { method: 'POST', headers, body: JSON.stringify(activity) });
}

/**
 * Starts a bot on this database and resolves when it listens; it is killed with the test, or with the file's last test
 * where it is `shared`.
 */
export async function startBotProcess(database: string, options: { shared?: boolean; env?: Readonly<Record<string, string>> } = {}): Promise<BotProcess> {
  // Whatever is set on this machine does not count.
  const env = { ...hidden, HOST: '127.0.0.1', PORT: '0', DATABASE_URL: database, LOG_LEVEL: 'info', ...options.env };
  const child = (options.shared ? spawnShared : spawnTs)('src/main.ts', [], env);
  const { port } = JSON.parse(await child.line('"msg":"listening"')) as { port: number };
  const url = `http://127.0.0.1:${port}`;
  const answer = (asked: Promise<Reply>): Promise<Reply> =>
    asked.catch((error: unknown) => {
      throw new Error(`The bot did not answer. The last it wrote:\n${child.output.slice(-4_000)}`, { cause: error });
    });
  // Not spread: `output` is a getter.
  return Object.assign(Object.create(child) as Child, {
    url,
    post: (activity: object) => answer(postTo(url, activity)),
    get: (path: string) => answer(request(`${url}${path}`, { headers: { connection: 'close' } })),
  });
}

const stops: (() => Promise<void>)[] = [];
const sharedStops: (() => Promise<void>)[] = [];
const stopAll = async (all: (() => Promise<void>)[]): Promise<void> => {
  for (const stop of all.splice(0)) await stop();
};
afterEach(() => stopAll(stops));
afterAll(() => stopAll(sharedStops));

/** Stops it with the test, or with the file's last test where it is `shared`. */
export function ending<T extends { stop(): Promise<void> }>(started: T, options: { shared?: boolean } = {}): T {
  (options.shared ? sharedStops : stops).push(() => started.stop());
  return started;
}

/** Holds the next request that matches at Teams, which takes it once it may go on. */
export function hold(teams: TeamsStandIn, match: (request: TeamsRequest) => boolean): { readonly there: Promise<void>; goOn(): void } {
  let goOn = (): void => undefined;
  const until = new Promise<void>((resolve) => (goOn = resolve));
  const there = new Promise<void>((resolve) => {
    teams.fail({ match: (request) => match(request) && (resolve(), true), times: 1, until, answer: 'accept' });
  });
  return { there, goOn };
}

/** Matches what is asked of Teams for this person's chat; by default what is sent there. */
export function to({ conversation }: Chat, operation: TeamsRequest['operation'] = 'send'): (request: TeamsRequest) => boolean {
  return (request) => request.operation === operation && request.conversation === conversation;
}

/** The messages of a chat in a few words each: the text, or the title of the card. */
export function shown(teams: TeamsStandIn, { conversation }: Chat): string[] {
  return teams.chat(conversation).map(({ text, summary }) => summary ?? text ?? '');
}

/** What a person says on the way to the account settings, and the title of the card that answers each. */
export const way: readonly { readonly say: string; readonly card: string }[] = (
  [
    ['Hei!', 'q.symptom.title'],
    ['Det står «En intern feil har oppstått»', 'q.earlierUser.title'],
    ['Ja', 'q.inbox.title'],
    ['1', 'q.privateUse.title'],
    ['Ja, vis meg hvordan', 'q.accountSettings.title'],
  ] satisfies [string, TextKey][]
).map(([say, card]) => ({ say, card: t('nb', card) }));

/** The titles of the first cards of the way. */
export const cards = (count: number): string[] => way.slice(0, count).map(({ card }) => card);

/** Waits until the chat shows exactly this, and reports what it shows instead. */
export async function waitToSee(teams: TeamsStandIn, chat: Chat, expected: readonly string[], withinMs = 8_000): Promise<void> {
  const last = expected.at(-1);
  const enough = (): boolean => shown(teams, chat).length >= expected.length && shown(teams, chat).at(-1) === last;
  await teams.waitFor(enough, `${expected.length} messages, the last «${last}»`, withinMs).catch((error: unknown) => {
    expect(shown(teams, chat)).toEqual(expected);
    throw error;
  });
  expect(shown(teams, chat)).toEqual(expected);
}

/** Looks again and again for what no request to Teams goes along with, and resolves with the first truthy thing. */
export async function eventually<T>(look: () => Promise<T | undefined | null | false>, description: string, withinMs = 8_000): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Waited in vain for ${description}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function request(url: string, init: RequestInit): Promise<Reply> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(15_000) });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : undefined };
}
