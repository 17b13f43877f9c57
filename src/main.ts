import { startBot } from './bot';
import { ConfigError, readConfig } from './config';
import { createLog } from './log';
import { StoreRefused } from './store/engine';

/** Ends the process with a sentence for the operator, and a stack only where nobody foresaw it. */
function refuse(error: unknown): never {
  const foreseen = error instanceof ConfigError || error instanceof StoreRefused;
  const taken = (error as { code?: unknown }).code === 'EADDRINUSE';
  console.error(taken ? 'The port is taken: set PORT to another one.' : foreseen ? error.message : error);
  process.exit(1);
}

async function main(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel);
  const starting = startBot(config, log);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    // One that is told to stop while it starts is stopped in order, too. Where it cannot start, main says so.
    void starting.then((bot) => bot.stop().finally(() => process.exit(0))).catch(() => undefined);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  await starting;
}

main().catch(refuse);
