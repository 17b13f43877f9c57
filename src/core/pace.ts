/** So many messages in so many seconds. */
export type Window = readonly [count: number, seconds: number];

/**
 * What Teams bears of one bot in one conversation (rate-limit page: one bot, one thread). It may count HR's channel with all
 * its threads as one.
 */
export const bearable: readonly Window[] = [[7, 1], [8, 2], [60, 30], [1_800, 3_600]];
/** What went longer ago counts nowhere. ms. */
export const countedFor = Math.max(...bearable.map(([, seconds]) => seconds * 1_000));

/** A card of HR's channel is drawn again only while this leaves room: what it leaves of the above is for words. */
export const redrawsWhile: readonly Window[] = [[4, 1], [5, 2], [50, 30], [1_500, 3_600]];
/** And only so many of them: the other 48 are for words that begin to come after a quiet minute. */
export const redrawsWithin: readonly Window[] = [[12, 30]];

/** When one more may go, ms since 1970 UTC; -Infinity: at any time. `sent`: when the others went, newest first. */
export function roomAt(sent: readonly number[], windows = bearable): number {
  // The one that must have left the window before the next may enter is the count-th from the newest on.
  return Math.max(...windows.map(([count, seconds]) => (sent[count - 1] ?? -Infinity) + seconds * 1_000));
}

/** How many may go at `now`. */
export function room(sent: readonly number[], now: number, windows = bearable): number {
  return Math.max(0, Math.min(...windows.map(([count, seconds]) => count - sent.filter((at) => at > now - seconds * 1_000).length)));
}
