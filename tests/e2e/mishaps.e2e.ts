import { Employee, everywhere } from './employee';

describe.each(everywhere)('hurry and mistakes ($language, $screen)', (where) => {
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
    await her.sees('earlier-user');
    await her.answers('earlier-user', 'yes');
    await her.sees('private-use');
    // Whatever the second click had brought would stand before this card: a chat is sent in order.
    expect(await her.times('symptom')).toBe(1);
    expect(await her.times('earlier-user')).toBe(1);
  });

  test('what cannot be understood is said so, and the question asked again with its choices', async () => {
    await her.says('qwerty 🙃');
    await her.seesClosed('private-use', her.text('asked-again'));
    const card = await her.sees('private-use', 'not-understood');
    const buttons = await card.getByRole('button').allInnerTexts();
    expect(buttons.map((button) => button.replace(/\s+/g, ' ').trim())).toEqual(
      expect.arrayContaining([`1 ${her.text('q.private-use.go-on')}`, `2 ${her.text('q.private-use.keep-private')}`]),
    );
    await her.answers('private-use', 'go-on');
    await her.sees('account-settings');
  });

  test('when the page is opened again, the chat goes on at the same place', async () => {
    // At once nothing is said: Teams tells an installation several times over.
    await her.comesBack();
    await her.sees('account-settings', 'where-you-were');
    await her.answers('account-settings', 'done');
    await her.sees('email-format');
  });
});
