import { z } from 'zod';
import { mostPerSecond } from './app/push/budget';
import type { Credentials } from './core/credentials';
import type { Language } from './core/language';
import type { Organisation } from './core/organisation';
import { readPeople } from './directory/file';
import type { DirectorySettings } from './directory/open';
import { installPermissions } from './graph/permissions';
import { mailbox, mailServer } from './mail/server';
import { readOrganisation } from './organisation';
import { languages } from './texts';

/** All settings, read once. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly publicUrl: string;
  readonly organisation: Organisation;
  readonly forcedLanguage?: Language;
  /** Undefined: requests are not signed, which only a machine's own clients may use. */
  /** The id that Teams knows the app by, for links to the chat. */
  readonly teamsAppId?: string;
  readonly credentials?: Credentials;
  /** HR's team in Teams, by its own id or its group's, and the channel for cases. Undefined: HR is written to by mail. */
  readonly hr?: { readonly team: string; readonly channel?: string | undefined };
  /** Where letters are handed in, and whom they are from. Undefined: none are sent. */
  readonly mail?: { readonly url: string; readonly from: string };
  /** Who works here, and how the app gets to them. Undefined: HR can push to nobody. */
  readonly directory?: DirectorySettings;
  /** Messages to people a second at most, of all processes together. */
  readonly pushesPerSecond: number;
  /** What the terminal proves itself with. Undefined: nothing is done from there. */
  readonly pushKey?: string;
  readonly logLevel: string;
}

/** Thrown with every fault at once, a sentence each. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The settings are wrong:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
  }
}

const optional = z
  .string()
  .trim()
  .optional()
  .transform((value) => value || undefined);

const perSecondFault = `must be a whole number from 1 to ${mostPerSecond}`;

const environment = z.object({
  HOST: optional,
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number')
    .default(3978),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, 'must be file:<path> or postgres://…')
    .default('file:data/vismahjelpen.db'),
  ORGANISATION_FILE: optional,
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
  BOT_LANGUAGE: z.enum(languages, { error: `must be one of ${languages.join(', ')}` }).optional(),
  TEAMS_APP_ID: optional,
  MicrosoftAppId: optional,
  MicrosoftAppPassword: optional,
  MicrosoftAppType: z
    .enum(['SingleTenant', 'MultiTenant', 'UserAssignedMSI'], { error: 'must be SingleTenant, MultiTenant or UserAssignedMSI' })
    .default('SingleTenant'),
  MicrosoftAppTenantId: optional,
  CertificateThumbprint: optional,
  CertificatePrivateKey: optional,
  HR_TEAM_ID: optional,
  HR_CHANNEL_ID: optional,
  SMTP_URL: optional.refine((url) => !url || mailServer(url), 'must be smtp://host:25 or smtps://user:password@host:465, with nothing after it'),
  MAIL_FROM: optional.refine((from) => !from || mailbox(from), 'must be one address, as in bot@askoy.kommune.no or Visma-hjelpen <bot@askoy.kommune.no>'),
  GRAPH: z.enum(['on'], { error: 'must be on, or unset' }).optional(),
  GRAPH_INSTALL_PERMISSION: z.enum(installPermissions, { error: `must be one of ${installPermissions.join(', ')}` }).default(installPermissions[0]),
  TEAMS_CATALOG_APP_ID: optional,
  DIRECTORY_FILE: optional,
  PUSH_PER_SECOND: z.coerce.number({ error: perSecondFault }).int(perSecondFault).min(1, perSecondFault).max(mostPerSecond, perSecondFault).default(30),
  PUSH_KEY: optional.refine((key) => !key || /^[\x21-\x7e]{32,}$/.test(key), 'must be 32 characters or more, without spaces and æøå'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { error: 'must be a level such as info' })
    .default('info'),
  NODE_ENV: optional,
});
type Environment = z.infer<typeof environment>;

export const settingNames = Object.keys(environment.shape).filter((name) => name !== 'NODE_ENV');

/** Addresses that only this machine can reach. */
const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

function identityFaults(env: Environment): string[] {
  const { MicrosoftAppId, MicrosoftAppTenantId, MicrosoftAppPassword, CertificateThumbprint, CertificatePrivateKey } = env;
  if (!MicrosoftAppId)
    return [
      ...(env.NODE_ENV === 'production'
        ? ['MicrosoftAppId: is missing. Without it requests are not checked, which is never right in production.']
        : []),
      ...(env.HOST && !isLoopback(env.HOST)
        ? [`HOST: without MicrosoftAppId the bot listens to this machine only; ${env.HOST} can be reached from others.`]
        : []),
    ];
  const proof = MicrosoftAppPassword || (CertificateThumbprint && CertificatePrivateKey);
  return [
    ...(MicrosoftAppTenantId ? [] : ['MicrosoftAppTenantId: is missing. It is the only tenant that is let in.']),
    ...(env.MicrosoftAppType === 'UserAssignedMSI' || proof
      ? []
      : ['MicrosoftAppPassword: is missing (or CertificateThumbprint with CertificatePrivateKey, or MicrosoftAppType=UserAssignedMSI).']),
    ...(env.PUBLIC_URL?.startsWith('https:') ? [] : ['PUBLIC_URL: must be the https address Teams reaches the bot at; cards take their pictures from it.']),
  ];
}

