import { daysKeptOtherwise } from '../core/case/kept';
import type { Log, Store } from './ports';

const minute = 60_000;
const day = 24 * 60 * minute;
/** Law 1: an answer is asked for again within a minute; an hour leaves room for a stuck client. */
const answersKept = 60 * minute;
/** Law 1: staleness is read from the state, so keys may go. Teams redelivers within minutes. */
const seenKept = 7 * day;
/** Message ids, for cards that are answered weeks later. */
export const rowsKept = 35 * day;

/** How many days: of conversations that are quiet, and of cases after they were closed. */
export interface Kept {
  /** Absent: not decided yet, nothing is deleted by age. */
  readonly conversations?: number | undefined;
  readonly cases?: number | undefined;
  /** Of the names on the list of a push. */
  readonly names?: number | undefined;
}

/** Deletes what has grown old: answers, keys, settled rows, and conversations where the organisation has decided how long. */
export async function purge(store: Store, now: number, kept: Kept, log: Log): Promise<void> {
  const purged = await store.purge({
    now,
    answersBefore: now - answersKept,
    seenBefore: now - seenKept,
    settledBefore: now - rowsKept,
    conversationsBefore: kept.conversations === undefined ? undefined : now - kept.conversations * day,
    casesBefore: now - (kept.cases ?? daysKeptOtherwise) * day,
    namesBefore: kept.names === undefined ? undefined : now - kept.names * day,
  });
  if (Object.values(purged).some((count) => count > 0)) log.info({ purged }, 'what was old is deleted');
}
