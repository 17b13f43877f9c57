/**
 * How long words take between an employee and HR: from the 200 to the post until they stand on the other side, both ways,
 * while Teams takes 50 ms and enforces its limits. Teams and the people are in this process, the bots in processes of
 * their own. Everything stays on this machine and ends by itself, after about twenty minutes.
 */
import os from 'node:os';
import { setTimeout as pass } from 'node:timers/promises';
import { startTeams, type TeamsStandIn } from '../../tests/support/teams-stand-in';
import { type BotProcess, startBotOn } from './bots';
import { type Counts, type OwnDatabase, ownPostgres, ownSqlite } from './databases';
import { type Pair, People, wordIn } from './people';

const openCases = 50;
/** Messages a second, each way. */
const rate = 1.5;
const seconds = 60;
/** Both ways together. */
const messages = 2 * Math.ceil(rate * seconds);
const latency = 50;
const target = 300;
/** What has not arrived by then is lost. */
const patience = 60_000;
/** Cards that are drawn again have time: they get what the words leave. */
const redrawPatience = 240_000;

const signals = ['SIGINT', 'SIGTERM'] as const;

interface Setting {
  readonly name: string;
  readonly processes: number;
  readonly database: () => Promise<OwnDatabase>;
  readonly channelAsOne: boolean;
}

const stores = [
  { name: 'SQLite, 1 process', processes: 1, database: () => Promise.resolve(ownSqlite()) },
  { name: 'PostgreSQL, 2 processes', processes: 2, database: ownPostgres },
] as const;
const settings: readonly Setting[] = stores.flatMap((store) => [true, false].map((channelAsOne) => ({ ...store, channelAsOne })));

/** When a word was answered 200, and when it stood on the other side, ms; by the word. */
interface Times {
  readonly answered: Map<string, number>;
  readonly arrived: Map<string, number>;
}

interface Result {
  readonly toHr: readonly number[];
  readonly toHer: readonly number[];
  /** Every word once, each case's in the order they were written in. */
  readonly complete: boolean;
  readonly drawn: number;
  readonly merged: number;
  readonly throttled: number;
  /** When the last card was drawn, s after the last word. */
  readonly cardsAfter: number;
}

/** The same cases in the same order each time. */
function chance(): () => number {
  let state = 4;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}

