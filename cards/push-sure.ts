import type { Campaign } from '../src/core/campaign/campaign';
import type { FreeTime } from '../src/core/campaign/moment';
import { dateAt, timeOfDay } from '../src/core/hours';
import type { Language } from '../src/core/language';
import { t, weekday } from '../src/texts';
import type { ButtonAction } from './actions';
import type { Sheet } from './data';
import { deskButton } from './desk-card';
import type { PushDesk } from './push-desk';
import { sheetOf } from './begin-sheet';
import { inCard, whenIn } from './words';

/** Sending at a moment when people are not at work: how many get it then, and the first moment that is decent. */
export interface OffHours {
  readonly now: number;
  readonly free: FreeTime;
  readonly count: number;
  readonly next: number;
}

/** What time it is, and whom a push that goes now meets in their free time. */
export const offHoursLines = (language: Language, { now, free, count }: OffHours): readonly string[] => [
  t(language, 'pushes.off', { when: whenIn(language, now) }),
  t(language, 'pushes.off.who', { count, free: t(language, 'pushes.off.free', { free }) }),
];

/** The next moment at which people are at work; and the button that puts a push off to it, which has no room for the date on a phone. */
export const nextLine = (language: Language, { next }: OffHours): string => t(language, 'pushes.off.next', { when: whenIn(language, next) });
export const planLabel = (language: Language, { next }: OffHours): string => t(language, 'pushes.off.plan', { day: weekday(language, next), time: timeOfDay(next) });

/** "Are you sure?": the greeting leads out of the organisation, people are not at work, or both at once. */
export function sureSheet({ language, now }: PushDesk, { plan: { number: push, links: hosts } }: Campaign, action: ButtonAction, { links, off }: { readonly links: boolean; readonly off?: OffHours | undefined }): Sheet {
  const away = links ? [inCard(language, 'pushes.links', { links: hosts.join(', ') })] : [];
  // What is paused has no schedule: it goes on, or waits.
  const later = off && action.verb === 'desk-push-send' ? { off, confirms: action.confirms } : undefined;
  const plan = later && deskButton(planLabel(language, later.off), { verb: 'desk-push-schedule', push, date: dateAt(later.off.next), time: timeOfDay(later.off.next), sure: true, confirms: later.confirms }, now);
  return sheetOf(language, t(language, 'pushes.title', { number: `${push}` }), {
    status: off ? offHoursLines(language, off) : away,
    mood: 'attention',
    notes: [later ? nextLine(language, later.off) : '', ...(off ? away : []), links ? t(language, 'pushes.links.ask') : ''],
    buttons: [deskButton(t(language, off ? (links ? 'pushes.off.send-links' : 'pushes.off.send') : 'pushes.links.sure'), action, now), ...(plan ? [plan] : []), deskButton(t(language, 'pushes.back'), { verb: 'desk-push-show', push }, now)],
  });
}
