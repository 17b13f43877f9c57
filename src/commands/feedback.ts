import { readConfig } from '../config';
import { readFeedback } from '../store/feedback';

/** What people thought of the help, one JSON a line. */
async function main(): Promise<void> {
  for (const { at, ...said } of await readFeedback(readConfig().databaseUrl))
    console.log(JSON.stringify({ day: new Date(at).toISOString().slice(0, 10), ...said }));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
