import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { Client } from 'pg';

/** Where a PostgreSQL is, with the right to make databases. */
const server = process.env['TEST_POSTGRES_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** A database of the benchmark's own, and a way to look into it past the bot. */
export interface OwnDatabase {
  readonly url: string;
  ask<T>(sql: string): Promise<T[]>;
  drop(): Promise<void>;
}

export function ownSqlite(): OwnDatabase {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vismahjelpen-push-'));
  const file = path.join(folder, 'push.db');
  return {
    url: `file:${file}`,
    async ask<T>(sql: string) {
      const database = new Database(file, { timeout: 5_000 });
      try {
        const statement = database.prepare(sql);
        return statement.reader ? (statement.all() as T[]) : (statement.run(), []);
      } finally {
        database.close();
      }
    },
    async drop() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ask<T>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

/** Rejects where there is no PostgreSQL. */
export async function ownPostgres(): Promise<OwnDatabase> {
  const name = `vismahjelpen_push_${process.pid}_${randomBytes(3).toString('hex')}`;
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).toString();
  await ask(server, `create database ${name}`);
  return { url, ask: (sql) => ask(url, sql), drop: async () => void (await ask(server, `drop database if exists ${name} with (force)`)) };
}
