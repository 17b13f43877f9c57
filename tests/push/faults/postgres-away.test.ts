import { pushSlots } from '../../../src/app/push/pusher';
import { ending, eventually } from '../../support/bot-process';
import { hiresOf, holdPushes, isPush, messagesOf, startPushHouse } from '../../support/push-processes';
import { describePostgres, freshPostgres, query } from '../../support/stores';
import { startTcpProxy } from '../../support/tcp-proxy';

jest.setTimeout(120_000);

describePostgres('PostgreSQL is away in the middle of a push', () => {
  test('what Teams answered meanwhile is written down when it is back, all others follow, and nobody has two', async () => {
    const people = hiresOf(120);
    const database = (await freshPostgres()) as string;
    const url = new URL(database);
    const proxy = ending(await startTcpProxy({ host: url.hostname, port: Number(url.port || 5432) }));
    const house = await startPushHouse(database, people, { proxied: Object.assign(url, { host: `127.0.0.1:${proxy.port}` }).toString() });
    const desk = await house.checked();
    const { there, goOn } = holdPushes(house.teams, 30, 5);
    await desk.presses('Send nå til 120');
    const whose = await there;
    proxy.cut();
    goOn();
    // Teams has taken them, and there is nowhere to write it.
    await house.teams.waitFor(() => whose.every((chat) => house.teams.chat(chat).length > 0), 'Teams to take what was on its way');
    const attempts = house.teams.attempts.filter(isPush).length;
    await house.bots[0]!.line('the pushes cannot be read or written');
    expect(house.teams.attempts.filter(isPush).length).toBeLessThanOrEqual(attempts + pushSlots);
    proxy.restore();
    await eventually(async () => {
      const { reachable = 0, installable = 0 } = await house.tally();
      return reachable + installable === 0;
    }, 'all others to be taken in hand', 60_000);
    // One whose claim was carried out and not answered is in nobody's hand, and nobody knows: the lease is not waited for.
    await query(database, "update recipients set due_at = 0 where standing in ('sending', 'installing')");
    await house.over();
    const { delivered = 0, uncertain = 0, ...others } = await house.tally();
    expect(others).toEqual({});
    expect(delivered + uncertain).toBe(120);
    expect(uncertain).toBeLessThanOrEqual(pushSlots);
    const got = messagesOf(house.teams);
    expect([...got.values()].filter((count) => count > 1)).toEqual([]);
    const rows = await query<{ conversation: string }>(database, "select conversation from recipients where standing = 'delivered'");
    expect(rows.filter(({ conversation }) => !got.has(conversation.split('|')[1] ?? ''))).toEqual([]);
    // What Teams answered is known, not in doubt.
    const held = await query<{ conversation: string; standing: string }>(database, 'select conversation, standing from recipients');
    expect(held.filter(({ conversation }) => whose.includes(conversation.split('|')[1] ?? '')).map(({ standing }) => standing)).toEqual(whose.map(() => 'delivered'));
  });
});
