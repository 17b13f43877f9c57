import { sql, type Transaction } from 'kysely';
import { type Address, type Commit, type Committed, type InvokeAnswer, type Purge, pushThread, type Snapshot, type Store, threadOf } from '../app/ports';
import { deedRow, pushRoot } from '../core/campaign/rows';
import type { ConversationState } from '../core/conversation';
import { addressesOn } from './addresses';
import { campaignsOn, writeCampaign } from './campaigns';
import { casesOn, writeCase } from './cases';
import { deskOn, secretsOn, writeDesk } from './desk';
import { openEngine } from './engine';
import { cancelWaiting, enqueue, putOffRedraws, unblock } from './enqueue';
import { noteFeedback } from './feedback';
import { forgetCase, purgeCases } from './forget';
import { migrate } from './migrate';
import { endLeases } from './lanes';
import { outboxOn } from './outbox';
import { forgetPushes, purgeNames, writeRecipient } from './recipients';
import type { Schema } from './schema';
import { orUnwritable } from './unwritable';

/** Ends a transaction without an error of its own: the caller is told the word. */
class Undone extends Error {
  constructor(readonly word: Exclude<Committed, 'committed'>) {
    super(word);
  }
}

/** PostgreSQL's word for it. */
const deadlock = '40P01';

/** Notes the key as seen. False: it was, and still counts. */
async function markSeen(trx: Transaction<Schema>, seen: NonNullable<Commit['seen']>, now: number): Promise<boolean> {
  const answer = seen.answer ? JSON.stringify(seen.answer) : null;
  const marked = await trx
    .insertInto('seen')
    .values({ key: seen.key, at: now, answer })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({ at: now, answer })
        .where('seen.at', '<=', now - seen.repeatsFor),
    )
    .returning('key')
    .executeTakeFirst();
  return marked !== undefined;
}

/** Writes the state if nobody was faster. False: the version is not the one that was read. */
async function writeConversation(trx: Transaction<Schema>, conversation: NonNullable<Commit['conversation']>, now: number): Promise<boolean> {
  const { key, version } = conversation;
  const row = {
    state: JSON.stringify(conversation.state),
    address: JSON.stringify(conversation.address),
    heard_at: now,
    keep_until: conversation.keepUntil ?? null,
    // Not every activity says who it is: what is known stays.
    ...(conversation.person === undefined ? {} : { person: conversation.person }),
  };
  const written =
    version === 0
      ? await trx
          .insertInto('conversations')
          .values({ key, version: 1, ...row })
          .onConflict((conflict) => conflict.column('key').doNothing())
          .returning('key')
          .executeTakeFirst()
      : await trx
          .updateTable('conversations')
          .set({ version: version + 1, ...row })
          .where('key', '=', key)
          .where('version', '=', version)
          .returning('key')
          .executeTakeFirst();
  return written !== undefined;
}

