import { Employee, everywhere } from './employee';

describe.each(everywhere)('an internal error, by buttons alone ($language, $screen)', (where) => {
  let her: Employee;
  beforeAll(async () => {
    her = await Employee.arrives('main-way', where);
  });
  afterAll(async () => {
    expect(await her.leaves()).toBe(true);
  });

  test('each answer leads to the next card and stays on its own in place of the buttons, until she is in', async () => {
    await her.sees('symptom', 'welcome');
    await her.answers('symptom', 'internal-error');
    await her.seesAnswered('symptom', 'internal-error');

    await her.sees('earlier-user');
    await her.answers('earlier-user', 'unsure');
    await her.seesAnswered('earlier-user', 'unsure');

    await her.sees('private-use');
    await her.answers('private-use', 'go-on');
    await her.seesAnswered('private-use', 'go-on');

    await her.sees('account-settings');
    expect(await her.follows('q.account-settings.link')).toBe('https://accountsettings.connect.visma.com/');
    await her.answers('account-settings', 'done');
    await her.seesAnswered('account-settings', 'done');

    await her.sees('email-format');
    await her.fills('q.email-format.input', 'kari.nordmann.hansen@askoy.komune.no');
    await her.presses('q.email-format.check');
    await her.reads('kari.nordmann.hansen@askoy.kommune.no');
    const checked = await her.sees('email-format', 'check.typo', { faults: her.text('check.fault.domain') });
    expect(await checked.getByLabel(her.text('q.email-format.input')).inputValue()).toBe('kari.nordmann.hansen@askoy.komune.no');
    await her.answers('email-format', 'done');
    await her.seesAnswered('email-format', 'done');

    await her.sees('link');
    await her.answers('link', 'done');
    await her.seesAnswered('link', 'done');

    await her.sees('try-again');
    await her.answers('try-again', 'works');
    await her.seesAnswered('try-again', 'works');

    await her.sees('solved');
  });
});
