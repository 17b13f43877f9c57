import { standingIn } from '../../../cards/push-desk';
import { csvOf } from '../../core/campaign/csv';
import type { Language } from '../../core/language';
import { t } from '../../texts';
import type { Recipient } from '../ports/push';

/** A push's report as a file that Excel opens: a line for everybody on the list. */
export function reportOf(language: Language, people: readonly Recipient[]): string {
  const head = t(language, 'pushes.csv.head').split(';');
  const rows = people.map(({ n, name, address, standing, why, remindAt, case: number }) => [`${n}`, name, address, standingIn(language, standing, why, remindAt), number === undefined ? '' : `${number}`]);
  return csvOf([head, ...rows]);
}
