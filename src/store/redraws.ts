import { type Kysely, sql, type Transaction } from 'kysely';
import { deskPlace } from '../app/ports';
import { redrawsWhile, redrawsWithin } from '../core/delivery';
import type { Schema } from './schema';

/** A lane of HR's channel. */
export const isDeskLane = sql<boolean>`(lanes.conversation = ${deskPlace} or lanes.conversation like 'case:%' or lanes.conversation like 'push:%')`;

/** A row that draws a card again, and that nobody is told of. A text that was withdrawn waits for nothing. */
export const isRedraw = sql<boolean>`(outbox.about is not null and outbox.concern is null and outbox.body like '{"kind":"redraw",%')`;

/** A lane of HR's channel in which there is nothing to do but to draw cards again. */
export const onlyRedraws = (now: number) => sql<boolean>`(${isDeskLane}
  and exists (select 1 from outbox where outbox.lane = lanes.lane and settled_at is null and not_before <= ${now})
  and not exists (select 1 from outbox where outbox.lane = lanes.lane and settled_at is null and not_before <= ${now} and not ${isRedraw}))`;

/**
 * Whether a card of HR's channel may be drawn again now. Counted in the store, because what other processes send takes the
 * same room; lanes in hand count as sent, because slow sends would take all of it before the first is counted. `mine`: the
 * lane that asks.
 */
export async function roomToRedraw(on: Kysely<Schema> | Transaction<Schema>, now: number, mine = ''): Promise<boolean> {
  const sent = (seconds: number) =>
    sql`(select count(*) from outbox where settled_at > ${now - seconds * 1_000} and status = 'sent' and (lane like 'case:%' or lane like 'push:%' or lane = ${`${deskPlace}|reply`}))`;
  const inHand = sql`(select count(*) from lanes where ${isDeskLane} and hold = 'leased' and due_at > ${now} and lane <> ${mine})`;
  const [count, seconds] = redrawsWithin;
  const redrawn = sql`(select count(*) from outbox where settled_at > ${now - seconds * 1_000} and status = 'sent' and about is not null and (lane like 'case:%' or lane like 'push:%'))`;
  const windows = redrawsWhile.map(([most, within]) => sql`${sent(within)} + ${inHand} < ${most}`);
  const { rows } = await sql<{ room: number }>`select case when ${sql.join([...windows, sql`${redrawn} < ${count}`], sql` and `)} then 1 else 0 end as room`.execute(on);
  return Number(rows[0]?.room) === 1;
}
