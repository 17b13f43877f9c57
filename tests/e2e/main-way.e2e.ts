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

    await her.sees('earlierUser');
    await her.answers('earlierUser', 'unsure');
    await her.seesAnswered('earlierUser', 'unsure');

    await her.sees('inbox');
    await her.answers('inbox', 'yes');
    await her.seesAnswered('inbox', 'yes');

    await her.sees('privateUse');
    await her.answers('privateUse', 'go-on');
    await her.seesAnswered('privateUse', 'go-on');

    await her.sees('accountSettings');
    expect(await her.follows('q.accountSettings.link')).toBe('https://accountsettings.connect.visma.com/');
    await her.answers('accountSettings', 'other-address');
    await her.seesAnswered('accountSettings', 'other-address');

    await her.sees('emailFormat');
    await her.fills('q.emailFormat.input', 'kari.nordmann.hansen@askoy.komune.no');
    await her.presses('q.emailFormat.check');
    await her.reads('kari.nordmann.hansen@askoy.kommune.no');
    const checked = await her.sees('emailFormat', 'check.typo', { faults: her.text('check.fault.domain') });
    expect(await checked.getByLabel(her.text('q.emailFormat.input')).inputValue()).toBe('kari.nordmann.hansen@askoy.komune.no');
    await her.answers('emailFormat', 'done');
    await her.seesAnswered('emailFormat', 'done');

    await her.sees('confirm');
    await her.answers('confirm', 'done');
    await her.seesAnswered('confirm', 'done');

    await her.sees('link');
    await her.answers('link', 'done');
    await her.seesAnswered('link', 'done');

    await her.sees('tryAgain');
    await her.answers('tryAgain', 'works');
    await her.seesAnswered('tryAgain', 'works');

    await her.sees('solved');
  });

  test('what she thought of the help can be said without a name, and is thanked for once', async () => {
    await her.fills('q.solved.input', 'Bildet av blyanten var til hjelp.');
    await her.presses('q.solved.helped');
    const thanked = await her.sees('solved', 'q.solved.thanks');
    expect(await thanked.locator('textarea').count()).toBe(0);
  });
});
