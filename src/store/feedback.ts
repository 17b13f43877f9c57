import type { Transaction } from 'kysely';
import type { Feedback } from '../app/ports';
import { openReader } from './engine';
import type { Schema } from './schema';

const day = 24 * 60 * 60_000;

/** Writes down what somebody thought, with the day: the moment would say who. */
export async function noteFeedback(trx: Transaction<Schema>, { helped, words, language }: Feedback, now: number): Promise<void> {
  await trx.insertInto('feedback').values({ at: now - (now % day), helped: helped ? 1 : 0, words, language }).execute();
}

/** What people thought of the help, in the order it came; `at` is the day, ms since 1970 UTC. The bot may be running. */
export async function readFeedback(url: string): Promise<readonly (Feedback & { readonly at: number })[]> {
  const { db } = openReader(url);
  try {
    const rows = await db.selectFrom('feedback').selectAll().orderBy('seq').execute();
    return rows.map(({ at, helped, words, language }) => ({ at, helped: helped === 1, words, language }));
  } finally {
    await db.destroy();
  }
}
