import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Activity } from 'botbuilder';
import { RootDialog } from '../../dialogs/root';
import { apology } from '../../src/app/apology';
import type { Inbound } from '../../src/app/happening';
import type { InvokeAnswer, Store } from '../../src/app/ports';
import { type Decide, Turns } from '../../src/app/turn';
import { openStore } from '../../src/store/store';
import { converse } from '../../src/teams/converse';
import { read } from '../../src/teams/inbound';
import { type CardButton, personalChat } from '../support/activities';
import { buttonsOf, wordsOf } from '../support/cards';
import { house } from '../support/conversation';
import { silentLog } from '../support/silent-log';

const rooms = house();
const decideForReal = converse(new RootDialog(), rooms, silentLog);

let folder: string;
let store: Store;
let now: number;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vismahjelpen-turn-'));
  store = await openStore(`file:${folder}/turn.db`);
  now = Date.UTC(2026, 10, 23, 8);
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** Turns as one process runs them: a queue of its own, over the common store. */
function process(decide: Decide = decideForReal): Turns {
  return new Turns({
    store,
    house: rooms,
    decide,
    apologise: (inbound, state) => apology(rooms, inbound, state),
    lookUp: (inbound) => Promise.resolve({ person: inbound.from }),
    fetchPicture: (url) => Promise.resolve({ url, failed: 'unavailable' }),
    nudge: () => undefined,
    now: () => now,
    random: Math.random,
    log: silentLog,
  });
}

const inbound = (activity: Activity): Inbound => {
  const happened = read(JSON.parse(JSON.stringify(activity)));
  if (typeof happened === 'string') throw new Error(happened);
  return happened;
};

/** All that waits to be sent, in order, and what of it are cards. */
async function waiting(): Promise<{ kind: string; words: string; card?: unknown }[]> {
  const rows: { kind: string; words: string; card?: unknown }[] = [];
  for (const lane of await store.outbox.lease(now, 1, 100))
    for (let row = await store.outbox.head(lane, now); row; row = await store.outbox.head(lane, now)) {
      const { body } = row;
      if (body.kind === 'letter') continue;
      rows.push('text' in body ? { kind: body.kind, words: body.text } : { kind: body.kind, words: wordsOf(body.card).join('\n'), card: body.card });
      await store.outbox.settle(lane, row, now, { kind: 'sent', activityId: `m${rows.length}` });
    }
  now += 10;
  return rows;
}

const button = (card: unknown, title: string): CardButton => {
  const found = buttonsOf(card).find((each) => each.title === title);
  return { verb: (found?.data as { verb: string } | undefined)?.verb ?? '', data: found?.data };
};

const chat = personalChat({ serviceUrl: 'http://teams.example/' });
const cardOf = (answer: InvokeAnswer | undefined): string => (answer?.kind === 'card' ? wordsOf(answer.card).join('\n') : `${answer?.kind}`);

describe('a turn happens once', () => {
  test('a redelivered message is answered once, even days later', async () => {
    const turns = process();
    const said = chat.message('intern feil');
    await turns.take(inbound(said));
    await turns.take(inbound(said));
    now += 3 * 24 * 3_600_000;
    await turns.take(inbound(said));
    expect(await waiting()).toHaveLength(1);
  });

  test.each([['one process', 1], ['three processes', 3]])('three copies at the same instant, on %s', async (_name, processes) => {
    const all = Array.from({ length: processes }, () => process());
    const said = chat.message('intern feil');
    await Promise.all([0, 1, 2].map((copy) => (all[copy % processes] ?? process()).take(inbound(said))));
    expect(await waiting()).toHaveLength(1);
    expect((await store.conversation(inbound(said).conversation))?.version).toBe(1);
  });

  test('a message without an id is processed, every time', async () => {
    const turns = process();
    const { id: _, ...said } = chat.message('bananer');
    await turns.take(inbound(said as Activity));
    await turns.take(inbound(said as Activity));
    expect((await waiting()).filter(({ kind }) => kind === 'card')).toHaveLength(2);
  });

  test('a redelivered press with a new activity id gets the same body, and nothing more is sent', async () => {
    const turns = process();
    await turns.take(inbound(chat.install()));
    const [welcome] = await waiting();
    const yes = button(welcome?.card, 'Det skjer noe annet');
    const first = await turns.take(inbound(chat.press(yes)));
    await waiting();
    now += 15_000;
    const again = await turns.take(inbound(chat.press(yes)));
    expect(cardOf(again)).toContain('Du svarte: Det skjer noe annet');
    expect(again).toEqual(first);
    expect(await waiting()).toEqual([]);
  });

  test('the same press after a minute is answered from today’s state, changing nothing', async () => {
    const turns = process();
    await turns.take(inbound(chat.install()));
    const [welcome] = await waiting();
    const press = button(welcome?.card, 'Det står «En intern feil har oppstått»');
    await turns.take(inbound(chat.press(press)));
    await waiting();
    const before = await store.conversation(inbound(chat.install()).conversation);
    now += 61_000;
    expect(cardOf(await turns.take(inbound(chat.press(press))))).toMatch(/fra 23\. november 2026[^]*annen Visma-bruker/);
    expect((await store.conversation(inbound(chat.install()).conversation))?.state).toEqual(before?.state);
    expect(await waiting()).toEqual([]);
  });

  test('a corrected input from a card that is still open is not a repeat', async () => {
    const turns = process();
    for (const words of ['intern feil', 'ja', 'ja', 'ja', '1']) await turns.take(inbound(chat.message(words)));
    const card = (await waiting()).findLast(({ kind }) => kind === 'card')?.card;
    const check = button(card, 'Sjekk adressen');
    const wrong = await turns.take(inbound(chat.press(check, { address: 'kari@askoy.komune.no' })));
    const right = await turns.take(inbound(chat.press(check, { address: 'kari.nordmann@askoy.kommune.no' })));
    expect(cardOf(wrong)).toContain('Mente du adressen under?');
    expect(cardOf(right)).toContain('Jeg ser ingen skrivefeil');
  });

  test('of two people who press one card the second gets an answer of her own', async () => {
    const turns = process();
    await turns.take(inbound(chat.install()));
    const [welcome] = await waiting();
    const press = button(welcome?.card, 'Det skjer noe annet');
    const other = personalChat({ serviceUrl: 'http://teams.example/', conversation: chat.conversation, name: 'Bjørn Ås' });
    const [first, second] = await Promise.all([turns.take(inbound(chat.press(press))), turns.take(inbound(other.press(press)))]);
    expect(cardOf(first)).toContain('Du svarte: Det skjer noe annet');
    expect(cardOf(second)).toMatch(/Her er du nå[^]*Hva passer best/);
  });
});

