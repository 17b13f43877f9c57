/** Who is to be told in which words where a row does not arrive, or not for a while. */
export interface Concern {
  readonly place: string;
  readonly late: string;
  readonly lost: string;
}

const told = (id: string, conversation: string, text: string) => ({ id, conversation, class: 'reply' as const, body: { kind: 'text' as const, text } });

/** Tells whom it concerns that a row takes longer; once, however often it is tried. */
export const sayLate = (row: string, { place, late }: Concern) => told(`${row}-late`, place, late);

/** Tells whom it concerns that a row did not arrive. */
export const sayLost = (row: string, { place, lost }: Concern) => told(`${row}-lost`, place, lost);
