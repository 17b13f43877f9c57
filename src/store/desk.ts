import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Commit, Desk } from '../app/ports';
import type { Engine } from './engine';
import { unblock } from './enqueue';
import type { Schema } from './schema';

const names = ['channel', 'notice', 'offeredAt', 'hearsAll'] as const satisfies readonly (keyof Desk)[];

/** Writes what is kept once, over what was there; null takes it away. */
export async function writeDesk(trx: Transaction<Schema>, desk: NonNullable<Commit['desk']>): Promise<void> {
  for (const name of names) {
    const value = desk[name];
    if (value === null) await trx.deleteFrom('single').where('name', '=', name).execute();
    else if (value !== undefined) {
      const text = JSON.stringify(value);
      await trx
        .insertInto('single')
        .values({ name, value: text })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: text }))
        .execute();
    }
  }
  if (!desk.channel) return;
  // HR can be reached again: every thread may be.
  const threads = await trx.selectFrom('lanes').select('conversation').where((eb) => eb.or([eb('conversation', 'like', 'case:%'), eb('conversation', 'like', 'push:%')])).where('blocked', 'is not', null).execute();
  await unblock(trx, threads.map(({ conversation }) => conversation));
}

/** What is kept once, on this engine. */
export function deskOn({ db }: Engine): () => Promise<Desk> {
  return async () => {
    const rows = await db.selectFrom('single').selectAll().where('name', 'in', names).execute();
    return Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value) as unknown])) as Desk;
  };
}

/** Secrets of this installation, on this engine: two processes that make one at once get the same. */
export function secretsOn({ db }: Engine): (name: string) => Promise<string> {
  return async (name) => {
    const row = `secret:${name}`;
    await db
      .insertInto('single')
      .values({ name: row, value: randomBytes(32).toString('base64url') })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    return (await db.selectFrom('single').select('value').where('name', '=', row).executeTakeFirstOrThrow()).value;
  };
}
