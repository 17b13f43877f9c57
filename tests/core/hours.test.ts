import fc from 'fast-check';
import {
  addWorkingDays, addWorkingMinutes, calendarOf, daysBetween, isOpen, nextOpening, timeOfDay, usualTime, weekdays, type WorkingTime,
} from '../../src/core/hours';
import { isHoliday } from '../../src/holidays';

/** A moment in Norwegian time: +01:00 in winter, +02:00 in summer. */
const winter = (moment: string): number => Date.parse(`${moment}+01:00`);
const summer = (moment: string): number => Date.parse(`${moment}+02:00`);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const weekdaysOnly = weekdays.slice(0, 5);
const short: WorkingTime = [
  { days: ['mon', 'tue', 'wed', 'thu'], from: '08:00', to: '15:30' },
  { days: ['fri'], from: '08:00', to: '14:00' },
];
/** Closed over lunch, and not in order. */
const lunch: WorkingTime = [
  { days: weekdaysOnly, from: '12:00', to: '15:00' },
  { days: weekdaysOnly, from: '08:00', to: '11:00' },
];

describe('open', () => {
  const table: readonly (readonly [string, number, WorkingTime, boolean])[] = [
    ['at the opening', winter('2026-11-23T08:00'), usualTime, true],
    ['a moment before', winter('2026-11-23T08:00') - 1, usualTime, false],
    ['until the closing', winter('2026-11-23T16:00') - 1, usualTime, true],
    ['not at the closing', winter('2026-11-23T16:00'), usualTime, false],
    ['not on Saturday', winter('2026-11-21T10:00'), usualTime, false],
    ['shorter on Friday', winter('2026-11-27T14:30'), short, false],
    ['not over lunch', winter('2026-11-23T11:30'), lunch, false],
    ['after lunch', winter('2026-11-23T12:00'), lunch, true],
    ['not on 17 May, a Monday in 2027', summer('2027-05-17T10:00'), usualTime, false],
    ['not on Maundy Thursday', winter('2027-03-25T10:00'), usualTime, false],
    ['the day before, which is no holiday', winter('2027-03-24T10:00'), usualTime, true],
    ['on Christmas Eve, which is no public holiday', winter('2026-12-24T10:00'), usualTime, true],
    ['not on Christmas Day', winter('2026-12-25T10:00'), usualTime, false],
    ['by summer time', summer('2027-03-30T08:00'), usualTime, true],
    ['an hour before that, 08:00 in winter time no longer', summer('2027-03-30T07:59'), usualTime, false],
  ];
  test.each(table)('%s', (_name, at, time, open) => {
    expect(isOpen(at, time, isHoliday)).toBe(open);
  });
});

describe('the next opening', () => {
  const table: readonly (readonly [string, number, WorkingTime, number])[] = [
    ['is now while it is open', winter('2026-11-23T10:17'), usualTime, winter('2026-11-23T10:17')],
    ['is this morning', winter('2026-11-23T05:00'), usualTime, winter('2026-11-23T08:00')],
    ['is after lunch', winter('2026-11-23T11:00'), lunch, winter('2026-11-23T12:00')],
    ['is on Monday after Friday’s closing', winter('2026-11-20T16:00'), usualTime, winter('2026-11-23T08:00')],
    ['is on Tuesday after Easter, in summer time', winter('2027-03-24T16:00'), usualTime, summer('2027-03-30T08:00')],
    ['is on Tuesday after 17 May', summer('2027-05-14T17:00'), usualTime, summer('2027-05-18T08:00')],
    ['is on Monday after the clocks were set back', summer('2026-10-24T12:00'), usualTime, winter('2026-10-26T08:00')],
    ['is after New Year', winter('2026-12-31T18:00'), usualTime, winter('2027-01-04T08:00')],
  ];
  test.each(table)('%s', (_name, at, time, opening) => {
    expect(nextOpening(at, time, isHoliday)).toBe(opening);
  });

  test('of somebody who is never there is a fault, not an endless search', () => {
    expect(() => nextOpening(winter('2026-11-23T08:00'), usualTime, () => true)).toThrow(/no hour on any of/);
    expect(() => nextOpening(winter('2026-11-23T08:00'), [], isHoliday)).toThrow(/no hour on any of/);
  });
});

