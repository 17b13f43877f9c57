import type { Case, Deed } from './types';

/** How long HR and the employee are waited for. */
export interface Patience {
  /** Working minutes until HR is reminded of a case that nobody has, and as many again until it is said by mail. */
  readonly claimWithin: number;
  /** Working days until the employee is nudged, and as many again until the case is closed. */
  readonly answerWithin: number;
}

/** Moments of the working calendar, ms since 1970 UTC. */
export interface Calendar {
  addMinutes(at: number, minutes: number): number;
  addDays(at: number, days: number): number;
}

/** What the clock will do to a case, and when; undefined where it waits for nothing. */
export function due(one: Case, { claimWithin, answerWithin }: Patience, calendar: Calendar): { readonly at: number; readonly deed: Deed } | undefined {
  if (one.state === 'waiting') {
    if (!one.reminded) return { at: calendar.addMinutes(one.since, claimWithin), deed: { kind: 'reminded' } };
    return one.mailed ? undefined : { at: calendar.addMinutes(one.since, 2 * claimWithin), deed: { kind: 'mailed' } };
  }
  if (one.state !== 'claimed' || one.waitsFor?.party !== 'employee') return undefined;
  const { since, nudged } = one.waitsFor;
  return nudged
    ? { at: calendar.addDays(since, 2 * answerWithin), deed: { kind: 'ran-out' } }
    : { at: calendar.addDays(since, answerWithin), deed: { kind: 'nudged' } };
}
