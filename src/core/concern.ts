/** Who is to be told in which words where a row does not arrive, or not for a while. */
export interface Concern {
  readonly place: string;
  readonly late: string;
  readonly lost: string;
  /** A card there that claims it has arrived: what it becomes where it has not. */
  readonly card?: { readonly of: string; readonly card: Readonly<Record<string, unknown>>; readonly summary: string } | undefined;
}

const told = (id: string, conversation: string, text: string) => ({ id, conversation, class: 'reply' as const, body: { kind: 'text' as const, text } });

/** Tells whom it concerns that a row takes longer; once, however often it is tried. */
export const sayLate = (row: string, { place, late }: Concern) => told(`${row}-late`, place, late);

/** Tells whom it concerns that a row did not arrive, and takes back what a card claims of it. */
export const afterLoss = (row: string, { place, lost, card }: Concern) => [
  told(`${row}-lost`, place, lost),
  ...(card ? [{ id: `${row}-lost-card`, conversation: place, class: 'reply' as const, body: { kind: 'redraw' as const, ...card } }] : []),
];
