import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { PNG } from 'pngjs';
import { buildPackage, type Files } from '../../src/commands/teams-app/package';

const folder = path.join(__dirname, '..', '..', 'manifest');
const files: Files = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name))]));
const values = {
  TEAMS_APP_ID: '2b0a5f1e-7a4c-4a53-9d6b-8a1c3d5e7f90',
  MicrosoftAppId: '7c1de2b4-94a8-4c3e-8f57-2b90d6a1e355',
  PUBLIC_HOST: 'vismahjelpen.example',
  DEVELOPER_URL: 'https://kommune.example/hjelp',
  PRIVACY_URL: 'https://kommune.example/personvern',
  TERMS_OF_USE_URL: 'https://kommune.example/vilkar',
  ORGANISATION: 'Eksempel kommune',
  VERSION: '1.2.3',
};

function zipOf(from: Files, filling: Readonly<Record<string, string>> = values): Uint8Array {
  const built = buildPackage(from, filling);
  if ('faults' in built) throw new Error(built.faults.join('\n'));
  return built.zip;
}

function faultsOf(change: Files, filling: Readonly<Record<string, string>> = values): readonly string[] {
  const built = buildPackage({ ...files, ...change }, filling);
  return 'faults' in built ? built.faults : [];
}

/** One of the files with something else in place of some text that is in it. */
function replaced(file: string, text: string | RegExp, by: string): Files {
  const before = strFromU8(files[file] ?? new Uint8Array());
  const after = before.replace(text, by);
  if (after === before) throw new Error(`${file} has no ${text}`);
  return { [file]: strToU8(after) };
}

/** A picture of one colour, with one pixel of another. */
function picture(size: number, [red, green, blue, alpha]: readonly [number, number, number, number], pixel = [red, green, blue, alpha]): Uint8Array {
  const png = new PNG({ width: size, height: size });
  for (let at = 0; at < size * size; at += 1) png.data.set(at === 0 ? pixel : [red, green, blue, alpha], at * 4);
  return PNG.sync.write(png);
}

describe('the package', () => {
  const unzipped = unzipSync(zipOf(files));

  test('has its files at the root, and nothing else', () => {
    expect(Object.keys(unzipped).toSorted()).toEqual(['color.png', 'en.json', 'manifest.json', 'nn.json', 'outline.png']);
  });

  test('names the app, the bot and whoever answers for them', () => {
    const manifest = JSON.parse(strFromU8(unzipped['manifest.json'] ?? new Uint8Array())) as object;
    expect(manifest).toMatchObject({
      id: values.TEAMS_APP_ID,
      version: '1.2.3',
      developer: { name: 'Eksempel kommune', websiteUrl: values.DEVELOPER_URL, privacyUrl: values.PRIVACY_URL, termsOfUseUrl: values.TERMS_OF_USE_URL },
      bots: [{ botId: values.MicrosoftAppId, scopes: ['personal', 'team', 'groupChat'] }],
      validDomains: ['vismahjelpen.example'],
      webApplicationInfo: { id: values.MicrosoftAppId },
      authorization: { permissions: { resourceSpecific: [{ name: 'ChannelMessage.Read.Group', type: 'Application' }] } },
    });
  });

  test('has no placeholder left, in any language', () => {
    for (const [name, bytes] of Object.entries(unzipped)) expect([name, strFromU8(bytes)]).toEqual([name, expect.not.stringContaining('${{')]);
    expect(strFromU8(unzipped['nn.json'] ?? new Uint8Array())).toContain('tilsette i Eksempel kommune');
  });

  test('has the icons as they are drawn', () => {
    for (const icon of ['color.png', 'outline.png']) expect(Buffer.from(unzipped[icon] ?? []).equals(files[icon] ?? Buffer.of())).toBe(true);
  });

  test('is the same to the byte whenever it is made', () => {
    jest.useFakeTimers({ now: new Date('2031-05-17T12:00:00Z') });
    const later = zipOf(files);
    jest.useRealTimers();
    expect(Buffer.from(later).equals(zipOf(files))).toBe(true);
  });
});

