import { PushClock } from '../../../src/app/push/clock';
import type { Commit, Committed, Store } from '../../../src/app/ports';
import type { Counted, Pushed } from '../../../src/app/ports/push';
import { begin, type Campaign } from '../../../src/core/campaign/campaign';
import { quietFor } from '../../../src/core/campaign/moment';
import type { Tally } from '../../../src/core/campaign/recipient';
import { house } from '../../support/conversation';
import { start } from '../../support/drafts';
import { silentLog } from '../../support/silent-log';
import { chatOf } from '../../support/pushes';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const hanne = { id: 'hanne', name: 'Hanne Rådgiver' };
const plan = (number: number, people = 3): Campaign['plan'] => ({ number, by: hanne, greeting: '', links: [], createdAt: start, people });

/** Pushes in memory as the clock sees a store: their files, those to be reminded, and what it has committed. */
function room(pushes: readonly { readonly campaign: Campaign; readonly tallies: readonly Tally[] }[], reminders: readonly Pushed[] = [], heardAt?: number) {
  const files = new Map<number, Counted>(pushes.map(({ campaign, tallies }) => [campaign.plan.number, { campaign, tallies, version: 1 }]));
  const commits: Commit[] = [];
  const state = { looked: 0, now: start, nudged: 0, answer: 'committed' as Committed, unreadable: 0, heardAt, broken: '' };
  const store = {
    campaigns: {
      sweep: async () => 0,
      inState: async (...states: readonly Campaign['state'][]) => [...files.values()].filter(({ campaign }) => states.includes(campaign.state)),
      counted: async (number: number) => {
        state.looked += 1;
        if (number === state.unreadable) throw new Error('unreadable');
        return files.get(number);
      },
      toRemind: async (now: number) => reminders.filter(({ recipient }) => (recipient.remindAt ?? Infinity) <= now),
    },
    conversation: async (key: string) => {
      if (key === state.broken) throw new Error('broken');
      const { state: talk, address } = chatOf(key, state.heardAt === undefined ? {} : { heardAt: state.heardAt });
      return key === 'gone' ? undefined : { key, version: 1, state: talk, address };
    },
    commit: async (commit: Commit) => {
      commits.push(commit);
      if (state.answer !== 'committed') return state.answer;
      for (const { campaign, version, drawn } of commit.campaigns ?? []) files.set(campaign.plan.number, { campaign, version: version + 1, drawn, tallies: files.get(campaign.plan.number)?.tallies ?? [] });
      return 'committed';
    },
  } as unknown as Store;
  const clock = new PushClock({ store, house: house(), nudge: () => void (state.nudged += 1), now: () => state.now, log: silentLog });
  const stateOf = (number: number): string | undefined => files.get(number)?.campaign.state;
  return Object.assign(state, { clock, commits, stateOf, cards: () => commits.flatMap(({ out }) => out.map(({ id, body }) => JSON.stringify({ id, body }))) });
}

const listed = (count: number): Tally => ({ standing: 'listed', why: '', count });
const reachable = (count: number): Tally => ({ standing: 'reachable', why: '', count });
const delivered = (count: number): Tally => ({ standing: 'delivered', why: '', count });
const known = (number: number): Pick<Campaign, 'plan' | 'deeds'> => ({ plan: plan(number), deeds: 1 });
const running = (number: number): Campaign => ({ ...known(number), state: 'running', startedAt: start });
const scheduled = (number: number, at: number): Campaign => ({ ...known(number), state: 'scheduled', by: hanne, at });

/** Somebody who has answered that she has not tried yet, and when she is asked again. */
const asked = (n: number, remindAt: number, conversation = `chat-${n}`): Pushed => ({
  campaign: running(1),
  recipient: { campaign: 1, n, address: '', name: '', standing: 'answered', why: 'later', attempts: 1, repaired: false, reminders: 0, remindAt, conversation },
});

test('a dry run ends when the last one was looked up, and a push when nobody is on the way', async () => {
  const checking = begin(plan(1));
  const one = room([{ campaign: checking, tallies: [listed(1), reachable(2)] }, { campaign: running(2), tallies: [delivered(2), reachable(1)] }]);
  await one.clock.tick();
  expect([one.stateOf(1), one.stateOf(2)]).toEqual(['checking', 'running']);
  const other = room([{ campaign: checking, tallies: [reachable(3)] }, { campaign: running(2), tallies: [delivered(3)] }]);
  await other.clock.tick();
  expect([other.stateOf(1), other.stateOf(2)]).toEqual(['checked', 'done']);
  expect(other.commits.flatMap(({ campaigns }) => campaigns?.flatMap(({ journal }) => journal ?? []) ?? []).map(({ campaign, what, who }) => [campaign, what, who])).toEqual([[1, 'checked', ''], [2, 'finished', '']]);
  expect(other.nudged).toBe(2);
});

test('a push begins at its time; where the bot was away then, not at night, but when people are at work again', async () => {
  const tallies = [reachable(3)];
  const here = room([{ campaign: scheduled(1, start + minute), tallies }]);
  here.now = start + minute - 1;
  await here.clock.tick();
  expect(here.stateOf(1)).toBe('scheduled');
  here.now += 1;
  await here.clock.tick();
  expect(here.stateOf(1)).toBe('running');
  const away = room([{ campaign: scheduled(1, start + minute), tallies }]);
  for (const [hours, state] of [[12, 'scheduled'], [22, 'scheduled'], [24, 'running']] as const) {
    away.now = start + hours * hour;
    await away.clock.tick();
    expect([hours, away.stateOf(1)]).toEqual([hours, state]);
  }
});

