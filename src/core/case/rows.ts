import type { Case } from './types';

/** The outbox row that carries what an entry says to the other side: known beforehand, so that it can be referred to. */
export const rowOf = (number: number, seq: number): string => `case-${number}-${seq}`;

/** The row whose message opens a case's thread; all others go into that thread. Beside what the same entry says. */
export const rootRow = ({ report, root }: Case): string => `case-${report.number}-root-${root}`;

/** The employee's card of this opening of the case, and the card of its end. */
export const mineRow = ({ report, opened }: Case): string => `case-${report.number}-mine-${opened}`;
export const endRow = ({ report, opened }: Case): string => `case-${report.number}-end-${opened}`;
