import { lateAfter } from '../../../src/app/deliver';
import { eventually } from '../../support/bot-process';
import { startMovedClock } from '../../support/moved-clock';
import { query, rowsOf } from '../../support/stores';
import { type Employee, type Stage, startStage, wordsIn } from '../../support/stage';
import { refusals } from '../../support/teams-stand-in';

// How long anything may take on a busy machine; nothing below hangs on how long it does.
jest.setTimeout(240_000);
const patience = 100_000;

const people = 200;
/**
 * Its own limits of a conversation, HR's channel being one; more in all, because this is about the channel. Bot and Teams share one
 * process here, so a request may have been on its way for longer when the bot learns that it has to wait.
 */
const limits = { channelAsOne: true, perSecond: 1_000, grace: 1_000 } as const;
/** Lanes that are worked on at the same time may overtake each other. */
const lanes = 32;
const late = 'Det tar litt tid før meldingen din når HR';

/** A row of some case's thread, by the bot's own clock: when it was written, when it was sent, whether its writer was told that it takes long. */
interface Word {
  readonly number: number;
  readonly root: boolean;
  readonly at: number;
  readonly sent: number | null;
  readonly told: boolean;
}

/** What employees have written to HR. */
async function wordsTo({ bot }: Stage): Promise<Word[]> {
  const rows = await query<{ id: string; lane: string; created_at: string; settled_at: string | null }>(`file:${bot.database}`, 'select id, lane, created_at, settled_at from outbox where about is null order by seq');
  const told = new Set(rows.flatMap(({ id }) => (id.endsWith('-late') ? id.slice(0, -'-late'.length) : [])));
  const seen = new Set<number>();
  return rows.flatMap(({ id, lane, created_at, settled_at }) => {
    const number = Number(/^case:(\d+)\|/.exec(lane)?.[1]);
    if (!number) return [];
    const root = !seen.has(number);
    seen.add(number);
    return { number, root, at: Number(created_at), sent: settled_at === null ? null : Number(settled_at), told: told.has(id) };
  });
}

/** The number of each case's thread, in the order they were opened. */
function threadsOf({ teams, channel }: Stage): number[] {
  return teams.threads(channel.channel.id).flatMap(({ messages }) => {
    const number = /^Sak (\d+) · /.exec(messages[0] ? wordsIn(messages[0]) : '')?.[1];
    return number ? [Number(number)] : [];
  });
}

/** Does it for each, some at a time. */
async function inGroups(count: number, each: (i: number) => Promise<void>): Promise<void> {
  for (let from = 0; from < count; from += 10) await Promise.all(Array.from({ length: Math.min(10, count - from) }, (_, i) => each(from + i)));
}

test('two hundred ask for HR in one minute: all arrive, in order, hardly one is refused but where the channel is out of order, and who waits long is told', async () => {
  const clock = startMovedClock();
  const stage = await startStage();
  const { teams, channel } = stage;
  const employees: Employee[] = [];
  await inGroups(people, async (i) => {
    const employee = await stage.employee(`Ansatt ${i + 1}`);
    employees.push(employee);
    await employee.says('snakk med HR');
  });

  teams.limit(limits);
  const from = teams.sent.length;
  await inGroups(people, async (i) => {
    await employees[i]!.presses('Send til HR', { words: `hilsen fra ${employees[i]!.chat.person.name}.` });
    // Who does not wait for a thread to write in.
    if (i % 4 === 0) await employees[i]!.says('og en ting til');
  });
  const before = teams.stats().throttled;
  // HR's channel takes nothing for a while, and whoever waits now has waited for too long.
  const lift = teams.fail({ match: ({ conversation }) => conversation.startsWith(channel.channel.id), answer: refusals.throttled(1) });
  clock.forward(1.5 * lateAfter);
  const untold = async () => (await wordsTo(stage)).filter(({ root, sent, told }) => root && sent === null && !told);
  await eventually(async () => (await untold()).length === 0, 'everybody who waits for a thread to be told', patience);
  lift();
  const meanwhile = teams.stats().throttled - before;
  // What was refused meanwhile counts nowhere.
  teams.limit(limits);
  const posts = () => teams.sent.slice(from).filter(({ conversation }) => conversation.startsWith(channel.channel.id));
  const waiting = async () => (await rowsOf(`file:${stage.bot.database}`)).filter(({ body }) => body !== '' && !body.includes('"redraw"'));
  const inHand = async () => (await query(`file:${stage.bot.database}`, "select lane from lanes where hold = 'leased' limit 1")).length > 0;
  // At Teams' own pace it would be two minutes until the last one. While nothing is on its way the clock goes on; patience is counted by it.
  await eventually(async () => {
    if (!(await inHand())) clock.forward(100);
    return (await waiting()).length === 0;
  }, 'an outbox in which no words wait', 5 * patience);

  const threads = threadsOf(stage);
  const numbers = Array.from({ length: people }, (_, i) => 1_001 + i);
  expect(threads.toSorted((one, other) => one - other)).toEqual(numbers);
  expect(Math.max(...threads.map((number, index) => Math.abs(number - 1_001 - index)))).toBeLessThanOrEqual(lanes);
  const { throttled, early } = teams.stats();
  expect(throttled - meanwhile).toBeLessThan(people / 20);
  expect(early).toBe(0);

  const wroteOn = teams.threads(channel.channel.id).filter(({ messages }) => messages[1] && /^Ansatt \d+: og en ting til$/.test(wordsIn(messages[1])));
  expect(wroteOn).toHaveLength(people / 4);
  const words = await wordsTo(stage);
  expect(words).toHaveLength(people + people / 4);
  // Nobody is told of what took less.
  expect(words.filter(({ at, sent, told }) => told && (sent ?? Infinity) - at < lateAfter)).toEqual([]);
  expect(words.filter(({ root, told }) => root && told).length).toBeGreaterThan(0);
  for (const employee of employees) {
    const { name } = employee.chat.person;
    const number = await employee.number();
    // What she wrote is in the thread of her number.
    const post = posts().find(({ activity }) => activity.summary?.startsWith(`Sak ${number} ·`));
    expect(JSON.stringify(post)).toContain(`hilsen fra ${name}.`);
    // Once for each of what she wrote: what opened her case, and what she wrote on.
    const told = words.filter((word) => word.number === number && word.told).length;
    expect([name, employee.lines.filter((line) => line.startsWith(late)).length]).toEqual([name, told]);
  }
});
