import { dateAt, isOpen, momentsOf, nextOpening, timeOfDay, usualTime, weekdayAt, yearsLater, type IsHoliday, type WorkingTime } from '../hours';
import { readDay } from './list/day';

/**
 * When a push is to go out, ms since 1970 UTC. `twice`: the clocks show that time twice this night, and it is the first.
 * `no-such-time`: the clocks jump over it; `later` is an hour after, e.g. 03:30 for 02:30.
 */
export type Moment =
  | { readonly at: number; readonly twice: boolean }
  | { readonly refused: 'not-a-time' | 'past' | 'too-far' }
  | { readonly refused: 'no-such-time'; readonly later: number };

/** Who has written is in the middle of something for as long after it: a push waits, and a reminder of one. ms. */
export const quietFor = 5 * 60_000;

/** Further ahead than this, and it is a year mistyped. */
const mostYears = 1;
const clock = /^(?:kl\.?\s*)?(\d{1,2})[:.](\d{2})$/i;

/**
 * A date (`2027-01-04`, `04.01.2027`, `4.1.2027`, `4. januar 2027`) and a time of day (`08:00`, `8.00`) in Norwegian time. `now` is in
 * ms since 1970 UTC; a moment that is now is past.
 */
export function readMoment(date: string, time: string, now: number): Moment {
  const day = readDay(date);
  const [, hour, minute] = clock.exec(time.trim()) ?? [];
  const found = day && hour && minute ? momentsOf([day.year, day.month, day.day, Number(hour), Number(minute)]) : undefined;
  if (!found) return { refused: 'not-a-time' };
  const at = found.at[0] ?? found.after;
  if (at <= now) return { refused: 'past' };
  if (at > yearsLater(now, mostYears)) return { refused: 'too-far' };
  if (found.at.length === 0) return { refused: 'no-such-time', later: found.after };
  return { at, twice: found.at.length > 1 };
}

/**
 * Whether a moment is outside the hours in which people may be written to, and the first one from it on that is not: the
 * moment itself, where it is decent. Without hours of the organisation's, the usual ones count. Throws for hours in
 * which there is never anybody, as all of core/hours does.
 */
export function quiet(at: number, hours: WorkingTime | undefined, isHoliday: IsHoliday): { readonly quiet: boolean; readonly next: number } {
  const time = hours ?? usualTime;
  return { quiet: !isOpen(at, time, isHoliday), next: nextOpening(at, time, isHoliday) };
}

/** What people call a time at which they are not at work. */
export type FreeTime = 'holiday' | 'weekend' | 'night' | 'morning' | 'evening' | 'other';

/** What to call a moment that is not decent. A holiday is one also at night, and also on a Sunday. */
export function freeTimeAt(at: number, isHoliday: IsHoliday): FreeTime {
  if (isHoliday(dateAt(at))) return 'holiday';
  if (weekdayAt(at) > 5) return 'weekend';
  const time = timeOfDay(at);
  if (time < '06:00' || time >= '22:00') return 'night';
  if (time < '08:00') return 'morning';
  return time >= '17:00' ? 'evening' : 'other';
}
