import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Cases with their history and pictures, what is kept once, and whom a row concerns. `bytes` is the engine's word for them. */
export const cases = (bytes: 'blob' | 'bytea'): Migration => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('outbox').addColumn('concern', 'text').execute();
    await db.schema.createIndex('outbox_activity').on('outbox').column('activity_id').where(sql.ref('activity_id'), 'is not', null).execute();

    await db.schema
      .createTable('cases')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('conversation', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('owner', 'text')
      .addColumn('words', 'text', (column) => column.notNull())
      .addColumn('root', 'text', (column) => column.notNull())
      .addColumn('opened_at', 'bigint', (column) => column.notNull())
      .addColumn('changed_at', 'bigint', (column) => column.notNull())
      .addColumn('closed_at', 'bigint')
      .addColumn('due_at', 'bigint')
      .addColumn('archived', 'integer', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('cases_conversation').on('cases').columns(['conversation', 'number']).execute();
    await db.schema.createIndex('cases_root').on('cases').column('root').execute();
    await db.schema.createIndex('cases_status').on('cases').columns(['status', 'changed_at']).execute();
    await db.schema.createIndex('cases_due').on('cases').column('due_at').where(sql.ref('due_at'), 'is not', null).execute();

    await db.schema
      .createTable('entries')
      .addColumn('case_number', 'integer', (column) => column.notNull())
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('entry', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('entries_key', ['case_number', 'seq'])
      .execute();

    await db.schema
      .createTable('pictures')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('case_number', 'integer', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('bytes', sql.raw(bytes), (column) => column.notNull())
      .execute();
    await db.schema.createIndex('pictures_case').on('pictures').column('case_number').execute();

    await db.schema
      .createTable('single')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('tallies')
      .addColumn('month', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('tallies_key', ['month', 'reason', 'outcome'])
      .execute();
  },
});
