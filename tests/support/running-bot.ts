import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Bot, startBot } from '../../src/bot';
import { type Config, readConfig } from '../../src/config';
import { createLog } from '../../src/log';
import type { Authority } from '../../src/teams/access';
import { type Chat, personalChat, testAppId, testTenant } from './activities';
import { type OpenIdIssuer, startIssuer, type TokenRequest } from './openid-issuer';
import { startTeams, type TeamsStandIn } from './teams-stand-in';

export type Environment = Readonly<Record<string, string>>;

/** What came back: `text` as it went over the wire, `body` as JSON where it is JSON. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: any;
}

/** The whole bot on loopback, in this process, with a Teams of its own and a database that goes with it. */
export interface TestBot {
  readonly teams: TeamsStandIn;
  readonly config: Config;
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** The database file; its journal lies beside it. */
  readonly database: string;
  /** Every line logged so far. */
  readonly log: string;
  /** A private chat of somebody new. */
  chat(options?: Partial<Parameters<typeof personalChat>[0]>): Chat;
  /** Posts to /api/messages. A string or bytes go as they are, all else as JSON. */
  post(body: unknown, headers?: Record<string, string>): Promise<Reply>;
  ask(path: string, init?: RequestInit): Promise<Reply>;
  /** Stops the bot as SIGTERM does; Teams and the database stay for a look until the test ends. */
  stop(): Promise<void>;
}

/** A bot that only lets in what an issuer of its own has signed. `post` signs, unless it is given an `authorization`. */
export interface SignedBot extends TestBot {
  readonly issuer: OpenIdIssuer;
  /** A good token, or one that differs in what is given. */
  bearer(over?: Partial<TokenRequest>): string;
}

const cleanUps: (() => Promise<unknown> | void)[] = [];

// Nothing a test started goes on into the next one.
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

/** Starts a bot and its Teams; both end with the test. `env` is added to settings that suit a test. */
export async function startTestBot({ env = {}, authority }: { env?: Environment; authority?: Authority } = {}): Promise<TestBot> {
  const teams = await startTeams();
  cleanUps.push(() => teams.stop());
  const folder = mkdtempSync(path.join(tmpdir(), 'vismahjelpen-test-'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  const database = path.join(folder, 'bot.db');
  const config = readConfig({ HOST: '127.0.0.1', PORT: '0', DATABASE_URL: `file:${database}`, LOG_LEVEL: 'trace', ...env });
  const lines: string[] = [];
  const bot: Bot = await startBot(config, createLog(config.logLevel, { write: (line) => void lines.push(line) }), authority);
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= bot.stop());
  cleanUps.push(stop);
  const url = `http://127.0.0.1:${bot.port}`;

  const ask = async (to: string, init?: RequestInit): Promise<Reply> => {
    // A connection each: on a busy machine the bot closes an idle one in the very moment that it is used again.
    const response = await fetch(`${url}${to}`, { ...init, headers: { connection: 'close', ...(init?.headers as Record<string, string> | undefined) } });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  };
  return {
    teams,
    config,
    url,
    database,
    get log() {
      return lines.join('');
    },
    chat: (options) => personalChat({ serviceUrl: teams.serviceUrl, ...options }),
    post: (body, headers) =>
      ask('/api/messages', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
      }),
    ask,
    stop,
  };
}

/** Starts a bot with an app id, whose requests must be signed by its own issuer. */
export async function startSignedBot({ env = {}, endorsements }: { env?: Environment; endorsements?: string[] } = {}): Promise<SignedBot> {
  const issuer = await startIssuer(endorsements ? { endorsements } : {});
  cleanUps.push(() => issuer.stop());
  const bot = await startTestBot({
    env: {
      MicrosoftAppId: testAppId,
      MicrosoftAppPassword: 'not-used-on-loopback',
      MicrosoftAppTenantId: testTenant,
      PUBLIC_URL: 'https://bot.example',
      ...env,
    },
    authority: { settings: issuer.settings, credentials: issuer.credentialsFactory(testAppId) },
  });
  const bearer = (over: Partial<TokenRequest> = {}): string =>
    issuer.bearer({ appId: testAppId, serviceUrl: bot.teams.serviceUrl, ...over });
  // Not spread: `log` is a getter.
  return Object.assign(Object.create(bot) as TestBot, {
    issuer,
    bearer,
    post: (body: unknown, headers: Record<string, string> = {}) => bot.post(body, { authorization: bearer(), ...headers }),
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
