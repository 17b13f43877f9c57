import type { Transaction } from 'kysely';
import type { Draft, Forgotten } from '../app/ports';
import { isRoot, rowsOf } from '../core/case/rows';
import type { Case } from '../core/case/types';
import { monthOf } from '../core/statistics';
import { enqueue } from './enqueue';
import type { Schema } from './schema';

/** What is left of a case: that there was one. */
async function tally(trx: Transaction<Schema>, one: Case): Promise<void> {
  const outcome = one.state === 'closed' ? one.ending.outcome : one.state;
  await trx
    .insertInto('tallies')
    .values({ month: monthOf(one.report.openedAt), reason: one.report.reason ?? '', outcome, count: 1 })
    .onConflict((conflict) => conflict.columns(['month', 'reason', 'outcome']).doUpdateSet(({ eb, ref }) => ({ count: eb(ref('tallies.count'), '+', 1) })))
    .execute();
}

async function erase(trx: Transaction<Schema>, one: Case): Promise<void> {
  const { number } = one.report;
  await tally(trx, one);
  for (const table of ['entries', 'pictures'] as const) await trx.deleteFrom(table).where('case_number', '=', number).execute();
  // A press is answered with the case's card, and the answer is kept for an hour.
  await trx.updateTable('seen').set({ answer: null }).where('answer', 'like', `%"case-${number}"%`).execute();
}

/** Deletes cases that were closed before, unless they are archived; leaves a count of them, without persons. */
export async function purgeCases(trx: Transaction<Schema>, before: number | undefined): Promise<number> {
  if (before === undefined) return 0;
  const old = await trx.deleteFrom('cases').where('closed_at', '<', before).where('archived', '=', 0).returning(['number', 'state']).execute();
  for (const { number, state } of old) {
    await erase(trx, JSON.parse(state) as Case);
    await trx.deleteFrom('outbox').where('id', 'like', `${rowsOf(number)}%`).execute();
  }
  return old.length;
}

/** A row's place: its lane is that and its class. */
const placeOf = (lane: string): string => lane.slice(0, lane.lastIndexOf('|'));

function takenBack({ id, lane }: { readonly id: string; readonly lane: string }, { root, concern, inThread, inChat }: Forgotten): Draft {
  const place = placeOf(lane);
  const row = { id: `${id}-unsent`, conversation: place, class: 'reply' } as const;
  // Said once for all of the thread.
  if (isRoot(id)) return { ...row, body: { kind: 'redraw', of: id, ...root }, concern };
  return { ...row, body: { kind: 'unsend', of: id, text: place.startsWith('case:') ? inThread : inChat } };
}

/**
 * Deletes a case whose person has asked for it, and takes back what was posted of it, which is found by its rows: they
 * are kept for five weeks. False: the case was changed meanwhile.
 */
export async function forgetCase(trx: Transaction<Schema>, forgotten: Forgotten, now: number): Promise<boolean> {
  const { number, version } = forgotten;
  const gone = await trx.deleteFrom('cases').where('number', '=', number).where('version', '=', version).returning('state').executeTakeFirst();
  if (!gone) return false;
  await erase(trx, JSON.parse(gone.state) as Case);
  await trx
    .updateTable('outbox')
    .set({ status: 'cancelled', reason: 'its case is deleted', settled_at: now, body: '', concern: null })
    .where('id', 'like', `${rowsOf(number)}%`)
    .where('status', '=', 'pending')
    .execute();
  const posted = await trx
    .selectFrom('outbox')
    .select(['id', 'lane'])
    .where('id', 'like', `${rowsOf(number)}%`)
    .where('lane', 'like', '%|reply')
    .where('about', 'is', null)
    // One on its way has no message yet; it has, when this comes to its turn behind it.
    .where((eb) => eb.or([eb('activity_id', 'is not', null), eb('status', '=', 'sending')]))
    .orderBy('seq')
    .execute();
  const drafts = posted.map((row) => takenBack(row, forgotten));
  await enqueue(trx, drafts, now);
  // Her words wait for no ten seconds between two pictures of a card.
  if (drafts.length > 0) await trx.updateTable('outbox').set({ not_before: now }).where('id', 'in', drafts.map(({ id }) => id)).execute();
  return true;
}
