import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { settingNames } from '../../src/config';
import { hrTeam } from './people';

/** A bot as it runs in production, but unsigned and on loopback, in a process of its own. */
export interface BotProcess {
  readonly url: string;
  /** Ends it as an operator does. */
  stop(): Promise<void>;
}

const root = path.join(__dirname, '../..');
/** Longer than a bot may take to stop. */
const patience = 12_000;
// Whatever is set on this machine does not count.
const hidden = Object.fromEntries(settingNames.map((name) => [name, '']));

export async function startBotOn(database: string): Promise<BotProcess> {
  const env = { ...process.env, ...hidden, HOST: '127.0.0.1', PORT: '0', DATABASE_URL: database, HR_TEAM_ID: hrTeam };
  // The channel ends it with this process, however that ends.
  const child = spawn(process.execPath, ['-r', './tests/support/register.js', 'src/main.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  return { url: `http://127.0.0.1:${await portOf(child)}`, stop: () => stop(child) };
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    // Read to the end: nobody may wait for a full pipe.
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line.includes('"msg":"listening"')) resolve((JSON.parse(line) as { port: number }).port);
    });
    child.once('exit', (code) => reject(new Error(`a bot ended with ${code}`)));
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const kill = setTimeout(() => child.kill('SIGKILL'), patience);
    child.once('exit', () => {
      clearTimeout(kill);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
