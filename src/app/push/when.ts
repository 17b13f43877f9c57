import type { OffHours } from '../../../cards/push-sure';
import { whenIn } from '../../../cards/words';
import { freeTimeAt, quiet, readMoment } from '../../core/campaign/moment';
import { possibleOf, type Tally } from '../../core/campaign/recipient';
import type { Params, TextKey } from '../../texts';
import type { House } from '../house';
import type { Done } from './act';

/** When a push is to go, with whether the clocks show that time twice; or the text that says why it cannot be then. */
export type Scheduled = { readonly at: number; readonly twice: boolean } | { readonly key: TextKey; readonly params: Params; readonly twice: boolean };

/** Reads a date and a time of day as a moment at which people may be written to. */
export function scheduled({ organisation, isHoliday }: House, date: string, time: string, now: number): Scheduled {
  const language = organisation.defaultLanguage;
  const read = readMoment(date, time, now);
  if ('refused' in read) return { key: `pushes.refused.${read.refused}`, params: read.refused === 'no-such-time' ? { when: whenIn(language, read.later) } : {}, twice: false };
  const decent = quiet(read.at, organisation.hr.hours, isHoliday);
  return decent.quiet ? { key: 'pushes.refused.quiet', params: { when: whenIn(language, decent.next) }, twice: read.twice } : read;
}

/**
 * Where what is about to be done sends to people while they are not at work: what is to be known before. Nothing is sent by asking a second person, nor by a schedule.
 * `asked`: when it was asked, where she said that it is to go anyway. That holds until people are at work again.
 */
export function offHours({ organisation, isHoliday }: House, came: Done, tallies: readonly Tally[], now: number, asked?: number): OffHours | undefined {
  const count = possibleOf(tallies).now;
  if ('why' in came || came.campaign.state !== 'running' || count === 0) return undefined;
  const decent = quiet(now, organisation.hr.hours, isHoliday);
  if (asked !== undefined && asked <= now && quiet(asked, organisation.hr.hours, isHoliday).next === decent.next) return undefined;
  return decent.quiet ? { now, free: freeTimeAt(now, isHoliday), count, next: decent.next } : undefined;
}
