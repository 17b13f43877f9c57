import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What people thought of the help; and when a conversation may go before its time. */
export const feedbackAndForgetting = (serial: 'integer' | 'bigserial'): Migration => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('conversations').addColumn('keep_until', 'bigint').execute();
    await db.schema
      .createTable('feedback')
      .addColumn('seq', serial, (column) => (serial === 'integer' ? column.primaryKey().autoIncrement() : column.primaryKey()))
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('helped', 'integer', (column) => column.notNull())
      .addColumn('words', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .execute();
  },
});
