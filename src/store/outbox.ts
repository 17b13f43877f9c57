import { type Expression, sql, type SqlBool } from 'kysely';
import { isAtDesk, type Outbox, type Outgoing, type Row } from '../app/ports';
import { pushOf } from '../core/campaign/rows';
import type { Concern } from '../core/concern';
import type { Engine } from './engine';
import { deskPausesUntil, giveBack, held, mayGo, waiting } from './lanes';
import { outcomesOn } from './outcomes';
import { deskRoomAt, isDeskLane, isRedraw, onlyRedraws, roomAtDesk, sendsTo } from './pace';

/** The outbox on this engine, see the port. */
export function outboxOn(engine: Engine): Outbox {
  const { db, name } = engine;
  return {
    ...outcomesOn(engine),

    lease: (now, ms, limit) =>
      db.transaction().execute(async (trx) => {
        const longestDue = (which: Expression<SqlBool>) =>
          trx
            .selectFrom('lanes')
            .selectAll()
            .select(sql<number>`case when ${onlyRedraws(now)} then 1 else 0 end`.as('redraws'))
            .where('due_at', '<=', now)
            .where(mayGo(now))
            .where(which)
            .orderBy('redraws')
            .orderBy('priority')
            .orderBy('due_at')
            .limit(limit)
            .$if(name === 'postgres', (query) => query.forUpdate().skipLocked())
            .execute();
        const due = await longestDue(sql<boolean>`not ${isDeskLane}`);
        const atDesk = await longestDue(isDeskLane);
        if (atDesk.length > 0) {
          const room = await roomAtDesk(trx, name, now, ms);
          due.push(...atDesk.filter(({ redraws }) => redraws === 0).slice(0, room.words));
          due.sort((one, other) => one.priority - other.priority || (one.due_at ?? now) - (other.due_at ?? now)).splice(limit);
          // One at a time: each takes of the room that the next one asks for.
          const redraw = atDesk.find(({ redraws }) => redraws === 1);
          if (redraw && due.length < limit && room.mayRedraw(due.filter(({ conversation }) => isAtDesk(conversation)).length)) due.push(redraw);
        }
        if (due.length === 0) return [];
        await trx
          .updateTable('lanes')
          .set(({ eb }) => ({ fence: eb('fence', '+', 1), due_at: now + ms, hold: 'leased' }))
          .where('lane', 'in', due.map(({ lane }) => lane))
          .execute();
        const sent = await sendsTo(trx, due.flatMap(({ class: kind, conversation }) => (kind === 'mail' || isAtDesk(conversation) ? [] : conversation)), now);
        return due.map((lane) => ({
          lane: lane.lane,
          conversation: lane.conversation,
          class: lane.class,
          fence: lane.fence + 1,
          blocked: lane.blocked ?? undefined,
          sent: sent.get(lane.conversation) ?? [],
        }));
      }),

    async nextAt(now): Promise<number> {
      const wordsAtDesk = sql`${isDeskLane} and due_at <= ${now} and not ${onlyRedraws(now)}`;
      const { rows } = await sql<{ at: number | null; words: number }>`
        select min(case when due_at > ${now} then due_at end) as at, max(case when ${wordsAtDesk} then 1 else 0 end) as words
        from lanes where due_at is not null`.execute(db);
      const at = rows[0]?.at ?? Infinity;
      if (!rows[0]?.words) return at;
      const room = Math.max(await deskPausesUntil(db), await deskRoomAt(db, now));
      return room > now ? Math.min(at, room) : at;
    },

    async head(lane, now): Promise<Row | undefined> {
      const row = await waiting(db, lane)
        .selectAll()
        .where('not_before', '<=', now)
        // What is new goes first: nobody waits for a card above to be drawn again. Nor does what may not wait for room, behind what may.
        .orderBy(sql`case when about is null then 0 when not ${isRedraw} then 1 else 2 end`)
        .orderBy('seq')
        .limit(1)
        .executeTakeFirst();
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
          // It may have been put off since it was read.
          .where('not_before', '<=', now)
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
        const due = isAtDesk(lane.conversation) ? undefined : await waiting(trx, lane).select('id').where('not_before', '<=', now).limit(1).executeTakeFirst();
        if (due) return false;
        await giveBack(trx, lane);
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
