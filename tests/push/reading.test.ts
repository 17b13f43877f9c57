import { eventually } from '../support/bot-process';
import { startMovedClock, workday } from '../support/moved-clock';
import { addressOf, checked, type Desk, hires, standings, startPushStage } from '../support/push-stage';
import type { Stage } from '../support/stage';

jest.setTimeout(60_000);

const names = Array.from({ length: 40 }, (_, i) => `Ny Ansatt ${i + 1}`);

/** How often the push's card was drawn again. */
const drawn = ({ teams }: Stage, { root }: Desk): number => teams.sent.filter(({ operation, activityId }) => operation === 'update' && activityId === root).length;
const delivered = async (stage: Stage): Promise<number> => Object.values(await standings(stage)).filter((standing) => standing === 'delivered').length;
const more = async (stage: Stage, count: number): Promise<void> => {
  const before = await delivered(stage);
  await eventually(async () => (await delivered(stage)) >= before + count, 'it to go on', 30_000);
};

test('a list that somebody reads is not taken away from her by the card that goes on below it, until she is done or has had her time', async () => {
  const clock = startMovedClock(workday);
  const stage = await startPushStage(hires(...names), { env: { PUSH_PER_SECOND: '2' } });
  const desk = await checked(stage, names.map(addressOf).join('\n'));
  await desk.presses('Send nå til 40');
  clock.forward(11_000);
  await desk.sees('Sender');
  await more(stage, 1);
  await desk.presses('Vis personene');
  expect(desk.answers.at(-1)).toContain('Utsending 1: alle på listen');
  const before = drawn(stage, desk);
  clock.forward(60_000);
  // Longer than it takes until the bot looks at it again.
  await more(stage, 12);
  expect(drawn(stage, desk)).toBe(before);
  clock.forward(60_000);
  await eventually(() => Promise.resolve(drawn(stage, desk) > before), 'the card to be drawn again', 20_000);
});

test('she goes back, and the card goes on', async () => {
  const clock = startMovedClock(workday);
  const stage = await startPushStage(hires(...names), { env: { PUSH_PER_SECOND: '1' } });
  const desk = await checked(stage, names.map(addressOf).join('\n'));
  await desk.presses('Send nå til 40');
  await desk.presses('Vis personene');
  await desk.pressesButton('1', { verb: 'desk-push-show', push: 1, card: 'desk', rev: 0, shownAt: 1 });
  const before = drawn(stage, desk);
  clock.forward(11_000);
  await desk.sees('av 40 er ferdige', 20_000);
  await more(stage, 1);
  clock.forward(11_000);
  await eventually(() => Promise.resolve(drawn(stage, desk) > before + 1), 'the card to be drawn again', 20_000);
});

test('what is done to it is shown to everybody, whoever reads', async () => {
  const clock = startMovedClock(workday);
  const stage = await startPushStage(hires(...names), { env: { PUSH_PER_SECOND: '1' } });
  const desk = await checked(stage, names.map(addressOf).join('\n'));
  await desk.presses('Vis personene');
  const bjorn = desk.as(stage.channel.members[1]!);
  await bjorn.presses('Send nå til 40');
  // Before this is shown.
  await desk.presses('Vis personene');
  clock.forward(11_000);
  await desk.sees('Sender', 20_000);
});