/** Opens the store, tables brought up to date. Throws `StoreRefused` with a sentence where it must not be opened. */
export async function openStore(url: string): Promise<Store> {
  const engine = openEngine(url);
  const { db } = engine;
  try {
    await migrate(engine);
    await endLeases(engine);
  } catch (error) {
    await db.destroy();
    engine.release();
    throw error;
  }

  return {
    outbox: outboxOn(engine),
    cases: casesOn(engine),
    campaigns: campaignsOn(engine),
    desk: deskOn(engine),
    secret: secretsOn(engine),
    addressOf: addressesOn(engine),

    async conversation(key): Promise<Snapshot | undefined> {
      const row = await db.selectFrom('conversations').selectAll().where('key', '=', key).executeTakeFirst();
      return (
        row && {
          key,
          version: row.version,
          state: JSON.parse(row.state) as ConversationState,
          address: JSON.parse(row.address) as Address,
        }
      );
    },

    async seen(key) {
      const row = await db.selectFrom('seen').select(['at', 'answer']).where('key', '=', key).executeTakeFirst();
      return row && { at: row.at, answer: row.answer ? (JSON.parse(row.answer) as InvokeAnswer) : undefined };
    },

    async commit(commit): Promise<Committed> {
      const { seen, conversation, cases = [], forget = [], campaigns = [], recipients = [], forgetPushes: forgotten, desk, out, feedback, cancel = [], now } = commit;
      try {
        return await db.transaction().execute(async (trx): Promise<Committed> => {
          if (seen && !(await markSeen(trx, seen, now))) throw new Undone('repeat');
          if (conversation && !(await writeConversation(trx, conversation, now))) throw new Undone('lost');
          for (const change of cases) if (!(await writeCase(trx, change, now))) throw new Undone('lost');
          for (const one of forget) if (!(await forgetCase(trx, one, now))) throw new Undone('lost');
          for (const change of campaigns) if (!(await writeCampaign(trx, engine.name, change))) throw new Undone('lost');
          for (const change of recipients) if (!(await writeRecipient(trx, change, engine.name, now))) throw new Undone('lost');
          if (forgotten !== undefined) await forgetPushes(trx, forgotten, now);
          if (desk) await writeDesk(trx, desk);
          // Whoever is heard from can be reached again, and a thread is worth another try with every new word.
          await unblock(trx, [...(conversation ? [conversation.key] : []), ...cases.map(({ case: one }) => threadOf(one.report.number)), ...campaigns.map(({ campaign }) => pushThread(campaign.plan.number))]);
          await cancelWaiting(trx, cancel, now);
          for (const { campaign: { plan, deeds }, readUntil } of campaigns) if (readUntil) await putOffRedraws(trx, pushRoot(plan.number), deedRow(plan.number, deeds), readUntil);
          await enqueue(trx, out, now);
          if (feedback) await noteFeedback(trx, feedback, now);
          return 'committed';
        });
      } catch (error) {
        if (error instanceof Undone) return error.word;
        // Two turns waited for each other's lanes, and PostgreSQL ended this one: the other was faster.
        if ((error as { code?: unknown }).code === deadlock) return 'lost';
        return orUnwritable(error);
      }
    },

    purge: ({ now, answersBefore, seenBefore, settledBefore, conversationsBefore, casesBefore, namesBefore }: Purge) =>
      db.transaction().execute(async (trx) => {
        const answers = await trx
          .updateTable('seen')
          .set({ answer: null })
          .where('at', '<', answersBefore)
          .where('answer', 'is not', null)
          .executeTakeFirst();
        const seen = await trx.deleteFrom('seen').where('at', '<', seenBefore).executeTakeFirst();
        const cases = await purgeCases(trx, casesBefore);
        const names = namesBefore === undefined ? 0 : await purgeNames(trx, namesBefore);
        // The message that opened a thread is what its case is found by.
        const rows = await trx
          .deleteFrom('outbox')
          .where('settled_at', '<', settledBefore)
          .where('id', 'not in', (query) => query.selectFrom('cases').select('root'))
          .where('id', 'not in', (query) => query.selectFrom('campaigns').select(sql<string>`'push-' || number || '-root'`.as('root')))
          // What still waits may be about a message, or on its way to the thread of a case that is deleted.
          .where('id', 'not in', (query) => query.selectFrom('outbox as other').select('other.about').where('other.about', 'is not', null).where('other.settled_at', 'is', null).$castTo<{ about: string }>())
          .where('lane', 'not in', (query) => query.selectFrom('lanes').select('lane').where('conversation', 'like', 'case:%').where('due_at', 'is not', null))
          .executeTakeFirst();
        const old =
          conversationsBefore === undefined
            ? undefined
            : await trx
                .deleteFrom('conversations')
                .where('heard_at', '<', conversationsBefore)
                // As long as HR has her case the way to her is kept.
                .where('key', 'not in', (query) => query.selectFrom('cases').select('conversation').where('status', '!=', 'closed'))
                .executeTakeFirst();
        // Its last words must still find their way.
        const done = await trx
          .deleteFrom('conversations')
          .where('keep_until', '<=', now)
          .where('key', 'not in', (query) => query.selectFrom('lanes').select('conversation').where('due_at', 'is not', null))
          .executeTakeFirst();
        // A lane names its conversation, and must not outlive it. One in which something waits is still needed.
        await trx
          .deleteFrom('lanes')
          .where('due_at', 'is', null)
          .where('conversation', 'not in', (query) => query.selectFrom('conversations').select('key'))
          .execute();
        return {
          answers: Number(answers.numUpdatedRows),
          seen: Number(seen.numDeletedRows),
          rows: Number(rows.numDeletedRows),
          conversations: Number(old?.numDeletedRows ?? 0) + Number(done.numDeletedRows),
          cases,
          names,
        };
      }),

    async ping(): Promise<void> {
      // A table, not a constant: SQLite answers that without its file.
      await db.selectFrom('conversations').select('key').limit(1).execute();
    },

    async close(): Promise<void> {
      await db.destroy();
      engine.release();
    },
  };
}
