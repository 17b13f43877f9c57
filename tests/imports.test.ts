import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..');

/** Who may import whom. A folder may always import itself. Each line says why, for whoever it stops. */
const rules: Readonly<Record<string, { readonly may: readonly string[]; readonly why: string }>> = {
  'src/core': { may: [], why: 'the core is pure: what it needs comes in as an argument' },
  'src/texts': { may: ['src/core'], why: 'words know languages, nothing else' },
  cards: { may: ['src/core', 'src/texts'], why: 'cards are drawn from the guide and the words' },
  'src/app': { may: ['src/core', 'src/texts', 'cards'], why: 'use cases stand on ports, not on Teams or a database' },
  'src/store': { may: ['src/core', 'src/app/ports'], why: 'storage knows the ports it serves' },
  'src/teams': { may: ['src/core', 'src/app', 'src/texts', 'cards'], why: 'the root dialog is passed in, so that dialogs may know the SDK and not the other way round' },
  'src/graph': { may: ['src/core', 'src/app/ports', 'src/app/directory'], why: 'Graph knows the port it serves' },
  'src/directory': { may: ['src/core', 'src/app/ports', 'src/app/directory', 'src/graph', 'manifest'], why: 'it opens the directory that the settings name, and serves one from a file' },
  'src/mail': { may: ['src/core', 'src/app/ports'], why: 'mail knows the port it serves' },
  dialogs: { may: ['src/core', 'src/app', 'src/texts', 'cards', 'src/teams/sdk', 'src/teams/in-turn'], why: 'dialogs know the SDK by its vocabulary only' },
  'src/http': { may: ['src/core', 'src/app', 'src/teams/adapter', 'cards'], why: 'HTTP hands a body and a token on' },
};

/** Packages that only one folder may name. */
const seams: Readonly<Record<string, string>> = {
  botbuilder: 'src/teams',
  'botbuilder-dialogs': 'src/teams',
  'botframework-connector': 'src/teams',
  kysely: 'src/store',
  libsql: 'src/store',
  pg: 'src/store',
  restify: 'src/http',
  luxon: 'src/core/hours.ts',
  papaparse: 'src/core/campaign/list',
  nodemailer: 'src/mail',
  'qrcode-generator': 'src/http/qr.ts',
  'date-holidays': 'src/holidays.ts',
  'adaptivecards-templating': 'cards',
  'cli-progress': 'src/commands',
  // Not installed where the bot runs.
  '@orama/stemmers': 'src/core/understanding',
  '@microsoft/app-manifest': 'src/commands',
  'ajv-draft-04': 'src/commands',
  fflate: 'src/commands',
  pngjs: 'src/commands',
};

function filesOf(folder: string, ending: string): string[] {
  return readdirSync(path.join(root, folder)).flatMap((name) => {
    const file = `${folder}/${name}`;
    if (statSync(path.join(root, file)).isDirectory()) return filesOf(file, ending);
    return file.endsWith(ending) ? [file] : [];
  });
}

const files = (folder: string): string[] => filesOf(folder, '.ts');

const imports = ['src', 'cards', 'dialogs'].flatMap(files).flatMap((file) =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(/(?:from|import|require\()\s*'([^']+)'/g)].map((match) => {
    const name = match[1] ?? '';
    return { file, name, target: name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : undefined };
  }),
);

const within = (place: string, folder: string): boolean => place === folder || place.startsWith(`${folder}/`);

test('every folder imports only what it may', () => {
  const broken = imports.flatMap(({ file, target }) => {
    const [folder, rule] = Object.entries(rules).find(([name]) => within(file, name)) ?? [];
    if (!target || !folder || !rule) return [];
    return [folder, ...rule.may].some((allowed) => within(target, allowed)) ? [] : [`${file} imports ${target}: ${rule.why}`];
  });
  expect(broken).toEqual([]);
});

test('every foreign library that we may want to leave is named in one folder', () => {
  const broken = imports.flatMap(({ file, name }) => {
    const folder = Object.entries(seams).find(([seam]) => within(name, seam))?.[1];
    return folder && !within(file, folder) ? [`${file} names ${name}: only ${folder} may`] : [];
  });
  expect(broken).toEqual([]);
});

test('nothing stands on a command', () => {
  expect(imports.filter(({ file, target }) => target && within(target, 'src/commands') && !within(file, 'src/commands'))).toEqual([]);
});

test('the SDK’s vocabulary is in one file', () => {
  const users = imports.filter(({ name }) => /^bot(builder|framework)/.test(name)).map(({ file }) => file);
  expect([...new Set(users)].toSorted()).toEqual(['src/teams/sdk.ts']);
});

test('no module has a JSON file of its name beside it: a bot that runs without a build would be given that', () => {
  const jsons = ['src', 'cards', 'dialogs'].flatMap((folder) => filesOf(folder, '.json')).map((file) => file.replace(/\.json$/, '.ts'));
  expect(jsons.filter((module) => existsSync(path.join(root, module)))).toEqual([]);
});

test('no template has a path inside other text: an unfilled one would not be noticed', () => {
  for (const name of readdirSync(path.join(root, 'cards')).filter((file) => file.endsWith('.json')))
    for (const [, text] of readFileSync(path.join(root, 'cards', name), 'utf8').matchAll(/"([^"]*\$\{[^"]*)"/g))
      expect([name, text]).toEqual([name, expect.stringMatching(/^\$\{[^}]+\}$/)]);
});
