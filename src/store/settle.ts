import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Campaigns, Settled } from '../app/ports/push';
import { hasIt, type Stage, stageOf, underWay } from '../core/campaign/recipient';
import type { Engine } from './engine';
import { many } from './many';
import type { Schema } from './schema';

/** A step as it is written. */
const columns = {
  campaign: 'integer', n: 'integer', fence: 'integer', standing: 'text', why: 'text', stage: 'text', due_at: 'bigint', person: 'text',
  name: 'text', locale: 'text', conversation: 'text', activity_id: 'text', repaired: 'integer', sent_at: 'bigint', attempts: 'integer',
} as const;
type Written = Parameters<typeof many<typeof columns>>[2][number];

const texts = (of: readonly string[]): RawBuilder<unknown> => sql.raw(of.map((each) => `'${each}'`).join(', '));

/** What counts where it comes late: a step that nobody else has taken up, also where it was given up for uncertain. */
const open = sql.raw(`(recipients.stage is not null or recipients.standing = 'uncertain')`);

/**
 * Everything is one statement. A step counts with its fence only. Who was faster than Teams' answer, by pressing what was
 * sent, stands where she stands; what was learnt on the way is kept.
 */
async function write(trx: Transaction<Schema>, engine: Engine['name'], steps: readonly Written[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ campaign: number; n: number }>`
    with step as (${many(engine, columns, steps)})
    update recipients set
      standing = case when ${open} then step.standing else recipients.standing end,
      why = case when ${open} then step.why else recipients.why end,
      stage = case when ${open} then step.stage else recipients.stage end,
      due_at = step.due_at,
      person = coalesce(step.person, recipients.person),
      name = coalesce(step.name, recipients.name),
      locale = coalesce(step.locale, recipients.locale),
      conversation = coalesce(step.conversation, recipients.conversation),
      activity_id = coalesce(step.activity_id, recipients.activity_id),
      repaired = case when step.repaired = 1 then 1 else recipients.repaired end,
      sent_at = coalesce(step.sent_at, recipients.sent_at),
      attempts = coalesce(step.attempts, recipients.attempts)
    from step
    where recipients.campaign = step.campaign and recipients.n = step.n and recipients.fence = step.fence
      and (recipients.stage is not null or recipients.standing in (${texts(hasIt)}))
    returning recipients.campaign, recipients.n`.execute(trx);
  return new Set(rows.map(({ campaign, n }) => `${campaign}|${n}`));
}

/**
 * Pushes that were cancelled while somebody of theirs was in hand. On PostgreSQL nobody can cancel one before this is
 * written; and of two processes that find people of the same list, one waits for the other.
 */
async function cancelled(trx: Transaction<Schema>, engine: Engine['name'], stage: Stage, numbers: readonly number[]): Promise<ReadonlySet<number>> {
  if (numbers.length === 0) return new Set();
  const rows = await trx
    .selectFrom('campaigns')
    .select(['number', 'status'])
    .where('number', 'in', numbers)
    .orderBy('number')
    .$if(engine === 'postgres', (query) => (stage === 'find' ? query.forUpdate() : query.forShare()))
    .execute();
  return new Set(rows.filter(({ status }) => status === 'cancelled').map(({ number }) => number));
}

/** Of people found under a second address of the same list: the first one is hers. */
async function withoutDoubles(trx: Transaction<Schema>, steps: readonly Settled[]): Promise<readonly Settled[]> {
  const persons = [...new Set(steps.flatMap(({ person, standing }) => (person !== undefined && underWay.includes(standing) ? [person] : [])))];
  if (persons.length === 0) return steps;
  const known = await trx
    .selectFrom('recipients')
    .select(['campaign', 'n', 'person'])
    .where('person', 'in', persons)
    .where('campaign', 'in', [...new Set(steps.map(({ campaign }) => campaign))])
    .where('standing', 'in', [...underWay, ...hasIt])
    .execute();
  const first = new Map(known.map(({ campaign, n, person }) => [`${campaign}|${person}`, n]));
  return steps.map((step) => {
    if (step.person === undefined || !underWay.includes(step.standing)) return step;
    const key = `${step.campaign}|${step.person}`;
    const n = first.get(key) ?? step.n;
    first.set(key, n);
    return n === step.n ? step : { ...step, standing: 'passed-over', why: 'on-another' };
  });
}

/** Writes what came of steps. What still had a step to take in a push that is cancelled is cancelled. */
export async function settle(trx: Transaction<Schema>, engine: Engine['name'], stage: Stage, settled: readonly Settled[], now: number): Promise<void> {
  if (settled.length === 0) return;
  const sorted = settled.toSorted((one, other) => one.campaign - other.campaign || one.n - other.n);
  const unfinished = sorted.filter(({ standing, why }) => stage !== 'send' || stageOf(standing, why) !== undefined);
  const over = await cancelled(trx, engine, stage, [...new Set(unfinished.map(({ campaign }) => campaign))]);
  const steps = stage === 'find' ? await withoutDoubles(trx, sorted) : sorted;
  const written = await write(
    trx,
    engine,
    steps.map((step) => {
      const next = stageOf(step.standing, step.why);
      const ends = next !== undefined && over.has(step.campaign);
      return {
        campaign: step.campaign,
        n: step.n,
        fence: step.fence,
        standing: ends ? 'cancelled' : step.standing,
        why: ends ? '' : (step.why ?? ''),
        stage: ends ? null : (next ?? null),
        // A pause with jitter is no whole number, and PostgreSQL takes no other.
        due_at: Math.ceil(step.at ?? now),
        person: step.person ?? null,
        name: step.name ?? null,
        locale: step.locale ?? null,
        conversation: step.conversation ?? null,
        activity_id: step.activityId ?? null,
        repaired: step.repaired ? 1 : 0,
        sent_at: step.standing === 'delivered' || step.standing === 'uncertain' ? now : null,
        // Another step begins anew.
        attempts: step.attempts ?? (next !== undefined && next !== stage ? 0 : null),
      };
    }),
  );
  // Whoever asked to be forgotten meanwhile has no chat any more.
  const chats = steps.flatMap(({ campaign, n, chat, person }) => (chat && written.has(`${campaign}|${n}`) ? [{ key: chat.key, version: 1, state: JSON.stringify(chat.state), address: JSON.stringify(chat.address), heard_at: now, keep_until: null, person: person ?? null }] : []));
  if (chats.length > 0) await trx.insertInto('conversations').values(chats).onConflict((conflict) => conflict.column('key').doNothing()).execute();
}

const held = { campaign: 'integer', n: 'integer', fence: 'integer' } as const;

/** Keeps people in hand until then; see the port. */
export async function hold({ db, name }: Engine, stage: Stage, until: number, people: Parameters<Campaigns['hold']>[3]): Promise<void> {
  if (people.length === 0) return;
  await sql`
    with held as (${many(name, held, people.map(({ campaign, n, fence }) => ({ campaign, n, fence })))})
    update recipients set due_at = ${until} from held
    where recipients.campaign = held.campaign and recipients.n = held.n and recipients.fence = held.fence and recipients.stage = ${stage}`.execute(db);
}
