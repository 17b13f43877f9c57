import { DirectoryAway } from '../../../src/app/directory';
import type { ChatFound } from '../../../src/app/directory';
import { Scout } from '../../../src/app/push/scout';
import { house } from '../../support/conversation';
import { start } from '../../support/drafts';
import { clock } from '../../support/fake-clock';
import { gate, Ledger, People, settled } from '../../support/push-ports';
import { silentLog } from '../../support/silent-log';

const minute = 60_000;
const chat = (id: string): ChatFound => ({ kind: 'chat', id });

let people: People;
let scouts: Scout[];
let nudged: number;

beforeEach(() => {
  clock.start(start);
  people = new People();
  scouts = [];
  nudged = 0;
});
afterEach(async () => {
  for (const one of scouts) one.nudge();
  const stopped = Promise.all(scouts.map((one) => one.stop()));
  await clock.advance(minute);
  await stopped;
  clock.stop();
});

function scouting(ledger: Ledger): Scout {
  const scout = new Scout({ store: ledger.store, directory: people, house: house(), nudge: () => void (nudged += 1), now: clock.now, log: silentLog });
  scouts.push(scout);
  scout.start();
  return scout;
}

test('people are taken in hand, asked for together, and what came of them is written down; then whoever sends is told', async () => {
  const ledger = new Ledger(3, 'listed');
  people.answers.chat = async (person) => (person === 'id-2' ? chat('hers') : { kind: 'not-installed' });
  scouting(ledger);
  await settled();
  const [first, ...then] = ledger.did;
  expect([first, then.toSorted()]).toEqual(['take 1 2 3', ['write 1 installable', 'write 2 reachable', 'write 3 installable']]);
  expect(people.asked).toEqual(['find 3', 'chat id-1', 'chat id-2', 'chat id-3']);
  expect(nudged).toBe(1);
});

test('a long list is asked for fifteen at a time, and no more than sixty are in hand', async () => {
  const ledger = new Ledger(100, 'listed');
  const hold = gate<ChatFound>();
  people.answers.chat = () => hold.promise;
  scouting(ledger);
  await settled();
  expect(people.asked.filter((what) => what.startsWith('find'))).toEqual(['find 15', 'find 15', 'find 15', 'find 15']);
  expect(people.asked.filter((what) => what.startsWith('chat'))).toHaveLength(60);
  hold.open({ kind: 'not-installed' });
  await clock.advance(2_000);
  expect(people.asked.filter((what) => what.startsWith('find'))).toEqual([...Array.from({ length: 6 }, () => 'find 15'), 'find 10']);
  expect(new Set(ledger.standings.map((each) => each.split(': ')[1]))).toEqual(new Set(['installable']));
});

test('one who takes long holds up nobody: the others are written down, and those after them looked up', async () => {
  const ledger = new Ledger(100, 'listed');
  const slow = gate<ChatFound>();
  people.answers.chat = (person) => (person === 'id-7' ? slow.promise : Promise.resolve({ kind: 'not-installed' }));
  scouting(ledger);
  await clock.advance(5_000);
  expect(ledger.standings.filter((each) => each.endsWith('listed'))).toEqual(['7: listed']);
  slow.open(chat('hers'));
  await settled();
  expect(ledger.standings[6]).toBe('7: reachable');
});

test('whom one process is still at no second one looks up, or installs for, however long it takes', async () => {
  for (const [standing, asked] of [['listed', 'chat id-1'], ['installable', 'install id-1']] as const) {
    const ledger = new Ledger(1, standing);
    const slow = gate<never>();
    people = new People();
    people.answers = { chat: () => slow.promise, install: () => slow.promise };
    scouting(ledger);
    await settled();
    scouting(ledger);
    await clock.advance(20 * minute);
    expect(people.asked.filter((what) => what === asked)).toHaveLength(1);
    slow.open({ kind: 'refused', why: 'gone', detail: '' } as never);
    await settled();
    expect(ledger.standings).toEqual(['1: left']);
  }
});

test('a process that is gone keeps nobody for longer than a minute', async () => {
  const ledger = new Ledger(1, 'listed');
  await ledger.store.campaigns.exchange('find', clock.now(), minute, [], 1);
  scouting(ledger);
  await clock.advance(minute - 1_000);
  expect(people.asked).toEqual([]);
  await clock.advance(2_000);
  expect(ledger.standings).toEqual(['1: installable']);
});

test('while the store is away nothing is forgotten, and nobody is asked for again', async () => {
  const ledger = new Ledger(2, 'listed');
  people.answers.chat = async () => {
    ledger.away = true;
    return { kind: 'not-installed' };
  };
  scouting(ledger);
  await clock.advance(10 * minute);
  expect(ledger.did).toEqual(['take 1 2']);
  ledger.away = false;
  people.answers = {};
  await clock.advance(2_000);
  expect(ledger.standings).toEqual(['1: installable', '2: installable']);
  expect(people.asked).toEqual(['find 2', 'chat id-1', 'chat id-2']);
});

