import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { DatabaseError, type Pool, type PoolClient } from 'pg';

/** A connection as it is lent out: once a statement is not answered by the server, nothing more is asked on it. */
function lent(client: PoolClient, onLost: () => void): PostgresPoolClient {
  let lost = false;
  const query = async (sql: string, parameters: readonly unknown[]): Promise<unknown> => {
    if (lost) throw new Error('the connection is lost');
    try {
      return await client.query(sql, [...parameters]);
    } catch (error) {
      lost = !(error instanceof DatabaseError);
      if (lost) onLost();
      throw error;
    }
  };
  // The other form of `query` is for cursors, and nobody here uses one.
  return { query: query as PostgresPoolClient['query'], release: (destroy) => client.release(destroy || lost) };
}

/**
 * The pool as Kysely uses it, but for connections that have fallen silent (the server's machine is gone, a firewall
 * forgot them): `pg` ends the waiting after `query_timeout` and lends the same connection out again, for ever. Where one
 * is lost, those that are as old are most likely too, and are not tried one by one.
 */
export function withoutSilent(pool: Pool): PostgresPool {
  let trusted = new WeakSet<PoolClient>();
  pool.on('connect', (client) => void trusted.add(client));
  const onLost = (): void => void (trusted = new WeakSet());

  const connect = async (): Promise<PostgresPoolClient> => {
    for (;;) {
      const client = await pool.connect();
      if (trusted.has(client)) return lent(client, onLost);
      client.release(true);
    }
  };
  return { options: pool.options, connect, end: () => pool.end() };
}
