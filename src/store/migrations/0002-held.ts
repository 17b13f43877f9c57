import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Tells a lane that is leased or pausing from one that merely waits until a card may be redrawn. */
export const held: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    // 1 is right for every lane there is: the next lease corrects it, and until then nothing is sent too soon.
    await db.schema.alterTable('lanes').addColumn('held', 'integer', (column) => column.notNull().defaultTo(1)).execute();
  },
};
