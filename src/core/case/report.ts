import type { Report } from './types';

/** What happens when she logs in, as she answered; undefined where she was not asked. */
export function symptomOf({ answers }: Report): string | undefined {
  return answers.find(({ question }) => question === 'symptom')?.choice;
}

/** Nothing of these is Visma's fault: however many say so, Visma is not down. */
const noErrors: readonly string[] = ['first-login', 'no-eid'];

/** What most people report who are stopped by the same, and how many of them there are: each counts once. */
export function mostReported(reports: readonly Report[]): { readonly symptom: string; readonly count: number } | undefined {
  const people = new Map<string, Set<string>>();
  for (const report of reports) {
    const symptom = symptomOf(report);
    if (symptom && !noErrors.includes(symptom)) people.set(symptom, (people.get(symptom) ?? new Set()).add(report.conversation));
  }
  const [most] = [...people].toSorted(([, some], [, others]) => others.size - some.size);
  return most && { symptom: most[0], count: most[1].size };
}
