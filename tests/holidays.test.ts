import { isHoliday } from '../src/holidays';

const daysOf = (year: number): string[] =>
  Array.from({ length: 366 }, (_, index) => new Date(Date.UTC(year, 0, 1 + index)).toISOString().slice(0, 10)).filter((date) => date.startsWith(String(year)));

test.each([
  [2026, ['01-01', '04-02', '04-03', '04-05', '04-06', '05-01', '05-14', '05-17', '05-24', '05-25', '12-25', '12-26']],
  // Whit Monday is on 17 May.
  [2027, ['01-01', '03-25', '03-26', '03-28', '03-29', '05-01', '05-06', '05-16', '05-17', '12-25', '12-26']],
])('the public holidays of %i, and no other day', (year, dates) => {
  expect(daysOf(year).filter(isHoliday)).toEqual(dates.map((date) => `${year}-${date}`));
});
