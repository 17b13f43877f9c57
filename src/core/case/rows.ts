import type { Case } from './types';

/** The outbox row that carries what an entry says to the other side: known beforehand, so that it can be referred to. */
export const rowOf = (number: number, seq: number): string => `case-${number}-${seq}`;

/** The entry whose words a row carries; undefined where it carries none. */
export function entryOf(row: string): number | undefined {
  const seq = /^case-\d+-(\d+)(?:-chat)?$/.exec(row)?.[1];
  return seq === undefined ? undefined : Number(seq);
}

/** The row whose message opens a case's thread; all others go into that thread. Beside what the same entry says. */
export const rootRow = ({ report, root }: Case): string => `${rootsOf(report.number)}${root}`;
/** What the ids of such rows begin with, and how they are told from others. */
export const rootsOf = (number: number): string => `case-${number}-root-`;
export const isRoot = (row: string): boolean => /^case-\d+-root-\d+$/.test(row);

/** What the id of every row of a case begins with. */
export const rowsOf = (number: number): string => `case-${number}-`;

/** The row that says in a second thread of a case where the first is; `thread` is that second one's first message. */
export const surplusRow = (number: number | string, thread: string): string => `case-${number}-surplus-${thread}`;

/** The employee's card of this opening of the case, and the card of its end. */
export const mineRow = ({ report, opened }: Case): string => `case-${report.number}-mine-${opened}`;
export const endRow = ({ report, opened }: Case): string => `case-${report.number}-end-${opened}`;
