/**
 * How close a push comes to the rate it is given, while people chat, and whether its report is exact. Teams and the bots are
 * in processes of their own; everything stays on this machine and ends by itself.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { pushSlots } from '../../src/app/push/pusher';
import { Chatters } from './chatters';
import { botPerSecond, calm, chatters, type Did, latency, retryAfter, scale, shares, teamsPerSecond } from './conditions';
import { type OwnDatabase, ownPostgres, ownSqlite } from './databases';
import { fill, sendOff } from './fill';

interface Setting {
  readonly name: string;
  readonly people: number;
  readonly processes: number;
  readonly database: () => Promise<OwnDatabase>;
  /** One of the processes is killed when this part of the people has been sent to. */
  readonly killAt?: number;
}

const settings = {
  small: { name: 'SQLite, 1 process', people: 10_000, processes: 1, database: () => Promise.resolve(ownSqlite()) },
  large: { name: 'PostgreSQL, 3 processes, one killed in the middle', people: 100_000, processes: 3, database: ownPostgres, killAt: 0.5 },
} as const satisfies Record<string, Setting>;

const target = 1.05;
/** Looked into so often while it goes on. */
const quarters = 4;
const register = path.join(__dirname, '../../tests/support/register.js');
/** Where it has not ended after so many times what it should take, it never will. */
const patience = 3;

function launch(file: string, args: readonly string[] = []): ChildProcess {
  return fork(path.join(__dirname, file), args, { execArgv: ['--expose-gc', '-r', register], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

function word<T extends object>(child: ChildProcess, name: keyof T & string): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`${child.spawnargs.at(-2)} ended with ${code}`));
    const hear = (message: unknown): void => {
      if (typeof message !== 'object' || message === null || !(name in message)) return;
      child.off('message', hear).off('exit', ended);
      resolve(message as T);
    };
    child.on('message', hear).once('exit', ended);
  });
}

/** Resident memory in MB, as Linux counts it. */
const resident = (pid: number | undefined): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;

/** What a process has used of the processors, s. */
const cpu = (pid: number | undefined): number => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').slice(11, 13).reduce((sum, ticks) => sum + Number(ticks) / 100, 0);

const percentile = (waits: readonly number[], share: number): number => waits.toSorted((a, b) => a - b)[Math.ceil(waits.length * share) - 1] ?? NaN;
const inMs = (waits: readonly number[]): string => `p50 ${percentile(waits, 0.5).toFixed(0)} ms, p95 ${percentile(waits, 0.95).toFixed(0)} ms of ${waits.length}`;

/** Each person's standing beside what Teams did for her: what does not agree, in words. */
async function disagreements({ ask }: OwnDatabase, { got, last403 }: Did, people: number, mostUncertain: number): Promise<{ readonly counts: ReadonlyMap<string, number>; readonly wrong: readonly string[] }> {
  const rows = await ask<{ n: number; standing: string; why: string }>('select n, standing, why from recipients order by n');
  const counts = new Map<string, number>();
  const refused = new Set(last403);
  const wrong: string[] = [];
  for (const { n, standing } of rows) {
    counts.set(standing, (counts.get(standing) ?? 0) + 1);
    const messages = got[n] ?? 0;
    if (messages > 1) wrong.push(`${n} got ${messages}`);
    const right = { delivered: messages === 1, blocked: messages === 0 && refused.has(n), failed: messages === 0, uncertain: true }[standing];
    if (!right) wrong.push(`${n} is ${standing} and got ${messages}`);
  }
  if (rows.length !== people) wrong.push(`${rows.length} rows for ${people} people`);
  if ((counts.get('uncertain') ?? 0) > mostUncertain) wrong.push(`${counts.get('uncertain')} are uncertain, ${mostUncertain} may be`);
  return { counts, wrong };
}

