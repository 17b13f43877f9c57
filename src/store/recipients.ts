import { type Selectable, sql, type Transaction } from 'kysely';
import type { Address } from '../app/ports';
import type { Campaigns, Elsewhere, InHand, Pushed, Recipient, RecipientChange, Settled, ToSend } from '../app/ports/push';
import type { Campaign } from '../core/campaign/campaign';
import { hasIt, heard, stageOf, type Stage, underWay } from '../core/campaign/recipient';
import type { ConversationState } from '../core/conversation';
import { startOfDay } from '../core/hours';
import type { Engine } from './engine';
import type { Schema } from './schema';

/** Who has written is in the middle of something for as long after it: a push waits. ms. */
export const quietFor = 5 * 60_000;

/** Pushes in which a step is taken. Whose account is waited for is looked for after the others have ended, too. */
const going: Readonly<Record<Stage, readonly Campaign['state'][]>> = {
  find: ['checking', 'running', 'done'],
  install: ['running', 'done'],
  send: ['running', 'done'],
};

type Row = Selectable<Schema['recipients']>;

const recipientOf = (row: Row): Recipient => ({
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
  case: row.case_number ?? undefined,
});

async function settle(trx: Transaction<Schema>, step: Settled, now: number): Promise<void> {
  const { campaign, n, fence, standing, why = '', at, chat } = step;
  const stage = stageOf(standing, why) ?? null;
  const learnt = {
    ...(step.person === undefined ? {} : { person: step.person }),
    ...(step.name === undefined ? {} : { name: step.name }),
    ...(step.locale === undefined ? {} : { locale: step.locale }),
    ...(step.conversation === undefined ? {} : { conversation: step.conversation }),
    ...(step.activityId === undefined ? {} : { activity_id: step.activityId }),
    ...(step.repaired ? { repaired: 1 } : {}),
    ...(standing === 'delivered' || standing === 'uncertain' ? { sent_at: now } : {}),
  };
  const settled = await trx
    .updateTable('recipients')
    .set({ standing, why, stage, due_at: at ?? now, ...learnt })
    .where('campaign', '=', campaign)
    .where('n', '=', n)
    .where('fence', '=', fence)
    .where('stage', 'is not', null)
    .returning('n')
    .executeTakeFirst();
  if (!settled && standing === 'delivered')
    // She was faster than Teams' answer; or it came after the lease, when she counted as uncertain.
    await trx
      .updateTable('recipients')
      .set({ ...learnt, standing: sql`case when standing in ('uncertain', 'sending') then 'delivered' else standing end` })
      .where('campaign', '=', campaign)
      .where('n', '=', n)
      .where('fence', '=', fence)
      .where('standing', 'in', hasIt)
      .execute();
  if (chat)
    await trx
      .insertInto('conversations')
      .values({ key: chat.key, version: 1, state: JSON.stringify(chat.state), address: JSON.stringify(chat.address), heard_at: now, keep_until: null, person: step.person ?? null })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
}

type Chats = ReadonlyMap<string, { readonly address: Address; readonly state: ConversationState }>;

async function chatsOf(trx: Transaction<Schema>, rows: readonly Row[]): Promise<Chats> {
  const keys = rows.flatMap(({ conversation }) => conversation ?? []);
  if (keys.length === 0) return new Map();
  const found = await trx.selectFrom('conversations').select(['key', 'address', 'state']).where('key', 'in', keys).execute();
  return new Map(found.map(({ key, address, state }) => [key, { address: JSON.parse(address) as Address, state: JSON.parse(state) as ConversationState }]));
}

/** What was heard from somebody, written down; a standing only ever goes on. */
export async function writeRecipient(trx: Transaction<Schema>, change: RecipientChange, name: Engine['name'], now: number): Promise<void> {
  const { campaign, n, heard: what, remindAt, reminded } = change;
  const row = await trx
    .selectFrom('recipients')
    .selectAll()
    .where('campaign', '=', campaign)
    .where('n', '=', n)
    .$if(name === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) return;
  const standing = what ? heard(row.standing, what) : row.standing;
  await trx
    .updateTable('recipients')
    .set({
      standing,
      stage: standing === row.standing ? row.stage : (stageOf(standing) ?? null),
      ...(remindAt === undefined ? {} : { remind_at: remindAt }),
      ...(reminded ? { reminders: row.reminders + 1, remind_at: null, sent_at: now } : {}),
      ...(change.case === undefined ? {} : { case_number: change.case }),
    })
    .where('campaign', '=', campaign)
    .where('n', '=', n)
    .execute();
}

