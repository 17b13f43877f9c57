import fc from 'fast-check';
import { afterCancel, type Heard, hasIt, heard, isMissed, leftOut, missedIt, possibleOf, reasons, sent, stageOf, standings, sumOf, type Tally, underWay, whyAfter } from '../../../src/core/campaign/recipient';
import { absenceOf, obstacleOf } from '../../../src/core/campaign/look-up';

const tried = { attempts: 1, repaired: false, canRepair: true };
const refused = (status: number, retryAfter?: number) => ({ kind: 'refused', status, retryAfter }) as const;

test.each([
  ['arrived', { kind: 'delivered', activityId: '1' }, tried, { standing: 'delivered', activityId: '1' }],
  ['no answer: never again by itself', { kind: 'unsure', detail: 'timeout' }, tried, { standing: 'uncertain' }],
  ['a fault of Teams that says nothing', refused(500), tried, { standing: 'uncertain' }],
  ['not now', refused(429, 7_000), tried, { standing: 'retry', at: 7_100 }],
  ['a gateway', refused(502), tried, { standing: 'retry' }],
  ['a gateway that did not wait for the answer', refused(504), tried, { standing: 'uncertain' }],
  ['nor somebody else', refused(408), tried, { standing: 'uncertain' }],
  ['not now, also the hundredth time', refused(429, 7_000), { ...tried, attempts: 100 }, { standing: 'retry', at: 7_100 }],
  ['not for ever', refused(429, 7_000), { ...tried, attempts: 200 }, { standing: 'failed', why: 'gave-up' }],
  ['never left', { kind: 'unreached', detail: 'ECONNREFUSED' }, tried, { standing: 'retry' }],
  ['tried often enough', refused(502), { ...tried, attempts: 12 }, { standing: 'failed', why: 'gave-up' }],
  ['an address that does not serve is asked for anew', refused(403), tried, { standing: 'installable', repaired: true }],
  ['once', refused(403), { ...tried, repaired: true }, { standing: 'blocked' }],
  ['a chat that is gone', refused(404), { ...tried, repaired: true }, { standing: 'no-app', why: 'not-installed' }],
  ['nobody to ask', refused(403), { ...tried, canRepair: false }, { standing: 'blocked' }],
  ['a card that Teams does not take', refused(400), tried, { standing: 'failed', why: 'refused' }],
] as const)('%s', (_name, outcome, attempt, step) => {
  expect(sent(outcome, attempt, 100, 0)).toMatchObject(step);
});

test('everybody whom something may have reached is out of reach of another try', () => {
  for (const standing of standings) {
    expect([standing, hasIt.includes(standing) && missedIt.includes(standing)]).toEqual([standing, false]);
    if (hasIt.includes(standing) || missedIt.includes(standing)) expect([standing, standing !== 'not-there' && stageOf(standing)]).toEqual([standing, standing !== 'not-there' ? undefined : false]);
    if (underWay.includes(standing)) expect(stageOf(standing)).toBeDefined();
  }
  expect(stageOf('not-there', 'gave-up')).toBeUndefined();
  // Whom another push was to reach is offered where that did not, and not where she has had it.
  expect((['had-it', 'on-another', 'missed'] as const).filter((why) => isMissed({ standing: 'passed-over', why }))).toEqual(['missed']);
  expect(leftOut).toEqual(expect.arrayContaining(standings.filter((standing) => isMissed({ standing, why: 'missed' }))));
  expect(new Set(reasons).size).toBe(reasons.length);
});

const tallied: fc.Arbitrary<readonly Tally[]> = fc.uniqueArray(fc.record({ standing: fc.constantFrom(...standings), why: fc.constantFrom(...reasons), count: fc.integer({ min: 1, max: 50 }) }), { selector: ({ standing, why }) => `${standing}:${why}` });

test('cancelling ends whoever still had a step to take, and nobody else; they still add up', () => {
  fc.assert(
    fc.property(tallied, (tallies) => {
      const after = afterCancel(tallies);
      expect(sumOf(after)).toBe(sumOf(tallies));
      const stay = ({ standing, why }: Tally): boolean => standing === 'sending' || (standing !== 'cancelled' && stageOf(standing, why) === undefined);
      expect(after.filter(({ standing }) => standing !== 'cancelled')).toEqual(tallies.filter(stay));
      expect(new Set(after.map(({ standing, why }) => `${standing}:${why}`)).size).toBe(after.length);
    }),
  );
});

test('whose account another push waits for, too, is waited for; whose never came is not', () => {
  const tally = (why: Tally['why'], count: number): Tally => ({ standing: 'not-there', why, count });
  expect(possibleOf([tally('', 1), tally('on-another', 2), tally('gave-up', 4)])).toEqual({ now: 0, later: 3, absent: 7 });
});

test('what is heard only ever comes from one who has it, and an answer does not undo what she said', () => {
  fc.assert(
    fc.property(fc.constantFrom(...standings), fc.array(fc.constantFrom<Heard>('answered', 'in', 'asked-hr'), { maxLength: 8 }), (was, all) => {
      const end = all.reduce(heard, was);
      if (![...hasIt, 'sending', 'retry'].includes(was)) expect(end).toBe(was);
      else if (all.length > 0) expect(['answered', 'in', 'asked-hr']).toContain(end);
      const said = all.findLast((what) => what !== 'answered');
      if (said && end !== was) expect(end).toBe(said);
    }),
  );
});

test('what she answered is kept while she only answers, and forgotten where she is in or HR has her case', () => {
  expect(whyAfter({ standing: 'delivered', why: '' }, 'answered', 'later')).toBe('later');
  expect(whyAfter({ standing: 'answered', why: 'later' }, 'answered', undefined)).toBe('later');
  expect(whyAfter({ standing: 'answered', why: 'later' }, 'answered', 'not-in')).toBe('not-in');
  expect(whyAfter({ standing: 'answered', why: 'not-in' }, 'in', undefined)).toBe('');
  expect(whyAfter({ standing: 'not-there', why: 'gave-up' }, 'not-there', 'later')).toBe('gave-up');
});

test('an address that nobody has is a new hire’s only where it is one of ours and written well', () => {
  const ours = ['askoy.kommune.no'];
  expect(absenceOf('kari.nordmann@askoy.kommune.no', ours)).toEqual({ standing: 'not-there', why: '' });
  expect(absenceOf('kari.nordmann@gmail.com', ours)).toEqual({ standing: 'unknown', why: '' });
  expect(absenceOf('kari.nordmann@askøy.kommune.no', ours)).toEqual({ standing: 'unknown', why: 'typo' });
  expect(obstacleOf({ enabled: true, guest: true })).toEqual({ standing: 'no-app', why: 'guest' });
  expect(obstacleOf({ enabled: false, guest: false })).toEqual({ standing: 'no-app', why: 'off' });
  expect(obstacleOf({ enabled: true, guest: false })).toBeUndefined();
});
