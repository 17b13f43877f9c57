import type { Case, Entry } from './types';

/** Days that a case is kept after its end, where the organisation has not decided. */
export const daysKeptOtherwise = 90;
const day = 24 * 3_600_000;

/** What is kept of a case, as the person it is about is told. */
export type Kept = {
  readonly number: number;
  readonly openedAt: number;
  readonly messages: number;
  readonly pictures: number;
} & (
  | { readonly state: 'open'; readonly days: number }
  /** `until`: when it is deleted. */
  | { readonly state: 'closed'; readonly until: number }
  | { readonly state: 'archived' }
);

/** Deeds whose words somebody wrote. What was released is what was written before. */
const written: readonly Entry['deed']['kind'][] = ['said', 'edited', 'wrote', 'replied', 'rewrote', 'noted', 'announced', 'answered', 'checked', 'rated'];

export function keptOf(one: Case, history: readonly Entry[], pictures: number, days: number = daysKeptOtherwise): Kept {
  const { number, openedAt } = one.report;
  const common = { number, openedAt, messages: history.filter(({ deed }) => written.includes(deed.kind)).length, pictures };
  if (one.archived) return { ...common, state: 'archived' };
  return one.state === 'closed' ? { ...common, state: 'closed', until: one.ending.at + days * day } : { ...common, state: 'open', days };
}