/** Who this chat belongs to stands on no list any more; that there was somebody still counts. */
export async function forgetPushes(trx: Transaction<Schema>, conversation: string): Promise<void> {
  const forgotten = { standing: 'deleted', why: '', stage: null, address: '', name: '', starts_on: null, person: null, conversation: null, locale: null, remind_at: null, case_number: null } as const;
  await trx.updateTable('recipients').set(forgotten).where('conversation', '=', conversation).execute();
}

/** Names leave the report; the sums stay. */
export async function purgeNames(trx: Transaction<Schema>, before: number): Promise<number> {
  const gone = await trx
    .updateTable('recipients')
    .set({ address: '', name: '', starts_on: null, person: null, conversation: null, locale: null, remind_at: null, case_number: null })
    .where('address', '!=', '')
    .where('campaign', 'in', (query) => query.selectFrom('campaigns').select('number').where('created_at', '<', before).where('status', 'in', ['done', 'cancelled']))
    .executeTakeFirst();
  return Number(gone.numUpdatedRows);
}

/** The work on the people of the pushes, see the port. */
export function recipientsOn({ db, name }: Engine): Pick<
  Campaigns,
  'tally' | 'people' | 'inChat' | 'awaits' | 'elsewhere' | 'chatsOf' | 'waits' | 'anyDue' | 'exchange' | 'sweep' | 'toRemind'
