import { type Chat, personalChat } from '../support/activities';
import { cards, ending, eventually, postTo, shown, startBotProcess, way } from '../support/bot-process';
import { startRoundRobin } from '../support/round-robin';
import { describePostgres, freshPostgres, query } from '../support/stores';
import { startTeams } from '../support/teams-stand-in';

jest.setTimeout(40_000);

/** Delivers until it is answered 200, as Teams does, only sooner. */
async function deliver(url: string, activity: object): Promise<void> {
  for (let attempt = 1; attempt <= 10; attempt += 1)
    if ((await postTo(url, activity)).status === 200) return;
  throw new Error('ten deliveries, and never a 200');
}

/** Waits until the outbox looks the same for half a second; how many of its rows were being sent by somebody who is gone. */
async function unchanged(database: string): Promise<number> {
  let before = '';
  let looks = 0;
  let sending = 0;
  await eventually(async () => {
    const rows = await query<{ status: string }>(
      database,
      'select outbox.id, status, due_at from outbox join lanes using (lane) where settled_at is null order by seq',
    );
    const now = JSON.stringify(rows);
    looks = now === before ? looks + 1 : 0;
    before = now;
    sending = rows.filter(({ status }) => status === 'sending').length;
    return looks === 20;
  }, 'an outbox that rests', 15_000);
  return sending;
}

describePostgres('one of two processes', () => {
  test('is killed in the middle of a burst: nobody is missing a reply, and only what was being sent comes twice', async () => {
    const database = (await freshPostgres()) as string;
    const teams = ending(await startTeams());
    const bots = await Promise.all([startBotProcess(database), startBotProcess(database)]);
    const front = ending(await startRoundRobin(() => bots.map(({ url }) => url)));
    const people: readonly Chat[] = Array.from({ length: 20 }, () => personalChat({ serviceUrl: teams.serviceUrl }));

    // These are on their way when the process dies: Teams takes them, and only the survivor hears of it.
    let killed = (): void => undefined;
    const death = new Promise<void>((resolve) => (killed = resolve));
    teams.fail({ match: ({ operation }) => operation === 'send', times: 8, until: death, answer: 'accept' });

    let heard = 0;
    await Promise.all(
      people.map(async (person) => {
        for (const { say } of way.slice(0, 3)) {
          await deliver(front.url, person.message(say));
          heard += 1;
          if (heard === 25) void bots[0]!.kill().then(killed);
        }
      }),
    );
    await death;

    // The lanes of the dead are free again after 30 s. That is not waited for: only until nothing else changes.
    const inDoubt = await unchanged(database);
    await query(database, 'update lanes set due_at = 0 where due_at is not null');
    await eventually(async () => {
      const [left] = await query<{ count: number }>(database, 'select count(*)::int as count from outbox where settled_at is null');
      return left?.count === 0;
    }, 'an empty outbox', 15_000);

    const once = people.map((person) => shown(teams, person).filter((card, index, all) => card !== all[index - 1]));
    expect(once).toEqual(people.map(() => cards(3)));
    const surplus = people.reduce((sum, person) => sum + shown(teams, person).length - 3, 0);
    expect(surplus).toBeLessThanOrEqual(inDoubt);
  });
});
