import { existsSync } from 'node:fs';
import { readConfig } from '../config';
import { others, smallest, told } from '../core/statistics';
import { readTallies } from '../store/tallies';

/** How many cases that are deleted by now there were, one group a line as JSON; no group is smaller than five. */
async function main(): Promise<void> {
  const { databaseUrl } = readConfig();
  const file = databaseUrl.startsWith('file:') ? databaseUrl.slice('file:'.length) : undefined;
  if (file && !existsSync(file)) throw new Error(`There is no database ${file} yet. The demo keeps its own only while it runs; DATABASE_URL names another one.`);
  const { groups, rest } = told(await readTallies(databaseUrl));
  for (const group of groups) console.log(JSON.stringify(group));
  if (rest) console.log(JSON.stringify({ month: others, reason: others, outcome: others, count: `under ${smallest}` }));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
