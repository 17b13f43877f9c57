import { shownLines } from '../src/core/shown';
import type { Sheet } from './data';

/** As much of what somebody wrote as is left on a card that is too heavy with all of it, ever less, in characters. */
const shorter = [1_500, 700, 300, 100];

/** The sheet, and the same ever lighter: first without what only helps to read it, then with less of what was written. */
export function* lighter(sheet: Sheet): Generator<Sheet> {
  yield sheet;
  const inOne = { ...sheet, panels: sheet.panels.map((panel) => ({ ...panel, offers: panel.offers?.map((offer) => ({ ...offer, own: [] })) ?? [] })) };
  yield inOne;
  for (const most of shorter) yield { ...inOne, facts: sheet.facts.map((fact) => ({ ...fact, lines: shownLines(fact.lines.join('\n'), most) })) };
}
