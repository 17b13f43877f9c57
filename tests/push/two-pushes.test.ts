import { eventually } from '../support/bot-process';
import { addressOf, checked, hires, standings, startPushStage } from '../support/push-stage';
import { query } from '../support/stores';

jest.setTimeout(90_000);

const on = (push: number, verb: string, over: object = {}): Record<string, unknown> => ({ verb, push, card: 'desk', rev: 0, shownAt: 1, ...over });

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

  await paused.pressesButton('1', on(2, 'desk-push-cancel'));
  expect(paused.answers.at(-1)).toContain('Avbrutt før sending: 1');
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