/** `large`: the larger of the two. */
export async function push(which = ''): Promise<void> {
  const { name, people, processes, database: make, killAt }: Setting = settings[which === 'large' ? 'large' : 'small'];
  console.log(`Node ${process.version}, ${os.availableParallelism()} cores; ${name}; ${people} people, all reachable already (the directory is not measured);`);
  console.log(`scaled × ${scale}: ${botPerSecond}/s given to the bot, Teams bears ${teamsPerSecond}/s and 7 in 1 s a chat, answers in ${latency} ms, Retry-After ${retryAfter} s;`);
  console.log(`${shares[429] * 100} % 429, ${shares[502] * 100} % 502, ${shares[403] * 100} % 403 of all attempts; ${chatters} people chat`);
  const teams = launch('teams.ts');
  const serviceUrl = `http://127.0.0.1:${(await word<{ port: number }>(teams, 'port')).port}/emea/`;
  const database = await make();
  const bots: { readonly child: ChildProcess; readonly port: number }[] = [];
  try {
    await fill(database, people, serviceUrl);
    for (let index = 0; index < processes; index += 1) {
      const child = launch('bot.ts', [database.url]);
      bots.push({ child, port: (await word<{ port: number }>(child, 'port')).port });
    }
    const talk = new Chatters(serviceUrl, () => bots.map(({ port }) => port));
    teams.on('message', (message: { arrived?: string }) => message.arrived !== undefined && talk.arrived(message.arrived));
    talk.start();
    await pass(5_000); // warm
    talk.taken();
    await pass(calm);
    const before = talk.taken();

    const busyBefore = bots.map(({ child }) => cpu(child.pid));
    const memory: number[][] = bots.map(({ child }) => [resident(child.pid)]);
    const alive: number[][] = bots.map(() => []);
    // What is alive says whether it grows; what is resident, what it costs. A collection takes its time, so not often.
    const collect = async (): Promise<void> => {
      for (const [index, { child }] of bots.entries()) {
        const told = word<{ alive: number }>(child, 'alive');
        child.send({ alive: true });
        alive[index + (killed ? 1 : 0)]?.push((await told).alive);
      }
    };
    let killed = false;
    await collect();
    await sendOff(database);
    const asks = async <T extends object>(name: keyof T & string): Promise<T> => {
      const told = word<T>(teams, name);
      teams.send({ [name]: true });
      return told;
    };
    const began = Date.now();
    for (let status = ''; status !== 'done'; ) {
      await pass(1_000);
      for (const [index, { child }] of bots.entries()) memory[index + (killed ? 1 : 0)]?.push(resident(child.pid));
      [{ status } = { status: '' }] = await database.ask<{ status: string }>('select status from campaigns');
      const { tried } = await asks<{ tried: number }>('tried');
      if (tried >= (people * Math.max(...alive.map(({ length }) => length))) / quarters && status !== 'done') await collect();
      if (killAt !== undefined && !killed && tried >= people * killAt) {
        bots[0]?.child.removeAllListeners('exit');
        bots.shift()?.child.kill('SIGKILL');
        killed = true;
      }
      if (Date.now() - began > patience * (people / botPerSecond) * 1_000 + 60_000) throw new Error('the push does not end');
    }
    const during = talk.taken();
    await collect();
    const busy = bots.map(({ child }, index) => cpu(child.pid) - (busyBefore[index + (killed ? 1 : 0)] ?? 0));
    await talk.stop();
    const { did } = await asks<{ did: Did }>('did');

    const seconds = (did.last - did.first) / 1_000;
    const ratio = seconds / (did.attempts / botPerSecond);
    const { counts, wrong } = await disagreements(database, did, people, killed ? pushSlots : 0);
    console.log(`time ÷ (attempts ÷ rate)  ${ratio.toFixed(3)}  (target ≤ ${target}: ${ratio <= target ? 'yes' : 'NO'}); ${seconds.toFixed(1)} s, ${did.attempts} attempts, ${did.pushes} of them the push's; told to wait by the limit ${did.limited} times`);
    const toLastNew = (did.lastNew - did.first) / 1_000;
    console.log(`… till all were tried once ${(toLastNew / (did.attemptsToLastNew / botPerSecond)).toFixed(3)}  ${toLastNew.toFixed(1)} s; the rest is the pauses before another try, which are not scaled after a 502 (up to 1 s, then 2, 4, …)`);
    console.log(`processor                 ${busy.map((each) => `${each.toFixed(1)} s`).join(', ')} of the bots that lived, ${os.loadavg()[0]?.toFixed(1)} processes wanted one of the ${os.availableParallelism()} cores at the end`);
    for (const [index, [start = NaN, ...rest]] of memory.entries())
      console.log(`memory of process ${index + 1}      ${start.toFixed(0)} MB before, ${[1, 2, 3].map((quarter) => rest[Math.floor((rest.length * quarter) / 4)]?.toFixed(0)).join(', ')} at each quarter, ${Math.max(...rest).toFixed(0)} at most, ${(rest.at(-1) ?? NaN).toFixed(0)} at the end; alive after a collection ${alive[index]?.map((mb) => mb.toFixed(0)).join(', ')}`);
    console.log(`report                    ${[...counts].map(([standing, count]) => `${standing} ${count}`).join(', ')}; sum ${[...counts.values()].reduce((sum, each) => sum + each, 0)} of ${people}; ${wrong.length === 0 ? 'each as Teams did' : `WRONG: ${wrong.slice(0, 5).join('; ')}`}`);
    console.log(`chatters, no push         ${inMs(before)}`);
    console.log(`chatters, during the push ${inMs(during)}`);
    if (ratio > target || wrong.length > 0) process.exitCode = 1;
  } finally {
    for (const child of [teams, ...bots.map((bot) => bot.child)]) {
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
    }
    await database.drop();
  }
}
