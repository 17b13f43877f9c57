import type { Language } from '../../src/core/language';
import { Employee, everywhere } from './employee';

const words: Readonly<Record<Language, Readonly<Record<'error' | 'yes' | 'cannot' | 'back' | 'again' | 'hr', string>>>> = {
  nb: { error: 'en intern feil har oppstått', yes: 'ja', cannot: 'jeg får det ikke til', back: 'tilbake', again: 'start på nytt', hr: 'jeg vil snakke med hr' },
  en: { error: 'I get an internal error', yes: 'yes', cannot: 'I cannot do it', back: 'back', again: 'start over', hr: 'I want to talk to HR' },
};

describe.each(everywhere)('a problem told in own words and numbers ($language, $screen)', (where) => {
  const say = words[where.language];
  let her: Employee;
  beforeAll(async () => {
    her = await Employee.arrives('own-words', where);
    await her.sees('symptom', 'welcome');
  });
  afterAll(async () => {
    expect(await her.leaves()).toBe(true);
  });

  test('words, a number and a plain yes are answers like a press, and are shown as such on their cards', async () => {
    await her.says(say.error);
    await her.seesAnswered('symptom', 'internal-error');
    await her.sees('earlier-user');
    await her.says('1');
    await her.seesAnswered('earlier-user', 'yes');
    await her.sees('private-use');
    await her.says(say.yes);
    await her.seesAnswered('private-use', 'go-on');
    await her.sees('account-settings');
  });

  test('back goes to the question before, by word and by button', async () => {
    await her.says(say.back);
    await her.seesClosed('account-settings', her.text('chose', { choice: her.text('nav.back') }));
    await her.sees('private-use');
    await her.presses('nav.back');
    await her.sees('earlier-user');
    await her.answers('earlier-user', 'unsure');
    await her.sees('private-use');
    await her.says(say.yes);
    await her.sees('account-settings');
    await her.says(say.cannot);
    await her.seesAnswered('account-settings', 'cannot');
    const hr = await her.sees('hr');
    expect(await hr.innerText()).toContain(her.text('reason.no-access'));
  });

  test('starting over asks the first question again, by word and by button', async () => {
    await her.says(say.again);
    await her.sees('symptom');
    await her.answers('symptom', 'internal-error');
    await her.sees('earlier-user');
    await her.presses('nav.restart');
    await her.seesClosed('earlier-user', her.text('chose', { choice: her.text('nav.restart') }));
    await her.sees('symptom');
  });

  test('whoever asks for HR gets the address, and a mail that is ready to send: as a text and in Outlook', async () => {
    await her.says('1');
    await her.sees('earlier-user');
    await her.says(say.hr);
    const card = await her.sees('hr');
    expect(await card.innerText()).toContain('hr.stotte@askoy.kommune.no');

    const text = her.text('mail.text', {
      answers: `- ${her.text('q.symptom.title')} ${her.text('q.symptom.internal-error')}`,
      name: 'Kari Nordmann Hansen',
    });
    await her.reads(her.text('mail.to', { subject: her.text('mail.subject'), text }));
    await her.keepsTheScreen('ready-mail');

    const link = new URL(await her.follows('q.hr.link'));
    expect(link.origin + link.pathname).toBe('https://outlook.office.com/mail/deeplink/compose');
    expect(Object.fromEntries(link.searchParams)).toEqual({
      to: 'hr.stotte@askoy.kommune.no',
      subject: her.text('mail.subject'),
      body: text,
    });
  });

  test('from HR there is a way back to the question', async () => {
    await her.presses('nav.back');
    await her.sees('earlier-user');
  });
});
