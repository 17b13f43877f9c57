import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { pushSettingNames } from '../src/commands/push/settings';
import { packageSettingNames } from '../src/commands/teams-app/settings';
import { ConfigError, readConfig, settingNames } from '../src/config';
import { spawnTs } from './support/spawn-ts';

type Environment = Record<string, string | undefined>;

const signed = {
  MicrosoftAppId: '7c1de2b4-94a8-4c3e-8f57-2b90d6a1e355',
  MicrosoftAppPassword: 'a secret',
  MicrosoftAppTenantId: '0f3c1b6a-5d1e-4a63-9d0a-6c1f7b2e4d10',
  PUBLIC_URL: 'https://bot.example',
};

function faultsOf(env: Environment): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

/** The names that the faults are about. */
const wrong = (env: Environment): string[] => faultsOf(env).map((fault) => fault.slice(0, fault.indexOf(':')));

describe('without any settings', () => {
  test('the bot serves this machine, for Askøy, unsigned', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 3978,
      databaseUrl: 'file:data/vismahjelpen.db',
      publicUrl: 'http://127.0.0.1:3978',
      organisation: { name: 'Askøy kommune' },
      forcedLanguage: undefined,
      credentials: undefined,
      logLevel: 'info',
    });
  });

  test('an empty one counts as unset', () => {
    expect(readConfig(Object.fromEntries(settingNames.map((name) => [name, ''])))).toEqual(readConfig({}));
  });

  test('what else is set in the environment does not matter', () => {
    expect(readConfig({ PATH: '/bin', LANGUAGE: 'de', port: 'x', NODE_ENV: 'test' })).toEqual(readConfig({}));
  });
});

describe('the settings', () => {
  test('are all read', () => {
    const config = readConfig({ ...signed, HOST: '10.0.0.4', PORT: '80', DATABASE_URL: 'postgres://u:p@db/visma', BOT_LANGUAGE: 'en', LOG_LEVEL: 'debug', NODE_ENV: 'production' });
    expect(config).toMatchObject({
      host: '10.0.0.4',
      port: 80,
      databaseUrl: 'postgres://u:p@db/visma',
      publicUrl: 'https://bot.example',
      forcedLanguage: 'en',
      logLevel: 'debug',
      credentials: { MicrosoftAppId: signed.MicrosoftAppId, MicrosoftAppPassword: 'a secret', MicrosoftAppType: 'SingleTenant', MicrosoftAppTenantId: signed.MicrosoftAppTenantId },
    });
  });

  test('of HR and of mail are there where they are set, and only there', () => {
    const [team, channel] = ['19:hr@thread.tacv2', '19:cases@thread.tacv2'];
    expect(readConfig({})).not.toHaveProperty('hr');
    expect(readConfig({})).not.toHaveProperty('mail');
    expect(readConfig({ HR_TEAM_ID: team }).hr).toEqual({ team, channel: undefined });
    expect(readConfig({ HR_TEAM_ID: team, HR_CHANNEL_ID: channel }).hr).toEqual({ team, channel });
    const mail = { url: 'smtps://u:p%40ss@mail.askoy.no:465', from: 'Visma-hjelpen <bot@askoy.kommune.no>' };
    expect(readConfig({ SMTP_URL: mail.url, MAIL_FROM: mail.from }).mail).toEqual(mail);
  });

  const people = path.join(__dirname, 'support', 'people.json');

  test('of the directory name one, or none', () => {
    expect(readConfig({})).not.toHaveProperty('directory');
    expect(readConfig({ ...signed, TEAMS_APP_ID: 'app', TEAMS_CATALOG_APP_ID: 'catalogued' })).not.toHaveProperty('directory');
    expect(readConfig({ ...signed, GRAPH: 'on', TEAMS_APP_ID: 'app' }).directory).toMatchObject({
      kind: 'graph',
      identity: { MicrosoftAppId: signed.MicrosoftAppId, MicrosoftAppPassword: 'a secret', MicrosoftAppTenantId: signed.MicrosoftAppTenantId },
      teamsAppId: 'app',
      catalogAppId: undefined,
      installPermission: 'TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All',
    });
    const other = { GRAPH_INSTALL_PERMISSION: 'TeamsAppInstallation.ReadWriteSelfForUser.All', TEAMS_CATALOG_APP_ID: 'catalogued' };
    expect(readConfig({ ...signed, GRAPH: 'on', ...other }).directory).toMatchObject({ catalogAppId: 'catalogued', installPermission: other.GRAPH_INSTALL_PERMISSION });
    expect(readConfig({ DIRECTORY_FILE: people }).directory).toMatchObject({ kind: 'file', people: [{ id: 'kari', enabled: true }, { id: 'per', refuses: 'policy' }] });
  });

  test('the public address may end in a slash', () => {
    expect(readConfig({ PUBLIC_URL: 'http://localhost:3978//' }).publicUrl).toBe('http://localhost:3978');
  });

  test('a bot with an app id listens on all addresses, unless it is told otherwise', () => {
    expect(readConfig(signed).host).toBe('0.0.0.0');
    expect(readConfig({ ...signed, HOST: '127.0.0.1' }).host).toBe('127.0.0.1');
  });

  const proofs: readonly [string, Environment][] = [
    ['a secret', {}],
    ['a certificate', { MicrosoftAppPassword: '', CertificateThumbprint: 'ab12', CertificatePrivateKey: 'key' }],
    ['a managed identity', { MicrosoftAppPassword: '', MicrosoftAppType: 'UserAssignedMSI' }],
  ];
  test.each(proofs)('a bot proves who it is by %s', (_name, env) => {
    expect(faultsOf({ ...signed, ...env })).toEqual([]);
  });
});

