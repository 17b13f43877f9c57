import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What went to one chat lately, found among all that ever did. */
export const pace: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.createIndex('outbox_sent').on('outbox').columns(['lane', 'settled_at']).where(sql.ref('settled_at'), 'is not', null).execute();
  },
};