function hrFaults({ HR_TEAM_ID, HR_CHANNEL_ID, SMTP_URL, MAIL_FROM }: Environment): string[] {
  return [
    ...(HR_CHANNEL_ID && !HR_TEAM_ID ? ['HR_TEAM_ID: is missing. HR_CHANNEL_ID names a channel of that team.'] : []),
    ...(SMTP_URL && !MAIL_FROM ? ['MAIL_FROM: is missing. It is the address that the mails of SMTP_URL are from.'] : []),
    ...(MAIL_FROM && !SMTP_URL ? ['SMTP_URL: is missing. Without it no mail is sent from MAIL_FROM.'] : []),
  ];
}

function directoryFaults({ GRAPH, DIRECTORY_FILE, MicrosoftAppId, TEAMS_APP_ID, TEAMS_CATALOG_APP_ID }: Environment): string[] {
  if (!GRAPH) return [];
  return [
    ...(MicrosoftAppId ? [] : ['MicrosoftAppId: is missing. It is who asks Microsoft Graph where GRAPH is on.']),
    ...(TEAMS_APP_ID || TEAMS_CATALOG_APP_ID ? [] : ['TEAMS_APP_ID: is missing (or TEAMS_CATALOG_APP_ID). It is the app that GRAPH installs for people.']),
    ...(DIRECTORY_FILE ? ['DIRECTORY_FILE: has nothing to say where GRAPH is on. Unset one of them.'] : []),
  ];
}

function directoryOf(env: Environment, people: ReturnType<typeof readPeople> | undefined): DirectorySettings | undefined {
  if (people) return 'people' in people ? { kind: 'file', people: people.people } : undefined;
  const identity = credentialsOf(env);
  if (!env.GRAPH || !identity) return undefined;
  return { kind: 'graph', identity, teamsAppId: env.TEAMS_APP_ID, catalogAppId: env.TEAMS_CATALOG_APP_ID, installPermission: env.GRAPH_INSTALL_PERMISSION };
}

function credentialsOf({ MicrosoftAppId, ...env }: Environment): Credentials | undefined {
  if (!MicrosoftAppId) return undefined;
  const { MicrosoftAppPassword, MicrosoftAppType, MicrosoftAppTenantId, CertificateThumbprint, CertificatePrivateKey } = env;
  return { MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppType, MicrosoftAppTenantId, CertificateThumbprint, CertificatePrivateKey };
}

/**
 * The settings out of an environment (and the organisation file it names). Throws {@link ConfigError} with every fault
 * at once.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  // An empty setting counts as unset: that is how a line of .env is switched off.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const issues = environment.safeParse(given).error?.issues ?? [];
  const wrong = new Map(issues.map(({ path, message }) => [path.join('.'), message]));
  // What is wrong by itself counts as unset, so that it does not hide what is wrong with the rest.
  const settings = environment.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name))));
  const organisation = readOrganisation(given['ORGANISATION_FILE']);
  const people = settings.DIRECTORY_FILE ? readPeople(settings.DIRECTORY_FILE) : undefined;
  const faults = [
    ...[...wrong].map(([name, message]) => `${name}: ${message}`),
    ...[...identityFaults(settings), ...hrFaults(settings), ...directoryFaults(settings)].filter((fault) => !wrong.has(fault.slice(0, fault.indexOf(':')))),
    ...(Array.isArray(organisation) ? organisation.map((fault) => `ORGANISATION_FILE: ${fault}`) : []),
    ...(people && 'faults' in people ? people.faults.map((fault) => `DIRECTORY_FILE: ${fault}`) : []),
  ];
  if (faults.length > 0) throw new ConfigError(faults);
  const credentials = credentialsOf(settings);
  const directory = directoryOf(settings, people);
  return {
    host: settings.HOST ?? (credentials ? '0.0.0.0' : '127.0.0.1'),
    port: settings.PORT,
    databaseUrl: settings.DATABASE_URL,
    publicUrl: (settings.PUBLIC_URL ?? `http://127.0.0.1:${settings.PORT}`).replace(/\/+$/, ''),
    organisation: organisation as Organisation,
    forcedLanguage: settings.BOT_LANGUAGE,
    teamsAppId: settings.TEAMS_APP_ID,
    credentials,
    ...(settings.HR_TEAM_ID ? { hr: { team: settings.HR_TEAM_ID, channel: settings.HR_CHANNEL_ID } } : {}),
    ...(settings.SMTP_URL && settings.MAIL_FROM ? { mail: { url: settings.SMTP_URL, from: settings.MAIL_FROM } } : {}),
    ...(directory ? { directory } : {}),
    pushesPerSecond: settings.PUSH_PER_SECOND,
    ...(settings.PUSH_KEY ? { pushKey: settings.PUSH_KEY } : {}),
    logLevel: settings.LOG_LEVEL,
  };
}