describe('what is wrong is named', () => {
  const faults: readonly [string, Environment, string][] = [
    ['a port that is a word', { PORT: 'http' }, 'PORT'],
    ['a port that is too high', { PORT: '65536' }, 'PORT'],
    ['a port below zero', { PORT: '-1' }, 'PORT'],
    ['half a port', { PORT: '80.5' }, 'PORT'],
    ['a port in another notation', { PORT: '0x50' }, 'PORT'],
    ['a port that is a space', { PORT: ' ' }, 'PORT'],
    ['a database nobody knows', { DATABASE_URL: 'mysql://db' }, 'DATABASE_URL'],
    ['a database without a path', { DATABASE_URL: 'file:' }, 'DATABASE_URL'],
    ['an address that is none', { PUBLIC_URL: 'bot.example' }, 'PUBLIC_URL'],
    ['an address of files', { PUBLIC_URL: 'ftp://bot.example' }, 'PUBLIC_URL'],
    ['a language there are no texts for', { BOT_LANGUAGE: 'de' }, 'BOT_LANGUAGE'],
    ['a level nobody knows', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    ['a kind of app nobody knows', { ...signed, MicrosoftAppType: 'Tenant' }, 'MicrosoftAppType'],
    ['an app without a tenant', { ...signed, MicrosoftAppTenantId: '' }, 'MicrosoftAppTenantId'],
    ['an app without proof', { ...signed, MicrosoftAppPassword: '' }, 'MicrosoftAppPassword'],
    ['half a certificate', { ...signed, MicrosoftAppPassword: '', CertificateThumbprint: 'ab12' }, 'MicrosoftAppPassword'],
    ['an app that Teams cannot reach', { ...signed, PUBLIC_URL: '' }, 'PUBLIC_URL'],
    ['an app that Teams reaches in the open', { ...signed, PUBLIC_URL: 'http://bot.example' }, 'PUBLIC_URL'],
    ['a channel without its team', { HR_CHANNEL_ID: '19:hr@thread.tacv2' }, 'HR_TEAM_ID'],
    ['a mail server without a sender', { SMTP_URL: 'smtp://mail' }, 'MAIL_FROM'],
    ['a sender without a mail server', { MAIL_FROM: 'bot@askoy.kommune.no' }, 'SMTP_URL'],
    ['a sender that is no address', { SMTP_URL: 'smtp://mail', MAIL_FROM: 'bot' }, 'MAIL_FROM'],
    ['two senders', { SMTP_URL: 'smtp://mail', MAIL_FROM: 'bot@askoy.no, hr@askoy.no' }, 'MAIL_FROM'],
    ['a mail server on the web', { SMTP_URL: 'https://mail', MAIL_FROM: 'bot@askoy.no' }, 'SMTP_URL'],
    ['a mail server without a name', { SMTP_URL: 'smtp:mail', MAIL_FROM: 'bot@askoy.no' }, 'SMTP_URL'],
    ['a mail server whose certificate is not to be checked', { SMTP_URL: 'smtps://mail?tls.rejectUnauthorized=false', MAIL_FROM: 'bot@askoy.no' }, 'SMTP_URL'],
    ['a mail password with a stray %', { SMTP_URL: 'smtps://u:100%@mail', MAIL_FROM: 'bot@askoy.no' }, 'SMTP_URL'],
    ['a mail user without a password', { SMTP_URL: 'smtps://u@mail', MAIL_FROM: 'bot@askoy.no' }, 'SMTP_URL'],
    ['a Graph that is a word', { GRAPH: 'yes' }, 'GRAPH'],
    ['a Graph without an app of ours', { GRAPH: 'on', TEAMS_APP_ID: 'app' }, 'MicrosoftAppId'],
    ['a Graph without an app in Teams', { ...signed, GRAPH: 'on' }, 'TEAMS_APP_ID'],
    ['a Graph and a file', { ...signed, GRAPH: 'on', TEAMS_APP_ID: 'app', DIRECTORY_FILE: path.join(__dirname, 'support', 'people.json') }, 'DIRECTORY_FILE'],
    ['a permission that installs nothing', { GRAPH_INSTALL_PERMISSION: 'User.Read.All' }, 'GRAPH_INSTALL_PERMISSION'],
    ['a directory that is not there', { DIRECTORY_FILE: '/nowhere/people.json' }, 'DIRECTORY_FILE'],
    ['a directory that is something else', { DIRECTORY_FILE: path.join(__dirname, 'support', 'other-municipality.json') }, 'DIRECTORY_FILE'],
    ['an organisation that is not there', { ORGANISATION_FILE: '/nowhere/organisation.json' }, 'ORGANISATION_FILE'],
  ];
  test.each(faults)('%s', (_name, env, name) => {
    expect(wrong(env)).toEqual([name]);
  });

  test('all of it at once, a sentence each, and no secret among them', () => {
    const env = {
      MicrosoftAppId: 'app',
      MicrosoftAppType: 'Tenant',
      CertificatePrivateKey: 'very-secret',
      PORT: 'x',
      DATABASE_URL: 'mysql://user:very-secret@db',
      PUBLIC_URL: 'nowhere',
      BOT_LANGUAGE: 'de',
      LOG_LEVEL: 'loud',
      ORGANISATION_FILE: '/nowhere/organisation.json',
      GRAPH: 'off',
      GRAPH_INSTALL_PERMISSION: 'x',
      DIRECTORY_FILE: '/nowhere/people.json',
      HR_CHANNEL_ID: '19:hr@thread.tacv2',
      SMTP_URL: 'smtps://user:very-secret@mail/?x',
      MAIL_FROM: 'nobody',
    };
    expect(wrong(env).toSorted()).toEqual(
      ['BOT_LANGUAGE', 'DATABASE_URL', 'DIRECTORY_FILE', 'GRAPH', 'GRAPH_INSTALL_PERMISSION', 'HR_TEAM_ID', 'LOG_LEVEL', 'MAIL_FROM', 'MicrosoftAppPassword', 'MicrosoftAppTenantId', 'MicrosoftAppType', 'ORGANISATION_FILE', 'PORT', 'PUBLIC_URL', 'SMTP_URL'],
    );
    expect(faultsOf(env).join('\n')).not.toContain('very-secret');
  });

  test('with every fault of the organisation file', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vismahjelpen-test-'));
    const file = path.join(folder, 'organisation.json');
    writeFileSync(file, JSON.stringify({ name: '', defaultLanguage: 'de' }));
    const faults = faultsOf({ ORGANISATION_FILE: file });
    rmSync(folder, { recursive: true });
    for (const part of ['name', 'email', 'hr', 'links', 'electronicIds', 'defaultLanguage', 'privacy'])
      expect(faults).toContainEqual(expect.stringMatching(new RegExp(`^ORGANISATION_FILE: ${part}: .`)));
  });
});

