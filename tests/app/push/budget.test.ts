import { Budget } from '../../../src/app/push/budget';

/** A store that grants what is left of each second, for all who ask. */
function sharedStore(): { lease: (second: number, limit: number, want: number, used: number) => Promise<number>; readonly writes: number; usedIn(second: number): number } {
  const used = new Map<number, number>();
  let writes = 0;
  return {
    lease: (second, limit, want, before) => {
      writes += 1;
      const was = (used.get(second) ?? 0) + before;
      const granted = Math.max(0, Math.min(want, limit - was));
      used.set(second, was + granted);
      return Promise.resolve(granted);
    },
    get writes() {
      return writes;
    },
    usedIn: (second) => used.get(second) ?? 0,
  };
}

async function takeAll(budget: Budget, want: number): Promise<number> {
  let all = 0;
  for (;;) {
    const taken = await budget.take(want - all);
    if (taken === 0) return all;
    all += taken;
  }
}

test('three processes together take a second’s worth and no more, all of it, in a few writes', async () => {
  const store = sharedStore();
  let now = 5_000;
  const budgets = [1, 2, 3].map(() => new Budget(store.lease, 30, () => now));
  for (let second = 5; second < 8; second += 1, now += 1_000) {
    const taken = await Promise.all(budgets.map((budget) => takeAll(budget, 1_000)));
    expect([second, taken.reduce((sum, one) => sum + one, 0)]).toEqual([second, 30]);
    expect(budgets[0]?.untilMore).toBe(1_000);
  }
  expect(store.writes).toBeLessThanOrEqual(3 * 3 * 5);
});

test('what is not used is gone with its second', async () => {
  const store = sharedStore();
  let now = 0;
  const budget = new Budget(store.lease, 30, () => now);
  expect(await budget.take(2)).toBe(2);
  now = 1_500;
  expect(await takeAll(budget, 1_000)).toBe(30);
  budget.giveBack(3);
  expect(await takeAll(budget, 1_000)).toBe(3);
});

test('replies are never held up, and pushes have that much less', async () => {
  const store = sharedStore();
  const budget = new Budget(store.lease, 30, () => 0);
  for (let n = 0; n < 20; n += 1) budget.note();
  expect(await takeAll(budget, 1_000)).toBe(10);
});

test('an hour of replies is no debt', async () => {
  const store = sharedStore();
  let now = 0;
  const budget = new Budget(store.lease, 30, () => now);
  for (; now < 3_600_000; now += 10_000) budget.note();
  expect(await takeAll(budget, 1_000)).toBe(30);
});

test('one conversation that is told to wait slows nobody else; three within a second slow the tenant, which recovers by and by', async () => {
  const store = sharedStore();
  let now = 0;
  const budget = new Budget(store.lease, 30, () => now);
  const second = async (): Promise<number> => {
    now += 1_000;
    return takeAll(budget, 1_000);
  };
  for (let n = 0; n < 10; n += 1) budget.throttled('a');
  expect(await second()).toBe(30);
  for (const conversation of ['a', 'b', 'c']) budget.throttled(conversation);
  expect(await second()).toBe(15);
  // A tenth of all with every five seconds of peace.
  const allowed: number[] = [];
  for (let steps = 0; steps < 6; steps += 1) {
    now += 4_000;
    allowed.push(await second());
  }
  expect(allowed).toEqual([18, 21, 24, 27, 30, 30]);
});

test('where the store cannot be asked, what was sent is remembered for the next question', async () => {
  let away = true;
  const told: number[] = [];
  const budget = new Budget((_second, _limit, want, used) => (away ? Promise.reject(new Error('away')) : (told.push(used), Promise.resolve(want))), 30, () => 0);
  budget.note();
  await expect(budget.take(1)).rejects.toThrow('away');
  away = false;
  await budget.take(1);
  expect(told).toEqual([1]);
});
