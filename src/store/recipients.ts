import { sql, type Transaction } from 'kysely';
import type { Address } from '../app/ports';
import type { Campaigns, Pushed, RecipientChange } from '../app/ports/push';
import type { Campaign } from '../core/campaign/campaign';
import { hasIt, heard, leftOut, stageOf, underWay, whyAfter } from '../core/campaign/recipient';
import { elsewhereOn, whyNow } from './elsewhere';
import type { Engine } from './engine';
import type { Schema } from './schema';
import { hold, settle } from './settle';
import { dueIn, going, recipientOf, type Row, take } from './take';
import { orUnwritable } from './unwritable';

/** What was heard from somebody, written down; a standing only ever goes on. False: a reminder that is not due any more. */
export async function writeRecipient(trx: Transaction<Schema>, change: RecipientChange, name: Engine['name'], now: number): Promise<boolean> {
  const { campaign, n, heard: what, meant, remindAt, reminded } = change;
  const row = await trx
    .selectFrom('recipients')
    .selectAll()
    .where('campaign', '=', campaign)
    .where('n', '=', n)
    .$if(name === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) return true;
  // Another process has reminded her, or she has said that it is enough.
  if (reminded !== undefined && (row.reminders !== reminded || (row.remind_at ?? Infinity) > now)) return false;
  const standing = what ? heard(row.standing, what) : row.standing;
  await trx
    .updateTable('recipients')
    .set({
      standing,
      why: whyAfter(row, standing, meant),
      stage: standing === row.standing ? row.stage : (stageOf(standing) ?? null),
      ...(remindAt === undefined ? {} : { remind_at: remindAt }),
      ...(change.conversation === undefined ? {} : { conversation: change.conversation }),
      ...(reminded !== undefined ? { reminders: row.reminders + 1, remind_at: null, sent_at: now } : {}),
      ...(change.case === undefined ? {} : { case_number: change.case }),
    })
    .where('campaign', '=', campaign)
    .where('n', '=', n)
    .execute();
  return true;
}

/** Who this chat belongs to stands on no list any more; that there was somebody still counts. */
export async function forgetPushes(trx: Transaction<Schema>, conversation: string, now: number): Promise<void> {
  const forgotten = { standing: 'deleted', why: '', stage: null, address: '', name: '', starts_on: null, person: null, conversation: null, locale: null, activity_id: null, remind_at: null, case_number: null } as const;
  const { person } = (await trx.selectFrom('conversations').select('person').where('key', '=', conversation).executeTakeFirst()) ?? {};
  await trx.updateTable('recipients').set(forgotten).where('conversation', '=', conversation).execute();
  await trx
    .updateTable('outbox')
    .set({ status: 'cancelled', reason: 'she is forgotten', settled_at: now, body: '', concern: null })
    .where('lane', '=', `${conversation}|push`)
    .where('status', '=', 'pending')
    .execute();
  // Where nothing reached her, her chat is not known.
  if (person) await trx.updateTable('recipients').set(forgotten).where('person', '=', person).execute();
}

/**
 * Names leave the report of a push that is over; the sums stay, and the ids by which she can still answer it, as long as her
 * chat is known. Whose account is waited for is still to be found by her address.
 */
export async function purgeNames(trx: Transaction<Schema>, before: number): Promise<number> {
  const gone = await trx
    .updateTable('recipients')
    .set({ address: '', name: '', starts_on: null })
    .where('address', '!=', '')
    .where('stage', 'is', null)
    .where((eb) => eb.or([eb('sent_at', 'is', null), eb('sent_at', '<', before)]))
    .where('campaign', 'in', (query) => query.selectFrom('campaigns').select('number').where('created_at', '<', before).where('status', 'in', ['done', 'cancelled']))
    .executeTakeFirst();
  await trx
    .updateTable('recipients')
    .set({ person: null, conversation: null, locale: null, remind_at: null, case_number: null })
    .where('address', '=', '')
    .where((eb) => eb.or([eb('person', 'is not', null), eb('conversation', 'is not', null)]))
    .where((eb) => eb.or([eb('conversation', 'is', null), eb('conversation', 'not in', eb.selectFrom('conversations').select('key'))]))
    .execute();
  return Number(gone.numUpdatedRows);
}

/** The work on the people of the pushes, see the port. */
export function recipientsOn(engine: Engine): Pick<
  Campaigns,
  'people' | 'inChat' | 'countIn' | 'awaits' | 'elsewhere' | 'waitedFor' | 'notAllowed' | 'chatsOf' | 'anyDue' | 'exchange' | 'hold' | 'sweep' | 'toRemind'
> {
  const { db, name } = engine;
  const recipients = db.selectFrom('recipients');
  const withCampaign = db.selectFrom('recipients').innerJoin('campaigns', 'campaigns.number', 'recipients.campaign').selectAll('recipients').select('campaigns.state as push');
  const pushedOf = (row: Row & { readonly push: string }): Pushed => ({ campaign: JSON.parse(row.push) as Campaign, recipient: recipientOf(row), sentAt: row.sent_at ?? undefined });

  return {
    async people(number, { only, offset = 0, limit }) {
      const rows = await recipients
        .selectAll()
        .select(whyNow.as('why_now'))
        .where('campaign', '=', number)
        .$if(only === 'left-out', (query) => query.where((eb) => eb.or([eb('standing', 'in', leftOut), eb.and([eb('standing', '=', 'installable'), eb('why', '=', 'policy')])])))
        .orderBy('n')
        .offset(offset)
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...recipientOf(row), why: row.why_now }));
    },

    async inChat(conversation, person) {
      const row = await withCampaign
        .where((eb) => eb.or([eb('recipients.conversation', '=', conversation), ...(person === undefined ? [] : [eb('recipients.person', '=', person)])]))
        .where('recipients.standing', 'in', [...hasIt, 'sending', 'retry'])
        .orderBy('recipients.campaign', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && pushedOf(row);
    },

    async countIn(conversation) {
      const row = await recipients.select(({ fn }) => fn.countAll<number>().as('n')).where('conversation', '=', conversation).where('standing', 'in', hasIt).executeTakeFirstOrThrow();
      return row.n;
    },

    async awaits(person) {
      const row = await withCampaign
        .where('recipients.person', '=', person)
        .where('recipients.standing', 'in', underWay)
        .where('campaigns.status', 'in', going.send)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    ...elsewhereOn(engine),

    async chatsOf(persons) {
      if (persons.length === 0) return new Map();
      const rows = await db.selectFrom('conversations').select(['person', 'key', 'address']).where('person', 'in', persons).orderBy('heard_at').execute();
      // The last one heard from wins.
      return new Map(rows.flatMap(({ person, key, address }) => (person === null ? [] : [[person, { key, address: JSON.parse(address) as Address }] as const])));
    },

    async anyDue(stage, now) {
      return (await dueIn(db, stage, now).limit(1).executeTakeFirst()) !== undefined;
    },

    exchange: (stage, now, ms, settled, most) =>
      db
        .transaction()
        .execute(async (trx) => {
          await settle(trx, name, stage, settled, now);
          return take(trx, name, stage, now, ms, most);
        })
        .catch(orUnwritable),

    hold: (stage, now, ms, people) => hold(engine, stage, now + ms, people),

    async sweep(now) {
      const lost = await db
        .updateTable('recipients')
        .set({ standing: 'uncertain', stage: null, sent_at: now })
        // Literally, as the index has it: SQLite does not look into values.
        .where(sql<boolean>`standing = 'sending'`)
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
