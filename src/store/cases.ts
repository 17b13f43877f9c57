import { type Expression, type ExpressionBuilder, type SelectQueryBuilder, sql, type SqlBool, type Transaction } from 'kysely';
import type { CaseChange, CaseFile, CaseQuery, Cases } from '../app/ports';
import { entryOf, isRoot, rootRow, rowsOf, surplusRow } from '../core/case/rows';
import type { Case, Entry } from '../core/case/types';
import type { Engine } from './engine';
import type { Schema } from './schema';

/** More are never in doubt at once than can be sent at once. */
const mostInDoubt = 50;
/** Teams' clock and ours, at most, ms. */
const clocksDiffer = 5_000;

const fileOf = (row: { readonly state: string; readonly version: number }): CaseFile => ({
  case: JSON.parse(row.state) as Case,
  version: row.version,
});

/** What a case is asked for by, beside its number. */
const columnsOf = (one: Case, dueAt: number | undefined, now: number) => ({
  state: JSON.stringify(one),
  conversation: one.report.conversation,
  status: one.state,
  owner: one.state === 'waiting' ? null : (one.owner?.id ?? null),
  words: `${one.report.person.name ?? ''} ${one.report.person.email ?? ''}`.toLowerCase(),
  root: rootRow(one),
  opened_at: one.report.openedAt,
  changed_at: now,
  closed_at: one.state === 'closed' ? one.ending.at : null,
  due_at: dueAt ?? null,
  archived: one.archived ? 1 : 0,
});

/** Writes a case with its new entries if nobody was faster. False: the version is not the one that was read. */
export async function writeCase(trx: Transaction<Schema>, change: CaseChange, now: number): Promise<boolean> {
  const { case: one, version, entries, pictures = [], withdrawn = [] } = change;
  const { number } = one.report;
  const columns = columnsOf(one, change.dueAt, now);
  const written =
    version === 0
      ? await trx
          .insertInto('cases')
          .values({ number, version: 1, ...columns })
          .onConflict((conflict) => conflict.column('number').doNothing())
          .returning('number')
          .executeTakeFirst()
      : await trx
          .updateTable('cases')
          .set({ version: version + 1, ...columns })
          .where('number', '=', number)
          .where('version', '=', version)
          .returning('number')
          .executeTakeFirst();
  if (!written) return false;
  if (entries.length > 0)
    await trx
      .insertInto('entries')
      .values(entries.map((entry) => ({ case_number: number, seq: entry.seq, entry: JSON.stringify(entry) })))
      .execute();
  for (const { id, type, bytes } of pictures) await trx.insertInto('pictures').values({ id, case_number: number, type, bytes }).execute();
  if (withdrawn.length > 0) await trx.deleteFrom('pictures').where('id', 'in', withdrawn).execute();
  // A picture cannot be masked, and is kept no longer than it is of use.
  if (one.state === 'closed') await trx.deleteFrom('pictures').where('case_number', '=', number).execute();
  return true;
}

type Asked = ExpressionBuilder<Schema, 'cases'>;

const wanted = (query: Omit<CaseQuery, 'limit' | 'offset'>) => (eb: Asked): Expression<SqlBool> => {
  const { open, state, owner, number, openedAfter, closedAfter, conversation } = query;
  return eb.and([
    ...(open === undefined ? [] : [eb('status', open ? '!=' : '=', 'closed')]),
    ...(state ? [eb('status', '=', state)] : []),
    ...(owner ? [eb('owner', '=', owner)] : []),
    ...(number === undefined ? [] : [eb('number', '=', number)]),
    ...(conversation ? [eb('conversation', '=', conversation)] : []),
    ...(openedAfter === undefined ? [] : [eb('opened_at', '>', openedAfter)]),
    ...(closedAfter === undefined ? [] : [eb('closed_at', '>', closedAfter)]),
  ]);
};

