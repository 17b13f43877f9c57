import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Address } from '../app/ports';
import type { InHand, Recipient, ToSend } from '../app/ports/push';
import type { Campaign } from '../core/campaign/campaign';
import { quietFor } from '../core/campaign/moment';
import type { Stage } from '../core/campaign/recipient';
import type { ConversationState } from '../core/conversation';
import { hindrances } from './elsewhere';
import { roomAt } from '../core/pace';
import type { Engine } from './engine';
import { sendsTo } from './pace';
import type { Schema } from './schema';

/** Another process has her in hand for another push at this very moment. ms. */
const busyFor = 1_000;

/** Pushes in which a step is taken. Whose account is waited for is looked for after the others have ended, too. */
export const going: Readonly<Record<Stage, readonly Campaign['state'][]>> = {
  find: ['checking', 'running', 'done'],
  install: ['running', 'done'],
  send: ['running', 'done'],
};

export type Row = Selectable<Schema['recipients']>;

export const recipientOf = (row: Row): Recipient => ({
  campaign: row.campaign,
  n: row.n,
  address: row.address,
  name: row.name,
  startsOn: row.starts_on ?? undefined,
  standing: row.standing,
  why: row.why,
  attempts: row.attempts,
  repaired: row.repaired !== 0,
  person: row.person ?? undefined,
  conversation: row.conversation ?? undefined,
  locale: row.locale ?? undefined,
  reminders: row.reminders,
  remindAt: row.remind_at ?? undefined,
  case: row.case_number ?? undefined,
});

/** Pushes in which this step is due for somebody. Most that there ever were are over, so they are asked one by one. */
export const dueIn = (db: Kysely<Schema>, stage: Stage, now: number) =>
  db
    .selectFrom('campaigns')
    .select(['number', 'created_at'])
    .where('status', 'in', going[stage])
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('recipients').select('n').whereRef('recipients.campaign', '=', 'campaigns.number').where('stage', '=', stage).where('due_at', '<=', now)),
    )
    .orderBy('number');

interface Chat {
  readonly address: Address;
  readonly state: ConversationState;
}

async function chatsOf(trx: Transaction<Schema>, rows: readonly Row[]): Promise<ReadonlyMap<string, Chat>> {
  const keys = rows.flatMap(({ conversation }) => conversation ?? []);
  if (keys.length === 0) return new Map();
  const found = await trx.selectFrom('conversations').select(['key', 'address', 'state']).where('key', 'in', keys).execute();
  return new Map(found.map(({ key, address, state }) => [key, { address: JSON.parse(address) as Address, state: JSON.parse(state) as ConversationState }]));
}

/** What is due in one push, each taken in hand, put off or ended. */
async function takeIn(trx: Transaction<Schema>, engine: Engine['name'], stage: Stage, { number, created_at: listedAt }: { readonly number: number; readonly created_at: number }, now: number, ms: number, most: number): Promise<readonly ToSend[]> {
  const due = await trx
    .selectFrom('recipients')
    .selectAll()
    .where('campaign', '=', number)
    .where('stage', '=', stage)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('n')
    .limit(most)
    .$if(engine === 'postgres', (query) => query.forUpdate().skipLocked())
    .execute();
  const of = (rows: readonly Row[]) => trx.updateTable('recipients').where('campaign', '=', number).where('n', 'in', rows.map(({ n }) => n));
  // Somebody was sending, and never came back: it may have arrived, and never goes again by itself (law 3).
  const lost = due.filter(({ standing }) => standing === 'sending');
  if (lost.length > 0) await of(lost).set({ standing: 'uncertain', stage: null, sent_at: now }).execute();
  const left = due.filter(({ standing }) => standing !== 'sending');
  const chats = stage === 'send' ? await chatsOf(trx, left) : new Map<string, Chat>();
  const others = stage === 'send' ? await hindrances(trx, engine, number, left.flatMap(({ person }) => person ?? []), now) : new Map<string, never>();
  const sends = await sendsTo(trx, stage === 'send' ? left.flatMap(({ conversation }) => conversation ?? []) : [], now);
  const mine: Row[] = [];
  for (const row of left) {
    const other = others.get(row.person ?? '');
    const heardAt = stage === 'send' ? chats.get(row.conversation ?? '')?.state.heardAt : undefined;
    const mayGoAt = Math.max((heardAt ?? -Infinity) + quietFor, roomAt(sends.get(row.conversation ?? '') ?? []));
    if (other === 'busy') await of([row]).set({ due_at: now + busyFor }).execute();
    else if (other) await of([row]).set({ standing: 'passed-over', why: other, stage: null }).execute();
    else if (mayGoAt > now) await of([row]).set({ due_at: mayGoAt }).execute();
    else mine.push(row);
  }
  if (mine.length === 0) return [];
  const finds = stage === 'find';
  await of(mine)
    .set(({ eb }) => ({
      fence: eb('fence', '+', 1),
      due_at: now + ms,
      ...(finds ? {} : { attempts: eb('attempts', '+', 1), standing: stage === 'send' ? ('sending' as const) : ('installing' as const), why: '' as const }),
    }))
    .execute();
  return mine.map((row) => {
    const inHand: InHand = { ...recipientOf(row), attempts: row.attempts + (finds ? 0 : 1), fence: row.fence + 1, listedAt };
    return { ...inHand, chat: chats.get(row.conversation ?? '') };
  });
}

/** Takes up to `most` people for whom this step is due in hand for `ms`. */
export async function take(trx: Transaction<Schema>, engine: Engine['name'], stage: Stage, now: number, ms: number, most: number): Promise<readonly ToSend[]> {
  if (most <= 0) return [];
  const taken: ToSend[] = [];
  for (const push of await dueIn(trx, stage, now).execute()) {
    if (taken.length >= most) break;
    taken.push(...(await takeIn(trx, engine, stage, push, now, ms, most - taken.length)));
  }
  return taken;
}
