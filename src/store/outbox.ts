import { type Expression, type Kysely, sql, type SqlBool, type Transaction } from 'kysely';
import { type Draft, isAtDesk, type Lane, type Outbox, type Outgoing, type Row, type Settlement } from '../app/ports';
import { pushOf } from '../core/campaign/rows';
import { afterLoss, type Concern, sayLate } from '../core/concern';
import type { Engine } from './engine';
import { isDeskLane, isRedraw, onlyRedraws, roomToRedraw } from './redraws';
import type { Schema } from './schema';

const laneOf = ({ conversation, class: kind }: Draft): string => `${conversation}|${kind}`;
/** So many are told at once that their words are late; the others in the next round. */
const mostLate = 100;
/** One card is redrawn at most this often; in between the latest picture waits. */
const redrawEvery = 10_000;

/** When a card may be redrawn again, and the redraws that no longer need to be sent taken away. */
async function makeRoom(trx: Transaction<Schema>, about: string, now: number): Promise<number> {
  await trx
    .updateTable('outbox')
    .set({ status: 'cancelled', reason: 'a newer picture replaced it', settled_at: now, body: '', concern: null })
    .where('about', '=', about)
    .where('status', '=', 'pending')
    .execute();
  const last = await trx
    .selectFrom('outbox')
    .select(({ fn }) => fn.max('settled_at').as('at'))
    .where('about', '=', about)
    .where('status', '=', 'sent')
    .executeTakeFirst();
  return last?.at == null ? now : Math.max(now, last.at + redrawEvery);
}

/** Puts rows in, within the caller's transaction. Lanes are touched before rows, and by name: no deadlock. */
export async function enqueue(trx: Transaction<Schema>, drafts: readonly Draft[], now: number): Promise<void> {
  const lanes = new Map(drafts.map((draft) => [laneOf(draft), draft]));
  for (const [name, draft] of [...lanes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await trx
      .insertInto('lanes')
      .values({
        lane: name,
        conversation: draft.conversation,
        class: draft.class,
        priority: draft.class === 'reply' ? 0 : 1,
        fence: 0,
        due_at: now,
        hold: 'free',
        blocked: null,
      })
      .onConflict((conflict) =>
        conflict.column('lane').doUpdateSet(({ eb, fn, ref }) => ({
          // A lane that is held is not made due any sooner; one that waits for a redraw is.
          due_at: eb
            .case()
            .when(eb.and([eb('lanes.hold', '=', 'free'), eb('lanes.due_at', '>', ref('excluded.due_at'))]))
            .then(ref('excluded.due_at'))
            .else(fn.coalesce(ref('lanes.due_at'), ref('excluded.due_at')))
            .end(),
        })),
      )
      .execute();
  }
  for (const draft of drafts) {
    const about = 'of' in draft.body ? draft.body.of : null;
    const notBefore = about ? await makeRoom(trx, about, now) : now;
    await trx
      .insertInto('outbox')
      .values({
        id: draft.id,
        lane: laneOf(draft),
        body: JSON.stringify(draft.body),
        about,
        status: 'pending',
        attempts: 0,
        doubts: 0,
        not_before: notBefore,
        created_at: now,
        settled_at: null,
        activity_id: null,
        reason: null,
        concern: draft.concern ? JSON.stringify(draft.concern) : null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
}

/** Makes these places worth a try again, whatever came of the last one. */
export async function unblock(trx: Transaction<Schema>, places: readonly string[]): Promise<void> {
  if (places.length === 0) return;
  await trx.updateTable('lanes').set({ blocked: null }).where('conversation', 'in', places).where('blocked', 'is not', null).execute();
}

/** What waits for these places is not sent any more. */
export async function cancelWaiting(trx: Transaction<Schema>, places: readonly string[], now: number): Promise<void> {
  if (places.length === 0) return;
  await trx
    .updateTable('outbox')
    .set({ status: 'cancelled', reason: 'it went another way', settled_at: now, body: '', concern: null })
    .where('lane', 'in', (query) => query.selectFrom('lanes').select('lane').where('conversation', 'in', places))
    // What failed is not missing any more, either.
    .where((eb) => eb.or([eb('settled_at', 'is', null), eb('status', '=', 'failed')]))
    .execute();
}

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

/** Until when nothing goes to HR's channel, in the table of what is kept once. */
const deskPause = 'deskPause';

/** Lanes of HR's channel wait while that pauses, in every process. */
const mayGo = (now: number) =>
  sql<boolean>`(not ${isDeskLane}
    or not exists (select 1 from single where name = ${deskPause} and cast(value as bigint) > ${now}))`;

async function pauseDesk(trx: Transaction<Schema>, until: number): Promise<void> {
  await trx
    .insertInto('single')
    .values({ name: deskPause, value: `${until}` })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: `${until}` }).where(sql`cast(single.value as bigint)`, '<', until))
    .execute();
}

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

/** The outbox on this engine, see the port. */
export function outboxOn({ db, name }: Engine): Outbox {
  /** The lane if it is still ours, held until the transaction ends. */
  const held = (trx: Transaction<Schema>, lane: Lane) =>
    trx
      .selectFrom('lanes')
      .select('blocked')
      .where('lane', '=', lane.lane)
      .where('fence', '=', lane.fence)
      .$if(name === 'postgres', (query) => query.forUpdate())
      .executeTakeFirst();

  const waiting = (on: Kysely<Schema> | Transaction<Schema>, lane: Lane) =>
    on.selectFrom('outbox').where('lane', '=', lane.lane).where('settled_at', 'is', null);

  /** Whether all that is due in this lane is cards of HR's channel, for which there is no room now. The lane stays due. */
  const redrawsWait = async (trx: Transaction<Schema>, { lane }: Lane, now: number): Promise<boolean> => {
    const only = await trx.selectFrom('lanes').select('lane').where('lane', '=', lane).where(onlyRedraws(now)).executeTakeFirst();
    return only !== undefined && !(await roomToRedraw(trx, now, lane));
  };

  return {
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
        if (!(await held(trx, lane))) return false;
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

    settle: (lane, row, now, settlement: Settlement) =>
      db.transaction().execute(async (trx) => {
        if (!(await held(trx, lane))) return false;
        const { kind } = settlement;
        if (kind === 'again') {
          const at = settlement.at ?? now;
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
            .execute();
        if (settlement.follow?.length) await enqueue(trx, settlement.follow, now);
        return true;
      }),

    async failWaiting(lane, now, reason): Promise<number> {
      return db.transaction().execute(async (trx) => {
        // The person may have been heard from since the lease: then what waits is to be sent.
        if (!(await held(trx, lane))?.blocked) return 0;
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
