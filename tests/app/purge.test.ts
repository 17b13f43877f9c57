import type { Purge, Store } from '../../src/app/ports';
import { type Kept, purge } from '../../src/app/purge';
import { start } from '../support/drafts';
import { silentLog } from '../support/silent-log';

const hour = 60 * 60_000;
const day = 24 * hour;

type Counts = Awaited<ReturnType<Store['purge']>>;
const nothing: Counts = { answers: 0, seen: 0, rows: 0, conversations: 0, cases: 0, names: 0 };

/** What the store was told to delete, and what was logged of it. */
async function purged(kept: Kept, counts = nothing): Promise<{ told: Purge[]; logged: object[] }> {
  const told: Purge[] = [];
  const logged: object[] = [];
  const store = { purge: (bounds: Purge) => (told.push(bounds), Promise.resolve(counts)) };
  await purge(store as Store, start, kept, { ...silentLog, info: (fields) => logged.push(fields) });
  return { told, logged };
}

test('answers are kept for an hour, keys for a week, message ids for five weeks', async () => {
  const { told } = await purged({});
  expect(told).toEqual([
    { now: start, answersBefore: start - hour, seenBefore: start - 7 * day, settledBefore: start - 35 * day, conversationsBefore: undefined, casesBefore: start - 90 * day },
  ]);
});

test.each([
  ['kept where the organisation has not decided', undefined, undefined],
  ['kept for as many days as it has decided', 90, start - 90 * day],
  ['not kept where it says 0', 0, start],
])('conversations are %s', async (_, days, bound) => {
  expect((await purged({ conversations: days })).told[0]?.conversationsBefore).toBe(bound);
});

test('cases are kept after their end for as many days as the organisation has decided', async () => {
  expect((await purged({ cases: 30 })).told[0]?.casesBefore).toBe(start - 30 * day);
});

test('what was deleted is logged, and nothing where nothing was', async () => {
  expect((await purged({ conversations: 90 })).logged).toEqual([]);
  const counts = { ...nothing, rows: 3 };
  expect((await purged({ conversations: 90 }, counts)).logged).toEqual([{ purged: counts }]);
});
