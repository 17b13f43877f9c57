import { existsSync } from 'node:fs';
import { readConfig } from '../config';
import { readFeedback } from '../store/feedback';

/** What people thought of the help, one JSON a line. */
async function main(): Promise<void> {
  const { databaseUrl } = readConfig();
  const file = databaseUrl.startsWith('file:') ? databaseUrl.slice('file:'.length) : undefined;
  if (file && !existsSync(file)) throw new Error(`There is no database ${file} yet. The demo keeps its own only while it runs; DATABASE_URL names another one.`);
  for (const { at, ...said } of await readFeedback(databaseUrl))
    console.log(JSON.stringify({ day: new Date(at).toISOString().slice(0, 10), ...said }));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