describe('is refused', () => {
  const filled = (name: keyof typeof values, value: string) => ({ change: {}, filling: { ...values, [name]: value } });
  const cases: readonly [string, { change: Files; filling?: Readonly<Record<string, string>> }, string][] = [
    ['an unknown key', { change: replaced('manifest.json', '"icons"', '"isFine": true, "icons"') }, 'manifest.json: must NOT have additional properties (isFine)'],
    ['a scope of another spelling', { change: replaced('manifest.json', '"groupChat"', '"groupchat"') }, 'manifest.json: bots.0.scopes.2 must be equal to one of the allowed values (team, personal, groupChat, copilot)'],
    ['an app id that is no GUID', filled('TEAMS_APP_ID', 'vismahjelpen'), 'manifest.json: id must match pattern'],
    ['a manifest of another version than its schema', { change: replaced('manifest.json', '"manifestVersion": "1.21"', '"manifestVersion": "1.22"') }, 'manifest.json: manifestVersion must be equal to constant'],
    ['an employer with too long a name', filled('ORGANISATION', 'Kommunen '.repeat(4)), 'manifest.json: developer.name must NOT have more than 32 characters'],
    ['a placeholder nobody fills', { change: replaced('nn.json', 'ORGANISATION', 'ORGANIZATION') }, 'nn.json: nothing is known to fill ${{ORGANIZATION}} with'],
    ['a placeholder that is not closed', { change: replaced('manifest.json', '${{VERSION}}', '${{VERSION') }, 'manifest.json: nothing is known to fill ${{VERSION with'],
    ['a manifest that is not JSON', { change: replaced('manifest.json', '{', '') }, 'manifest.json: cannot be read as JSON'],
    ['a host that only this machine knows', filled('PUBLIC_HOST', 'localhost'), 'manifest.json: validDomains has localhost, which is no public domain'],
    ['a host by its number', filled('PUBLIC_HOST', '10.0.0.4'), 'manifest.json: validDomains has 10.0.0.4, which is no public domain'],
    ['a missing translation', { change: replaced('en.json', /\n.*"bots\[0\]\.commandLists\[0\]\.commands\[2\]\.title".*/, '') }, 'en.json: bots[0].commandLists[0].commands[2].title is missing'],
    ['an empty translation', { change: replaced('en.json', 'Helps you when you cannot log in to Visma, one step at a time.', '') }, 'en.json: description.short must match pattern'],
    ['a translation of a command that is not there', { change: replaced('en.json', 'commandLists[2].commands[0].title', 'commandLists[2].commands[1].title') }, 'en.json: bots[0].commandLists[2].commands[1].title is not in the manifest'],
    ['a translation too long', { change: replaced('nn.json', '"Vismahjelpen"', `"${'Vismahjelpen'.repeat(3)}"`) }, 'nn.json: name.short must NOT have more than 30 characters'],
    ['a language file of another version', { change: replaced('nn.json', 'v1.21', 'v1.30') }, 'nn.json: $schema must be of the manifest’s version'],
    ['a language the manifest forgot', { change: { 'se.json': strToU8('{}') } }, 'se.json: the manifest does not name it'],
    ['a language that is not there', { change: replaced('manifest.json', '"en.json"', '"texts/en.json"') }, 'texts/en.json: is not in the manifest folder'],
    ['an icon of another size', { change: { 'color.png': picture(96, [0, 0, 255, 255]) } }, 'color.png: is 96×96 pixels, and must be 192×192'],
    ['an icon that is no picture', { change: { 'color.png': strToU8('<svg/>') } }, 'color.png: is not a PNG that can be read'],
    ['an outline with a colour in it', { change: { 'outline.png': picture(32, [0, 0, 0, 0], [255, 255, 254, 255]) } }, 'outline.png: must be white on full transparency'],
    ['an outline without transparency', { change: { 'outline.png': picture(32, [255, 255, 255, 255]) } }, 'outline.png: must be white on full transparency'],
    ['an outline with nothing in it', { change: { 'outline.png': picture(32, [0, 0, 0, 0]) } }, 'outline.png: must be white on full transparency'],
  ];
  test.each(cases)('%s', (_name, { change, filling }, fault) => {
    expect(faultsOf(change, filling)).toContainEqual(expect.stringContaining(fault));
  });

  test('with all faults of icons, languages and domains at once', () => {
    const change = { ...replaced('nn.json', 'v1.21', 'v1.30'), 'color.png': picture(1, [0, 0, 0, 255]), 'se.json': strToU8('{}') };
    expect(faultsOf(change, { ...values, PUBLIC_HOST: 'localhost' })).toHaveLength(4);
  });
});
