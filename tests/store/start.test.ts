import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StoreRefused } from '../../src/store/engine';
import { openStore } from '../../src/store/store';
import { heard, start, text } from '../support/drafts';
import { type Child, spawnTs } from '../support/spawn-ts';
import { describePostgres, engines, freshPostgres, freshSqlite, query, rowsOf } from '../support/stores';

const storeProcess = path.join(__dirname, '..', 'support', 'store-process.ts');

/** A process that has everything loaded and waits for the word to open the store. */
async function ready(url: string, conversation: string): Promise<Child> {
  const child = spawnTs(storeProcess, [url, conversation]);
  await child.line('ready');
  return child;
}

const lease = 30_000;

engines((fresh, engine) => {
  test('the first start makes the tables, and later ones migrate nothing again', async () => {
    const url = await fresh();
    const migrations = (): Promise<{ name: string; timestamp: string }[]> => query(url, 'select name, timestamp from kysely_migration order by name');
    const first = await openStore(url);
    await heard(first, 'kari', start, text('a'));
    await first.close();
    const before = await migrations();
    expect(before.map(({ name }) => name)).toEqual(['0001-start', '0002-feedback-and-forgetting', '0003-cases', '0004-campaigns', '0005-pace', '0006-reading']);
    for (let i = 0; i < 3; i += 1) await (await openStore(url)).close();
    expect(await migrations()).toEqual(before);
    expect(await rowsOf(url)).toMatchObject([{ id: 'a', status: 'pending' }]);
  });

  // Where there is only ever one process, a new one knows that the leases of the old one mean nothing.
  test(`what a process had in hand is ${engine === 'sqlite' ? 'due at the next start' : 'due when its lease has ended'}, and a pause is kept`, async () => {
    const url = await fresh();
    const first = await openStore(url);
    for (const who of ['pauses', 'holds', 'sends']) await heard(first, who, start, text(who, who));
    for (const lane of await first.outbox.lease(start, lease, 100)) {
      const row = (await first.outbox.head(lane, start))!;
      if (lane.conversation !== 'holds') await first.outbox.claim(lane, row, start, lease, false);
      if (lane.conversation === 'pauses') await first.outbox.settle(lane, row, start, { kind: 'again', at: start + lease + 5 });
    }
    await first.close();

    const next = await openStore(url);
    const dueAt = async (now: number): Promise<string[]> => (await next.outbox.lease(now, lease, 100)).map(({ conversation }) => conversation).sort();
    if (engine === 'postgres') expect(await dueAt(start + lease - 1)).toEqual([]);
    expect(await dueAt(engine === 'sqlite' ? start + 4 : start + lease)).toEqual(['holds', 'sends']);
    expect(await dueAt(start + lease + 5)).toContain('pauses');
    await next.close();
  });
});

describe('on SQLite', () => {
  test('the first start makes the file, and the folders it lies in', async () => {
    const file = path.join(path.dirname(freshSqlite().slice('file:'.length)), 'not', 'yet', 'there.db');
    const store = await openStore(`file:${file}`);
    await store.ping();
    expect(existsSync(file)).toBe(true);
    await store.close();
  });

  test.each(['', '.lock'])('a file «test.db%s» that is no database is called that, not another process, and not held afterwards', async (ending) => {
    const url = freshSqlite();
    writeFileSync(`${url.slice('file:'.length)}${ending}`, 'the words of somebody who mistook one file for another'.repeat(20));
    for (let i = 0; i < 2; i += 1) await expect(openStore(url)).rejects.toThrow(/not a database/);
  });

  test('a database that another process uses is refused with a sentence, and free as soon as that one is killed', async () => {
    const url = freshSqlite();
    const holder = await ready(url, 'kari');
    holder.tell('open');
    expect(await holder.line()).toBe('committed');

    const refused = openStore(url);
    await expect(refused).rejects.toThrow(StoreRefused);
    await expect(refused).rejects.toThrow(/^Another process already uses the database .*test\.db\. SQLite serves exactly one process: stop the other one, or set DATABASE_URL=postgres:.* to run several\.$/);
    const second = await ready(url, 'ola');
    second.tell('open');
    expect(await second.line()).toMatch(/^StoreRefused: Another process already uses the database/);
    expect(await second.ended).toBe(1);

    expect(await holder.kill('SIGKILL')).toBe('SIGKILL');
    const store = await openStore(url);
    expect(await store.conversation('kari')).toMatchObject({ version: 1 });
    expect(await rowsOf(url)).toMatchObject([{ id: 'from kari', status: 'pending' }]);
    await store.close();
  });

  test('a store of this process that is still open counts as another one', async () => {
    const url = freshSqlite();
    const store = await openStore(url);
    await expect(openStore(url)).rejects.toThrow(StoreRefused);
    await store.close();
    await (await openStore(url)).close();
  });
});

describePostgres('on PostgreSQL', () => {
  test('stores that are opened on an empty database at the same instant all work', async () => {
    for (let round = 0; round < 5; round += 1) {
      const url = (await freshPostgres()) as string;
      const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(url)));
      for (const [i, store] of stores.entries()) await heard(store, `chat ${i}`, start, text(`row ${i}`, `chat ${i}`));
      expect(await stores[0]!.outbox.lease(start, 1, 100)).toHaveLength(4);
      await Promise.all(stores.map((store) => store.close()));
    }
  });

  test('two processes that start on an empty database at the same instant both work', async () => {
    const url = (await freshPostgres()) as string;
    const both = await Promise.all([ready(url, 'kari'), ready(url, 'ola')]);
    for (const each of both) each.tell('open');
    expect(await Promise.all(both.map((each) => each.line()))).toEqual(['committed', 'committed']);
    await Promise.all(both.map((each) => each.kill()));
    expect((await rowsOf(url)).map(({ id }) => id).sort()).toEqual(['from kari', 'from ola']);
  });

  test('a server that is not there rejects the start', async () => {
    await expect(openStore('postgres://postgres@127.0.0.1:1/none')).rejects.toThrow();
  });
});