/** The cases on this engine, see the port. */
export function casesOn({ db, name }: Engine): Cases {
  const found = (query: Omit<CaseQuery, 'limit' | 'offset'>) => {
    const { text } = query;
    // Not `like`: what somebody searches for is no pattern.
    const within = sql<number>`${sql.raw(name === 'postgres' ? 'strpos' : 'instr')}(words, ${text?.toLowerCase() ?? ''})`;
    return db
      .selectFrom('cases')
      .where(wanted(query))
      .$if(text !== undefined, (on) => on.where((eb) => eb.or([eb(within, '>', 0), eb(sql`cast(number as text)`, '=', text ?? '')])));
  };
  const one = async (query: SelectQueryBuilder<Schema, 'cases', { state: string; version: number }>): Promise<CaseFile | undefined> => {
    const row = await query.executeTakeFirst();
    if (!row) return undefined;
    const file = fileOf(row);
    const root = await db.selectFrom('outbox').select('status').where('id', '=', rootRow(file.case)).executeTakeFirst();
    return root?.status === 'failed' ? { ...file, unopened: true } : file;
  };
  const files = db.selectFrom('cases').select(['state', 'version']);
  const historyOf = async (number: number): Promise<readonly Entry[]> => {
    const rows = await db.selectFrom('entries').select('entry').where('case_number', '=', number).orderBy('seq').execute();
    return rows.map(({ entry }) => JSON.parse(entry) as Entry);
  };

  return {
    numbered: (number) => one(files.where('number', '=', number)),
    latestOf: (conversation) =>
      one(
        files
          .where('conversation', '=', conversation)
          .orderBy(sql`case when status = 'closed' then 1 else 0 end`)
          .orderBy('closed_at', 'desc')
          .orderBy('number', 'desc')
          .limit(1),
      ),
    ofThread: (message) => one(files.where('root', 'in', (query) => query.selectFrom('outbox').select('id').where('activity_id', '=', message))),

    async wasThread(message) {
      const rows = await db.selectFrom('outbox').select('id').where('activity_id', '=', message).execute();
      return rows.some(({ id }) => isRoot(id));
    },

    async openedTwice(message) {
      const at = Number(message);
      if (!Number.isSafeInteger(at)) return [];
      const marked = await db.selectFrom('outbox').select('id').where('id', 'like', surplusRow('%', message)).executeTakeFirst();
      const known = marked && (await one(files.where('number', '=', Number(marked.id.split('-')[1]))));
      if (known) return [known];
      const rows = await files
        .where('root', 'in', (query) =>
          query
            .selectFrom('outbox')
            .select('id')
            .where('doubts', '>', 0)
            .where('created_at', '<=', at + clocksDiffer)
            .where((eb) => eb.or([eb('settled_at', 'is', null), eb('settled_at', '>=', at - clocksDiffer)])),
        )
        .limit(mostInDoubt)
        .execute();
      return rows.map(fileOf);
    },

    async find(query) {
      const rows = await found(query)
        .select(['state', 'version'])
        .$if(query.state === 'waiting', (on) => on.orderBy('opened_at'))
        .orderBy('changed_at', 'desc')
        .orderBy('number', 'desc')
        .offset(query.offset ?? 0)
        .limit(query.limit)
        .execute();
      return rows.map(fileOf);
    },

    async count(query) {
      const row = await found(query).select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
      return row.n;
    },

    history: historyOf,

    async undelivered(number) {
      const rows = await db.selectFrom('outbox').select('id').where('id', 'like', `${rowsOf(number)}%`).where('status', 'in', ['failed', 'uncertain']).execute();
      return rows.flatMap(({ id }) => entryOf(id) ?? []);
    },

    async recordsOf(conversation) {
      const rows = await files.where('conversation', '=', conversation).orderBy('number').execute();
      return Promise.all(
        rows.map(fileOf).map(async (file) => {
          const { number } = file.case.report;
          const kept = await db.selectFrom('pictures').select(({ fn }) => fn.countAll<number>().as('n')).where('case_number', '=', number).executeTakeFirstOrThrow();
          return { ...file, history: await historyOf(number), pictures: kept.n };
        }),
      );
    },

    async due(now, limit) {
      const rows = await files.where('due_at', '<=', now).orderBy('due_at').limit(limit).execute();
      return rows.map(fileOf);
    },

    async unreached(before, limit) {
      const rows = await files
        .where('status', '!=', 'closed')
        .where('number', 'in', (query) =>
          query
            .selectFrom('outbox')
            .select(sql<number>`cast(substr(outbox.lane, 6, length(outbox.lane) - 11) as integer)`.as('number'))
            .where('outbox.lane', 'like', 'case:%|reply')
            .where('outbox.about', 'is', null)
            .where((eb) =>
              eb.or([eb.and([eb('outbox.settled_at', 'is', null), eb('outbox.created_at', '<', before)]), eb('outbox.status', '=', 'failed')]),
            ),
        )
        .limit(limit)
        .execute();
      return rows.map(fileOf);
    },

    async picture(id) {
      const row = await db.selectFrom('pictures').selectAll().where('id', '=', id).executeTakeFirst();
      return row && { id: row.id, case: row.case_number, type: row.type, bytes: Buffer.from(row.bytes) };
    },

    async nextNumber() {
      const { rows } = await sql<{ value: string }>`
        insert into single (name, value) values ('counter', '1001')
        on conflict (name) do update set value = cast(cast(single.value as integer) + 1 as text)
        returning value`.execute(db);
      return Number(rows[0]?.value);
    },
  };
}
