import { Migrator } from 'kysely/migration';
import type { Engine } from './engine';
import { start } from './migrations/0001-start';
import { feedbackAndForgetting } from './migrations/0002-feedback-and-forgetting';
import { cases } from './migrations/0003-cases';
import { campaigns } from './migrations/0004-campaigns';
import { pace } from './migrations/0005-pace';
import { reading } from './migrations/0006-reading';

/**
 * Brings the tables up to date: numbered migrations, each run once, none ever edited or removed.
 * Two processes may start at once: on PostgreSQL the migrator holds an advisory lock.
 */
export async function migrate({ db, name }: Engine): Promise<void> {
  const serial = name === 'sqlite' ? 'integer' : 'bigserial';
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: () =>
        Promise.resolve({
          '0001-start': start(serial),
          '0002-feedback-and-forgetting': feedbackAndForgetting(serial),
          '0003-cases': cases(name === 'sqlite' ? 'blob' : 'bytea'),
          '0004-campaigns': campaigns(serial),
          '0005-pace': pace,
          '0006-reading': reading,
        }),
    },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error('the database could not be migrated', { cause: error });
}
