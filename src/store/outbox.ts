import { type Expression, sql, type SqlBool, type Transaction } from 'kysely';
import { isAtDesk, type Lane, type Outbox, type Outgoing, type Row } from '../app/ports';
import { pushOf } from '../core/campaign/rows';
import type { Concern } from '../core/concern';
import type { Engine } from './engine';
import { held, mayGo, waiting } from './lanes';
import { outcomesOn } from './outcomes';
import { isRedraw, onlyRedraws, roomToRedraw } from './redraws';
import type { Schema } from './schema';

/** Whether all that is due in this lane is cards of HR's channel, for which there is no room now. The lane stays due. */
async function redrawsWait(trx: Transaction<Schema>, { lane }: Lane, now: number): Promise<boolean> {
  const only = await trx.selectFrom('lanes').select('lane').where('lane', '=', lane).where(onlyRedraws(now)).executeTakeFirst();
  return only !== undefined && !(await roomToRedraw(trx, now, lane));
}

/** The outbox on this engine, see the port. */
export function outboxOn(engine: Engine): Outbox {
  const { db, name } = engine;
  return {
    ...outcomesOn(engine),

    lease: (now, ms, limit) =>
      db.transaction().execute(async (trx) => {
        const longestDue = (which: Expression<SqlBool>, most: number) =>
          trx
            .selectFrom('lanes')
            .selectAll()
            .where('due_at', '<=', now)
            .where(mayGo(now))
            .where(which)
            .orderBy('priority')
            .orderBy('due_at')
            .limit(most)
            .$if(name === 'postgres', (query) => query.forUpdate().skipLocked())
            .execute();
        const due = await longestDue(sql<boolean>`not ${onlyRedraws(now)}`, limit);
        // One at a time: each takes of the room that the next one asks for.
        const redraw = due.length < limit ? await longestDue(onlyRedraws(now), 1) : [];
        if (redraw.length > 0 && (await roomToRedraw(trx, now))) due.push(...redraw);
        if (due.length === 0) return [];
        await trx
          .updateTable('lanes')
          .set(({ eb }) => ({ fence: eb('fence', '+', 1), due_at: now + ms, hold: 'leased' }))
          .where('lane', 'in', due.map(({ lane }) => lane))
          .execute();
        return due.map((lane) => ({
          lane: lane.lane,
          conversation: lane.conversation,
          class: lane.class,
          fence: lane.fence + 1,
          blocked: lane.blocked ?? undefined,
        }));
      }),

    async head(lane, now): Promise<Row | undefined> {
      const row = await waiting(db, lane)
        .selectAll()
        .where('not_before', '<=', now)
        // What is new goes first: nobody waits for a card above to be drawn again. Nor does what may not wait for room, behind what may.
        .orderBy(sql`case when about is null then 0 when not ${isRedraw} then 1 else 2 end`)
        .orderBy('seq')
        .limit(1)
        .select(isRedraw.as('redraw'))
        .executeTakeFirst();
      if (row?.redraw && isAtDesk(lane.conversation) && !(await roomToRedraw(db, now, lane.lane))) return undefined;
      return (
        row && {
          id: row.id,
          lane: row.lane,
          body: JSON.parse(row.body) as Outgoing,
          concern: row.concern ? (JSON.parse(row.concern) as Concern) : undefined,
          status: row.status === 'sending' ? 'sending' : 'pending',
          attempts: row.attempts,
          doubts: row.doubts,
          createdAt: row.created_at,
        }
      );
    },

    claim: (lane, row, now, ms, doubt) =>
      db.transaction().execute(async (trx) => {
        if (!(await held(trx, name, lane))) return false;
        await trx.updateTable('lanes').set({ due_at: now + ms }).where('lane', '=', lane.lane).execute();
        const claimed = await trx
          .updateTable('outbox')
          .set(({ eb }) => ({
            status: 'sending',
            attempts: eb('attempts', '+', 1),
            doubts: eb('doubts', '+', doubt ? 1 : 0),
          }))
          .where('id', '=', row.id)
          .where('settled_at', 'is', null)
          .returning('id')
          .executeTakeFirst();
        return claimed !== undefined;
      }),

    release: (lane, now) =>
      db.transaction().execute(async (trx) => {
        const mine = await trx
          .selectFrom('lanes')
          .select('fence')
          .where('lane', '=', lane.lane)
          .$if(name === 'postgres', (query) => query.forUpdate())
          .executeTakeFirst();
        if (mine?.fence !== lane.fence) return true;
        const next = await waiting(trx, lane)
          .select(({ fn }) => fn.min('not_before').as('at'))
          .executeTakeFirst();
        if (next?.at != null && next.at <= now && !(await redrawsWait(trx, lane, now))) return false;
        await trx.updateTable('lanes').set({ due_at: next?.at ?? null, hold: 'free' }).where('lane', '=', lane.lane).execute();
        return true;
      }),

    async activityOf(row): Promise<string | undefined> {
      const push = pushOf(row);
      if (push) {
        const sent = await db.selectFrom('recipients').select('activity_id').where('campaign', '=', push.campaign).where('n', '=', push.n).executeTakeFirst();
        return sent?.activity_id ?? undefined;
      }
      const sent = await db.selectFrom('outbox').select('activity_id').where('id', '=', row).executeTakeFirst();
      return sent?.activity_id ?? undefined;
    },
  };
}
