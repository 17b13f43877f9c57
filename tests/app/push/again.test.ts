import { orderedAgain } from '../../../src/app/push/make';
import { missedOf } from '../../../src/app/push/scene';
import { readCommand } from '../../../src/commands/push/arguments';
import { begin } from '../../../src/core/campaign/campaign';
import { hasIt, isMissed, reasons, standings, type Tally } from '../../../src/core/campaign/recipient';

const campaign = begin({ number: 1, by: { id: 'hanne', name: 'Hanne' }, greeting: '', links: [], createdAt: 0, people: 100 });
const asked = { number: 2, by: { id: 'hanne', name: 'Hanne' }, now: 0 };
const again = (tallies: readonly Tally[], whom: string) => orderedAgain({ campaign, version: 1, tallies }, whom, asked);

test('a group can be asked for exactly where its people were missed, on the card and at the terminal', () => {
  const offered = standings.flatMap((standing) => reasons.map((why) => ({ standing, why })));
  for (const one of offered) {
    const name = `${one.standing}:${one.why}`;
    expect([name, missedOf(name) !== undefined]).toEqual([name, isMissed(one)]);
    expect([name, 'kind' in readCommand(['again', '1', '--by', 'Hanne', '--only', name])]).toEqual([name, isMissed(one)]);
    expect([name, again([{ ...one, count: 3 }], name)?.campaign.plan.people]).toEqual([name, isMissed(one) ? 3 : undefined]);
  }
  expect(offered.filter((one) => hasIt.includes(one.standing) && isMissed(one))).toEqual([]);
});

test('all who were missed are counted, and nobody else', () => {
  const tallies: readonly Tally[] = [
    { standing: 'delivered', why: '', count: 1 },
    { standing: 'blocked', why: '', count: 2 },
    { standing: 'passed-over', why: 'on-another', count: 4 },
    { standing: 'passed-over', why: 'missed', count: 8 },
    { standing: 'passed-over', why: 'had-it', count: 16 },
    { standing: 'no-app', why: 'guest', count: 32 },
    { standing: 'no-app', why: 'policy', count: 64 },
  ];
  expect(again(tallies, 'missed')?.campaign.plan.people).toBe(2 + 8 + 32 + 64);
  expect(again(tallies, 'no-app')?.campaign.plan.people).toBe(32 + 64);
  expect(again(tallies, 'no-app:policy')).toMatchObject({ from: { campaign: 1, standings: ['no-app'], why: 'policy' }, campaign: { plan: { people: 64, again: 1 } } });
  for (const nobody of ['passed-over', 'passed-over:on-another', 'delivered', 'unknown', 'no-app:nonsense', '']) expect(again(tallies, nobody)).toBeUndefined();
});
