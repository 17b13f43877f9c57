import type { Language } from '../src/core/language';
import { t } from '../src/texts';
import type { Sheet } from './data';
import { sheetOf } from './begin-sheet';

/** What the card that opened a thread becomes when its case is deleted: HR's own words below it keep their place. */
export function deletedSheet(number: number, language: Language): Sheet {
  return sheetOf(language, t(language, 'case.deleted', { number: `${number}` }), { status: [t(language, 'thread.unsent')] });
}
