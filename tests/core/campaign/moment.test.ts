import fc from 'fast-check';
import { freeTimeAt, quiet, readMoment } from '../../../src/core/campaign/moment';
import { timeOfDay, usualTime, type WorkingTime } from '../../../src/core/hours';
import { isHoliday } from '../../../src/holidays';

/** Norwegian time: +01:00 in winter, +02:00 in summer. */
const winter = (moment: string): number => Date.parse(`${moment}+01:00`);
const summer = (moment: string): number => Date.parse(`${moment}+02:00`);
const now = winter('2027-01-01T12:00');

describe('a moment as HR gives it', () => {
  const given: readonly (readonly [string, string, object])[] = [
    ['2027-01-04', '08:00', { at: winter('2027-01-04T08:00'), twice: false }],
    ['04.01.2027', '8:00', { at: winter('2027-01-04T08:00'), twice: false }],
    ['4.1.2027', '08.00', { at: winter('2027-01-04T08:00'), twice: false }],
    ['4.1.27', 'kl. 08.00', { at: winter('2027-01-04T08:00'), twice: false }],
    [' 4. januar 2027 ', ' 08:00 ', { at: winter('2027-01-04T08:00'), twice: false }],
    ['4 January 2027', '08:00', { at: winter('2027-01-04T08:00'), twice: false }],
    ['1. juli 2027', '23:59', { at: summer('2027-07-01T23:59'), twice: false }],
    ['2027-12-31', '00:00', { at: winter('2027-12-31T00:00'), twice: false }],
    ['2027-01-01', '12:01', { at: now + 60_000, twice: false }],
    // A year ahead is the last moment.
    ['2028-01-01', '12:00', { at: winter('2028-01-01T12:00'), twice: false }],
    ['2028-01-01', '12:01', { refused: 'too-far' }],
    ['2072-01-04', '08:00', { refused: 'too-far' }],
    ['2027-01-01', '12:00', { refused: 'past' }],
    ['2026-12-31', '23:00', { refused: 'past' }],
    ['0027-01-04', '08:00', { refused: 'not-a-time' }],
    ['2027-02-29', '08:00', { refused: 'not-a-time' }],
    ['31.4.2027', '08:00', { refused: 'not-a-time' }],
    ['2027-13-01', '08:00', { refused: 'not-a-time' }],
    ['1.13.2027', '08:00', { refused: 'not-a-time' }],
    ['mandag', '08:00', { refused: 'not-a-time' }],
    ['4. januari 2027', '08:00', { refused: 'not-a-time' }],
    ['2027-01-04', '24:00', { refused: 'not-a-time' }],
    ['2027-01-04', '08:60', { refused: 'not-a-time' }],
    ['2027-01-04', '8', { refused: 'not-a-time' }],
    ['2027-01-04', '', { refused: 'not-a-time' }],
    ['', '08:00', { refused: 'not-a-time' }],
  ];
  test.each(given)('%j at %j', (date, time, answer) => {
    expect(readMoment(date, time, now)).toEqual(answer);
  });
});

describe('the nights of 2027 in which the clocks are changed', () => {
  const nights: readonly (readonly [string, string, object])[] = [
    ['2027-03-28', '01:59', { at: winter('2027-03-28T01:59'), twice: false }],
    ['2027-03-28', '02:00', { refused: 'no-such-time', later: summer('2027-03-28T03:00') }],
    ['2027-03-28', '02:30', { refused: 'no-such-time', later: summer('2027-03-28T03:30') }],
    ['2027-03-28', '02:59', { refused: 'no-such-time', later: summer('2027-03-28T03:59') }],
    ['2027-03-28', '03:00', { at: summer('2027-03-28T03:00'), twice: false }],
    ['2027-10-31', '01:59', { at: summer('2027-10-31T01:59'), twice: false }],
    ['2027-10-31', '02:00', { at: summer('2027-10-31T02:00'), twice: true }],
    ['2027-10-31', '02:30', { at: summer('2027-10-31T02:30'), twice: true }],
    ['2027-10-31', '02:59', { at: summer('2027-10-31T02:59'), twice: true }],
    ['2027-10-31', '03:00', { at: winter('2027-10-31T03:00'), twice: false }],
  ];
  test.each(nights)('%s at %s', (date, time, answer) => {
    expect(readMoment(date, time, now)).toEqual(answer);
  });

  test('the first of two that is over is past', () => {
    expect(readMoment('2027-10-31', '02:30', winter('2027-10-31T02:10'))).toEqual({ refused: 'past' });
  });
});

