import { isIn } from '../../email/domain';
import { columnOf, type Column } from './heading';
import type { Row } from './table';

/** Which columns are about what. */
export interface Columns {
  /** The row with the headings; undefined where there is none. */
  readonly heading: number | undefined;
  /** Where addresses are looked for, the likeliest first. */
  readonly addresses: readonly number[];
  readonly name?: number | undefined;
  readonly first?: number | undefined;
  readonly last?: number | undefined;
  readonly start?: number | undefined;
}

/** A title, an empty row and a date may stand over the headings. */
const rowsAbove = 10;

/** How many rows have an address in each column; one of the organisation's own counts more than a private one. */
function addressesIn(rows: readonly Row[], domains: readonly string[]): readonly { readonly column: number; readonly weight: number }[] {
  const weights = new Map<number, number>();
  for (const { cells } of rows)
    for (const [column, cell] of cells.entries())
      if (cell.includes('@')) weights.set(column, (weights.get(column) ?? 0) + (isIn(domains, cell.trim().toLowerCase().replace(/[>\s,;.]+$/, '')) ? 10 : 1));
  return [...weights].map(([column, weight]) => ({ column, weight })).toSorted((one, other) => other.weight - one.weight || one.column - other.column);
}

/** Finds the columns by the headings, where there are some, and by what stands in them. */
export function columnsOf(rows: readonly Row[], domains: readonly string[]): Columns {
  const heading = rows.slice(0, rowsAbove).findIndex(({ cells }) => cells.some((cell) => columnOf(cell)) && !cells.some((cell) => cell.includes('@')));
  const full = addressesIn(rows, domains);
  const likeliest = full[0] ? [full[0].column] : [];
  if (heading < 0) return { heading: undefined, addresses: likeliest };
  const named = (rows[heading]?.cells ?? []).flatMap((cell, column) => {
    const found = columnOf(cell);
    return found ? [{ ...found, at: column }] : [];
  });
  const at = (column: Column): number | undefined => named.find((one) => one.column === column)?.at;
  const filled = named
    .filter(({ column, at }) => column === 'address' && full.some((one) => one.column === at))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ at }) => at);
  return { heading, addresses: filled.length > 0 ? filled : likeliest, name: at('name'), first: at('first'), last: at('last'), start: at('start') };
}