> {
  const recipients = db.selectFrom('recipients');
  const withCampaign = db.selectFrom('recipients').innerJoin('campaigns', 'campaigns.number', 'recipients.campaign').selectAll('recipients').select('campaigns.state as push');
  const pushedOf = (row: Row & { readonly push: string }): Pushed => ({ campaign: JSON.parse(row.push) as Campaign, recipient: recipientOf(row), sentAt: row.sent_at ?? undefined });

  return {
    tally: (number) =>
      recipients.select(['standing', 'why']).select(({ fn }) => fn.countAll<number>().as('count')).where('campaign', '=', number).groupBy(['standing', 'why']).execute(),

    async people(number, { standings, why, offset = 0, limit }) {
      const rows = await recipients
        .selectAll()
        .where('campaign', '=', number)
        .$if(standings !== undefined, (query) => query.where('standing', 'in', standings ?? []))
        .$if(why !== undefined, (query) => query.where('why', '=', why ?? ''))
        .orderBy('n')
        .offset(offset)
        .limit(limit)
        .execute();
      return rows.map(recipientOf);
    },

    async inChat(conversation) {
      const row = await withCampaign
        .where('recipients.conversation', '=', conversation)
        .where('recipients.standing', 'in', [...hasIt, 'sending'])
        .orderBy('recipients.campaign', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && pushedOf(row);
    },

    async awaits(person) {
      const row = await withCampaign
        .where('recipients.person', '=', person)
        .where('recipients.standing', 'in', underWay)
        .where('campaigns.status', 'in', [...going.send, 'paused'])
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    async elsewhere(number, persons, now) {
      if (persons.length === 0) return new Map();
      const rows = await db
        .selectFrom('recipients')
        .innerJoin('campaigns', 'campaigns.number', 'recipients.campaign')
        .select(['recipients.person', 'recipients.standing', 'recipients.sent_at'])
        .where('recipients.person', 'in', persons)
        .where('recipients.campaign', '!=', number)
        .where((eb) =>
          eb.or([
            eb('recipients.standing', 'in', hasIt),
            eb.and([eb('recipients.standing', 'in', underWay), eb('campaigns.status', 'in', ['scheduled', 'confirming', 'running', 'paused', 'done'])]),
          ]),
        )
        .execute();
      const today = startOfDay(now);
      const found = new Map<string, Elsewhere>();
      for (const { person, standing, sent_at: sentAt } of rows) {
        const another = underWay.includes(standing) || (sentAt ?? 0) >= today;
        if (person !== null && found.get(person) !== 'on-another') found.set(person, another ? 'on-another' : 'had-it');
      }
      return found;
    },

    async chatsOf(persons) {
      if (persons.length === 0) return new Map();
      const rows = await db.selectFrom('conversations').select(['person', 'key', 'address']).where('person', 'in', persons).orderBy('heard_at').execute();
      // The last one heard from wins.
      return new Map(rows.flatMap(({ person, key, address }) => (person === null ? [] : [[person, { key, address: JSON.parse(address) as Address }] as const])));
    },

    async waits(number, stage) {
      const row = await recipients.select('n').where('campaign', '=', number).where('stage', '=', stage).limit(1).executeTakeFirst();
      return row !== undefined;
    },

    async anyDue(stage, now) {
      const row = await db
        .selectFrom('recipients')
        .innerJoin('campaigns', 'campaigns.number', 'recipients.campaign')
        .select('recipients.n')
        .where('campaigns.status', 'in', going[stage])
        .where('recipients.stage', '=', stage)
        .where('recipients.due_at', '<=', now)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    exchange: (stage, now, ms, settled, take) =>
      db.transaction().execute(async (trx): Promise<readonly ToSend[]> => {
        for (const step of settled.toSorted((one, other) => one.campaign - other.campaign || one.n - other.n)) await settle(trx, step, now);
        if (take <= 0) return [];
        const open = await trx.selectFrom('campaigns').select(['number', 'created_at']).where('status', 'in', going[stage]).orderBy('number').execute();
        const taken: ToSend[] = [];
        for (const { number, created_at: listedAt } of open) {
          if (taken.length >= take) break;
          const due = await trx
            .selectFrom('recipients')
            .selectAll()
            .where('campaign', '=', number)
            .where('stage', '=', stage)
            .where('due_at', '<=', now)
            .orderBy('due_at')
            .orderBy('n')
            .limit(take - taken.length)
            .$if(name === 'postgres', (query) => query.forUpdate().skipLocked())
            .execute();
          const chats = stage === 'send' ? await chatsOf(trx, due) : new Map<string, never>();
          const mine: Row[] = [];
          for (const row of due) {
            const chat = chats.get(row.conversation ?? '');
            const quiet = (chat?.state.heardAt ?? 0) + quietFor;
            const of = trx.updateTable('recipients').where('campaign', '=', number).where('n', '=', row.n);
            // Somebody was sending, and never came back: it may have arrived, and never goes again by itself (law 3).
            if (row.standing === 'sending') await of.set({ standing: 'uncertain', stage: null, sent_at: now }).execute();
            else if (stage === 'send' && quiet > now) await of.set({ due_at: quiet }).execute();
            else {
              mine.push(row);
              const inHand: InHand = { ...recipientOf(row), attempts: row.attempts + (stage === 'find' ? 0 : 1), fence: row.fence + 1, listedAt };
              taken.push({ ...inHand, chat });
            }
          }
          if (mine.length > 0)
            await trx
              .updateTable('recipients')
              .set(({ eb }) => ({
                fence: eb('fence', '+', 1),
                due_at: now + ms,
                ...(stage === 'find' ? {} : { attempts: eb('attempts', '+', 1), standing: stage === 'send' ? ('sending' as const) : ('installing' as const) }),
              }))
              .where('campaign', '=', number)
              .where('n', 'in', mine.map(({ n }) => n))
              .execute();
        }
        return taken;
      }),

    async sweep(now) {
      const lost = await db
        .updateTable('recipients')
        .set({ standing: 'uncertain', stage: null, sent_at: now })
        .where('stage', '=', 'send')
        .where('standing', '=', 'sending')
        .where('due_at', '<=', now)
        .executeTakeFirst();
      return Number(lost.numUpdatedRows);
    },

    async toRemind(now, limit) {
      const rows = await withCampaign.where('recipients.remind_at', '<=', now).orderBy('recipients.remind_at').limit(limit).execute();
      return rows.map(pushedOf);
    },
  };
}
