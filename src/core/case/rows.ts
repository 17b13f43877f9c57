import type { Case } from './types';

/** The outbox row that carries what an entry says to the other side: known beforehand, so that it can be referred to. */
export const rowOf = (number: number, seq: number): string => `case-${number}-${seq}`;

/** The row whose message opens a case's thread; all others go into that thread. */
export const rootRow = ({ report, root }: Case): string => rowOf(report.number, root);
