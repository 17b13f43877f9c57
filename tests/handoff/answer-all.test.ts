import { startMovedClock } from '../support/moved-clock';
import { Adviser, type Employee, startStage, wordsIn } from '../support/stage';

jest.setTimeout(60_000);

const heard = ({ lines }: Employee): number => lines.filter((line) => line.includes('(HR): Visma retter dette nå')).length;

test('many who report the same get one answer, once: each thread shows it, and the card says that it is done', async () => {
  const clock = startMovedClock();
  const stage = await startStage();
  const people: Employee[] = [];
  for (const name of ['Ada', 'Bo', 'Cai', 'Dan', 'Eli']) {
    const one = await stage.employee(`${name} Nordmann`);
    await one.says('intern feil');
    await one.asksHr();
    people.push(one);
  }
  const per = await stage.employee('Per Nordmann');
  await per.asksHr();
  const asked = await stage.teams.waitFor(
    () => stage.teams.threads(stage.channel.channel.id).find(({ messages }) => messages[0] && wordsIn(messages[0]).startsWith('5 personer melder det samme')),
    'the offer',
    30_000,
  );
  const hanne = new Adviser(stage, stage.channel, stage.channel.members[0]!, asked.root);
  const { message, data } = await hanne['withButton']('Send til alle');
  await hanne.pressesButton(message.id, data, { words: 'Visma retter dette nå' });
  expect(hanne.answers.at(-1)).toMatch(/^Hanne Rådgiver har svart i 5 saker/);
  for (const one of people) await one.sees('Hanne Rådgiver (HR): Visma retter dette nå');
  const first = await stage.adviser(1001);
  await first.sees('Hanne Rådgiver til Ada Nordmann: Visma retter dette nå');
  await hanne.sees('Hanne Rådgiver har svart i 5 saker', 20_000);
  expect(hanne.lines).toHaveLength(1);

  clock.forward(61_000);
  await hanne.pressesButton(message.id, data, { words: 'Visma retter dette nå' });
  expect(hanne.answers.at(-1)).toBe('Dette er gjort allerede.');
  // Who came since has not had it.
  const fia = await stage.employee('Fia Nordmann');
  await fia.says('intern feil');
  await fia.asksHr();
  clock.forward(61_000);
  await hanne.pressesButton(message.id, data, { words: 'Visma retter dette nå' });
  await fia.sees('Visma retter dette nå');
  expect(people.map(heard)).toEqual([1, 1, 1, 1, 1]);
  expect(heard(per)).toBe(0);
});
