import { daysBetween, type IsHoliday, isOpen, nextOpening, timeOfDay, type WorkingTime } from '../core/hours';
import type { Language } from '../core/language';
import { t, weekday } from '../texts';

/** From here on the name of a weekday alone could be that of this week or the next. */
const aWeek = 7;

function near(days: number): 'today' | 'tomorrow' | 'later' {
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : 'later';
}

/** What is said of when HR answers: when HR is back, where that is known and it is not now. No time is promised for the answer. */
export function whenHrAnswers(language: Language, hours: WorkingTime | undefined, isHoliday: IsHoliday, now: number): string {
  const soon = t(language, 'hr.soon');
  if (!hours || isOpen(now, hours, isHoliday)) return soon;
  const back = nextOpening(now, hours, isHoliday);
  const days = daysBetween(now, back);
  const [hour = '', minute = ''] = timeOfDay(back).split(':');
  return `${t(language, 'hr.back', { near: near(days), day: weekday(language, back, days >= aWeek), hour, minute })} ${soon}`;
}
