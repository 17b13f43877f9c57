import type { Language } from '../src/core/language';
import { t } from '../src/texts';
import type { Sheet } from './data';

/** What the card that opened a thread becomes when its case is deleted: HR's own words below it keep their place. */
export function deletedSheet(number: number, language: Language): Sheet {
  return {
    language,
    lead: '',
    title: t(language, 'case.deleted', { number: `${number}` }),
    status: [t(language, 'thread.unsent')],
    mood: 'default',
    facts: [],
    notes: [],
    inputs: [],
    buttons: [],
    panels: [],
    links: [],
  };
}
