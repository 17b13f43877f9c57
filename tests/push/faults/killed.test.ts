import { pushSlots } from '../../../src/app/push/pusher';
import { eventually } from '../../support/bot-process';
import { hiresOf, holdPushes, isPush, messagesOf, type PushHouse, startPushHouse } from '../../support/push-processes';
import { describePostgres, freshPostgres, freshSqlite, query } from '../../support/stores';

jest.setTimeout(180_000);

const inHand = 6;

/** Everybody is accounted for: nobody has two, nobody is missing, and who is in doubt was in hand. */
async function addsUp(house: PushHouse, database: string, people: number, mostUncertain: number, least = 1): Promise<void> {
  const rows = await query<{ standing: string; conversation: string }>(database, 'select standing, conversation from recipients');
  const got = messagesOf(house.teams);
  expect([...got.values()].filter((count) => count > 1)).toEqual([]);
  expect(rows).toHaveLength(people);
  const wrong = rows.filter(({ standing, conversation }) => !(standing === 'uncertain' || (standing === 'delivered' && got.has(conversation.split('|')[1] ?? ''))));
  expect(wrong).toEqual([]);
  const uncertain = rows.filter(({ standing }) => standing === 'uncertain').length;
  expect(uncertain).toBeGreaterThanOrEqual(least);
  expect(uncertain).toBeLessThanOrEqual(mostUncertain);
}

/** Kills one in the middle, with pushes on their way that Teams takes all the same. */
async function killInTheMiddle(house: PushHouse, after: number): Promise<void> {
  const held = holdPushes(house.teams, after, inHand);
  const whose = await held.there;
  await house.bots.shift()?.kill();
  held.goOn();
  await house.teams.waitFor(() => whose.every((chat) => house.teams.chat(chat).length > 0), 'Teams to take what was on its way');
}

/** Somebody in doubt answers what she got, and has it then. */
async function settlesByPress(house: PushHouse, database: string): Promise<void> {
  const [doubtful] = await query<{ n: number; person: string; conversation: string }>(database, "select n, person, conversation from recipients where standing = 'uncertain' order by n");
  const chat = doubtful?.conversation.split('|')[1] ?? '';
  // It reached her, or it could not be pressed: whether it was held, or answered and not yet written down.
  expect(house.teams.chat(chat)).toHaveLength(1);
  const her = house.hire({ id: doubtful?.person ?? '', name: 'Ny Ansatt', email: '', chat });
  await her.presses('Ikke prøvd ennå. Spør meg senere');
  const [now] = await query<{ standing: string }>(database, `select standing from recipients where n = ${doubtful?.n}`);
  expect(now).toEqual({ standing: 'answered' });
  // And nobody sends it to her after that.
  expect(house.teams.attempts.filter((each) => isPush(each) && each.conversation === chat && each.activity.summary === house.teams.chat(chat)[0]?.summary)).toHaveLength(1);
}

test('on SQLite, killed twice in the middle: the report adds up, and a press settles the doubt', async () => {
  const people = hiresOf(200);
  const database = freshSqlite();
  const house = await startPushHouse(database, people);
  const desk = await house.checked();
  const killed = killInTheMiddle(house, 50);
  await desk.presses('Send nå til 200');
  await killed;
  const again = killInTheMiddle(house, 60);
  house.bots = [await house.start()];
  await again;
  house.bots = [await house.start()];
  await house.over();
  await addsUp(house, database, 200, 2 * pushSlots);
  await settlesByPress(house, database);
  await desk.sees('Ferdig', 30_000);
  await desk.sees('Sum: 200 av 200 på listen');
});

describePostgres('on PostgreSQL', () => {
  test('500 people and three processes, one of them killed in the middle: the others go on, and the report adds up', async () => {
    const people = hiresOf(500);
    const database = (await freshPostgres()) as string;
    const house = await startPushHouse(database, people, { processes: 3 });
    const desk = await house.checked();
    const killed = killInTheMiddle(house, 150);
    await desk.presses('Send nå til 500');
    await killed;
    // A lease runs out after half a minute, one of a look-up after a whole one. That is not waited for: only until the others have done all else.
    await eventually(async () => {
      const { reachable = 0, installable = 0, retry = 0 } = await house.tally();
      return reachable + installable + retry === 0;
    }, 'the others to have done the rest', 90_000);
    await query(database, "update recipients set due_at = 0 where standing = 'installing'");
    await eventually(async () => !('installing' in (await house.tally())), 'the others to have taken over', 30_000);
    await eventually(async () => {
      const { reachable = 0 } = await house.tally();
      return reachable === 0;
    }, 'those to be sent to as well', 30_000);
    await query(database, "update recipients set due_at = 0 where standing = 'sending'");
    await house.over();
    // What was held may have been in hand of the two others.
    await addsUp(house, database, 500, pushSlots, 0);
    await desk.sees('Sum: 500 av 500 på listen', 30_000);
  });
});
