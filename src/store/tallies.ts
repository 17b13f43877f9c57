import type { Tally } from '../core/statistics';
import { openReader } from './engine';

/** What is left of the cases that were deleted. The bot may be running. */
export async function readTallies(url: string): Promise<readonly Tally[]> {
  const { db } = openReader(url);
  try {
    return await db.selectFrom('tallies').selectAll().orderBy('month').orderBy('reason').orderBy('outcome').execute();
  } finally {
    await db.destroy();
  }
}