describe('turns of one conversation never interleave', () => {
  test('two different messages at once are both answered, in the order they came', async () => {
    const turns = process();
    await Promise.all([turns.take(inbound(chat.message('intern feil'))), turns.take(inbound(chat.message('vet ikke')))]);
    const state = (await store.conversation(inbound(chat.install()).conversation))?.state;
    expect(state?.answers.map(({ choice }) => choice)).toEqual(['internal-error', 'unsure']);
  });

  test('a turn that loses the version check is decided again on the newer state', async () => {
    const seen: number[] = [];
    let meet: () => void = () => undefined;
    const both = new Promise<void>((resolve) => {
      meet = resolve;
    });
    // Both processes have read the same version before either may commit.
    const together: Decide = async (happened, scene, at) => {
      seen.push(scene.state.answers.length);
      if (seen.length === 2) meet();
      if (seen.length <= 2) await both;
      return decideForReal(happened, scene, at);
    };
    const [one, two] = [process(together), process(together)];
    await Promise.all([one.take(inbound(chat.message('intern feil'))), two.take(inbound(chat.message('intern feil, hjelp')))]);
    expect(seen).toHaveLength(3);
    expect(seen.toSorted((one, other) => one - other)).toEqual([0, 0, 1]);
    expect((await store.conversation(inbound(chat.install()).conversation))?.version).toBe(2);
    expect((await waiting()).filter(({ kind }) => kind === 'card')).toHaveLength(2);
  });

  test('forty turns of one conversation on four processes lose nothing', async () => {
    const count: Decide = (_happened, { state }) =>
      Promise.resolve({ state: { ...state, greetedAt: (state.greetedAt ?? 0) + 1 }, out: [] });
    const all = Array.from({ length: 4 }, () => process(count));
    await Promise.all(Array.from({ length: 40 }, (_, index) => (all[index % 4] ?? process()).take(inbound(chat.message(`nummer ${index}`)))));
    expect((await store.conversation(inbound(chat.install()).conversation))?.state.greetedAt).toBe(40);
  });
});

describe('a turn that fails', () => {
  const broken: Decide = () => Promise.reject(new Error('a fault of ours'));

  test('tells the person what to do, keeps the state, and is not tried again at every redelivery', async () => {
    const turns = process();
    await turns.take(inbound(chat.message('intern feil')));
    await waiting();
    const before = (await store.conversation(inbound(chat.install()).conversation))?.state;
    const said = chat.message('ja');
    await process(broken).take(inbound(said));
    await process(broken).take(inbound(said));
    expect((await waiting()).map(({ words }) => words)).toEqual([expect.stringContaining('hr.stotte@askoy.kommune.no')]);
    expect((await store.conversation(inbound(said).conversation))?.state).toEqual(before);
  });

  test('answers a press in the same breath', async () => {
    const turns = process();
    await turns.take(inbound(chat.install()));
    const [welcome] = await waiting();
    const answer = await process(broken).take(inbound(chat.press(button(welcome?.card, 'Snakk med HR'))));
    expect(answer).toEqual({ kind: 'text', text: expect.stringContaining('Noe gikk galt') });
  });

  test('rejects where the store does, having said nothing', async () => {
    const said = inbound(chat.message('hei'));
    const commit = jest.spyOn(store, 'commit').mockRejectedValueOnce(new Error('the disk is full'));
    await expect(process().take(said)).rejects.toThrow('the disk is full');
    commit.mockRestore();
    await process().take(said);
    expect(await waiting()).toHaveLength(1);
  });
});
