import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { faultsOf } from '../../src/core/guide/explore';
import { guideFor, handingOff } from '../../src/core/guide/guide';
import type { Guide } from '../../src/core/guide/types';
import { t } from '../../src/texts';
import { askoy } from '../support/cards';

const root = path.join(__dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'guide-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command; `changed` are texts of a language as they would be in its file, undefined: not there. */
function run(language: string, changed: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = {}, organisation = '') {
  const preload = path.join(folder, 'texts.js');
  writeFileSync(
    preload,
    `const fs = require('node:fs');
    const read = fs.readFileSync;
    const changed = ${JSON.stringify(changed, (_, value: unknown) => (value === undefined ? null : value))};
    fs.readFileSync = (file, ...rest) => {
      const texts = changed[/texts.(\\w+)\\.json$/.exec(String(file))?.[1]];
      if (!texts) return read(file, ...rest);
      const all = Object.entries({ ...JSON.parse(read(file, 'utf8')), ...texts });
      return JSON.stringify(Object.fromEntries(all.filter(([, text]) => text !== null)));
    };`,
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', preload, '-r', './tests/support/register.js', 'src/commands/guide.ts', language], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ORGANISATION_FILE: organisation },
  });
  return { status, stdout, faults: stderr.split('\n').filter((line) => line !== '') };
}

test.each(['nb', 'nn', 'en'])('the guide is printed in %s with what each card says, and why HR', (language) => {
  const { status, stdout, faults } = run(language);
  expect([status, faults]).toEqual([0, []]);
  for (const key of ['q.symptom.title', 'q.accountSettings.ask', 'reason.address-taken', 'reason.keep-private', 'q.about.no-inbox', 'q.accountSettings.button-missing'] as const)
    expect(stdout).toContain(t(language, key, { organisation: askoy.name }));
  expect(stdout).not.toMatch(/\{\w+\}|undefined|\[nb\]/);
});

test('what an organisation has more of is in its guide', () => {
  const { status, stdout } = run('en', {}, path.join(root, 'tests/support/other-municipality.json'));
  expect(status).toBe(0);
  expect(stdout).toContain(t('en', 'q.system.title'));
});

test.each<[string, Readonly<Record<string, Readonly<Record<string, string | undefined>>>>, string]>([
  ['an empty label', { nn: { 'q.confirm.done': '' } }, 'FAULT no text q.confirm.done in nn'],
  ['an empty label in bokmål', { nb: { 'q.confirm.done': ' ' } }, 'FAULT no text q.confirm.done in nb'],
  ['a missing body', { en: { 'q.inbox.body': undefined } }, 'FAULT no text q.inbox.body in en'],
  ['a body that only the others have', { nb: { 'q.inbox.body': undefined } }, 'FAULT no text q.inbox.body in nb'],
  ['a missing title where HR takes over', { nn: { 'q.handoff.title': undefined } }, 'FAULT no text q.handoff.title in nn'],
  ['a missing button of the bottom row', { en: { 'nav.back': undefined } }, 'FAULT no text nav.back in en'],
  ['a missing verdict on an address', { nn: { 'check.other': undefined } }, 'FAULT no text check.other in nn'],
  ['a missing sentence', { en: { 'not-understood': undefined } }, 'FAULT no text not-understood in en'],
])('%s is a fault, named once', (_name, changed, fault) => {
  const { status, faults } = run('nb', changed);
  expect([status, faults]).toEqual([1, [fault]]);
});

test('a language there are no texts for is refused', () => {
  expect(run('xx').status).toBe(2);
});

describe('a broken guide', () => {
  const guide = guideFor(askoy, ['nb']);
  const without = (show: string): Guide => ({ ...guide, rules: guide.rules.filter((rule) => rule.show !== show && rule.when.every((condition) => Object.keys(condition).length > 0)) });

  test('is told by the answer that leads nowhere, not by each way to it', () => {
    expect(faultsOf(without('confirm'))).toEqual(expect.arrayContaining(['emailFormat=done leads nowhere', 'nobody can reach confirm']));
    expect(faultsOf(without('confirm')).length).toBeLessThan(20);
  });

  test('is told where only a said answer leads nowhere', () => {
    const rules = guide.rules.map((rule) => ({ ...rule, when: rule.when.filter((condition) => Object.keys(condition).length > 0 && !condition['accountSettings']?.includes('button-missing')) }));
    const begun = [...rules, { when: [{}], show: 'symptom' }];
    expect(faultsOf({ ...guide, rules: begun })).toContain('accountSettings=button-missing leads nowhere');
  });

  test('and a whole one has no fault, with HR by mail or in Teams', () => {
    expect([faultsOf(guide), faultsOf(handingOff(guide))]).toEqual([[], []]);
  });
});