describe('working minutes', () => {
  const table: readonly (readonly [string, number, number, WorkingTime, number])[] = [
    ['within the day', winter('2026-11-23T10:00'), 30, usualTime, winter('2026-11-23T10:30')],
    ['until the closing itself', winter('2026-11-20T15:30'), 30, usualTime, winter('2026-11-20T16:00')],
    ['from Friday 15:59 to Monday', winter('2026-11-20T15:59'), 30, usualTime, winter('2026-11-23T08:29')],
    ['from Sunday', winter('2026-11-22T03:00'), 30, usualTime, winter('2026-11-23T08:30')],
    ['over lunch', winter('2026-11-23T10:50'), 30, lunch, winter('2026-11-23T12:20')],
    ['over Easter and into summer time', winter('2027-03-24T15:45'), 30, usualTime, summer('2027-03-30T08:15')],
    ['over a weekend in which an hour is lost', winter('2026-03-27T15:59'), 2, usualTime, summer('2026-03-30T08:01')],
    ['for weeks', winter('2026-11-02T08:00'), 15 * 8 * 60, usualTime, winter('2026-11-20T16:00')],
    ['none at all, in the night', winter('2026-11-23T05:00'), 0, usualTime, winter('2026-11-23T08:00')],
  ];
  test.each(table)('%s', (_name, at, minutes, time, reached) => {
    expect(addWorkingMinutes(at, minutes, time, isHoliday)).toBe(reached);
  });

  const nights: WorkingTime = [{ days: ['sun'], from: '01:00', to: '04:00' }];
  test('are minutes that pass: the night in which the clocks are set back has an hour more', () => {
    expect(addWorkingMinutes(summer('2026-10-25T01:00'), 4 * 60, nights, isHoliday)).toBe(winter('2026-10-25T04:00'));
    expect(addWorkingMinutes(winter('2026-03-29T01:00'), 2 * 60, nights, isHoliday)).toBe(summer('2026-03-29T04:00'));
  });

  test('in an hour that the clocks jump over there are none', () => {
    const jumped: WorkingTime = [{ days: ['sun'], from: '02:00', to: '03:00' }];
    expect(nextOpening(winter('2026-03-29T00:00'), jumped, () => false)).toBe(summer('2026-04-05T02:00'));
  });
});

describe('working days', () => {
  const table: readonly (readonly [string, number, number, WorkingTime, number])[] = [
    ['later at the same time', winter('2026-11-23T10:17'), 3, usualTime, winter('2026-11-26T10:17')],
    ['over a weekend', winter('2026-11-20T14:00'), 3, usualTime, winter('2026-11-25T14:00')],
    ['from Friday evening, counted from Monday morning', winter('2026-11-20T18:00'), 1, usualTime, winter('2026-11-24T08:00')],
    ['from Sunday, counted from Monday morning', winter('2026-11-22T12:00'), 3, usualTime, winter('2026-11-26T08:00')],
    ['over Easter, at the same time by the clock', winter('2027-03-24T10:00'), 1, usualTime, summer('2027-03-30T10:00')],
    ['over 17 May', summer('2027-05-14T09:00'), 2, usualTime, summer('2027-05-19T09:00')],
    ['over Christmas 2026: Christmas Eve counts', winter('2026-12-23T09:00'), 2, usualTime, winter('2026-12-28T09:00')],
    ['to a Friday that is over by then: on Monday', winter('2026-11-26T15:00'), 1, short, winter('2026-11-30T08:00')],
    ['with a break in each', winter('2026-11-23T09:00'), 2, lunch, winter('2026-11-25T09:00')],
    ['none at all, in the night', winter('2026-11-23T05:00'), 0, usualTime, winter('2026-11-23T08:00')],
    ['at night, when the clocks were set back', summer('2026-10-23T09:00'), 1, usualTime, winter('2026-10-26T09:00')],
  ];
  test.each(table)('%s', (_name, at, days, time, reached) => {
    expect(addWorkingDays(at, days, time, isHoliday)).toBe(reached);
  });
});

test('without opening hours the clocks go by the usual ones', () => {
  const calendar = calendarOf(undefined, isHoliday);
  expect(calendar.addMinutes(winter('2026-11-20T15:59'), 30)).toBe(winter('2026-11-23T08:29'));
  expect(calendar.addDays(winter('2026-11-20T14:00'), 3)).toBe(winter('2026-11-25T14:00'));
  expect(calendarOf(short, isHoliday).addMinutes(winter('2026-11-27T13:59'), 30)).toBe(winter('2026-11-30T08:29'));
});

test.each([
  ['on Saturday it is Monday', winter('2026-11-28T19:45'), 1, winter('2026-11-30T08:00')],
  ['on Friday after hours, too', winter('2026-11-27T18:00'), 1, winter('2026-11-30T08:00')],
  ['early on Monday it is Tuesday', winter('2026-11-30T06:00'), 1, winter('2026-12-01T08:00')],
  ['at work on Monday, at this time on Tuesday', winter('2026-11-30T10:00'), 1, winter('2026-12-01T10:00')],
  ['three of them, from Sunday', winter('2026-11-29T12:00'), 3, winter('2026-12-02T08:00')],
])('the next working day: %s', (_name, at, days, reached) => {
  expect(calendarOf(undefined, isHoliday).daysAfter(at, days)).toBe(reached);
});

