import fc from 'fast-check';
import { guide } from '../../src/core/guide/guide';
import type { Answer, Guide } from '../../src/core/guide/types';
import { answered, askedForHr, back, carriedOver, next, questionOf, reasonForHr } from '../../src/core/guide/walk';

const answers = (...pairs: readonly string[]): Answer[] =>
  pairs.map((pair) => {
    const [question = '', choice = ''] = pair.split('=');
    return { question, choice };
  });

/** Every way through the guide, from the first question to a finding. */
function ways(so: readonly Answer[] = []): (readonly Answer[])[] {
  const question = next(guide, so);
  return question.kind === 'finding' ? [so] : question.choices.flatMap(({ id }) => ways(answered(so, { question: question.id, choice: id })));
}

describe('the guide', () => {
  test('leads every way to a finding, and each question is on one of them', () => {
    const all = ways();
    expect(all.length).toBeGreaterThan(10);
    const asked = new Set(all.flatMap((way) => [...way.map(({ question }) => question), next(guide, way).id]));
    expect([...asked].toSorted()).toEqual(guide.questions.map(({ id }) => id).toSorted());
  });

  test('asks nobody more than seven questions', () => {
    expect(Math.max(...ways().map((way) => way.length))).toBeLessThanOrEqual(8);
  });

  test('changes nothing before the person knows what follows for the private use', () => {
    for (const way of ways()) {
      const change = way.findIndex(({ question }) => question === 'account-settings');
      if (change >= 0) expect(way.slice(0, change)).toContainEqual({ question: 'private-use', choice: 'go-on' });
    }
  });

  test('goes from an address that is right already to the linking, never past it', () => {
    expect(next(guide, answers('symptom=internal-error', 'earlier-user=yes', 'private-use=go-on', 'account-settings=already-right')).id).toBe('link');
  });

  test('knows why HR is needed wherever the answers tell', () => {
    for (const way of ways()) if (next(guide, way).id === 'hr' && way.length > 1) expect([way, reasonForHr(guide, way) ?? way.at(-1)?.choice]).toEqual([way, expect.any(String)]);
  });

  test('is led to HR by the wish alone, and back from there by back', () => {
    const midway = answers('symptom=internal-error');
    const asked = answered(midway, askedForHr);
    expect(next(guide, asked).id).toBe('hr');
    expect(next(guide, back(asked)).id).toBe('earlier-user');
  });

  test('with a hole in it is refused loudly', () => {
    const broken: Guide = { ...guide, rules: [{ when: [{}], show: 'nowhere' }] };
    expect(() => next(broken, [])).toThrow(/leads nowhere/);
  });
});

describe('answers carried over from an older guide', () => {
  test('are kept up to the first that means nothing any more', () => {
    expect(carriedOver(guide, answers('symptom=internal-error', 'browser=edge', 'earlier-user=yes'))).toEqual(answers('symptom=internal-error'));
    expect(carriedOver(guide, answers('symptom=blue-screen'))).toEqual([]);
  });

  test('of today’s guide are all kept, whatever the way, with or without a wish for HR', () => {
    for (const way of ways()) {
      expect(carriedOver(guide, way)).toEqual(way);
      expect(carriedOver(guide, [...way, askedForHr])).toEqual([...way, askedForHr]);
    }
  });

  test('lead somewhere, whatever nonsense was stored', () => {
    const stored = fc.array(fc.record({ question: fc.oneof(fc.constantFrom(...guide.questions.map(({ id }) => id)), fc.string()), choice: fc.oneof(fc.constantFrom('yes', 'done', 'works'), fc.string()) }));
    fc.assert(fc.property(stored, (nonsense) => questionOf(guide, next(guide, carriedOver(guide, nonsense)).id) !== undefined));
  });
});
