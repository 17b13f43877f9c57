import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Conversations, what was seen, and the outbox with its lanes. `serial` is the engine's word for a counting key. */
export const start = (serial: 'integer' | 'bigserial'): Migration => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('conversations')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('heard_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('conversations_heard').on('conversations').column('heard_at').execute();

    await db.schema
      .createTable('seen')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('answer', 'text')
      .execute();
    await db.schema.createIndex('seen_at').on('seen').column('at').execute();

    await db.schema
      .createTable('lanes')
      .addColumn('lane', 'text', (column) => column.primaryKey())
      .addColumn('conversation', 'text', (column) => column.notNull())
      .addColumn('class', 'text', (column) => column.notNull())
      .addColumn('priority', 'integer', (column) => column.notNull())
      .addColumn('fence', 'bigint', (column) => column.notNull())
      .addColumn('due_at', 'bigint')
      .addColumn('hold', 'text', (column) => column.notNull())
      .addColumn('blocked', 'text')
      .execute();
    await db.schema.createIndex('lanes_due').on('lanes').columns(['priority', 'due_at']).where(sql.ref('due_at'), 'is not', null).execute();
    await db.schema.createIndex('lanes_conversation').on('lanes').column('conversation').execute();

    await db.schema
      .createTable('outbox')
      .addColumn('seq', serial, (column) => (serial === 'integer' ? column.primaryKey().autoIncrement() : column.primaryKey()))
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('lane', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('about', 'text')
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('doubts', 'integer', (column) => column.notNull())
      .addColumn('not_before', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('settled_at', 'bigint')
      .addColumn('activity_id', 'text')
      .addColumn('reason', 'text')
      .execute();
    await db.schema.createIndex('outbox_waiting').on('outbox').columns(['lane', 'seq']).where(sql.ref('settled_at'), 'is', null).execute();
    await db.schema.createIndex('outbox_about').on('outbox').column('about').where(sql.ref('about'), 'is not', null).execute();
    await db.schema.createIndex('outbox_settled').on('outbox').column('settled_at').execute();
  },
});
