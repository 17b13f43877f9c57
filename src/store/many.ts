import { type RawBuilder, sql } from 'kysely';
import type { Engine } from './engine';

export type Types = Readonly<Record<string, 'integer' | 'bigint' | 'text'>>;

const columns = (types: Types, part: (name: string, type: string) => string): RawBuilder<unknown> => sql.raw(Object.entries(types).map(([name, type]) => part(name, type)).join(', '));

/**
 * Rows as a query of their own, to be joined or inserted: all in one value. A value for each column of each row costs more to
 * write down than the statement to carry out, and there are only so many. `types` are ours, not anybody's words.
 */
export function many<T extends Types>(engine: Engine['name'], types: T, rows: readonly { readonly [name in keyof T]: string | number | null }[]): RawBuilder<unknown> {
  const json = JSON.stringify(rows);
  return engine === 'sqlite'
    ? sql`select ${columns(types, (name) => `value ->> '${name}' as ${name}`)} from json_each(${json})`
    : sql`select * from jsonb_to_recordset(cast(${json} as jsonb)) as many(${columns(types, (name, type) => `${name} ${type}`)})`;
}
