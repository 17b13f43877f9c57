import type Holidays from 'date-holidays';

const years = new Map<string, ReadonlySet<string>>();
let norway: Holidays | undefined;

/** The calendar, loaded when it is first asked: it has every country's rules in it, and the start should not wait for it. */
function calendar(): Holidays {
  // The package is the class itself, whatever its types say.
  norway ??= new (require('date-holidays') as typeof Holidays)('NO', { types: ['public'] });
  return norway;
}

/** Whether a day, e.g. `2027-05-17`, is a public holiday in Norway. */
export function isHoliday(date: string): boolean {
  const year = date.slice(0, 4);
  let dates = years.get(year);
  if (!dates) {
    dates = new Set(calendar().getHolidays(Number(year)).map((holiday) => holiday.date.slice(0, 10)));
    years.set(year, dates);
  }
  return dates.has(date);
}