test('the terminal’s key is long, and has nothing in it that a header cannot carry', () => {
  const key = 'k'.repeat(32);
  expect(readConfig({})).not.toHaveProperty('pushKey');
  expect(readConfig({ PUSH_KEY: key }).pushKey).toBe(key);
  for (const PUSH_KEY of ['k'.repeat(31), `${key} ${key}`, `${key}å`]) expect(wrong({ PUSH_KEY })).toEqual(['PUSH_KEY']);
  expect(faultsOf({ PUSH_KEY: 'hemmelig' }).join()).not.toContain('hemmelig');
});

describe('without an app id', () => {
  test.each(['127.0.0.1', '127.0.0.2', '::1', 'localhost'])('the bot may listen on %s', (HOST) => {
    expect(faultsOf({ HOST })).toEqual([]);
  });

  test.each(['0.0.0.0', '::', '192.168.1.4', 'bot.example', '127.0.0.1.example', '128.0.0.1'])('and not on %s', (HOST) => {
    expect(wrong({ HOST })).toEqual(['HOST']);
  });

  test('it does not run in production, and says so beside whatever else is wrong', () => {
    expect(wrong({ NODE_ENV: 'production' })).toEqual(['MicrosoftAppId']);
    expect(wrong({ NODE_ENV: 'production', HOST: '0.0.0.0', PORT: 'x' }).toSorted()).toEqual(['HOST', 'MicrosoftAppId', 'PORT']);
  });
});

