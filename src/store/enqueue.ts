import type { Transaction } from 'kysely';
import type { Draft } from '../app/ports';
import type { Schema } from './schema';

const laneOf = ({ conversation, class: kind }: Draft): string => `${conversation}|${kind}`;

/** One card is redrawn at most this often; in between the latest picture waits. */
export const redrawEvery = 10_000;

/** Puts off the redraws of a card that are not on their way yet, where it shows what was done last. `deed`: how the ids of the rows begin that show that. */
export async function putOffRedraws(trx: Transaction<Schema>, about: string, deed: string, until: number): Promise<void> {
  const shown = await trx
    .selectFrom('outbox')
    .select('id')
    .where('about', '=', about)
    .where('status', '=', 'sent')
    .where(({ eb, or }) => or([eb('id', '=', deed), eb('id', 'like', `${deed}-%`)]))
    .limit(1)
    .executeTakeFirst();
  if (!shown) return;
  await trx.updateTable('outbox').set({ not_before: until }).where('about', '=', about).where('status', '=', 'pending').execute();
}

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
