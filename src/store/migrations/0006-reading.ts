import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How long somebody reads something that stands in the place of a push's card. */
export const reading: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('campaigns').addColumn('read_until', 'bigint').execute();
  },
};
