import { pushSlots } from '../../../src/app/push/pusher';
import { startMovedClock, workday } from '../../support/moved-clock';
import { hireIn, holdPushes, isPush } from '../../support/push-processes';
import { addressOf, checked, hires, standings, startPushStage } from '../../support/push-stage';
import { Employee, type Stage, wordsIn } from '../../support/stage';

jest.setTimeout(60_000);

const [ada, bo] = hires('Ada Aas', 'Bo Berg');
const all = [ada!, bo!];
const chatOf = (stage: Stage, one: (typeof all)[number]): Employee => new Employee(stage, hireIn(stage.teams, { ...one, chat: one.chat ?? '' }));
const list = all.map(({ email }) => email).join('\n');

/** Says something and gets an answer: whatever was due to her before would have come by now. */
async function passes(her: Employee, say = 'hei'): Promise<void> {
  const before = her.messages.length;
  await her.says(say);
  await her.stage.teams.waitFor(() => her.messages.length > before, 'an answer');
}

test('install events while the app is put there, after it, late and twice are greeted by the push alone', async () => {
  const clock = startMovedClock(workday);
  const stage = await startPushStage(all);
  const desk = await checked(stage, list);
  const { there, goOn } = holdPushes(stage.teams, 0, 2);
  await desk.presses('Send nå til 2');
  await there;
  const her = chatOf(stage, ada!);
  const late = chatOf(stage, bo!);
  // Teams tells of it in two ways, while the push is on its way.
  await her.post(her.chat.install());
  await her.post(her.chat.membersAdded());
  goOn();
  await desk.sees('Ferdig', 25_000);
  // Again, of another id, and for the other one the first time: long after the push is there.
  clock.forward(60_000);
  await her.post(her.chat.install());
  await late.post(late.chat.install());
  await late.post(late.chat.membersAdded());
  expect([her.lines.length, late.lines.length]).toEqual([1, 1]);
  for (const each of [her, late]) {
    await passes(each);
    expect(each.lines[0]).toContain('har sendt deg denne meldingen gjennom meg');
    expect(each.lines.filter((line) => line.includes('Vismahjelpen og er en robot'))).toHaveLength(1);
  }
});

test('who installs it anew long after an answered push is shown where she was, as anybody', async () => {
  const clock = startMovedClock(workday);
  const stage = await startPushStage(all);
  const desk = await checked(stage, ada!.email);
  await desk.presses('Send nå til én');
  const her = chatOf(stage, ada!);
  await her.sees('Har du kommet inn i Visma?');
  await desk.sees('Ferdig', 25_000);
  await her.presses('Nei, jeg kommer ikke inn');
  const before = her.messages.length;
  clock.forward(24 * 3_600_000);
  await her.post(her.chat.install());
  await stage.teams.waitFor(() => her.messages.length > before, 'the question where she was');
});

test('a person in the middle of a conversation gets the push once she has been quiet', async () => {
  const clock = startMovedClock(workday);
  const stage = await startPushStage(all);
  const her = chatOf(stage, ada!);
  await her.post(her.chat.install());
  await her.says('Det står «En intern feil har oppstått»');
  const desk = await checked(stage, list);
  await desk.presses('Send nå til 2');
  await chatOf(stage, bo!).sees('Har du kommet inn i Visma?');
  await passes(her);
  expect(her.seen).not.toContain('Har du kommet inn i Visma?');
  expect(await standings(stage)).toMatchObject({ [addressOf('Ada Aas')]: 'reachable', [addressOf('Bo Berg')]: 'delivered' });
  // She writes on, four minutes later.
  clock.forward(4 * 60_000);
  await passes(her);
  clock.forward(4 * 60_000);
  await chatOf(stage, bo!).says('hei');
  expect(her.seen).not.toContain('Har du kommet inn i Visma?');
  clock.forward(60_000);
  await her.sees('Har du kommet inn i Visma?');
  expect(stage.teams.attempts.filter((each) => isPush(each) && each.conversation === her.chat.conversation && wordsIn({ ...each.activity, id: '', thread: '', edited: false }).includes('Har du kommet inn i Visma?'))).toHaveLength(1);
});

/** A push to so many on its way, and an employee who is on none of its lists. */
async function busy(people: number, perSecond: number): Promise<{ readonly stage: Stage; readonly her: Employee; readonly send: () => Promise<unknown> }> {
  const many = hires(...Array.from({ length: people }, (_, i) => `Ny Ansatt ${i + 1}`));
  const stage = await startPushStage(many, { env: { PUSH_PER_SECOND: `${perSecond}` } });
  const her = await stage.employee();
  await her.says('hei');
  const desk = await checked(stage, many.map(({ email }) => email).join('\n'));
  return { stage, her, send: () => desk.presses(`Send nå til ${people}`) };
}

const way = ['Det står «En intern feil har oppstått»', 'Ja', '1', 'Ja, vis meg hvordan'];
const pushesAt = ({ teams }: Stage): number => teams.attempts.filter(isPush).length;

test('a reply goes out while Teams answers none of the pushes that are on their way', async () => {
  const { stage, her, send } = await busy(80, 50);
  const { there, goOn } = holdPushes(stage.teams, 0, pushSlots);
  await send();
  await there;
  for (const say of way) await passes(her, say);
  // Teams counts what it has answered.
  expect(pushesAt(stage)).toBe(0);
  goOn();
});

test('a reply waits neither for the budget of a busy push nor behind it', async () => {
  const perSecond = 10;
  const { stage, her, send } = await busy(150, perSecond);
  await send();
  const between: number[] = [];
  for (const say of way) {
    await stage.teams.waitFor(() => pushesAt(stage) >= 10 * (between.length + 1), 'the push to be busy');
    const before = pushesAt(stage);
    await passes(her, say);
    between.push(pushesAt(stage) - before);
  }
  // Hundred and more wait in front of her. What goes out before her is what is sent in the moments that an answer takes.
  expect(Math.max(...between)).toBeLessThan(3 * perSecond);
});
