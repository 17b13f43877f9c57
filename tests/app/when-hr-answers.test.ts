import { whenHrAnswers } from '../../src/app/when-hr-answers';
import type { WorkingTime } from '../../src/core/hours';
import { isHoliday } from '../../src/holidays';

const winter = (moment: string): number => Date.parse(`${moment}+01:00`);
const hours: WorkingTime = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '15:30' }];
const said = (now: number, time: WorkingTime | undefined = hours): string[] => ['nb', 'nn', 'en'].map((language) => whenHrAnswers(language, time, isHoliday, now));

const soon = ['Vi svarer så snart vi kan.', 'Vi svarar så snart vi kan.', 'We will answer as soon as we can.'];

test('while HR is at work, only that it will answer', () => {
  expect(said(winter('2026-11-23T10:00'))).toEqual(soon);
});

test('where the opening hours are not known, nothing of them, whatever the time', () => {
  const languages = ['nb', 'nn', 'en'];
  expect(languages.map((language) => whenHrAnswers(language, undefined, isHoliday, winter('2026-11-22T03:00')))).toEqual(soon);
});

const back: readonly (readonly [string, number, readonly [string, string, string]])[] = [
  ['today', winter('2026-11-23T06:30'), ['i dag kl. 08.00', 'i dag kl. 08.00', 'today at 08:00']],
  ['tomorrow', winter('2026-11-23T15:30'), ['i morgen kl. 08.00', 'i morgon kl. 08.00', 'tomorrow at 08:00']],
  ['tomorrow, a minute before midnight', winter('2026-11-23T23:59'), ['i morgen kl. 08.00', 'i morgon kl. 08.00', 'tomorrow at 08:00']],
  ['after the weekend', winter('2026-11-20T16:00'), ['mandag kl. 08.00', 'måndag kl. 08.00', 'Monday at 08:00']],
  ['after Easter, six days away', winter('2027-03-24T16:00'), ['tirsdag kl. 08.00', 'tysdag kl. 08.00', 'Tuesday at 08:00']],
];
test.each(back)('when HR is back: %s', (_name, now, [nb, nn, en]) => {
  expect(said(now)).toEqual([`HR er tilbake ${nb}. ${soon[0]}`, `HR er tilbake ${nn}. ${soon[1]}`, `HR is back ${en}. ${soon[2]}`]);
});

test('a week or more away, with the date', () => {
  const mondays: WorkingTime = [{ days: ['mon'], from: '12:30', to: '14:00' }];
  expect(said(winter('2026-11-23T14:00'), mondays)).toEqual([
    `HR er tilbake mandag 30. november kl. 12.30. ${soon[0]}`,
    `HR er tilbake måndag 30. november kl. 12.30. ${soon[1]}`,
    `HR is back Monday 30 November at 12:30. ${soon[2]}`,
  ]);
  // Easter Monday is one of them.
  expect(said(winter('2027-03-22T14:00'), mondays)[0]).toBe(`HR er tilbake mandag 5. april kl. 12.30. ${soon[0]}`);
});
