import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CaseWork } from '../../src/app/case/work';
import { Clock } from '../../src/app/case/clock';
import { Deliverer } from '../../src/app/deliver';
import type { House } from '../../src/app/house';
import type { Address, Letter, Message, Store } from '../../src/app/ports';
import type { Deed } from '../../src/core/case/types';
import { openStore } from '../../src/store/store';
import { wordsOf } from '../support/cards';
import { reportOf } from '../support/cases';
import { house } from '../support/conversation';
import { commitOf } from '../support/drafts';
import { clock } from '../support/fake-clock';
import { silentLog } from '../support/silent-log';

const minute = 60_000;
const hour = 60 * minute;
/** Monday 23 November 2026, 09:00 in Norway. */
const start = Date.UTC(2026, 10, 23, 8);
const by = { id: '29:hanne', name: 'Hanne Rådgiver' };
const channel = { tenant: 't', serviceUrl: 'http://teams.example/', botId: '28:bot', team: '19:hr', channel: '19:saker' };

let folder: string;
let store: Store;
let deliverer: Deliverer;
let said: { to: string; words: string }[];
let letters: Letter[];
/** Why Teams refuses what goes to HR's channel; undefined: it does not. */
let hrAway: number | undefined;
let mailRefuses: boolean;
let rooms: House;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vismahjelpen-clock-'));
  store = await openStore(`file:${folder}/clock.db`);
  clock.start(start);
  rooms = house({ hr: { team: '19:hr' }, mails: true });
  said = [];
  letters = [];
  hrAway = undefined;
  mailRefuses = false;
  deliverer = new Deliverer({
    store,
    sender: {
      send: async (address: Address, body: Message) => {
        if (hrAway && address.conversationId.startsWith('19:')) return { kind: 'refused', status: hrAway };
        said.push({ to: address.conversationId, words: 'text' in body ? body.text : wordsOf('card' in body ? body.card : {}).join('\n') });
        return { kind: 'delivered', activityId: `m${said.length}` };
      },
    },
    mailer: { send: async (letter) => (mailRefuses ? { kind: 'refused', status: 400 } : (letters.push(letter), { kind: 'delivered' })) },
    consolation: () => ({ kind: 'text', text: 'sorry' }),
    now: clock.now,
    random: () => 0.5,
    log: silentLog,
  });
  await store.commit({ now: start, desk: { channel }, out: [] });
  deliverer.start();
});
afterEach(async () => {
  clock.stop();
  await deliverer.stop();
  await store.close();
  rmSync(folder, { recursive: true });
});

const ticking = () => new Clock({ store, house: rooms, nudge: () => deliverer.nudge(), now: clock.now, log: silentLog });

async function open(number: number, over: Parameters<typeof reportOf>[1] = {}): Promise<void> {
  const report = reportOf(number, { openedAt: clock.now(), ...over });
  const known = await store.conversation(report.conversation);
  if (!known) await store.commit(commitOf({ key: report.conversation, now: clock.now() }));
  const work = CaseWork.open(rooms, report);
  await store.commit({ now: clock.now(), cases: [work.change!], out: work.out });
  deliverer.nudge();
  await clock.advance(0);
}

async function act(number: number, deed: Deed): Promise<void> {
  const file = await store.cases.numbered(number);
  const work = CaseWork.on(rooms, file!, 'nb', await store.cases.history(number), clock.now());
  expect(work.do(deed)).toBeUndefined();
  await store.commit({ now: clock.now(), cases: [work.change!], out: work.out });
  deliverer.nudge();
  await clock.advance(0);
}

/** Time passes, in steps of which each is looked at. */
async function wait(ms: number): Promise<void> {
  const end = clock.now() + ms;
  while (clock.now() < end) {
    clock.jump(Math.min(5 * minute, end - clock.now()));
    await ticking().tick();
    deliverer.nudge();
    await clock.advance(0);
  }
}

const heardIn = (place: string): string[] => said.filter(({ to }) => to.startsWith(place)).map(({ words }) => words);
const stateOf = async (number: number) => (await store.cases.numbered(number))?.case;

test('HR is reminded once of a case that nobody takes, and then told by mail, once', async () => {
  await open(1001);
  await wait(29 * minute);
  expect(heardIn('19:').filter((line) => line.includes('Ingen har tatt saken'))).toHaveLength(0);
  await wait(2 * minute);
  expect(heardIn('19:').filter((line) => line.includes('Ingen har tatt saken'))).toHaveLength(1);
  expect(letters).toEqual([]);
  await wait(40 * minute);
  expect(letters).toMatchObject([{ to: rooms.organisation.hr.email, subject: 'Sak 1001: ingen har tatt saken' }]);
  await wait(5 * hour);
  expect(letters).toHaveLength(1);
  expect(await stateOf(1001)).toMatchObject({ state: 'waiting', reminded: true, mailed: true });
});

test('where that letter does not arrive, the thread is told', async () => {
  mailRefuses = true;
  await open(1001);
  await wait(2 * hour);
  expect(heardIn('19:').filter((line) => line.startsWith('Jeg er ikke sikker på at e-posten om at ingen har tatt saken'))).toHaveLength(1);
});