test('a line that the store never takes holds up nobody: the others are written, and HR sees that one', async () => {
  const ledger = new Ledger(20, 'listed');
  ledger.poison = ({ n, person }) => n === 3 && person !== undefined;
  scouting(ledger);
  await clock.advance(10 * minute);
  expect(ledger.standings.filter((each) => !each.endsWith('installable'))).toEqual(['3: failed']);
  expect(people.asked.filter((what) => what === 'chat id-3')).toHaveLength(1);
});

test('one for whom a fault of ours stands in the way is tried some times, the others go on, and then HR sees her', async () => {
  const ledger = new Ledger(3, 'listed');
  people.answers.chat = async (person) => {
    if (person === 'id-2') throw new TypeError('a fault');
    return { kind: 'not-installed' };
  };
  scouting(ledger);
  await clock.advance(30 * minute);
  expect(ledger.standings).toEqual(['1: installable', '2: failed:gave-up', '3: installable']);
  expect(people.asked.filter((what) => what === 'chat id-2')).toHaveLength(6);
  expect(ledger.told).toEqual([]);
});

test('a directory that is away for one is asked again for her when it says so, HR is told once, and nobody gives up', async () => {
  const ledger = new Ledger(2, 'listed');
  people.answers.chat = async (person) => {
    if (person === 'id-1') throw new DirectoryAway('429', 5 * minute);
    return { kind: 'not-installed' };
  };
  scouting(ledger);
  await clock.advance(5 * minute - 1_000);
  expect(people.asked.filter((what) => what === 'chat id-1')).toHaveLength(1);
  await clock.advance(55 * minute);
  expect(people.asked.filter((what) => what === 'chat id-1').length).toBeGreaterThan(6);
  expect(ledger.standings).toEqual(['1: listed', '2: installable']);
  expect(new Set(ledger.told.map(({ id }) => id))).toEqual(new Set(['push-1-word-away']));
  people.answers = {};
  await clock.advance(6 * minute);
  expect(ledger.standings).toEqual(['1: installable', '2: installable']);
});

test('the app is put there for eight at a time, each claimed before it is; and one whose chat is not made yet is asked for again', async () => {
  const ledger = new Ledger(10, 'installable');
  const hold = gate<{ readonly kind: 'installed' }>();
  people.answers = { install: () => hold.promise, chat: async (person) => (person === 'id-1' ? { kind: 'not-installed' } : chat(person)) };
  scouting(ledger);
  await settled();
  expect(ledger.did).toEqual(['take 1 2 3 4 5 6 7 8']);
  expect(people.asked).toHaveLength(8);
  hold.open({ kind: 'installed' });
  await clock.advance(1_500);
  expect(ledger.standings).toEqual(['1: installable', ...Array.from({ length: 9 }, (_, i) => `${i + 2}: reachable`)]);
  await clock.advance(minute);
  expect(ledger.standings[0]).toBe('1: no-app:not-installed');
  expect(people.asked.filter((what) => what === 'install id-1')).toHaveLength(6);
});

test('whoever is told to stop takes nobody new, and is done when those in hand are written down', async () => {
  const ledger = new Ledger(100, 'listed');
  const hold = gate<ChatFound>();
  people.answers.chat = () => hold.promise;
  const scout = scouting(ledger);
  await settled();
  let stopped = false;
  const stopping = scout.stop().then(() => (stopped = true));
  await clock.advance(5_000);
  expect(stopped).toBe(false);
  hold.open({ kind: 'not-installed' });
  await settled();
  await stopping;
  expect(ledger.standings.filter((each) => each.endsWith('installable'))).toHaveLength(60);
  expect(people.asked.filter((what) => what.startsWith('chat'))).toHaveLength(60);
});

test('a nudge is a look at once', async () => {
  const ledger = new Ledger(1, 'listed');
  ledger.lines[0]!.dueAt = start + 100;
  const scout = scouting(ledger);
  await clock.advance(100);
  expect(ledger.did).toEqual([]);
  scout.nudge();
  await clock.advance(0);
  expect(ledger.did).toContain('take 1');
});

test('whose account did not come is told HR in one word for all of them, also where the store was away just then', async () => {
  const ledger = new Ledger(12, 'not-there');
  for (const line of ledger.lines) Object.assign(line, { person: undefined, stage: 'find', listedAt: start - 60 * 24 * 60 * minute });
  people.answers.find = async (addresses) => addresses.map(() => undefined);
  const { store } = ledger;
  const { commit } = store;
  let refusals = 1;
  (store as { commit: typeof commit }).commit = (what) => (refusals-- > 0 ? Promise.reject(new Error('away')) : commit(what));
  const scout = new Scout({ store, directory: people, house: house(), nudge: () => undefined, now: clock.now, log: silentLog });
  scouts.push(scout);
  scout.start();
  await settled();
  expect(new Set(ledger.standings.map((each) => each.split(': ')[1]))).toEqual(new Set(['not-there:gave-up']));
  await clock.advance(2_000);
  expect(ledger.told).toHaveLength(1);
  expect(ledger.told[0]!.body).toMatchObject({ kind: 'text', text: expect.stringMatching(/ny\.1@(.|\n)*ny\.10@(.|\n)*og 2 til/) });
});
