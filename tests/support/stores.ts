import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { Client } from 'pg';

/** Where a PostgreSQL is, with the right to make databases; the tests leave every database but their own alone. */
const server = process.env['TEST_POSTGRES_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/**
 * Why there is no PostgreSQL, undefined where there is one. Asked in a process of its own and waited for, because jest
 * wants to know which tests there are before anything asynchronous can have ended.
 */
function unreachable(): string | undefined {
  const ask = `const { Client } = require(${JSON.stringify(require.resolve('pg'))});
    const client = new Client({ connectionString: process.argv[1], connectionTimeoutMillis: 3000 });
    client.connect().then(() => client.end(), (error) => { process.stdout.write(String(error.code ?? error.message)); process.exitCode = 1; });`;
  try {
    execFileSync(process.execPath, ['-e', ask, server], { stdio: ['ignore', 'pipe', 'ignore'], timeout: 10_000 });
    return undefined;
  } catch (error) {
    return String((error as { stdout?: Buffer }).stdout ?? '') || String(error);
  }
}

const missing = unreachable();
if (missing) {
  const where = `no PostgreSQL at ${new URL(server).host} (${missing}); TEST_POSTGRES_URL names another one`;
  // Nobody reads what a CI prints when it is green.
  if (process.env['CI']) throw new Error(`PostgreSQL tests cannot be run: ${where}`);
  console.warn(`PostgreSQL tests skipped: ${where}`);
}

/** `describe` where there is a PostgreSQL, otherwise `describe.skip`. */
export const describePostgres: jest.Describe = missing ? describe.skip : describe;

// One per test file that runs now: files of one worker run one after the other, and each drops its own.
const database = `vismahjelpen_test_${process.pid}_${process.env['JEST_WORKER_ID'] ?? '0'}`;
const ownUrl = Object.assign(new URL(server), { pathname: `/${database}` }).toString();
let made = false;

/** What the last of the statements answers. */
async function ask<T>(url: string, ...statements: readonly string[]): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let rows: T[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows as T[];
    return rows;
  } finally {
    await client.end();
  }
}

/**
 * The address of a database without a single table, the same one for all tests of this worker, so stores on it must be
 * closed first. Undefined without a PostgreSQL.
 */
export async function freshPostgres(): Promise<string | undefined> {
  if (missing) return undefined;
  if (!made) await ask(server, `drop database if exists ${database} with (force)`, `create database ${database}`);
  made = true;
  await ask(ownUrl, 'set client_min_messages = warning', 'drop schema public cascade', 'create schema public');
  return ownUrl;
}

const folders: string[] = [];

/** The address of a SQLite file that does not exist yet, in a folder that goes with the tests. */
export function freshSqlite(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'vismahjelpen-test-'));
  folders.push(folder);
  return `file:${folder}/test.db`;
}

afterAll(async () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  if (made) await ask(server, `drop database if exists ${database} with (force)`);
});

/** Runs the suite on each engine; `fresh` gives the address of an empty database of that engine. */
export function engines(suite: (fresh: () => Promise<string>, engine: 'sqlite' | 'postgres') => void): void {
  describe('on SQLite', () => suite(() => Promise.resolve(freshSqlite()), 'sqlite'));
  describePostgres('on PostgreSQL', () => suite(async () => (await freshPostgres()) as string, 'postgres'));
}

/** What a row of the outbox came to: what the port tells nobody, because nobody but a test asks. */
export interface Settled {
  readonly id: string;
  readonly lane: string;
  readonly status: string;
  readonly reason: string | null;
  readonly body: string;
  readonly attempts: number;
  readonly doubts: number;
}

/** Looks into a store past its port, also while it is open. */
export async function query<T>(url: string, sql: string): Promise<T[]> {
  if (!url.startsWith('file:')) return ask<T>(url, sql);
  const database = new Database(url.slice('file:'.length));
  try {
    return database.prepare(sql).all() as T[];
  } finally {
    database.close();
  }
}

/** The rows of the outbox, oldest first. */
export function rowsOf(url: string): Promise<Settled[]> {
  return query<Settled>(url, 'select id, lane, status, reason, body, attempts, doubts from outbox order by seq');
}
