import type { Report } from '../../src/core/case/types';
import { start } from './drafts';

/** What Kari Nordmann reports. */
export const reportOf = (number: number, over: Partial<Report> = {}): Report => ({
  number,
  conversation: 'kari',
  person: { id: '29:kari', name: 'Kari Nordmann', email: 'kari.nordmann@askoy.kommune.no' },
  language: 'nb',
  answers: [],
  words: '',
  openedAt: start,
  ...over,
});
