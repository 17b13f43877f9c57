/** Start to listening, and memory at rest, of the built bot (`npm run build` first): medians of five starts. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';

const main = path.join(__dirname, '../dist/src/main.js');

/** Resident memory of a process in MB, as Linux counts it. */
function resident(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
}

async function once(): Promise<{ ms: number; mb: number }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vismahjelpen-start-'));
  const began = performance.now();
  const bot = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], PORT: '0', DATABASE_URL: `file:${folder}/start.db` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(bot.stdout)) if (line.includes('"listening"')) break;
  const ms = performance.now() - began;
  await setTimeout(3_000); // what is needed only at start is let go of
  const mb = resident(bot.pid ?? 0);
  bot.kill('SIGKILL');
  rmSync(folder, { recursive: true });
  return { ms, mb };
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

export async function start(): Promise<void> {
  const runs: { ms: number; mb: number }[] = [];
  for (let run = 0; run < 5; run += 1) runs.push(await once());
  console.log(`start to listening ${median(runs.map(({ ms }) => ms)).toFixed(0)} ms, memory at rest ${median(runs.map(({ mb }) => mb)).toFixed(0)} MB`);
}
