import { type Kysely, sql, type Transaction } from 'kysely';
import type { Lane } from '../app/ports';
import type { Engine } from './engine';
import { isDeskLane } from './pace';
import type { Schema } from './schema';

/**
 * Ends the leases of a process that is gone: SQLite is exactly one process, so at its start nobody holds a lane, and
 * people need not wait for a lease to run out. A pause that Teams asked for is kept.
 */
export async function endLeases({ db, name }: Engine): Promise<void> {
  if (name !== 'sqlite') return;
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('lanes').set({ due_at: 0, hold: 'free' }).where('hold', '=', 'leased').where('due_at', 'is not', null).execute();
    await trx.updateTable('recipients').set({ due_at: 0 }).where('standing', 'in', ['listed', 'sending', 'installing']).execute();
  });
}

/** The lane if it is still ours, held until the transaction ends. */
export const held = (trx: Transaction<Schema>, name: Engine['name'], lane: Lane) =>
  trx
    .selectFrom('lanes')
    .select('blocked')
    .where('lane', '=', lane.lane)
    .where('fence', '=', lane.fence)
    .$if(name === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();

/** What still waits in it. */
export const waiting = (on: Kysely<Schema> | Transaction<Schema>, lane: Lane) =>
  on.selectFrom('outbox').where('lane', '=', lane.lane).where('settled_at', 'is', null);

/** The lane is nobody's, and due when its next row is. */
export const giveBack = (trx: Transaction<Schema>, { lane }: Lane) =>
  trx
    .updateTable('lanes')
    .set(({ selectFrom }) => ({ due_at: selectFrom('outbox').select(({ fn }) => fn.min('not_before').as('at')).where('lane', '=', lane).where('settled_at', 'is', null), hold: 'free' }))
    .where('lane', '=', lane)
    .execute();

/** Until when nothing goes to HR's channel, in the table of what is kept once. */
const deskPause = 'deskPause';

/** Lanes of HR's channel wait while that pauses, in every process. */
export const mayGo = (now: number) =>
  sql<boolean>`(not ${isDeskLane}
    or not exists (select 1 from single where name = ${deskPause} and cast(value as bigint) > ${now}))`;

/** Until when it pauses; 0: it never did. */
export async function deskPausesUntil(on: Kysely<Schema>): Promise<number> {
  const pause = await on.selectFrom('single').select('value').where('name', '=', deskPause).executeTakeFirst();
  return Number(pause?.value ?? 0);
}

/** Nothing goes to HR's channel until then, or later where that was said already. */
export async function pauseDesk(trx: Transaction<Schema>, until: number): Promise<void> {
  await trx
    .insertInto('single')
    .values({ name: deskPause, value: `${until}` })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: `${until}` }).where(sql`cast(single.value as bigint)`, '<', until))
    .execute();
}
