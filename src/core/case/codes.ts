import { speaksOfCodes } from '../mask';
import type { Case, Deed } from './types';

/** So many entries later codes are still what is talked about. */
const lasts = 10;
/** Why she needs HR: about these codes are talked from the start to the end. */
const reasons: readonly string[] = ['no-confirmation'];

/** Whether a deed brings codes up: by its words, or by a card of the guide, all of which lead past one. */
export function bringsUpCodes(deed: Deed): boolean {
  if (deed.kind === 'answered') return true;
  if (!('words' in deed)) return false;
  return speaksOfCodes(typeof deed.words === 'string' ? deed.words : deed.words.text);
}

/** Whether codes are talked about in a case: then six digits alone are one. */
export function areCodesTalkedAbout({ report, entries, codes }: Case): boolean {
  return reasons.includes(report.reason ?? '') || speaksOfCodes(report.words) || (codes !== undefined && entries - codes < lasts);
}
