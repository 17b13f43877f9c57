import fc from 'fast-check';
import { actOn, begin, type Campaign } from '../../../src/core/campaign/campaign';
import { progressOf } from '../../../src/core/campaign/progress';
import { hasIt, possibleOf, type Standing, type Tally, underWay, type Why } from '../../../src/core/campaign/recipient';

const tally = (standing: Standing, count: number, why: Why = ''): Tally => ({ standing, why, count });

/** A push that was sent with people standing there. */
function sent(tallies: readonly Tally[]): Campaign {
  const { now: possible, later, absent } = possibleOf(tallies);
  const by = { id: '29:hanne', name: 'Hanne' };
  return ([{ kind: 'checked' }, { kind: 'sent-off', by, go: {} }] as const).reduce<Campaign>((campaign, deed) => {
    const acted = actOn(campaign, deed, 1, { possible, later, absent, secondAbove: Infinity });
    if ('why' in acted) throw new Error(acted.why);
    return acted.campaign;
  }, begin({ number: 7, by, greeting: '', links: [], createdAt: 0, people: 0 }));
}

test('whose account came late fills nobody’s place, and who does not get it is told', () => {
  const started = sent([tally('reachable', 10), tally('not-there', 4), tally('no-app', 1, 'guest')]);
  const now = [tally('delivered', 10), tally('no-app', 2), tally('no-app', 1, 'guest'), tally('reachable', 1), tally('not-there', 1, 'gave-up')];
  expect(progressOf(started, now)).toMatchObject({ all: 13, done: 12, missed: 2 });
});

test('who got it and asked to be deleted is not among those who do not', () => {
  expect(progressOf(sent([tally('reachable', 10)]), [tally('delivered', 8), tally('deleted', 1), tally('reachable', 1)])).toMatchObject({ all: 10, done: 9, missed: 0 });
});

test('in the dry run it is everybody who was looked up', () => {
  const made = begin({ number: 7, by: { id: '29:hanne', name: 'Hanne' }, greeting: '', links: [], createdAt: 0, people: 4 });
  expect(progressOf(made, [tally('listed', 1), tally('reachable', 2), tally('unknown', 1)])).toEqual({ all: 4, done: 3, missed: 0, share: 75 });
});

test('wherever people have come to, it adds up to those whom it went to and who got an account since', () => {
  const fallen: readonly Standing[] = ['blocked', 'no-app', 'left', 'failed', 'passed-over'];
  const stands = (of: readonly Standing[]): fc.Arbitrary<Standing> => fc.constantFrom(...of);
  const someone = fc.oneof(
    fc.record({ before: stands(['reachable', 'installable']), after: stands([...underWay, ...hasIt, ...fallen, 'deleted']) }),
    fc.record({ before: fc.constant<Standing>('not-there'), after: stands(['not-there', ...underWay, ...hasIt, ...fallen]) }),
    stands(['unknown', 'no-app', 'passed-over', 'left']).map((before) => ({ before, after: before })),
  );
  const talliesOf = (all: readonly Standing[]): readonly Tally[] => [...new Set(all)].map((standing) => tally(standing, all.filter((each) => each === standing).length));
  fc.assert(
    fc.property(fc.array(someone, { minLength: 1 }), (people) => {
      fc.pre(people.some(({ before }) => underWay.includes(before)));
      const meant = people.filter(({ before, after }) => underWay.includes(before) || (before === 'not-there' && after !== 'not-there'));
      const { all, done, missed } = progressOf(sent(talliesOf(people.map(({ before }) => before))), talliesOf(people.map(({ after }) => after)));
      const count = (of: readonly Standing[]): number => meant.filter(({ after }) => of.includes(after)).length;
      expect({ all, done, missed }).toEqual({ all: meant.length, done: meant.length - count(underWay), missed: count(fallen) });
    }),
  );
});
