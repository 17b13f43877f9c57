import { byTurns, Employee } from './employee';

describe.each(byTurns)('hurry and mistakes ($language, $screen)', (where) => {
  let her: Employee;
  beforeAll(async () => {
    her = await Employee.arrives('mishaps', where);
    await her.sees('symptom', 'welcome');
  });
  afterAll(async () => {
    expect(await her.leaves()).toBe(true);
  });

  test('a double click is one answer: the next question comes once, and the old one has nothing left to press', async () => {
    await her.answersTwice('symptom', 'internal-error');
    await her.seesAnswered('symptom', 'internal-error');
    await her.sees('earlierUser');
    await her.answers('earlierUser', 'yes');
    await her.sees('inbox');
    // Whatever the second click had brought would stand before this card: a chat is sent in order.
    expect(await her.times('symptom')).toBe(1);
    expect(await her.times('earlierUser')).toBe(1);
  });

  test('what cannot be understood is said so, and the question asked again with its choices', async () => {
    await her.says('qwerty 🙃');
    await her.seesClosed('inbox', her.text('asked-again'));
    const card = await her.sees('inbox', 'not-understood');
    expect(await her.choicesOn(card)).toEqual([`1 ${her.label('inbox', 'yes')}`, `2 ${her.label('inbox', 'no')}`]);
  });

  test('after the third time in a row HR is one of the choices, and can be had by its number', async () => {
    await her.says('qwerty 🙃');
    await her.says('qwerty 🙃');
    const card = await her.sees('inbox', 'not-understood-again');
    expect(await her.choicesOn(card)).toEqual([`1 ${her.label('inbox', 'yes')}`, `2 ${her.label('inbox', 'no')}`, `3 ${her.text('nav.hr')}`]);
    await her.says('3');
    await her.sees('hr');
    await her.presses('nav.back');
    await her.sees('inbox');
  });
});
