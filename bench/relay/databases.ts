import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { Client } from 'pg';

/** Where a PostgreSQL is, with the right to make databases. */
const server = process.env['TEST_POSTGRES_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

const counted = `select
  sum(case when settled_at is null then 1 else 0 end) as waiting,
  sum(case when about is not null and status = 'sent' then 1 else 0 end) as drawn,
  sum(case when about is not null and status = 'cancelled' then 1 else 0 end) as merged
  from outbox`;

/** Of the outbox: rows that wait, cards drawn again, and drawings that a newer one replaced. */
export type Counts = Readonly<Record<'waiting' | 'drawn' | 'merged', number>>;

/** A database of the benchmark's own. */
export interface OwnDatabase {
  readonly url: string;
  /** Looks past the bot. */
  counts(): Promise<Counts>;
  drop(): Promise<void>;
}

export function ownSqlite(): OwnDatabase {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vismahjelpen-relay-'));
  const file = path.join(folder, 'relay.db');
  return {
    url: `file:${file}`,
    async counts() {
      const database = new Database(file);
      try {
        return database.prepare(counted).get() as Counts;
      } finally {
        database.close();
      }
    },
    async drop() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Rejects where there is no PostgreSQL. */
export async function ownPostgres(): Promise<OwnDatabase> {
  const name = `vismahjelpen_relay_${process.pid}_${randomBytes(3).toString('hex')}`;
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).toString();
  const ask = async (at: string, sql: string): Promise<Record<string, unknown>[]> => {
    const client = new Client({ connectionString: at, connectionTimeoutMillis: 3_000 });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  await ask(server, `create database ${name}`);
  return {
    url,
    async counts() {
      const [{ waiting, drawn, merged } = {}] = await ask(url, counted);
      // PostgreSQL counts in numbers that JavaScript may not hold, and gives them as text.
      return { waiting: Number(waiting), drawn: Number(drawn), merged: Number(merged) };
    },
    drop: async () => void (await ask(server, `drop database if exists ${name} with (force)`)),
  };
}
