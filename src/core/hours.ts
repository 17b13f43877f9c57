import { DateTime } from 'luxon';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** On these days of every week, from one time of day to another, e.g. `08:00` to `15:30`. Two for a day with a break. */
export interface OpeningHours {
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
}
export type WorkingTime = readonly OpeningHours[];

/** Whether nobody works on a day, e.g. `2027-05-17`. */
export type IsHoliday = (date: string) => boolean;

/** What clocks go by where the opening hours are not known. It is promised to nobody. */
export const usualTime: WorkingTime = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '16:00' }];

/** All of Norway has one time, Svalbard included. */
const zone = 'Europe/Oslo';
/** No holidays are as long; so many days without a shift mean that there is none at all. */
const longestRest = 400;
const minute = 60_000;

const local = (at: number): DateTime => DateTime.fromMillis(at, { zone });
const dateOf = (day: DateTime): string => day.toFormat('yyyy-MM-dd');

/** A stretch of work on one day, the end not included. */
interface Shift {
  readonly date: string;
  readonly from: number;
  readonly to: number;
}

/** The moment of a time of day. One that the clocks jump over is as much later. */
function momentOf(day: DateTime, time: string): number {
  const [hour, minute] = time.split(':').map(Number);
  return day.set({ hour, minute }).toMillis();
}

function shiftsOf(day: DateTime, time: WorkingTime, isHoliday: IsHoliday): readonly Shift[] {
  const date = dateOf(day);
  if (isHoliday(date)) return [];
  return time
    .filter(({ days }) => days.some((name) => weekdays.indexOf(name) + 1 === day.weekday))
    .map(({ from, to }) => ({ date, from: momentOf(day, from), to: momentOf(day, to) }))
    .filter(({ from, to }) => from < to)
    .toSorted((one, other) => one.from - other.from);
}

/** What is picked from the first shift that gives something, of those that are not over at a moment. */
function pickFrom<T>(at: number, time: WorkingTime, isHoliday: IsHoliday, pick: (shift: Shift) => T | undefined): T {
  const today = local(at).startOf('day');
  for (let ahead = 0, rest = 0; rest < longestRest; ahead++, rest++) {
    for (const shift of shiftsOf(today.plus({ days: ahead }), time, isHoliday)) {
      rest = 0;
      const picked = shift.to > at ? pick(shift) : undefined;
      if (picked !== undefined) return picked;
    }
  }
  throw new Error(`The opening hours have no hour on any of ${longestRest} days: ${JSON.stringify(time)}`);
}

export function isOpen(at: number, time: WorkingTime, isHoliday: IsHoliday): boolean {
  return shiftsOf(local(at).startOf('day'), time, isHoliday).some(({ from, to }) => from <= at && at < to);
}

/** The first moment from this one on when somebody is at work: this one, where somebody is. */
export function nextOpening(at: number, time: WorkingTime, isHoliday: IsHoliday): number {
  return pickFrom(at, time, isHoliday, ({ from }) => Math.max(at, from));
}

/** When so many minutes have been worked. May be the moment of closing. */
export function addWorkingMinutes(at: number, minutes: number, time: WorkingTime, isHoliday: IsHoliday): number {
  let left = minutes * minute;
  return pickFrom(at, time, isHoliday, ({ from, to }) => {
    const start = Math.max(at, from);
    if (left <= to - start) return start + left;
    left -= to - start;
    return undefined;
  });
}

/**
 * So many working days later at the same time of day, or at the next opening where nobody is at work at that time. What
 * happens outside the opening hours counts from the next opening.
 */
export function addWorkingDays(at: number, days: number, time: WorkingTime, isHoliday: IsHoliday): number {
  const start = local(nextOpening(at, time, isHoliday));
  let reached = dateOf(start);
  let left = days;
  const date = pickFrom(start.toMillis(), time, isHoliday, (shift) => {
    if (shift.date !== reached) left--;
    reached = shift.date;
    return left <= 0 ? reached : undefined;
  });
  const [year, month, day] = date.split('-').map(Number);
  return nextOpening(start.set({ year, month, day }).toMillis(), time, isHoliday);
}

/** The midnight that a day began with. */
export const startOfDay = (at: number): number => local(at).startOf('day').toMillis();

/** How many midnights lie between. */
export function daysBetween(at: number, later: number): number {
  return Math.round(local(later).startOf('day').diff(local(at).startOf('day'), 'days').days);
}

/** `2027-01-04`: the date there is then. */
export const dateAt = (at: number): string => dateOf(local(at));

/** From 1, Monday, to 7. */
export const weekdayAt = (at: number): number => local(at).weekday;

/** `08:00`: what a clock on the wall shows. */
export const timeOfDay = (at: number): string => local(at).toFormat('HH:mm');

/** A date of the calendar and a time of day, as numbers: 2027, 1, 4, 8, 0. */
export type OnTheClock = readonly [year: number, month: number, day: number, hour: number, minute: number];

/**
 * When the clocks show this: one moment, two in the hour that they go through twice in October, none in the hour they jump
 * over in March (then `after` is the moment as much later). Undefined where there is no such date or time of day.
 */
export function momentsOf([year, month, day, hour, minute]: OnTheClock): { readonly at: readonly number[]; readonly after: number } | undefined {
  const moment = DateTime.fromObject({ year, month, day, hour, minute }, { zone });
  if (!moment.isValid || hour > 23) return undefined;
  const shown = moment.hour === hour && moment.minute === minute;
  return { at: shown ? moment.getPossibleOffsets().map((one) => one.toMillis()).toSorted((one, other) => one - other) : [], after: moment.toMillis() };
}

/** The same date and time of day so many years later. */
export const yearsLater = (at: number, years: number): number => local(at).plus({ years }).toMillis();

/** The working calendar that clocks run by. */
export function calendarOf(hours: WorkingTime | undefined, isHoliday: IsHoliday) {
  const time = hours ?? usualTime;
  return {
    addMinutes: (at: number, minutes: number): number => addWorkingMinutes(at, minutes, time, isHoliday),
    addDays: (at: number, days: number): number => addWorkingDays(at, days, time, isHoliday),
    /** As people count: the next working day after a Saturday, or a Friday night, is Monday. */
    daysAfter(at: number, days: number): number {
      const opening = nextOpening(at, time, isHoliday);
      return addWorkingDays(at, daysBetween(at, opening) > 0 ? days - 1 : days, time, isHoliday);
    },
  };
}