test('midnights are counted in Norwegian time, whatever the clocks do', () => {
  expect(daysBetween(winter('2026-11-23T23:59'), winter('2026-11-24T00:00'))).toBe(1);
  expect(daysBetween(winter('2026-11-23T00:00'), winter('2026-11-23T23:59'))).toBe(0);
  expect(daysBetween(winter('2027-03-27T12:00'), summer('2027-03-29T00:00'))).toBe(2);
  expect(daysBetween(summer('2026-10-24T12:00'), winter('2026-10-25T23:00'))).toBe(1);
  expect(timeOfDay(Date.UTC(2027, 5, 1, 6))).toBe('08:00');
});

describe('whatever the hours', () => {
  const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  /** One or two stretches on the same days, with a break between. */
  const hours: fc.Arbitrary<WorkingTime> = fc
    .tuple(
      fc.subarray([...weekdays], { minLength: 1 }),
      fc.uniqueArray(fc.integer({ min: 0, max: 24 * 60 - 1 }), { minLength: 4, maxLength: 4 }),
      fc.boolean(),
    )
    .map(([days, marks, both]) => {
      const [a = 0, b = 0, c = 0, d = 0] = marks.toSorted((one, other) => one - other);
      return [{ days, from: clock(c), to: clock(d) }, ...(both ? [{ days, from: clock(a), to: clock(b) }] : [])];
    });
  /** Often beside what is odd: Easter, Christmas, the clocks. */
  const moment = fc
    .tuple(
      fc.constantFrom(winter('2027-03-24T12:00'), winter('2026-12-23T12:00'), winter('2026-03-28T12:00'), summer('2026-10-24T12:00'), summer('2027-05-14T12:00')),
      fc.integer({ min: -4 * 24 * 60, max: 9 * 24 * 60 }),
      fc.boolean(),
    )
    .map(([about, minutes, exact]) => about + minutes * minute + (exact ? 0 : 1_234));

  test('the next opening is open, and nothing before it is', () => {
    fc.assert(
      fc.property(hours, moment, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (time, at, part) => {
        const opening = nextOpening(at, time, isHoliday);
        expect(opening).toBeGreaterThanOrEqual(at);
        expect(isOpen(opening, time, isHoliday)).toBe(true);
        if (opening > at) expect(isOpen(at + Math.min(opening - at - 1, Math.floor((opening - at) * part)), time, isHoliday)).toBe(false);
      }),
    );
  });

  test('as many minutes were worked as were asked for', () => {
    fc.assert(
      fc.property(hours, moment, fc.integer({ min: 1, max: 90 }), (time, at, minutes) => {
        const whole = Math.floor(at / minute) * minute;
        const reached = addWorkingMinutes(whole, minutes, time, isHoliday);
        let worked = 0;
        for (let now = nextOpening(whole, time, isHoliday); now < reached; now = nextOpening(now + minute, time, isHoliday)) worked++;
        expect(worked).toBe(minutes);
      }),
    );
  });

  test('minutes add up, and who waits from later waits until later', () => {
    const some = fc.integer({ min: 1, max: 2_000 });
    fc.assert(
      fc.property(hours, moment, some, some, (time, at, first, then) => {
        const add = (from: number, minutes: number): number => addWorkingMinutes(from, minutes, time, isHoliday);
        expect(add(add(at, first), then)).toBe(add(at, first + then));
        expect(add(at + then * minute, first)).toBeGreaterThanOrEqual(add(at, first));
      }),
    );
  });

  test('a working day later is open, at the same time of day or at an opening, and not before as many days', () => {
    fc.assert(
      fc.property(hours, moment, fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 3 * day }), (time, at, days, wait) => {
        const reached = addWorkingDays(at, days, time, isHoliday);
        const start = nextOpening(at, time, isHoliday);
        expect(isOpen(reached, time, isHoliday)).toBe(true);
        expect(daysBetween(start, reached)).toBeGreaterThanOrEqual(days);
        if (timeOfDay(reached) !== timeOfDay(start)) expect(isOpen(reached - 1, time, isHoliday)).toBe(false);
        expect(addWorkingDays(at + wait, days, time, isHoliday)).toBeGreaterThanOrEqual(reached);
      }),
    );
  });
});
