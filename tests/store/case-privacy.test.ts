import type { CaseChange, Draft, Forgotten, Store } from '../../src/app/ports';
import { act, isRefusal, open } from '../../src/core/case/act';
import type { Case, Deed, Entry } from '../../src/core/case/types';
import { readTallies } from '../../src/store/tallies';
import { openStore } from '../../src/store/store';
import { reportOf } from '../support/cases';
import { commitOf, start } from '../support/drafts';
import { engines, query } from '../support/stores';

const minute = 60_000;
const day = 24 * 60 * minute;
const by = { id: '29:hanne', name: 'Hanne Rådgiver' };
const channel = { tenant: 't', serviceUrl: 'http://teams.example/', botId: '28:bot', team: '19:hr', channel: '19:saker' };
const tables = ['conversations', 'seen', 'lanes', 'outbox', 'cases', 'entries', 'pictures', 'feedback', 'single', 'tallies'];
/** Of the person, whichever way: her name, her address, her words, the picture's bytes (PNG in hexadecimal and as a list). */
const hers = /nordmann|hemmelig|89504e47|137,80,78,71/i;

/** A case that went through these deeds. */
function lived(number: number, deeds: readonly Deed[], at = start): { readonly one: Case; readonly entries: readonly Entry[] } {
  const opened = open(reportOf(number, { words: 'hemmelig ønske', reason: 'address-taken', openedAt: at }));
  return deeds.reduce<{ one: Case; entries: readonly Entry[] }>(
    ({ one, entries }, deed) => {
      const done = act(one, deed, at);
      if (isRefusal(done)) throw new Error(`refused: ${done.why}`);
      return { one: done.case, entries: [...entries, done.entry] };
    },
    { one: opened.case, entries: [opened.entry] },
  );
}
const ended = (outcome: 'solved' | 'archived' = 'solved'): readonly Deed[] => [
  { kind: 'claimed', by },
  { kind: 'said', words: { text: 'hemmelig' } },
  { kind: 'closed', by, outcome, line: 'hemmelig linje' },
];