/** Posts to one bot after the other. */
function postingTo(bots: readonly BotProcess[]): (activity: object) => Promise<void> {
  let turn = 0;
  return async (activity) => {
    const bot = bots[(turn += 1) % bots.length];
    const response = await fetch(`${bot?.url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(activity) });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`a bot answered ${response.status}`);
  };
}

/** Notes when each word comes to stand somewhere; resolves when all have, or patience ends. */
async function watch(teams: TeamsStandIn, arrived: Map<string, number>): Promise<void> {
  let seen = 0;
  const look = (): boolean => {
    for (; seen < teams.sent.length; seen += 1) {
      const word = wordIn(teams.sent[seen]?.activity.text);
      if (word && !arrived.has(word)) arrived.set(word, performance.now());
    }
    return arrived.size === messages;
  };
  await teams.waitFor(look, 'all words', seconds * 1_000 + patience).catch(() => undefined);
}

/** Until nothing waits to be sent. */
async function quiet(database: OwnDatabase, within: number): Promise<Counts> {
  for (const end = performance.now() + within; ; await pass(250)) {
    const now = await database.counts();
    if (now.waiting === 0) return now;
    if (performance.now() > end) throw new Error(`${now.waiting} rows still wait`);
  }
}

/** Both sides write at their pace, in cases at random; resolves when the last post is answered. */
async function talk(pairs: readonly Pair[], answered: Map<string, number>): Promise<{ hers: string[][]; hrs: string[][] }> {
  const random = chance();
  const hers: string[][] = pairs.map(() => []);
  const hrs: string[][] = pairs.map(() => []);
  const began = performance.now();
  const posts: Promise<void>[] = [];
  for (let i = 0; i < messages; i += 1) {
    await pass(Math.max(0, began + (i * 1_000) / (2 * rate) - performance.now()));
    const fromHer = i % 2 === 0;
    const index = Math.floor(random() * pairs.length);
    const word = `${fromHer ? 'spørsmål' : 'svar'} ${i}`;
    (fromHer ? hers : hrs)[index]?.push(word);
    const pair = pairs[index] as Pair;
    posts.push((fromHer ? pair.sheWrites(word) : pair.hrWrites(word)).then(() => void answered.set(word, performance.now())));
  }
  await Promise.all(posts);
  return { hers, hrs };
}

const took = ({ answered, arrived }: Times, words: readonly string[]): number[] => words.map((word) => (arrived.get(word) ?? NaN) - (answered.get(word) ?? NaN));

async function measure({ processes, database: make, channelAsOne }: Setting): Promise<Result> {
  const ends: (() => Promise<void>)[] = [];
  const end = async (): Promise<void> => {
    for (const each of ends.splice(0)) await each();
  };
  const interrupted = (): void => void end().finally(() => process.exit(1));
  for (const signal of signals) process.once(signal, interrupted);
  try {
    const teams = await startTeams({ limits: { channelAsOne } });
    ends.unshift(() => teams.stop());
    teams.latency(latency);
    const database = await make();
    ends.unshift(() => database.drop());
    const bots: BotProcess[] = [];
    for (let i = 0; i < processes; i += 1) {
      const bot = await startBotOn(database.url);
      bots.push(bot);
      ends.unshift(() => bot.stop());
    }
    const people = new People(teams, postingTo(bots));
    await people.install();
    const pairs: Pair[] = [];
    // As many at once as may be sent at once.
    const opening = Array.from({ length: openCases }, (_, i) => `Ansatt ${i + 1}`);
    await Promise.all(Array.from({ length: 10 }, async () => {
      for (let name = opening.shift(); name; name = opening.shift()) pairs.push(await people.open(name));
    }));
    const before = await quiet(database, redrawPatience);
    const throttledBefore = teams.stats().throttled;

    const times: Times = { answered: new Map(), arrived: new Map() };
    const all = watch(teams, times.arrived);
    const { hers, hrs } = await talk(pairs, times.answered);
    const ended = performance.now();
    await all;
    const after = await quiet(database, redrawPatience);
    return {
      toHr: took(times, hers.flat()),
      toHer: took(times, hrs.flat()),
      complete: pairs.every(({ inThread, inChat }, index) => inThread.join() === hers[index]?.join() && inChat.join() === hrs[index]?.join()),
      drawn: after.drawn - before.drawn,
      merged: after.merged - before.merged,
      throttled: teams.stats().throttled - throttledBefore,
      cardsAfter: Math.round((performance.now() - ended) / 1_000),
    };
  } finally {
    for (const signal of signals) process.off(signal, interrupted);
    await end();
  }
}

/** By nearest rank; what never arrived is later than everything. */
function percentiles(waits: readonly number[]): string {
  const sorted = waits.map((ms) => (Number.isNaN(ms) ? Infinity : ms)).toSorted((a, b) => a - b);
  return [0.5, 0.95, 0.99].map((share) => (sorted[Math.ceil(sorted.length * share) - 1] ?? NaN).toFixed(0)).join(' / ');
}

const meets = (waits: readonly number[]): boolean => waits.toSorted((a, b) => a - b)[Math.ceil(waits.length * 0.95) - 1]! < target;

/** `only`: a part of the name of what is measured; all by default. */
export async function relay(only = ''): Promise<void> {
  const table: string[][] = [['store', 'channel counts as', 'to HR p50 / p95 / p99', 'to her p50 / p95 / p99', 'p95 < 300', 'once, in order', 'cards drawn', 'merged', 'last card after', '429']];
  for (const setting of settings) {
    const name = [setting.name, setting.channelAsOne ? 'one conversation' : 'one a thread'];
    if (!name.join(', ').includes(only)) continue;
    console.error(`${name.join(', ')} …`);
    try {
      const { toHr, toHer, complete, drawn, merged, throttled, cardsAfter } = await measure(setting);
      const met = meets(toHr) && meets(toHer);
      table.push([...name, percentiles(toHr), percentiles(toHer), met ? 'yes' : 'NO', complete ? 'yes' : 'NO', `${drawn}`, `${merged}`, `${cardsAfter} s`, `${throttled}`]);
      if (!met || !complete) process.exitCode = 1;
    } catch (error) {
      table.push([...name, `not measured: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`]);
      process.exitCode = 1;
    }
  }
  console.log(`Node ${process.version}, ${os.availableParallelism()} cores; ${openCases} open cases, ${messages / 2} messages each way in ${seconds} s, Teams answers in ${latency} ms; ms from the 200`);
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  for (const row of table) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
}
