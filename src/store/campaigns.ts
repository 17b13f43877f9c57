import { sql, type Transaction } from 'kysely';
import type { CampaignChange, CampaignFile, Campaigns } from '../app/ports/push';
import type { Campaign } from '../core/campaign/campaign';
import { missedIt, type Tally } from '../core/campaign/recipient';
import { whyNow } from './elsewhere';
import type { Engine } from './engine';
import { many } from './many';
import { recipientsOn } from './recipients';
import { quotasOn } from './quotas';
import type { Schema } from './schema';
import { turnsOn } from './turns';

/** A push beside one of the places where its people stand; it is there where nobody stands anywhere, too. */
type Row = Pick<Schema['campaigns'], 'state' | 'version' | 'drawn' | 'read_until'> & (Tally | { readonly standing: null; readonly why: null; readonly count: null });

/** People in one statement: a list is frozen within a second, and no statement takes long. */
const chunk = 5_000;
const listed = { n: 'integer', address: 'text', name: 'text', starts_on: 'text' } as const;

const fileOf = (row: { readonly state: string; readonly version: number }): CampaignFile => ({ campaign: JSON.parse(row.state) as Campaign, version: row.version });

async function writeList(trx: Transaction<Schema>, engine: Engine['name'], { plan }: Campaign, people: NonNullable<CampaignChange['people']>): Promise<void> {
  const rows = people.map(({ address, name = '', startsOn = null }, index) => ({ n: index + 1, address, name, starts_on: startsOn }));
  for (let from = 0; from < rows.length; from += chunk)
    await sql`
      insert into recipients (campaign, n, address, name, starts_on, standing, why, stage, due_at, fence, attempts, repaired, reminders)
      select ${plan.number}, n, address, name, starts_on, 'listed', '', 'find', ${plan.createdAt}, 0, 0, 0, 0
      from (${many(engine, listed, rows.slice(from, from + chunk))}) as listed`.execute(trx);
}

/** The people of another push once more. Only whom nothing has reached: the condition is checked where it is written. */
async function writeAgain(trx: Transaction<Schema>, { plan }: Campaign, { campaign, standings, why }: NonNullable<CampaignChange['from']>): Promise<boolean> {
  const written = await trx
    .insertInto('recipients')
    .columns(['campaign', 'n', 'address', 'name', 'starts_on', 'standing', 'why', 'stage', 'due_at', 'fence', 'attempts', 'repaired', 'reminders'])
    .expression((eb) =>
      eb
        .selectFrom('recipients')
        .select([
          sql<number>`${plan.number}`.as('campaign'),
          sql<number>`row_number() over (order by n)`.as('n'),
          'address',
          'name',
          'starts_on',
          sql<'listed'>`'listed'`.as('standing'),
          sql<''>`''`.as('why'),
          sql<'find'>`'find'`.as('stage'),
          sql<number>`${plan.createdAt}`.as('due_at'),
          sql<number>`0`.as('fence'),
          sql<number>`0`.as('attempts'),
          sql<number>`0`.as('repaired'),
          sql<number>`0`.as('reminders'),
        ])
        .where('campaign', '=', campaign)
        .where((eb2) => eb2.or([eb2('standing', 'in', missedIt), eb2(whyNow, '=', 'missed')]))
        .$if(standings !== undefined, (query) => query.where('standing', 'in', standings ?? []))
        .$if(why !== undefined, (query) => query.where(whyNow, '=', why ?? ''))
        .where('address', '!=', ''),
    )
    .executeTakeFirst();
  // Somebody was heard from, or has left the report, since they were counted: the list would not add up.
  return Number(written.numInsertedOrUpdatedRows ?? 0) === plan.people;
}

