import type { Campaigns } from '../app/ports/push';
import type { Engine } from './engine';

type Quota = Campaigns['quota'];

/** What is used of a second. */
interface Used {
  readonly second: number;
  readonly used: number;
}

/** SQLite is one process, and a second's budget is worth nothing after it: kept in memory, where it costs no write. */
function remembered(): Quota {
  const quotas = new Map<string, Used>();
  return (name, second, limit, want, used) => {
    const was = quotas.get(name);
    const before = was && was.second >= second ? was : { second, used: 0 };
    const granted = Math.max(0, Math.min(want, limit - before.used - used));
    quotas.set(name, { second: before.second, used: before.used + used + granted });
    return Promise.resolve(granted);
  };
}

const written =
  ({ db }: Engine): Quota =>
  (name, second, limit, want, used) =>
    db.transaction().execute(async (trx) => {
      const was = await trx
        .insertInto('quotas')
        .values({ name, second, used })
        .onConflict((conflict) =>
          conflict.column('name').doUpdateSet(({ eb, ref }) => ({
            // An earlier second than another process is in already: its clock is behind, and its share is of that one.
            second: eb.case().when(ref('quotas.second'), '>', second).then(ref('quotas.second')).else(second).end(),
            used: eb.case().when(ref('quotas.second'), '>=', second).then(eb('quotas.used', '+', used)).else(used).end(),
          })),
        )
        .returning('used')
        .executeTakeFirstOrThrow();
      const granted = Math.max(0, Math.min(want, limit - was.used));
      if (granted > 0) await trx.updateTable('quotas').set(({ eb }) => ({ used: eb('used', '+', granted) })).where('name', '=', name).execute();
      return granted;
    });

/** How much of a second's budget is used, on this engine: see the port. */
export const quotasOn = (engine: Engine): Quota => (engine.name === 'sqlite' ? remembered() : written(engine));
