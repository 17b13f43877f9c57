import { holdPushes, isPush } from '../../support/push-processes';
import { addressOf, checked, type Desk, hires, standings, startPushStage } from '../../support/push-stage';
import type { Stage } from '../../support/stage';

jest.setTimeout(60_000);

const names = Array.from({ length: 60 }, (_, i) => `Ny Ansatt ${i + 1}`);
const inHand = 3;

/** A push that has begun: some were sent to, some are on their way at Teams, most still wait. */
async function begun(): Promise<{ readonly stage: Stage; readonly desk: Desk; readonly goOn: () => void }> {
  // Slower than anybody presses.
  const stage = await startPushStage(hires(...names), { env: { PUSH_PER_SECOND: '2' } });
  const desk = await checked(stage, names.map(addressOf).join('\n'));
  const { there, goOn } = holdPushes(stage.teams, 2, inHand);
  await desk.presses(`Send nå til ${names.length}`);
  await there;
  return { stage, desk, goOn };
}

const attempts = ({ teams }: Stage): number => teams.attempts.filter(isPush).length;
const tally = async (stage: Stage): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const standing of Object.values(await standings(stage))) counts[standing] = (counts[standing] ?? 0) + 1;
  return counts;
};

test('cancelled while it is sent: nobody is sent to any more but those in hand, and all are accounted for', async () => {
  const { stage, desk, goOn } = await begun();
  await desk.presses('Ja, avbryt');
  const { sending = 0 } = await tally(stage);
  const before = attempts(stage);
  goOn();
  expect(desk.answers.at(-1)).toContain('avbrøt utsendingen');
  await stage.teams.waitFor(() => attempts(stage) >= before + inHand, 'those in hand');
  // A whole conversation later, in which the bot could have sent more.
  const her = await stage.employee();
  await her.says('hei');
  await her.sees('Hei');
  const { cancelled = 0, delivered = 0, ...others } = await tally(stage);
  expect(others).toEqual({});
  expect(cancelled + delivered).toBe(names.length);
  expect(delivered).toBe(attempts(stage));
  expect(sending).toBeGreaterThanOrEqual(inHand);
  expect(cancelled).toBeGreaterThan(0);
  await desk.sees(`Sum: ${names.length} av ${names.length} på listen`, 20_000);
});

test('paused while it is sent: it rests, goes on where it was, and nobody has two', async () => {
  const { stage, desk, goOn } = await begun();
  await desk.presses('Pause');
  expect(desk.answers.at(-1)).toContain('har satt utsendingen på pause');
  const { sending = 0, delivered = 0 } = await tally(stage);
  goOn();
  await stage.teams.waitFor(() => attempts(stage) === sending + delivered, 'those in hand');
  const her = await stage.employee();
  await her.says('hei');
  await her.sees('Hei');
  expect(attempts(stage)).toBe(sending + delivered);
  // The card in the channel is drawn anew every ten seconds at most.
  await desk.sees('har satt utsendingen på pause', 30_000);
  await desk.presses('Fortsett');
  await stage.teams.waitFor(() => attempts(stage) >= sending + delivered + 4, 'it to go on');
  await desk.presses('Ja, avbryt');
  expect(stage.teams.attempts.filter(isPush).map(({ conversation }) => conversation)).toHaveLength(new Set(stage.teams.attempts.filter(isPush).map(({ conversation }) => conversation)).size);
});
