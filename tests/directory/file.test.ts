import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileDirectory, parsePeople, readPeople } from '../../src/directory/file';
import { openDirectory } from '../../src/directory/open';
import { ampleTurns } from '../support/graph-directory';
import { silentLog } from '../support/silent-log';

const kari = { id: 'kari', name: 'Kari Nordmann', email: 'Kari@askoy.kommune.no', locale: 'nn-NO', chat: 'a:kari' };
const given = [
  kari,
  { id: 'per', name: 'Per', email: 'per@askoy.kommune.no', chat: 'a:per', installed: true },
  { id: 'off', name: 'Off', email: 'off@askoy.kommune.no', enabled: false, refuses: 'policy' },
  { id: 'ola', name: 'Ola', email: 'ola@gmail.com', guest: true },
];

function listed(value: unknown) {
  const read = parsePeople(value);
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  return read.people;
}
const faultsOf = (value: unknown): readonly string[] => {
  const read = parsePeople(value);
  return 'faults' in read ? read.faults : [];
};

test('people are found by their address, however it is written, in order', async () => {
  expect(await fileDirectory(listed(given)).find(['OLA@gmail.com', 'nobody@askoy.kommune.no', 'kari@askoy.kommune.no', 'off@askoy.kommune.no'])).toEqual([
    { id: 'ola', name: 'Ola', email: 'ola@gmail.com', enabled: true, guest: true, locale: undefined },
    undefined,
    { id: 'kari', name: 'Kari Nordmann', email: 'Kari@askoy.kommune.no', enabled: true, guest: false, locale: 'nn-NO' },
    { id: 'off', name: 'Off', email: 'off@askoy.kommune.no', enabled: false, guest: false, locale: undefined },
  ]);
});

test('the app is there for who has it from the start, and from now on for whom it is installed', async () => {
  const directory = fileDirectory(listed(given));
  expect(await directory.chat('per')).toEqual({ kind: 'chat', id: 'a:per' });
  expect(await directory.chat('kari')).toEqual({ kind: 'not-installed' });
  for (let n = 0; n < 2; n += 1) expect(await directory.install('kari')).toEqual({ kind: 'installed' });
  expect(await directory.chat('kari')).toEqual({ kind: 'chat', id: 'a:kari' });
  // Another directory out of the same list knows nothing of it.
  expect(await fileDirectory(listed(given)).chat('kari')).toEqual({ kind: 'not-installed' });
});

test('one without a chat has the app all the same', async () => {
  const directory = fileDirectory(listed(given));
  expect(await directory.install('ola')).toEqual({ kind: 'installed' });
  expect(await directory.chat('ola')).toEqual({ kind: 'not-installed' });
});

test.each(['policy', 'permission', 'no-app'])('one refuses because of %s, and nobody has another id', async (refuses) => {
  const directory = fileDirectory(listed([{ ...kari, refuses }]));
  expect(await directory.install('kari')).toMatchObject({ kind: 'refused', why: refuses });
  expect(await directory.chat('kari')).toEqual({ kind: 'not-installed' });
  expect(await directory.install('nobody')).toMatchObject({ kind: 'refused', why: 'gone' });
  expect(await directory.chat('nobody')).toMatchObject({ kind: 'refused', why: 'gone' });
});

test('every fault is told at once', () => {
  const faults = faultsOf([{ id: '', name: 'x', email: 'x' }, { ...kari, refuses: 'mood', shoeSize: 38 }, { name: 7 }]);
  expect(faults.map((fault) => fault.slice(0, fault.indexOf(':')))).toEqual(['0.id', '0.email', '1.refuses', '1', '2.id', '2.name', '2.email']);
  expect(faultsOf({ people: given })).toEqual([expect.stringMatching(/^the file: /)]);
});

test('two with one id or one address are a fault', () => {
  expect(faultsOf([kari, { ...kari, name: 'Another' }, { ...kari, id: 'other', email: 'KARI@ASKOY.kommune.no' }])).toEqual([
    '1.id: is that of somebody further up',
    '1.email: is that of somebody further up',
    '2.email: is that of somebody further up',
  ]);
});

test('a file is read, with a byte order mark too; one that is none says so', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vismahjelpen-test-'));
  const [file, torn] = [path.join(folder, 'people.json'), path.join(folder, 'torn.json')];
  writeFileSync(file, `\uFEFF${JSON.stringify(given)}`);
  writeFileSync(torn, '[{');
  const read = readPeople(file);
  const others = [readPeople(torn), readPeople('/nowhere/people.json')];
  rmSync(folder, { recursive: true });
  if ('faults' in read) throw new Error('no people');
  expect(await openDirectory({ kind: 'file', people: read.people }, ampleTurns, silentLog)?.find(['kari@askoy.kommune.no'])).toMatchObject([{ id: 'kari' }]);
  for (const other of others) expect(other).toEqual({ faults: [expect.stringContaining('cannot be read as JSON')] });
});