describe('.env.example', () => {
  const text = readFileSync(path.join(__dirname, '..', '.env.example'), 'utf8');
  const lines = text.split('\n');
  const listed = lines.flatMap((line) => /^(\w+)=/.exec(line)?.[1] ?? []);

  test('lists exactly the settings there are, of the bot, its package for Teams and its command', () => {
    expect(listed.toSorted()).toEqual([...new Set([...settingNames, ...packageSettingNames, ...pushSettingNames])].toSorted());
  });

  test('as it stands it changes nothing', () => {
    expect(readConfig(parseEnv(text) as Environment)).toEqual(readConfig({}));
  });

  test('says of each what it is for', () => {
    for (const paragraph of text.split('\n\n').filter((each) => /^\w+=/m.test(each))) expect(paragraph).toMatch(/^# \S/);
  });

  test('has no secret in it', () => {
    for (const name of ['MicrosoftAppPassword', 'CertificateThumbprint', 'CertificatePrivateKey', 'SMTP_URL', 'PUSH_KEY']) expect(lines).toContain(`${name}=`);
  });
});

describe('the process', () => {
  /** Nothing that is set on this machine counts. */
  const run = (env: Record<string, string>) =>
    spawnTs('src/main.ts', [], { ...Object.fromEntries(settingNames.map((name) => [name, ''])), NODE_ENV: '', ...env });

  test('says every fault and ends with an error, without a stack', async () => {
    const child = run({ NODE_ENV: 'production', PORT: 'x', LOG_LEVEL: 'loud', BOT_LANGUAGE: 'de' });
    expect(await child.ended).toBe(1);
    expect(child.output.trim().split('\n')).toEqual([
      'The settings are wrong:',
      '- PORT: must be a port number',
      '- BOT_LANGUAGE: must be one of nb, en, nn',
      '- LOG_LEVEL: must be a level such as info',
      expect.stringMatching(/^- MicrosoftAppId: is missing\./),
    ]);
  });

  test('warns that nothing is checked, and ends in order when it is told to', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vismahjelpen-test-'));
    const child = run({ PORT: '0', DATABASE_URL: `file:${path.join(folder, 'bot.db')}` });
    const { host } = JSON.parse(await child.line('"listening"')) as { host: string };
    expect(host).toBe('127.0.0.1');
    await child.line('MicrosoftAppId is not set');
    expect(await child.kill('SIGTERM')).toBe(0);
    await child.line('"stopped"');
    rmSync(folder, { recursive: true });
  });
});
