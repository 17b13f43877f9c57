import { eventually } from '../../support/bot-process';
import { startMovedClock } from '../../support/moved-clock';
import { rowsOf } from '../../support/stores';
import { type Employee, type Stage, startStage, wordsIn } from '../../support/stage';

jest.setTimeout(60_000);

const people = 200;
/**
 * Three times as much as Teams lets through in all, and its own limits of a conversation. Bot and Teams share one process here, so
 * a request may have been on its way for longer when the bot learns that it has to wait.
 */
const whilePressing = { perSecond: 150, grace: 1_000 } as const;
/** Lanes that are worked on at the same time may overtake each other. */
const lanes = 32;
/** Whoever has to wait for as long has been told, ms. */
const longerThan = 23_000;
const late = 'Det tar litt tid før meldingen din når HR';

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

test.each([
  ['as one conversation', { channelAsOne: true, inThreeSeconds: 60, forward: 15_000 }],
  ['each for itself', { channelAsOne: false, inThreeSeconds: 150, forward: 0 }],
])('two hundred ask for HR in one minute, the channel’s threads counted %s: all arrive, in order, and who waits long is told', async (_name, { channelAsOne, inThreeSeconds, forward }) => {
  const clock = startMovedClock();
  const stage = await startStage();
  const { teams, channel } = stage;
  const employees: Employee[] = [];
  await inGroups(people, async (i) => {
    const employee = await stage.employee(`Ansatt ${i + 1}`);
    employees.push(employee);
    await employee.says('snakk med HR');
  });

  teams.limit({ ...whilePressing, channelAsOne });
  const from = teams.sent.length;
  const pressed = new Map<string, number>();
  await inGroups(people, async (i) => {
    const { name } = employees[i]!.chat.person;
    pressed.set(name, Date.now());
    await employees[i]!.presses('Send til HR', { words: `hilsen fra ${name}.` });
    // Who does not wait for a thread to write in.
    if (i % 4 === 0) await employees[i]!.says('og en ting til');
  });
  // At Teams' own pace it would be a minute and a half until the last one.
  teams.limit({ ...whilePressing, perConversation: [[inThreeSeconds, 3]], channelAsOne });
  // Who waits now has waited for that much longer.
  clock.forward(forward);
  const posts = () => teams.sent.slice(from).filter(({ conversation }) => conversation === channel.channel.id);
  await teams.waitFor(() => posts().length >= people, 'a thread for each of them', 40_000);
  const waiting = async () => (await rowsOf(`file:${stage.bot.database}`)).filter(({ body }) => body !== '' && !body.includes('"redraw"'));
  await eventually(async () => (await waiting()).length === 0, 'an outbox in which no words wait', 20_000);

  const threads = threadsOf(stage);
  const numbers = Array.from({ length: people }, (_, i) => 1_001 + i);
  expect(threads.toSorted((one, other) => one - other)).toEqual(numbers);
  expect(Math.max(...threads.map((number, index) => Math.abs(number - 1_001 - index)))).toBeLessThanOrEqual(lanes);
  expect(teams.stats()).toMatchObject({ early: 0 });
  expect(teams.stats().throttled).toBeGreaterThan(0);

  const wroteOn = teams.threads(channel.channel.id).filter(({ messages }) => messages[1] && /^Ansatt \d+: og en ting til$/.test(wordsIn(messages[1])));
  expect(wroteOn).toHaveLength(people / 4);
  const waits: number[] = [];
  for (const employee of employees) {
    const { name } = employee.chat.person;
    const number = await employee.number();
    // What she wrote is in the thread of her number.
    const post = posts().find(({ activity }) => activity.summary?.startsWith(`Sak ${number} ·`));
    expect(JSON.stringify(post)).toContain(`hilsen fra ${name}.`);
    const waited = (post?.at ?? 0) - (pressed.get(name) ?? 0);
    waits.push(waited);
    const told = employee.lines.filter((line) => line.startsWith(late)).length;
    // Once for what opened her case, and once for what she wrote on.
    expect([name, waited < 10_000 && told > 0, told > 2]).toEqual([name, false, false]);
    // The clock looks every five seconds, and what it says is sent within Teams' limits, too.
    if (waited > longerThan) expect([name, told]).not.toEqual([name, 0]);
  }
  expect(Math.max(...waits) > longerThan).toBe(forward > 0);
});