test('one that nobody sends is cancelled after its time, and its card shows nobody who still waits', async () => {
  const there = room([{ campaign: { ...known(1), state: 'checked' }, tallies: [reachable(2), delivered(1)] }]);
  const { pushNamesKept } = house().organisation.hr;
  there.now = start + pushNamesKept * day;
  await there.clock.tick();
  expect(there.stateOf(1)).toBe('checked');
  there.now += 2 * minute;
  await there.clock.tick();
  expect(there.stateOf(1)).toBe('cancelled');
  const cancelling = there.commits.find(({ campaigns }) => campaigns?.some(({ cancels }) => cancels));
  const card = JSON.stringify(cancelling?.out);
  expect(card).toContain('Ikke sendt, utsendingen ble avbrutt: 2');
  expect(card).not.toContain('Kan nås, ikke sendt ennå');
});

test('one that cannot be looked at does not hold up the others', async () => {
  const there = room([1, 2, 3].map((number) => ({ campaign: running(number), tallies: [delivered(3)] })));
  there.unreadable = 2;
  await there.clock.tick();
  expect([1, 2, 3].map(there.stateOf)).toEqual(['done', 'running', 'done']);
});

test('the card is drawn again where something is new, and nobody is told where another process was faster', async () => {
  const there = room([{ campaign: running(1), tallies: [delivered(1), reachable(2)] }]);
  await there.clock.tick();
  await there.clock.tick();
  expect([there.commits.length, there.nudged]).toEqual([1, 1]);
  const late = room([{ campaign: running(1), tallies: [delivered(3)] }]);
  late.answer = 'lost';
  await late.clock.tick();
  expect([late.commits.length, late.nudged, late.stateOf(1)]).toEqual([1, 0, 'running']);
});

test('one that is over is looked at once a minute, as long as people may answer', async () => {
  const done: Campaign = { ...known(1), state: 'done', startedAt: start, endedAt: start };
  const there = room([{ campaign: done, tallies: [delivered(3)] }]);
  for (const seconds of [0, 30, 59, 60]) {
    there.now = start + seconds * 1_000;
    await there.clock.tick();
    expect([seconds, there.looked]).toEqual([seconds, seconds < 60 ? 1 : 2]);
  }
  expect(there.commits).toHaveLength(1);
  const later = room([{ campaign: done, tallies: [delivered(3)] }]);
  later.now = start + 14 * day;
  await later.clock.tick();
  expect(later.commits).toEqual([]);
});

describe('a reminder', () => {
  const rows = (there: ReturnType<typeof room>): readonly string[] => there.commits.flatMap(({ out }) => out.map(({ id }) => id));

  test('goes out when it was promised for, and not at night', async () => {
    const there = room([], [asked(1, start + minute), asked(2, start + hour)]);
    await there.clock.tick();
    expect(rows(there)).toEqual([]);
    there.now = start + minute;
    await there.clock.tick();
    expect(rows(there)).toEqual(['push-1-1-again-1']);
    expect(there.commits.at(-1)?.recipients).toEqual([{ campaign: 1, n: 1, reminded: 0 }]);
    const night = room([], [asked(1, start)]);
    night.now = start + 14 * hour;
    await night.clock.tick();
    expect(night.commits).toEqual([]);
  });

  test('waits for whoever has written just now until she has been quiet, and takes nothing back meanwhile', async () => {
    const there = room([], [asked(1, start)], start - minute);
    there.now = start - minute + quietFor - 1;
    await there.clock.tick();
    expect(there.commits).toEqual([]);
    there.heardAt = start + 2 * minute;
    there.now = start + 2 * minute + quietFor - 1;
    await there.clock.tick();
    expect(there.commits).toEqual([]);
    there.now += 1;
    await there.clock.tick();
    expect(rows(there)).toEqual(['push-1-1-again-1']);
  });

  test('is not sent to one who is in, or whose chat is gone, and not promised any more', async () => {
    const one = asked(1, start);
    const there = room([], [{ ...one, recipient: { ...one.recipient, standing: 'in' } }, asked(2, start, 'gone')]);
    await there.clock.tick();
    expect([rows(there), there.commits.map(({ recipients }) => recipients)]).toEqual([[], [[{ campaign: 1, n: 1, remindAt: null }], [{ campaign: 1, n: 2, remindAt: null }]]]);
  });

  test('that cannot be sent does not hold up the others, nor the pushes', async () => {
    const there = room([{ campaign: running(1), tallies: [delivered(3)] }], [asked(1, start, 'broken'), asked(2, start)]);
    there.broken = 'broken';
    await there.clock.tick();
    expect(rows(there)[0]).toBe('push-1-2-again-1');
    expect(there.stateOf(1)).toBe('done');
  });

  test('that another process has sent makes no noise', async () => {
    const there = room([], [asked(1, start)]);
    there.answer = 'lost';
    await there.clock.tick();
    expect(there.nudged).toBe(0);
  });
});