test('without a mail server HR is reminded in Teams only, and the history claims no letter', async () => {
  rooms = house({ hr: { team: '19:hr' }, mails: false });
  await open(1001);
  await wait(3 * hour);
  expect(heardIn('19:').filter((line) => line.includes('Ingen har tatt saken'))).toHaveLength(1);
  expect((await store.cases.history(1001)).map(({ deed }) => deed.kind)).toEqual(['opened', 'reminded']);
  expect(letters).toEqual([]);
});

test('a case that was taken in time reminds nobody', async () => {
  await open(1001);
  await act(1001, { kind: 'claimed', by });
  await wait(5 * hour);
  expect(heardIn('19:').join()).not.toContain('Ingen har tatt saken');
  expect(letters).toEqual([]);
});

test('the night and the weekend count for nothing', async () => {
  clock.jump(7 * hour);
  await open(1001);
  await wait(15 * hour);
  expect(heardIn('19:').join()).not.toContain('Ingen har tatt saken');
  await wait(2 * hour);
  expect(heardIn('19:').join()).toContain('Ingen har tatt saken');
});

test('who does not answer HR is reminded once, with the day, and then the case is closed; who answers is not', async () => {
  await open(1001);
  await open(1002, { conversation: 'ola' });
  for (const number of [1001, 1002]) {
    await act(number, { kind: 'claimed', by });
    await act(number, { kind: 'waits', by, for: 'employee' });
  }
  await act(1002, { kind: 'said', words: { text: 'Her er svaret' } });
  await wait(3 * 24 * hour);
  expect(heardIn('kari').filter((line) => line.includes('HR venter på svar fra deg'))).toEqual([expect.stringContaining('1. desember 2026')]);
  await wait(6 * 24 * hour);
  expect(await stateOf(1001)).toMatchObject({ state: 'closed', ending: { outcome: 'no-answer' } });
  expect(heardIn('kari').join()).toContain('HR fikk ikke svar fra deg.');
  expect(await stateOf(1002)).toMatchObject({ state: 'claimed' });
  expect(heardIn('ola').join()).not.toContain('HR venter på svar');
});

test.each([
  ['cannot be found', 404],
  ['does not answer', 503],
])('where HR’s channel %s, the whole case goes by mail, once, and the employee is told', async (_name, status) => {
  hrAway = status;
  await open(1001, { words: 'Adressen er i bruk' });
  await act(1001, { kind: 'said', words: { text: 'Er noen der?' } });
  await wait(15 * minute);
  expect(letters).toHaveLength(1);
  expect(letters[0]).toMatchObject({ to: rooms.organisation.hr.email, replyTo: 'kari.nordmann@askoy.kommune.no', subject: expect.stringContaining('1001') });
  expect(letters[0]?.attachments?.[0]?.content).toContain('Adressen er i bruk');
  expect(letters[0]?.attachments?.[0]?.content).toContain('Er noen der?');
  expect(heardIn('kari').join()).toContain('Jeg har sendt saken din til HR på e-post');
  hrAway = undefined;
  await wait(hour);
  expect(letters).toHaveLength(1);
  // It is not opened a second time: HR has it.
  expect(heardIn('19:').join()).not.toContain('Sak 1001 ·');
});

test('what she writes after that opens it again, in a thread of its own', async () => {
  hrAway = 404;
  await open(1001);
  await wait(15 * minute);
  hrAway = undefined;
  await act(1001, { kind: 'said', words: { text: 'Hei igjen' } });
  expect(heardIn('19:saker').map((line) => line.split('\n')[0])).toEqual(['Sak 1001 · Kari Nordmann', 'Kari Nordmann: Hei igjen']);
  await wait(hour);
  expect(letters.filter(({ subject }) => subject.includes('trenger hjelp'))).toHaveLength(1);
});

test('where many report the same, HR is asked once whether Visma is down', async () => {
  const answers = [{ question: 'symptom', choice: 'internal-error' }];
  for (let i = 0; i < 5; i += 1) await open(1001 + i, { conversation: `chat ${i}`, answers });
  await open(1010, { conversation: 'another', answers: [{ question: 'symptom', choice: 'forgot-password' }] });
  // Who has ended her case has met it all the same.
  await act(1001, { kind: 'ended-by-employee', solved: false });
  await wait(20 * minute);
  expect(heardIn('19:').filter((line) => line.startsWith('5 personer melder det samme'))).toHaveLength(1);
});

test('neither many who are new, nor one who asks again and again, are a sign that Visma is down', async () => {
  for (let i = 0; i < 6; i += 1) await open(1001 + i, { conversation: `chat ${i}`, answers: [{ question: 'symptom', choice: 'first-login' }] });
  for (let i = 0; i < 6; i += 1) await open(1101 + i, { answers: [{ question: 'symptom', choice: 'internal-error' }] });
  await wait(20 * minute);
  expect(heardIn('19:').join()).not.toContain('melder det samme');
});
