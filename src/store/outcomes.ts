import { sql } from 'kysely';
import { type Draft, isAtDesk, type Outbox, type Settlement } from '../app/ports';
import { afterLoss, type Concern, sayLate } from '../core/concern';
import type { Engine } from './engine';
import { enqueue, redrawEvery } from './enqueue';
import { giveBack, held, pauseDesk, waiting } from './lanes';

/** So many are told at once that their words are late; the others in the next round. */
const mostLate = 100;

/** What people are told whose words failed: each of them once. */
function lostOnes(failed: readonly { readonly id: string; readonly concern: string | null }[]): readonly Draft[] {
  const byPlace = new Map<string, readonly Draft[]>();
  for (const { id, concern: stored } of failed)
    if (stored) {
      const concern = JSON.parse(stored) as Concern;
      byPlace.set(concern.place, afterLoss(id, concern));
    }
  return [...byPlace.values()].flat();
}

/** What came of a row, and who is told where it did not arrive, or not yet. */
export function outcomesOn({ db, name }: Engine): Pick<Outbox, 'settle' | 'failWaiting' | 'sayLate'> {
  return {
    settle: (lane, row, now, settlement: Settlement) =>
      db.transaction().execute(async (trx) => {
        if (!(await held(trx, name, lane))) return false;
        const { kind } = settlement;
        if (kind === 'again') {
          // A pause with jitter is no whole number, and PostgreSQL takes no other.
          const at = Math.ceil(settlement.at ?? now);
          // Words come first: of what a busy channel bears, a picture takes nothing that they could have.
          const later = settlement.pausesDesk && 'of' in row.body ? { not_before: at + redrawEvery } : {};
          await trx
            .updateTable('outbox')
            .set(({ eb }) => ({
              status: 'pending',
              doubts: eb('doubts', '+', settlement.doubt ? 1 : 0),
              reason: settlement.reason ?? null,
              ...later,
            }))
            .where('id', '=', row.id)
            .execute();
          if (settlement.pausesDesk) await pauseDesk(trx, at);
          await trx.updateTable('lanes').set({ due_at: settlement.pausesDesk ? row.createdAt : at, hold: 'pausing' }).where('lane', '=', lane.lane).execute();
          await enqueue(trx, settlement.follow ?? [], now);
          return true;
        }
        await trx
          .updateTable('outbox')
          .set({
            status: kind === 'blocked' ? 'failed' : kind,
            settled_at: now,
            body: '',
            concern: null,
            activity_id: settlement.activityId ?? null,
            reason: settlement.reason ?? null,
          })
          .where('id', '=', row.id)
          .execute();
        if (kind === 'blocked')
          await trx
            .updateTable('lanes')
            .set({ blocked: settlement.reason ?? 'blocked', due_at: now })
            .where('lane', '=', lane.lane)
            .execute();
        if (kind === 'sent' && 'of' in row.body)
          // One that came while this one was on its way has its ten seconds before it, too.
          await trx
            .updateTable('outbox')
            .set({ not_before: now + redrawEvery })
            .where('about', '=', row.body.of)
            .where('status', '=', 'pending')
            .where('not_before', '<', now + redrawEvery)
            .execute();
        if (settlement.follow?.length) await enqueue(trx, settlement.follow, now);
        if (kind !== 'blocked' && isAtDesk(lane.conversation)) await giveBack(trx, lane);
        return true;
      }),

    async failWaiting(lane, now, reason): Promise<number> {
      return db.transaction().execute(async (trx) => {
        // The person may have been heard from since the lease: then what waits is to be sent.
        if (!(await held(trx, name, lane))?.blocked) return 0;
        const failed = await waiting(trx, lane).select(['id', 'concern']).orderBy('seq').execute();
        await trx
          .updateTable('outbox')
          .set({ status: 'failed', reason, settled_at: now, body: '', concern: null })
          .where('lane', '=', lane.lane)
          .where('settled_at', 'is', null)
          .execute();
        await enqueue(trx, lostOnes(failed), now);
        return failed.length;
      });
    },

    sayLate: (before, now) =>
      db.transaction().execute(async (trx) => {
        const late = await trx
          .selectFrom('outbox')
          .select(['id', 'concern'])
          .where('settled_at', 'is', null)
          .where('concern', 'is not', null)
          .where('created_at', '<=', before)
          .where(({ not, exists, selectFrom }) => not(exists(selectFrom('outbox as told').select('told.id').where('told.id', '=', sql<string>`outbox.id || '-late'`))))
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom('outbox as first')
                  .select('first.id')
                  .whereRef('first.lane', '=', 'outbox.lane')
                  .where('first.settled_at', 'is', null)
                  .where('first.concern', 'is not', null)
                  .whereRef('first.seq', '<', 'outbox.seq'),
              ),
            ),
          )
          .orderBy('seq')
          .limit(mostLate)
          .execute();
        const drafts = late.flatMap(({ id, concern }) => (concern ? [sayLate(id, JSON.parse(concern) as Concern)] : []));
        await enqueue(trx, drafts, now);
        return drafts.length;
      }),
  };
}
