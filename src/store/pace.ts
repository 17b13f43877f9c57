import { type Kysely, sql, type Transaction } from 'kysely';
import { type Channel, deskPlace } from '../app/ports';
import { countedFor, redrawsWhile, redrawsWithin, room, roomAt } from '../core/pace';
import type { Engine } from './engine';
import type { Schema } from './schema';

type On = Kysely<Schema> | Transaction<Schema>;

/** A lane of HR's channel. */
export const isDeskLane = sql<boolean>`(lanes.conversation = ${deskPlace} or lanes.conversation like 'case:%' or lanes.conversation like 'push:%')`;

/** A row that draws a card again, and that nobody is told of. A text that was withdrawn waits for nothing. */
export const isRedraw = sql<boolean>`(outbox.about is not null and outbox.concern is null and outbox.body like '{"kind":"redraw",%')`;

/** A lane of HR's channel in which there is nothing to do but to draw cards again. */
export const onlyRedraws = (now: number) => sql<boolean>`(${isDeskLane}
  and exists (select 1 from outbox where outbox.lane = lanes.lane and settled_at is null and not_before <= ${now})
  and not exists (select 1 from outbox where outbox.lane = lanes.lane and settled_at is null and not_before <= ${now} and not ${isRedraw}))`;

/** What Teams was asked and has answered, or perhaps has. By then it has counted it, so what counts from there on is never too early. */
const went = sql<boolean>`(outbox.status = 'sent' or outbox.attempts > 0)`;

/** When something went to each of these chats, newest first, by whatever process: replies, cards that were drawn again, pushes. */
export async function sendsTo(on: On, chats: readonly string[], now: number): Promise<ReadonlyMap<string, readonly number[]>> {
  const sends = new Map<string, number[]>(chats.map((chat) => [chat, []]));
  if (sends.size === 0) return sends;
  const since = now - countedFor;
  const places = sql.join([...sends.keys()]);
  const { rows } = await sql<{ chat: string; at: number }>`
    select lanes.conversation as chat, settled_at as at from lanes join outbox on outbox.lane = lanes.lane
      where lanes.conversation in (${places}) and settled_at > ${since} and ${went}
    union all
    select conversation as chat, case when standing = 'sending' then ${now} else sent_at end as at from recipients
      where conversation in (${places}) and (sent_at > ${since} or standing = 'sending')
    order by at desc`.execute(on);
  for (const { chat, at } of rows) sends.get(chat)?.push(at);
  return sends;
}

/** Teams has counted what is sent by then, however long it takes for an answer; or its process was killed, and words are not to wait for that. ms. */
const longOnTheWay = 5_000;

/** What goes to HR's channel, as far as it counts. Moments are newest first. */
interface DeskSends {
  readonly sent: readonly number[];
  /** Texts that were withdrawn among them: what a row said is forgotten once it has arrived. */
  readonly redrawn: readonly number[];
  /** When the leases end of lanes that are in hand. */
  readonly inHand: readonly number[];
}

/** Begins the keys of HR's channel and its threads as conversations: what the bot says there outside of cases and pushes. Undefined: there is none. */
async function deskKey(on: On): Promise<string | undefined> {
  const row = await on.selectFrom('single').select('value').where('name', '=', 'channel').executeTakeFirst();
  if (!row) return undefined;
  const { tenant, channel } = JSON.parse(row.value) as Channel;
  return `${tenant}|${channel}`;
}

async function sendsToDesk(on: On, now: number): Promise<DeskSends> {
  const key = await deskKey(on);
  const beside = (column: 'lane' | 'lanes.conversation') => (key === undefined ? sql`1 = 0` : sql`substr(${sql.ref(column)}, 1, ${key.length}) = ${key}`);
  const { rows } = await sql<{ at: number; kind: 'word' | 'redraw' | 'in-hand' }>`
    select settled_at as at, case when about is null then 'word' else 'redraw' end as kind from outbox
      where settled_at > ${now - countedFor} and ${went} and (lane like 'case:%' or lane like 'push:%' or lane = ${`${deskPlace}|reply`} or ${beside('lane')})
    union all
    select due_at as at, 'in-hand' as kind from lanes where (${isDeskLane} or ${beside('lanes.conversation')}) and hold = 'leased' and due_at > ${now}
    order by at desc`.execute(on);
  const times = (which: (kind: string) => boolean): number[] => rows.flatMap(({ at, kind }) => (which(kind) ? at : []));
  return { sent: times((kind) => kind !== 'in-hand'), redrawn: times((kind) => kind === 'redraw'), inHand: times((kind) => kind === 'in-hand') };
}

/**
 * How many words may go to HR's channel now, each in a lane that is leased for `ms`, and whether beside so many of them a card
 * may be drawn again. To be asked in the transaction that leases: another process asks when that has ended.
 */
export async function roomAtDesk(trx: Transaction<Schema>, engine: Engine['name'], now: number, ms: number): Promise<{ readonly words: number; readonly mayRedraw: (beside: number) => boolean }> {
  if (engine === 'postgres') await sql`select pg_advisory_xact_lock(hashtext(${deskPlace}))`.execute(trx);
  const { sent, redrawn, inHand } = await sendsToDesk(trx, now);
  // When Teams counts what is in hand nobody knows, so it counts as sent just now. For a card, however long it takes: slow sends would take all of the room before the first is counted.
  const onTheWay = inHand.map((until) => Math.min(now, until - ms + longOnTheWay));
  const mayRedraw = (beside: number): boolean =>
    room([...Array<number>(inHand.length + beside).fill(now), ...sent], now, redrawsWhile) > 0 && room(redrawn, now, redrawsWithin) > 0;
  return { words: room([...onTheWay, ...sent], now), mayRedraw };
}

/** When there is room for one more word in HR's channel, as far as is known by now. */
export async function deskRoomAt(on: On, now: number): Promise<number> {
  const { sent, inHand } = await sendsToDesk(on, now);
  return roomAt([...inHand.map(() => now), ...sent]);
}
