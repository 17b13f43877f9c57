import { type Adviser, type Employee, startStage } from '../../support/stage';

jest.setTimeout(60_000);

const cases = 6;
const words = Array.from({ length: 5 }, (_, i) => `ord ${i + 1}`);
const saidTo = ({ lines }: Adviser | Employee, from: string): string[] => lines.flatMap((line) => (line.startsWith(`${from}: `) ? [line.slice(from.length + 2)] : []));

// What is right where HR's channel counts as one conversation is right where each thread counts for itself, too.
test('within Teams’ own limits both sides of several cases write at once: in order, each once, and nothing is refused', async () => {
  const stage = await startStage();
  const pairs: { her: Employee; hanne: Adviser }[] = [];
  for (let i = 1; i <= cases; i += 1) {
    const her = await stage.employee(`Ansatt ${i}`);
    const hanne = await stage.adviser(await her.asksHr());
    await hanne.presses('Ta saken');
    await her.sees('har tatt saken din');
    pairs.push({ her, hanne });
  }

  stage.teams.limit({ channelAsOne: true });
  await Promise.all(
    pairs.flatMap(({ her, hanne }) => [
      (async () => {
        for (const word of words) await her.says(word);
      })(),
      (async () => {
        for (const word of words) await hanne.writes(word);
      })(),
    ]),
  );
  const last = words.at(-1)!;
  for (const [index, { her, hanne }] of pairs.entries()) {
    await hanne.sees(`Ansatt ${index + 1}: ${last}`, 30_000);
    await her.sees(`Hanne Rådgiver (HR): ${last}`, 30_000);
    expect(saidTo(hanne, `Ansatt ${index + 1}`)).toEqual(words);
    expect(saidTo(her, 'Hanne Rådgiver (HR)')).toEqual(words);
  }
  expect(stage.teams.stats()).toMatchObject({ throttled: 0 });
});
