import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Kysely, PostgresDialect, type SqliteDatabase, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { Pool, types } from 'pg';
import { withoutSilent } from './postgres-pool';
import type { Schema } from './schema';

/** A database opened, and the few things in which the two engines differ. */
export interface Engine {
  readonly db: Kysely<Schema>;
  readonly name: 'sqlite' | 'postgres';
  /** Gives up what is held beside the database itself. */
  readonly release: () => void;
}

/** Thrown with a sentence for the operator where the database must not or cannot be opened. */
export class StoreRefused extends Error {}

/** A statement slower than this is stuck, not slow: a turn must be answered within seconds. */
const statementTimeout = 5_000;
/**
 * In a transaction nothing is awaited but the store, so one in which nothing is asked has lost its process. PostgreSQL
 * would keep its locks for hours, and with them the conversation. Shorter than a statement waits for such a lock.
 */
const abandonedAfter = 3_000;

// 8-byte integers as numbers: all of ours are times and counters, far below 2^53.
types.setTypeParser(types.builtins.INT8, Number);

function openPostgres(url: string): Engine {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 3_000,
    query_timeout: statementTimeout,
    statement_timeout: statementTimeout,
    idle_in_transaction_session_timeout: abandonedAfter,
  });
  // A connection that breaks is replaced at the next use. Without listeners it would end the process: the pool's own
  // hears of idle connections only, and one in use fails its statement and says so once more.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return { db: new Kysely({ dialect: new PostgresDialect({ pool: withoutSilent(pool) }) }), name: 'postgres', release: () => undefined };
}

/** A backup holds the file for moments. The whole process stands still while it waits, so not for long. ms. */
const busyTimeout = 500;

/** Named here, or the garbage collector lets go of a lock whose store nobody happens to hold any more. */
const locks = new Set<Database.Database>();

/**
 * Holds a second, empty database locked for as long as this process lives. The operating system lets go of it
 * with the process, however that ends, which a file with a process id in it does not give.
 */
function lockOut(file: string): () => void {
  const lock = new Database(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec('pragma locking_mode = exclusive');
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error;
    throw new StoreRefused(
      `Another process already uses the database ${file}. SQLite serves exactly one process: stop the other one, ` +
        'or set DATABASE_URL=postgres://… to run several.',
      { cause: error },
    );
  }
  locks.add(lock);
  return () => {
    locks.delete(lock);
    lock.close();
  };
}

/**
 * The database as Kysely takes it, its transactions begun and ended by `exec`. A prepared statement of libsql that meets
 * a busy database (a backup, somebody's shell) stays open, and no later transaction can be committed; `exec` leaves
 * nothing behind. Immediate: a busy database is met at the beginning, where nothing has been written.
 */
function withPlainTransactions(database: Database.Database): SqliteDatabase {
  return {
    close: () => void database.close(),
    prepare: (sql) => {
      if (!['begin', 'commit', 'rollback'].includes(sql)) return database.prepare(sql);
      const run = () => {
        database.exec(sql === 'begin' ? 'begin immediate' : sql);
        return { changes: 0, lastInsertRowid: 0 };
      };
      return { reader: false, run, all: () => [], iterate: () => [][Symbol.iterator]() };
    },
  };
}

function openSqlite(file: string): Engine {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  const release = lockOut(file);
  try {
    const database = new Database(file, { timeout: busyTimeout });
    database.exec('pragma journal_mode = wal');
    // What is committed must survive a power cut, not only a crash (law 2).
    database.exec('pragma synchronous = full');
    return { db: new Kysely({ dialect: new SqliteDialect({ database: withPlainTransactions(database) }) }), name: 'sqlite', release };
  } catch (error) {
    release();
    throw error;
  }
}

/** Opens the same only to read from it, beside a process that works with it. */
export function openReader(url: string): Engine {
  if (!url.startsWith('file:')) return openPostgres(url);
  const database = new Database(url.slice('file:'.length), { readonly: true, fileMustExist: true, timeout: busyTimeout });
  return { db: new Kysely({ dialect: new SqliteDialect({ database: withPlainTransactions(database) }) }), name: 'sqlite', release: () => undefined };
}

/** Opens `file:<path>` (made if absent) or `postgres://…`. Throws {@link StoreRefused} where that must not be. */
export function openEngine(url: string): Engine {
  return url.startsWith('file:') ? openSqlite(url.slice('file:'.length)) : openPostgres(url);
}
