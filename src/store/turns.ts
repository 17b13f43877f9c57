import type { Campaigns } from '../app/ports/push';
import type { Engine } from './engine';

type Turn = Campaigns['turn'];

/** A turn further ahead than this was taken by a clock that was wrong, and nobody waits for it. ms. */
const furthest = 10_000;

/** SQLite is one process, and a turn is worth nothing after it: kept in memory, where it costs no write. */
function remembered(): Turn {
  const free = new Map<string, number>();
  return (name, from, takes) => {
    const next = free.get(name) ?? from;
    const at = next > from && next <= from + furthest ? next : from;
    free.set(name, at + takes);
    return Promise.resolve(at);
  };
}

/** The row of a name says in `second` when its next turn may begin, in ms. */
const written =
  ({ db }: Engine): Turn =>
  async (name, from, takes) => {
    const { second } = await db
      .insertInto('quotas')
      .values({ name, second: from + takes, used: 0 })
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet(({ eb, ref }) => ({
          second: eb.case().when(eb.between(ref('quotas.second'), from, from + furthest)).then(eb('quotas.second', '+', takes)).else(from + takes).end(),
        })),
      )
      .returning('second')
      .executeTakeFirstOrThrow();
    return second - takes;
  };

/** Whose turn is when, on this engine: see the port. */
export const turnsOn = (engine: Engine): Turn => (engine.name === 'sqlite' ? remembered() : written(engine));
