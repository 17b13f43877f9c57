/** `npm run package`: the app package for Teams, from `manifest/` and the environment (and `.env`, which yields to it). */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { version } from '../../package.json';
import { buildPackage } from './teams-app/package';
import { readPackageSettings } from './teams-app/settings';

const root = path.join(__dirname, '..', '..');
const folder = path.join(root, 'manifest');
const target = path.join('dist', 'vismahjelpen.zip');

function run(): ReturnType<typeof buildPackage> {
  const dotenv = path.join(root, '.env');
  const settings = readPackageSettings({ ...(existsSync(dotenv) ? parseEnv(readFileSync(dotenv, 'utf8')) : {}), ...process.env }, version);
  if ('faults' in settings) return settings;
  const files = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name))]));
  return buildPackage(files, settings.values);
}

const built = run();
if ('faults' in built) {
  console.error(['There is no package, because:', ...built.faults.map((fault) => `- ${fault}`)].join('\n'));
  process.exitCode = 1;
} else {
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  writeFileSync(path.join(root, target), built.zip);
  console.log(`${target} can be uploaded to Teams.`);
}
