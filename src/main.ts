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
  const bot = await startBot(config, log);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void bot.stop().finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch(refuse);