describe('decent hours', () => {
  const short: WorkingTime = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '15:30' }];
  const table: readonly (readonly [string, number, WorkingTime | undefined, boolean, number])[] = [
    ['a Monday at eight', winter('2027-01-04T08:00'), undefined, false, winter('2027-01-04T08:00')],
    ['earlier that day', winter('2027-01-04T07:59'), undefined, true, winter('2027-01-04T08:00')],
    ['at closing time', winter('2027-01-04T16:00'), undefined, true, winter('2027-01-05T08:00')],
    ['by the organisation’s own hours', winter('2027-01-04T08:00'), short, true, winter('2027-01-04T09:00')],
    ['a Saturday', winter('2027-01-09T10:00'), undefined, true, winter('2027-01-11T08:00')],
    ['a Sunday', winter('2027-01-10T10:00'), undefined, true, winter('2027-01-11T08:00')],
    ['17 May, a Monday', summer('2027-05-17T10:00'), undefined, true, summer('2027-05-18T08:00')],
    ['Maundy Thursday, until after Easter and the change of clocks', winter('2027-03-25T10:00'), undefined, true, summer('2027-03-30T08:00')],
    ['the night of March', summer('2027-03-28T03:30'), undefined, true, summer('2027-03-30T08:00')],
    ['the night of October', summer('2027-10-31T02:30'), undefined, true, winter('2027-11-01T08:00')],
    ['New Year’s Day', winter('2027-01-01T10:00'), undefined, true, winter('2027-01-04T08:00')],
  ];
  test.each(table)('%s', (_name, at, hours, is, next) => {
    expect(quiet(at, hours, isHoliday)).toEqual({ quiet: is, next });
  });
});

test.each([
  ['2027-01-04T16:00', 'other'],
  ['2027-01-04T08:00', 'other'],
  ['2027-01-04T16:59', 'other'],
  ['2027-01-04T17:00', 'evening'],
  ['2027-01-04T21:59', 'evening'],
  ['2027-01-04T22:00', 'night'],
  ['2027-01-05T00:00', 'night'],
  ['2027-01-05T05:59', 'night'],
  ['2027-01-05T06:00', 'morning'],
  ['2027-01-05T07:59', 'morning'],
  ['2027-01-08T23:59', 'night'],
  ['2027-01-09T00:00', 'weekend'],
  ['2027-01-10T23:59', 'weekend'],
  ['2027-03-25T20:00', 'holiday'],
  // Easter Day: a Sunday, too.
  ['2027-03-28T01:00', 'holiday'],
])('%s is called %s', (at, free) => {
  expect(freeTimeAt(winter(at), isHoliday)).toBe(free);
});

describe('whatever is given', () => {
  const two = (part: number): string => String(part).padStart(2, '0');

  test('a moment is what the clocks show, not past, and not far', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (month, day, hour, minute) => {
        const time = `${two(hour)}:${two(minute)}`;
        const read = readMoment(`2027-${two(month)}-${two(day)}`, time, now);
        expect(readMoment(`${day}.${month}.2027`, time, now)).toEqual(read);
        if (!('at' in read)) return;
        expect(timeOfDay(read.at)).toBe(time);
        expect(read.at).toBeGreaterThan(now);
        const { quiet: is, next } = quiet(read.at, usualTime, isHoliday);
        expect(is).toBe(next !== read.at);
        expect(quiet(next, usualTime, isHoliday)).toEqual({ quiet: false, next });
      }),
      { numRuns: 300 },
    );
  });

  test('other texts are no time', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(fc.property(text, text, (date, time) => expect(readMoment(date, time, now)).toEqual({ refused: 'not-a-time' })));
  });
});