/** Writes a push with what goes along with it if nobody was faster. False: the version is not the one that was read, or the same was asked for before. */
export async function writeCampaign(trx: Transaction<Schema>, engine: Engine['name'], change: CampaignChange): Promise<boolean> {
  const { campaign, version, people, from, cancels, journal = [], drawn, readUntil } = change;
  const { number, createdAt } = campaign.plan;
  const columns = {
    state: JSON.stringify(campaign),
    status: campaign.state,
    starts_at: campaign.state === 'scheduled' ? campaign.at : null,
    ...(drawn === undefined ? {} : { drawn }),
    ...(readUntil === undefined ? {} : { read_until: readUntil }),
  };
  const written =
    version === 0
      ? await trx
          .insertInto('campaigns')
          .values({ number, version: 1, key: change.key ?? null, created_at: createdAt, ...columns })
          .onConflict((conflict) => conflict.doNothing())
          .returning('number')
          .executeTakeFirst()
      : await trx
          .updateTable('campaigns')
          .set({ version: version + 1, ...columns })
          .where('number', '=', number)
          .where('version', '=', version)
          .returning('number')
          .executeTakeFirst();
  if (!written) return false;
  if (people) await writeList(trx, engine, campaign, people);
  if (from && !(await writeAgain(trx, campaign, from))) return false;
  if (cancels)
    // Whoever is being sent to just now ends as that ends.
    await trx
      .updateTable('recipients')
      .set({ standing: 'cancelled', why: '', stage: null })
      .where('campaign', '=', number)
      .where('stage', 'is not', null)
      .where('standing', '!=', 'sending')
      .execute();
  if (journal.length > 0) await trx.insertInto('journal').values([...journal]).execute();
  return true;
}

/** The pushes on this engine, see the port. */
export function campaignsOn(engine: Engine): Campaigns {
  const { db } = engine;
  const files = db.selectFrom('campaigns').select(['state', 'version']);
  return {
    ...recipientsOn(engine),

    async numbered(number) {
      const row = await files.where('number', '=', number).executeTakeFirst();
      return row && fileOf(row);
    },

    async counted(number, of) {
      const theirs = of === 'named' ? sql`campaign = ${number} and address <> ''` : sql`campaign = ${number}`;
      // One statement, because each sees the pushes at one moment. Most people are counted by the index alone.
      const { rows } = await sql<Row>`
        select campaigns.state, campaigns.version, campaigns.drawn, campaigns.read_until, people.standing, people.why, people.count
        from campaigns left join (
          select standing, why, count(*) as count from recipients where ${theirs} and why <> 'on-another' group by standing, why
          union all
          select standing, why, count(*) as count from (select standing, ${whyNow} as why from recipients where ${theirs} and why = 'on-another') as others group by standing, why
        ) as people on true
        where campaigns.number = ${number}`.execute(db);
      const tallies = rows.flatMap(({ standing, why, count }): readonly Tally[] => (standing === null ? [] : [{ standing, why, count }]));
      return rows[0] && { ...fileOf(rows[0]), drawn: rows[0].drawn ?? undefined, readUntil: rows[0].read_until ?? undefined, tallies };
    },

    async keyed(key) {
      const row = await files.where('key', '=', key).executeTakeFirst();
      return row && fileOf(row);
    },

    async list(offset, limit) {
      const rows = await files.orderBy('number', 'desc').offset(offset).limit(limit).execute();
      return rows.map(fileOf);
    },

    async count() {
      return (await db.selectFrom('campaigns').select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n;
    },

    async inState(...states) {
      const rows = await files.where('status', 'in', states).orderBy('number').execute();
      return rows.map(fileOf);
    },

    async journal(offset, limit) {
      return db.selectFrom('journal').select(['at', 'campaign', 'who', 'what', 'count']).orderBy('seq', 'desc').offset(offset).limit(limit).execute();
    },

    async nextNumber() {
      const { rows } = await sql<{ value: string }>`
        insert into single (name, value) values ('pushes', '1')
        on conflict (name) do update set value = cast(cast(single.value as integer) + 1 as text)
        returning value`.execute(db);
      return Number(rows[0]?.value);
    },

    quota: quotasOn(engine),
    turn: turnsOn(engine),
  };
}
