/**
 * The bot in a process of its own, as in production but unsigned and with a larger budget than may be set. Says `{ port }`;
 * asked for it, `{ alive }`: the MB of its heap that a collection leaves.
 */
import { startBot } from '../../src/bot';
import { readConfig } from '../../src/config';
import { createLog } from '../../src/log';
import { botPerSecond } from './conditions';

const [, , database = ''] = process.argv;
const config = readConfig({ PORT: '0', HOST: '127.0.0.1', DATABASE_URL: database, HR_TEAM_ID: '19:hr@thread.tacv2' });
void startBot({ ...config, pushesPerSecond: botPerSecond }, createLog('error')).then(({ port }) => process.send?.({ port }));
process.on('message', () => {
  globalThis.gc?.();
  process.send?.({ alive: process.memoryUsage().heapUsed / 2 ** 20 });
});
process.on('disconnect', () => process.exit());
