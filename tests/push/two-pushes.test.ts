import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '../support/bot-process';
import { startPushHouse } from '../support/push-processes';
import { addressOf, checked, type Desk, hires, standings, startPushStage } from '../support/push-stage';
import { freshSqlite, query } from '../support/stores';

jest.setTimeout(90_000);

const on = (push: number, verb: string, over: object = {}): Record<string, unknown> => ({ verb, push, card: 'desk', rev: 0, shownAt: 1, ...over });
const shown = async (desk: Desk, push: number, standing = 'all'): Promise<string> => {
  await desk.pressesButton('1', on(push, 'desk-push-people', { standing, page: 0 }));
  return desk.answers.at(-1) ?? '';
};

test('two pushes wait for the same account, named in the dry run or not: when it comes, one of them goes out', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vismahjelpen-two-'));
  const file = path.join(folder, 'people.json');
  writeFileSync(file, '[]');
  const database = freshSqlite();
  const waiting = hires('Ada Aas', 'Bo Berg');
  const [ada, bo] = waiting;
  const house = await startPushHouse(database, [], { env: { DIRECTORY_FILE: file } });
  const state = async (): Promise<readonly string[]> =>
    (await query<{ campaign: number; n: number; standing: string; why: string }>(database, 'select campaign, n, standing, why from recipients order by campaign, n')).map(({ campaign, n, standing, why }) => `${campaign}.${n} ${standing}${why && `:${why}`}`);
  try {
    const first = await checked(house, ada!.email);
    await first.presses('Send når kontoene er på plass');
    // Now that one waits for her account, the next one says so, by name.
    const second = await checked(house, `${ada!.email} ${bo!.email}`);
    await second.sees('Har ikke konto ennå, og er med i en annen utsending: 1');
    expect(await shown(second, 2, 'cannot')).toContain(`${ada!.email}\nHar ikke konto ennå, og er med i en annen utsending`);
    // Neither of these two waits yet when the other is looked up.
    const third = await checked(house, bo!.email);
    expect(await state()).toEqual(['1.1 not-there', '2.1 not-there:on-another', '2.2 not-there', '3.1 not-there']);
    for (const [desk, push] of [[second, 2], [third, 3]] as const) await desk.pressesButton('1', on(push, 'desk-push-send', { sure: true }));
    await eventually(async () => (await query<{ status: string }>(database, 'select status from campaigns')).every(({ status }) => status === 'done'), 'all to wait for nothing else', 20_000);

    // Both accounts are made over night, and the next working day comes.
    await house.bots.shift()?.kill();
    writeFileSync(file, JSON.stringify(waiting));
    await query(database, "update recipients set due_at = 0 where standing = 'not-there'");
    house.bots = [await house.start()];
    await eventually(async () => (await state()).every((line) => /delivered|passed-over/.test(line)), 'both to have it', 20_000);
    for (const person of waiting) expect([person.name, house.teams.chat(person.chat ?? '').length, house.teams.attempts.filter(({ conversation, operation }) => operation === 'send' && conversation === person.chat).length]).toEqual([person.name, 1, 1]);
    const counts = (await state()).flatMap((line) => line.split(' ')[1] ?? []).toSorted();
    expect(counts).toEqual(['delivered', 'delivered', 'passed-over:on-another', 'passed-over:on-another']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('who was passed over for another push is offered again where that one was cancelled, and not where it reached her', async () => {
  const stage = await startPushStage(hires('Ada Aas', 'Bo Berg', 'Cai Dahl'));
  const { bot } = stage;
  const later = await checked(stage, addressOf('Ada Aas'));
  await later.presses('Send nå til én');
  await stage.teams.waitFor(() => stage.teams.chat('a:chat-of-Ada-Aas').length > 0, 'the first push');
  const paused = await checked(stage, addressOf('Bo Berg'));
  await query(`file:${bot.database}`, "update campaigns set status = 'scheduled', state = json_set(state, '$.state', 'scheduled', '$.by', json('{\"id\":\"x\",\"name\":\"Hanne\"}'), '$.at', 9e15) where number = 2");
  const third = await checked(stage, ['Ada Aas', 'Bo Berg', 'Cai Dahl'].map(addressOf).join(' '));
  expect(await standings(stage, 3)).toMatchObject({ [addressOf('Ada Aas')]: 'passed-over:on-another', [addressOf('Bo Berg')]: 'passed-over:on-another', [addressOf('Cai Dahl')]: 'installable' });
  await third.presses('Send nå til én');
  await third.sees('Ferdig', 25_000);
  await third.pressesButton('1', on(3, 'desk-push-again'), { standing: 'missed' });
  expect(third.answers.at(-1)).toContain('Det er ingen igjen å sende til.');

  await paused.pressesButton('1', on(2, 'desk-push-cancel', { confirms: 2 }));
  expect(paused.answers.at(-1)).toContain('Ikke sendt, utsendingen ble avbrutt: 1');
  await third.pressesButton('1', on(3, 'desk-push-show'));
  expect(third.answers.at(-1)).toContain('Fikk den ikke fra den andre utsendingen: 1');
  expect(third.answers.at(-1)).toContain('Er med i en annen utsending: 1');
  expect(third.answers.at(-1)).toContain('Sum: 3 av 3 på listen');
  await third.pressesButton('1', on(3, 'desk-push-again'), { standing: 'passed-over:missed' });
  expect(third.answers.at(-1)).toContain('Utsending 4 er laget, med én person');
  const fourth = await third.at(4);
  await fourth.sees('Klar. Ingenting er sendt ennå.', 20_000);
  await fourth.presses('Send nå til én');
  await stage.teams.waitFor(() => stage.teams.chat('a:chat-of-Bo-Berg').length > 0, 'the push that she missed');
  await eventually(async () => (await standings(stage, 4))[addressOf('Bo Berg')] === 'delivered', 'it to be written down');
  for (const name of ['Ada-Aas', 'Bo-Berg', 'Cai-Dahl']) expect([name, stage.teams.chat(`a:chat-of-${name}`).length]).toEqual([name, 1]);
});

test('for whom the app was not allowed in an earlier push the next dry run says so, by name; and it is tried again', async () => {
  const [per] = hires('Per Policy');
  const stage = await startPushStage([{ ...per!, refuses: 'policy' }, ...hires('Bo Berg')]);
  const first = await checked(stage, per!.email);
  await first.sees('Får appen installert først: 1');
  await first.presses('Send nå til én');
  await eventually(async () => (await standings(stage))[per!.email] === 'no-app:policy', 'the refusal', 20_000);
  const desk = await checked(stage, `${per!.email} ${addressOf('Bo Berg')}`);
  const card = await desk.sees('Får appen installert først: 1');
  expect(JSON.stringify(card)).toContain('Appen var ikke tillatt i en tidligere utsending, prøves på nytt: 1');
  const names = await shown(desk, 2, 'cannot');
  expect(names).toContain(`Per Policy\n${per!.email}\nAppen var ikke tillatt i en tidligere utsending, prøves på nytt`);
  expect(names).not.toContain('Bo Berg');
  await desk.presses('Send nå til 2');
  await eventually(async () => JSON.stringify(await standings(stage, 2)) === JSON.stringify({ [per!.email]: 'no-app:policy', [addressOf('Bo Berg')]: 'delivered' }), 'it to be tried', 20_000);
});
