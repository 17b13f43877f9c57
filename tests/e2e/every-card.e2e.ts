import { guideFor, type QuestionId, type ReasonId } from '../../src/core/guide/guide';
import type { Answer } from '../../src/core/guide/types';
import { next, reasonForHr } from '../../src/core/guide/walk';
import type { Language } from '../../src/core/language';
import { languages } from '../../src/texts';
import { askoy } from '../support/cards';
import { waysThrough } from '../support/ways';
import { Employee, onPhones } from './employee';

interface Way {
  readonly answers: readonly Answer[];
  readonly finding: QuestionId;
  readonly reason: ReasonId | undefined;
  readonly said: string;
  /** What is met on it: the cards, and why HR is asked at the end. */
  readonly met: readonly string[];
}

const guide = guideFor(askoy, languages);

function wayOf(answers: readonly Answer[]): Way {
  const finding = next(guide, answers).id as QuestionId;
  const reason = finding === 'hr' ? (reasonForHr(guide, answers) as ReasonId | undefined) : undefined;
  const said = answers.map(({ question, choice }) => `${question}: ${choice}`).join(', ');
  return { answers, finding, reason, said, met: [...answers.map(({ question }) => question), finding, ...(reason ? [reason] : [])] };
}

/** A few ways on which everything is met that can be met: next is always the one with the most news for its length. */
function enough(ways: readonly Way[], met: ReadonlySet<string> = new Set()): readonly Way[] {
  const worth = (way: Way): number => way.met.filter((one) => !met.has(one)).length / (way.answers.length + 1);
  const best = ways.reduce((one, other) => (worth(other) > worth(one) ? other : one));
  return worth(best) > 0 ? [best, ...enough(ways, new Set([...met, ...best.met]))] : [];
}

const all = waysThrough(guide).map(wayOf);
const reasons = new Set(all.flatMap(({ reason }) => reason ?? []));
// A long chat is slow, and the reasons all look the same: every one of them in one language, every card in each.
const waysIn = (language: Language): readonly Way[] => enough(all, language === languages[0] ? new Set() : reasons);

describe.each(onPhones)('every card, on a phone ($language)', (where) => {
  let her: Employee;
  beforeAll(async () => {
    her = await Employee.arrives('every-card', where);
    await her.sees('symptom', 'welcome');
  });
  afterEach(() => her.presses('nav.restart'));
  afterAll(async () => {
    expect(await her.leaves()).toBe(true);
  });

  test.each(waysIn(where.language))('$said → $finding $reason', async ({ answers, finding, reason }) => {
    for (const { question, choice } of answers) {
      await her.sees(question as QuestionId);
      await her.answers(question as QuestionId, choice);
    }
    await (reason ? her.sees(finding, `reason.${reason}`) : her.sees(finding));
  });
});
