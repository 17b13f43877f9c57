import { statSync } from 'node:fs';
import path from 'node:path';
import { packageSettingNames, readPackageSettings } from '../../src/commands/teams-app/settings';
import { spawnTs } from '../support/spawn-ts';

const env = {
  TEAMS_APP_ID: '2b0a5f1e-7a4c-4a53-9d6b-8a1c3d5e7f90',
  MicrosoftAppId: '7c1de2b4-94a8-4c3e-8f57-2b90d6a1e355',
  PUBLIC_URL: 'https://vismahjelpen.example:8443/bot/',
  DEVELOPER_URL: 'https://kommune.example/hjelp',
  PRIVACY_URL: 'https://kommune.example/personvern',
  TERMS_OF_USE_URL: 'https://kommune.example/vilkar',
};

/** The names of the settings that are wrong. */
function wrong(change: Readonly<Record<string, string>>): readonly string[] {
  const read = readPackageSettings({ ...env, ...change }, '1.2.3');
  return 'faults' in read ? read.faults.map((fault) => fault.slice(0, fault.indexOf(':'))) : [];
}

test('the settings fill the manifest: the host without a scheme, a port or a path', () => {
  expect(readPackageSettings(env, '1.2.3')).toEqual({
    values: expect.objectContaining({ ...env, PUBLIC_HOST: 'vismahjelpen.example', ORGANISATION: 'Askøy kommune', VERSION: '1.2.3' }) as object,
  });
});

test.each([
  ['no app id', { TEAMS_APP_ID: '' }, 'TEAMS_APP_ID'],
  ['an app id that is no GUID', { TEAMS_APP_ID: 'vismahjelpen' }, 'TEAMS_APP_ID'],
  ['a bot id that is no GUID', { MicrosoftAppId: '7c1de2b4' }, 'MicrosoftAppId'],
  ['a bot reached in the open', { PUBLIC_URL: 'http://vismahjelpen.example' }, 'PUBLIC_URL'],
  ['a privacy notice in the open', { PRIVACY_URL: 'http://kommune.example' }, 'PRIVACY_URL'],
  ['terms that are no address', { TERMS_OF_USE_URL: 'kommune.example' }, 'TERMS_OF_USE_URL'],
  ['an organisation that is not there', { ORGANISATION_FILE: '/nowhere/organisation.json' }, 'ORGANISATION_FILE'],
])('%s is named', (_name, change, name) => {
  expect(wrong(change)).toEqual([name]);
});

test('without any of them the command says what to set, writes nothing and ends with an error', async () => {
  const written = () => statSync(path.join(__dirname, '..', '..', 'dist', 'vismahjelpen.zip'), { throwIfNoEntry: false })?.mtimeMs;
  const before = written();
  const child = spawnTs('src/commands/package.ts', [], Object.fromEntries([...packageSettingNames, 'ORGANISATION_FILE'].map((name) => [name, ''])));
  expect(await child.ended).toBe(1);
  expect(child.output.trim().split('\n')).toEqual(['There is no package, because:', ...packageSettingNames.map((name) => expect.stringMatching(`^- ${name}: is missing\\. `) as string)]);
  expect(written()).toBe(before);
});
