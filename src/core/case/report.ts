import type { Report } from './types';

/** What happens when she logs in, as she answered; undefined where she was not asked. */
export function symptomOf({ answers }: Report): string | undefined {
  return answers.find(({ question }) => question === 'symptom')?.choice;
}
