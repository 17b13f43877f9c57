import { Budget } from '../../src/app/push/budget';

/** A budget on a store that gives whatever is left of a second, and a clock that is put forward. */
function started(perSecond: number) {
  let now = 1_000_000;
  const used = new Map<number, number>();
  const leases: number[] = [];
  const lease = (second: number, limit: number, want: number, before: number): Promise<number> => {
    leases.push(second);
    const was = (used.get(second) ?? 0) + before;
    const granted = Math.max(0, Math.min(want, limit - was));
    used.set(second, was + granted);
    return Promise.resolve(granted);
  };
  const budget = new Budget(lease, perSecond, () => now);
  /** As many as may go now, one slot after the other. */
  const drain = async (slots = 48): Promise<number> => {
    let all = 0;
    for (;;) {
      const taken = await budget.take(slots);
      if (taken === 0) return all;
      all += taken;
    }
  };
  return { budget, drain, leases, go: (ms: number) => void (now += ms) };
}

test('a second’s worth goes out a quarter at a time, and no more than that', async () => {
  const { budget, drain, go } = started(30);
  const quarters: number[] = [];
  for (let quarter = 0; quarter < 8; quarter += 1) {
    quarters.push(await drain());
    expect(budget.untilMore).toBe(250);
    go(250);
  }
  expect(quarters).toEqual([8, 7, 8, 7, 8, 7, 8, 7]);
});

test('whoever falls behind catches up within the second, and not after it', async () => {
  const { drain, go } = started(30);
  await drain();
  go(750);
  expect(await drain()).toBe(22);
  go(1_250);
  expect(await drain()).toBe(8);
});

test('replies are counted, never held, and leave less for pushes', async () => {
  const { budget, drain, go } = started(30);
  for (let reply = 0; reply < 20; reply += 1) budget.note();
  expect(await drain()).toBe(0);
  go(750);
  expect(await drain()).toBe(10);
});

test('the store is asked far less often than anything is sent', async () => {
  const { drain, leases, go } = started(600);
  let sent = 0;
  for (let quarter = 0; quarter < 4; quarter += 1) {
    sent += await drain();
    go(250);
  }
  expect(sent).toBe(600);
  expect(leases.length).toBeLessThanOrEqual(20);
});

test('one or two conversations that are told to wait are their own trouble; three within a second are the tenant’s, which recovers step by step', async () => {
  const { budget, drain, go } = started(40);
  const second = async (): Promise<number> => {
    let sent = 0;
    for (let quarter = 0; quarter < 4; quarter += 1) {
      sent += await drain();
      go(250);
    }
    return sent;
  };
  for (const conversation of ['a', 'b', 'a', 'b']) budget.throttled(conversation);
  expect(await second()).toBe(40);
  for (const conversation of ['a', 'b', 'c', 'd']) budget.throttled(conversation);
  expect(await second()).toBe(20);
  go(4_000);
  expect(await second()).toBe(24);
  go(30_000);
  for (let step = 0; step < 5; step += 1, go(4_000)) await second();
  expect(await second()).toBe(40);
});

test('of a large budget a tenth has to be told to wait', async () => {
  const { budget, drain } = started(600);
  for (let n = 0; n < 59; n += 1) budget.throttled(`${n}`);
  expect(await drain()).toBe(150);
});

test('what was taken for nobody can be taken again, and a store that is away takes nothing', async () => {
  const { budget, drain } = started(30);
  const taken = await budget.take(48);
  budget.giveBack(taken);
  expect(await drain()).toBe(8);
  const away = new Budget(() => Promise.reject(new Error('away')), 30, () => 1_000_000);
  await expect(away.take(1)).rejects.toThrow('away');
});
