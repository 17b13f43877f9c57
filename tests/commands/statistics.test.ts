import { spawnSync } from 'node:child_process';
import path from 'node:path';
import Database from 'libsql';
import { openStore } from '../../src/store/store';
import { freshSqlite } from '../support/stores';

const root = path.join(__dirname, '../..');

/** What the command says of a database with these tallies: month, reason, outcome, count. */
async function statistics(...tallies: readonly (readonly [string, string, string, number])[]): Promise<unknown[]> {
  const url = freshSqlite();
  // The bot may be running.
  const store = await openStore(url);
  const database = new Database(url.slice('file:'.length));
  for (const tally of tallies) database.prepare('insert into tallies (month, reason, outcome, count) values (?, ?, ?, ?)').run(...tally);
  database.close();
  const env = { ...process.env, DATABASE_URL: url };
  const { stdout, stderr } = spawnSync(process.execPath, ['-r', './tests/support/register.js', 'src/commands/statistics.ts'], { cwd: root, encoding: 'utf8', env });
  await store.close();
  expect(stderr).toBe('');
  return stdout.split('\n').slice(0, -1).map((line) => JSON.parse(line) as unknown);
}

test('groups of five or more are a line each, smaller ones are told together', async () => {
  expect(await statistics(['2026-11', 'no-inbox', 'solved', 7], ['2026-11', 'no-inbox', 'duplicate', 2], ['2026-11', '', 'solved', 4])).toEqual([
    { month: '2026-11', reason: 'no-inbox', outcome: 'solved', count: 7 },
    { month: '2026-11', reason: 'others', outcome: 'others', count: 6 },
  ]);
});

test('a handful that fits nowhere is told without its number', async () => {
  expect(await statistics(['2026-11', 'no-inbox', 'solved', 3])).toEqual([{ month: 'others', reason: 'others', outcome: 'others', count: 'under 5' }]);
  expect(await statistics()).toEqual([]);
});
