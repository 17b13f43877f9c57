/**
 * What is measured, for all processes of it. Real time is too long to wait for: everything goes twenty times as fast, or less
 * on a machine that has not so much left.
 */
export const scale = Number(process.env['BENCH_SCALE'] ?? 20);
/** The bot's budget, and what Teams bears, a second. */
export const botPerSecond = 30 * scale;
export const teamsPerSecond = 50 * scale;
/** Teams answers within some 200 ms; scaled. ms. */
export const latency = 200 / scale;
/** A real Retry-After is a second at least; scaled. s. */
export const retryAfter = 1 / scale;
/** Faults, as parts of all attempts. */
export const shares = { 429: 0.02, 502: 0.01, 403: 0.005 } as const;
/** People who talk to the bot meanwhile, and the pause between an answer and what they say next, ms. */
export const chatters = 20;
export const thinking = 1_000;
/** How long they are measured with no push going on, ms. */
export const calm = 15_000;

/** What Teams did. Moments are ms since 1970 UTC. */
export interface Did {
  /** The first and the last attempt of the push. */
  first: number;
  last: number;
  /** When the last person was tried for the first time, and how much had been asked of Teams by then. */
  lastNew: number;
  attemptsToLastNew: number;
  /** All that was asked of Teams from the first attempt on: replies use the budget, too. */
  attempts: number;
  /** Of these, attempts of the push. */
  pushes: number;
  /** Told to wait because the limit was reached, not by a fault. */
  limited: number;
  /** How many messages each person got, by her place on the list. */
  got: Record<number, number>;
  /** Whoever was answered 403. */
  last403: number[];
}
