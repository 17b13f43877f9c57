import type { Concern, Draft } from './ports';

const told = (id: string, conversation: string, text: string): Draft => ({ id, conversation, class: 'reply', body: { kind: 'text', text } });

/** Tells whom it concerns that a row takes longer; once, however often it is tried. */
export const sayLate = (row: string, { place, late }: Concern): Draft => told(`${row}-late`, place, late);

/** Tells whom it concerns that a row did not arrive. */
export const sayLost = (row: string, { place, lost }: Concern): Draft => told(`${row}-lost`, place, lost);