engines((fresh) => {
  let url: string;
  let store: Store;

  beforeEach(async () => {
    url = await fresh();
    store = await openStore(url);
  });
  afterEach(() => store.close());

  const none = { now: start, answersBefore: 0, seenBefore: 0, settledBefore: 0, conversationsBefore: undefined };
  const text = (id: string, conversation: string, words = 'til Kari Nordmann: hemmelig'): Draft => ({ id, conversation, class: 'reply', body: { kind: 'text', text: words } });
  const opens = (number: number, deeds: readonly Deed[], at = start): CaseChange => {
    const { one, entries } = lived(number, deeds, at);
    return { version: 0, case: one, entries };
  };
  const put = async (changes: readonly CaseChange[], out: readonly Draft[] = []): Promise<void> => {
    expect(await store.commit({ now: start, cases: changes, out })).toBe('committed');
  };
  /** Everything in the database, table by table, as text. */
  const everything = async (): Promise<string> =>
    JSON.stringify(await Promise.all(tables.map((table) => query(url, `select * from ${table}`))), (_, value: unknown) => (Buffer.isBuffer(value) ? value.toString('hex') : value));
  /** Sends all that is due, each row to where it belongs; "place kind words". */
  const send = async (now = start): Promise<string[]> => {
    const sent: string[] = [];
    for (const lane of await store.outbox.lease(now, minute, 100)) {
      for (let row = await store.outbox.head(lane, now); row; row = await store.outbox.head(lane, now)) {
        const about = 'of' in row.body ? row.body.of : row.id;
        const found = await store.addressOf(lane.conversation, about);
        const target = 'of' in row.body ? await store.outbox.activityOf(row.body.of) : undefined;
        const place = 'nowhere' in found ? found.nowhere : found.address.conversationId;
        sent.push([place, row.body.kind, target ?? row.id].join(' '));
        await store.outbox.settle(lane, row, now, 'nowhere' in found ? { kind: 'cancelled' } : { kind: 'sent', activityId: `m-${row.id}` });
      }
      await store.outbox.release(lane, now);
    }
    return sent;
  };

  describe('the purge of cases', () => {
    test('leaves nothing of a person, whatever was still to be sent, and counts the case', async () => {
      await store.commit({ now: start, desk: { channel }, out: [] });
      const picture = { id: 'p', case: 1001, type: 'image/png', bytes: Buffer.from('89504e47', 'hex') };
      const { one, entries } = lived(1001, [{ kind: 'claimed', by }]);
      await store.commit({
        now: start,
        seen: { key: 'press', repeatsFor: minute, answer: { kind: 'card', card: { card: 'case-1001', text: 'Kari Nordmann' } } },
        cases: [{ version: 0, case: one, entries, pictures: [picture] }],
        out: [text('case-1001-root-1', 'case:1001'), { ...text('case-1001-2', 'case:1001'), concern: { place: 'kari', late: '', lost: 'Kari Nordmann' } }],
      });
      await send();
      const done = act(one, { kind: 'closed', by, outcome: 'solved', line: 'hemmelig' }, start);
      if (isRefusal(done)) throw new Error(done.why);
      await store.commit({ now: start, cases: [{ version: 1, case: done.case, entries: [done.entry] }], out: [text('case-1001-3', 'case:1001'), text('case-1001-end-1', 'kari')] });
      expect(await everything()).toMatch(hers);

      expect(await store.purge({ ...none, casesBefore: start })).toMatchObject({ cases: 0 });
      expect(await store.purge({ ...none, casesBefore: start + 1 })).toMatchObject({ cases: 1 });
      expect(await everything()).not.toMatch(hers);
      expect(await query(url, "select id from outbox where id like 'case-%'")).toEqual([]);
      expect(await readTallies(url)).toEqual([{ month: '2026-11', reason: 'address-taken', outcome: 'solved', count: 1 }]);
      expect(await send()).toEqual([]);
      await store.purge(none);
      expect(await query(url, "select lane from lanes where conversation like 'case:%'")).toEqual([]);
    });

    test('leaves a settled row nothing to tell of whom it concerned', async () => {
      await put([opens(1001, [])], [{ ...text('case-1001-root-1', 'kari'), concern: { place: 'kari', late: '', lost: 'Kari Nordmann' } }]);
      await store.commit(commitOf({ out: [] }));
      await send();
      expect(JSON.stringify(await query(url, 'select * from outbox'))).not.toMatch(hers);
    });

    test('keeps the way to a person as long as HR has her case, however quiet she is', async () => {
      await store.commit(commitOf({ now: start }));
      await put([opens(1001, ended()), opens(1002, [{ kind: 'claimed', by }])]);
      expect(await store.purge({ ...none, conversationsBefore: start + 400 * day })).toMatchObject({ conversations: 0 });
      const file = await store.cases.numbered(1002);
      const done = act(file!.case, { kind: 'closed', by, outcome: 'solved', line: '' }, start);
      if (isRefusal(done)) throw new Error(done.why);
      await put([{ version: file!.version, case: done.case, entries: [done.entry] }]);
      expect(await store.purge({ ...none, conversationsBefore: start + 400 * day })).toMatchObject({ conversations: 1 });
    });

    test('leaves alone what is open, archived, or another case whose number begins the same', async () => {
      await put([opens(100, ended()), opens(1001, ended('archived')), opens(1002, [])], [text('case-1001-2', 'case:1001'), text('case-1002-2', 'case:1002')]);
      expect(await store.purge({ ...none, casesBefore: start + 1 })).toMatchObject({ cases: 1 });
      expect((await store.cases.recordsOf('kari')).map(({ case: one, history }) => [one.report.number, history.length])).toEqual([[1001, 4], [1002, 1]]);
      expect(await query(url, 'select id from outbox order by seq')).toEqual([{ id: 'case-1001-2' }, { id: 'case-1002-2' }]);
    });
  });

  describe('forgetting', () => {
    const forgotten = (number: number, version = 1): Forgotten => ({ number, version, root: { card: { text: 'slettet' }, summary: 'slettet' }, inThread: 'slettet', inChat: 'slettet' });
    const posted = [text('case-1001-root-1', 'case:1001'), text('case-1001-mine-1', 'kari'), text('case-1001-2', 'case:1001'), text('case-1001-3', 'kari')];

    test('takes back what was posted of the case on both sides, redraws its card, and cancels what waits', async () => {
      await store.commit({ ...commitOf(), desk: { channel } });
      await put([opens(1001, ended())], posted);
      await send();
      await store.commit({ now: start, out: [text('case-1001-4', 'case:1001'), text('other', 'kari')] });
      expect(await store.commit({ now: start, forget: [forgotten(1001)], out: [] })).toBe('committed');
      expect((await send(start + minute)).toSorted()).toEqual([
        '19:saker redraw m-case-1001-root-1',
        '19:saker;messageid=m-case-1001-root-1 unsend m-case-1001-2',
        'kari text other',
        'kari unsend m-case-1001-3',
        'kari unsend m-case-1001-mine-1',
      ]);
      expect(await store.cases.numbered(1001)).toBeUndefined();
      expect(await everything()).not.toMatch(hers);
      expect(await readTallies(url)).toEqual([{ month: '2026-11', reason: 'address-taken', outcome: 'solved', count: 1 }]);
    });

    test('takes back what is being sent just then, behind it', async () => {
      await store.commit({ ...commitOf(), desk: { channel } });
      await put([opens(1001, ended())], [text('case-1001-3', 'kari')]);
      const lane = (await store.outbox.lease(start, minute, 10))[0];
      const row = lane && (await store.outbox.head(lane, start));
      if (!lane || !row || !(await store.outbox.claim(lane, row, start, minute, false))) throw new Error('nothing to send');
      await store.commit({ now: start, forget: [forgotten(1001)], out: [] });
      await store.outbox.settle(lane, row, start, { kind: 'sent', activityId: 'm' });
      const next = await store.outbox.head(lane, start);
      expect(next?.body).toEqual({ kind: 'unsend', of: row.id, text: 'slettet' });
      expect(await store.outbox.activityOf(row.id)).toBe('m');
    });

    test('finds the thread also where its root is older than rows are kept', async () => {
      await store.commit({ ...commitOf(), desk: { channel } });
      await put([opens(1001, ended())], posted);
      await send();
      await store.purge({ ...none, settledBefore: start });
      await store.commit({ now: start, forget: [forgotten(1001)], out: [] });
      await store.purge({ ...none, settledBefore: start + 1 });
      expect(await send(start + minute)).toContain('19:saker;messageid=m-case-1001-root-1 unsend m-case-1001-2');
    });

    test('and a word that comes at the same moment: one of them is written, the other is lost', async () => {
      for (let number = 1001; number < 1021; number += 1) {
        const { one, entries } = lived(number, ended());
        await put([{ version: 0, case: one, entries }], [text(`case-${number}-2`, `case:${number}`)]);
        const rated = act(one, { kind: 'rated', helped: true, words: 'takk' }, start);
        if (isRefusal(rated)) throw new Error(rated.why);
        const word = { now: start, cases: [{ version: 1, case: rated.case, entries: [rated.entry] }], out: [text(`case-${number}-5`, `case:${number}`)] };
        const ends = await Promise.all([store.commit({ now: start, forget: [forgotten(number)], out: [] }), store.commit(word)]);
        expect(ends.toSorted((one, other) => one.localeCompare(other))).toEqual(['committed', 'lost']);
        const left = await query(url, `select seq from entries where case_number = ${number}`);
        expect(left).toHaveLength(ends[0] === 'committed' ? 0 : entries.length + 1);
      }
    });

    test('is lost against whoever changed the case, and then nothing is deleted', async () => {
      await put([opens(1001, ended())]);
      const [record] = await store.cases.recordsOf('kari');
      expect(await store.commit({ ...commitOf(), forget: [forgotten(1001, 2)] })).toBe('lost');
      expect(await store.cases.recordsOf('kari')).toEqual([record]);
      expect(await store.conversation('kari')).toBeUndefined();
      expect(await readTallies(url)).toEqual([]);
    });
  });

  test('what is kept of a person is all her cases, with history and number of pictures', async () => {
    const picture = { id: 'p', case: 1002, type: 'image/png', bytes: Buffer.from('89504e47', 'hex') };
    await put([opens(1001, ended()), { ...opens(1002, []), pictures: [picture] }]);
    expect((await store.cases.recordsOf('kari')).map(({ case: one, history, pictures }) => [one.report.number, history.map(({ deed }) => deed.kind), pictures])).toEqual([
      [1001, ['opened', 'claimed', 'said', 'closed'], 0],
      [1002, ['opened'], 1],
    ]);
    expect(await store.cases.recordsOf('ola')).toEqual([]);
  });

  test('a month is the month in Norway', async () => {
    await put([opens(1001, ended(), Date.UTC(2026, 11, 31, 23, 30))]);
    await store.purge({ ...none, casesBefore: start + 400 * day });
    expect(await readTallies(url)).toMatchObject([{ month: '2027-01' }]);
  });
});
