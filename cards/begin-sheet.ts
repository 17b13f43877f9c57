import type { Language } from '../src/core/language';
import type { Sheet } from './data';

/** A card with a title, and what is given beside it. Not sheet.ts: a sheet.json would be found in its place. */
export const sheetOf = (language: Language, title: string, over: Partial<Sheet> = {}): Sheet => ({
  language,
  lead: '',
  title,
  status: [],
  mood: 'default',
  facts: [],
  notes: [],
  inputs: [],
  buttons: [],
  panels: [],
  links: [],
  ...over,
});
