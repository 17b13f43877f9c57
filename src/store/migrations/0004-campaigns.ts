import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Pushes, everybody on their lists, what HR did to them, and how much of a second's budget is used. */
export const campaigns = (serial: 'integer' | 'bigserial'): Migration => ({
  async up(db: Kysely<unknown>): Promise<void> {
    // Whose chat it is, by the directory's id: the address book.
    await db.schema.alterTable('conversations').addColumn('person', 'text').execute();
    await db.schema.createIndex('conversations_person').on('conversations').column('person').where(sql.ref('person'), 'is not', null).execute();

    await db.schema
      .createTable('campaigns')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      /** What the same request is known by when it comes again. */
      .addColumn('key', 'text', (column) => column.unique())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('starts_at', 'bigint')
      .addColumn('drawn', 'text')
      .execute();
    await db.schema.createIndex('campaigns_status').on('campaigns').column('status').execute();

    await db.schema
      .createTable('recipients')
      .addColumn('campaign', 'integer', (column) => column.notNull())
      .addColumn('n', 'integer', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('starts_on', 'text')
      .addColumn('standing', 'text', (column) => column.notNull())
      .addColumn('why', 'text', (column) => column.notNull())
      .addColumn('stage', 'text')
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('fence', 'integer', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('repaired', 'integer', (column) => column.notNull())
      .addColumn('person', 'text')
      .addColumn('conversation', 'text')
      .addColumn('locale', 'text')
      .addColumn('activity_id', 'text')
      .addColumn('sent_at', 'bigint')
      .addColumn('remind_at', 'bigint')
      .addColumn('reminders', 'integer', (column) => column.notNull())
      .addColumn('case_number', 'integer')
      .addPrimaryKeyConstraint('recipients_key', ['campaign', 'n'])
      .execute();
    await db.schema.createIndex('recipients_due').on('recipients').columns(['campaign', 'stage', 'due_at', 'n']).where(sql.ref('stage'), 'is not', null).execute();
    // For those whose process was stopped while it sent: few at any time, among all there ever were.
    await db.schema.createIndex('recipients_sending').on('recipients').column('due_at').where(sql<boolean>`standing = 'sending'`).execute();
    await db.schema.createIndex('recipients_standing').on('recipients').columns(['campaign', 'standing', 'why']).execute();
    await db.schema.createIndex('recipients_person').on('recipients').column('person').where(sql.ref('person'), 'is not', null).execute();
    await db.schema.createIndex('recipients_conversation').on('recipients').column('conversation').where(sql.ref('conversation'), 'is not', null).execute();
    await db.schema.createIndex('recipients_remind').on('recipients').column('remind_at').where(sql.ref('remind_at'), 'is not', null).execute();

    await db.schema
      .createTable('journal')
      .addColumn('seq', serial, (column) => (serial === 'integer' ? column.primaryKey().autoIncrement() : column.primaryKey()))
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('campaign', 'integer', (column) => column.notNull())
      .addColumn('who', 'text', (column) => column.notNull())
      .addColumn('what', 'text', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('quotas')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('second', 'bigint', (column) => column.notNull())
      .addColumn('used', 'integer', (column) => column.notNull())
      .execute();
  },
});
