import type { Language } from '../../src/core/language';
import { plain } from '../support/cards';
import { byTurns, Employee } from './employee';

type Saying = 'error' | 'all' | 'yes' | 'cannot' | 'back' | 'again' | 'hr';

const words: Readonly<Record<Language, Readonly<Record<Saying, string>>>> = {
  nb: {
    error: 'en intern feil har oppstått',
    all: 'det står intern feil, og jeg har en bruker fra før gjennom skolen',
    yes: 'ja',
    cannot: 'jeg får det ikke til',
    back: 'tilbake',
    again: 'start på nytt',
    hr: 'jeg vil snakke med hr',
  },
  nn: {
    error: 'en intern feil har oppstått',
    all: 'det står intern feil, og eg har ein brukar frå før gjennom skulen',
    yes: 'ja',
    cannot: 'eg får det ikkje til',
    back: 'tilbake',
    again: 'start på nytt',
    hr: 'eg vil snakke med hr',
  },
  en: {
    error: 'I get an internal error',
    all: 'I get an internal error, and I have a user from before through the school',
    yes: 'yes',
    cannot: 'I cannot do it',
    back: 'back',
    again: 'start over',
    hr: 'I want to talk to HR',
  },
};

describe.each(byTurns)('a problem told in own words and numbers ($language, $screen)', (where) => {
  const say = words[where.language] as Readonly<Record<Saying, string>>;
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
    await her.sees('earlierUser');
    await her.says('1');
    await her.seesAnswered('earlierUser', 'yes');
    await her.sees('inbox');
    await her.says(say.yes);
    await her.seesAnswered('inbox', 'yes');
    await her.sees('privateUse');
  });

  test('back goes to the question before, by word and by button', async () => {
    await her.says(say.back);
    await her.seesChosen('privateUse', her.text('nav.back'));
    await her.sees('inbox');
    await her.presses('nav.back');
    await her.sees('earlierUser');
    await her.answers('earlierUser', 'no');
    await her.sees('checkAccount');
    await her.says(say.cannot);
    await her.seesAnswered('checkAccount', 'cannot');
    await her.sees('hr', 'reason.no-earlier-user');
  });

  test('starting over asks the first question again, by word and by button', async () => {
    await her.says(say.again);
    await her.sees('symptom');
    await her.answers('symptom', 'internal-error');
    await her.sees('earlierUser');
    await her.presses('nav.restart');
    await her.seesChosen('earlierUser', her.text('nav.restart'));
    await her.sees('symptom');
  });

  test('whoever asks for HR gets the address, and a mail that is ready to send: as a text and in Outlook', async () => {
    await her.says('1');
    await her.sees('earlierUser');
    await her.says(say.hr);
    const card = await her.sees('hr');
    expect(await card.innerText()).toContain('hr.stotte@askoy.kommune.no');

    const text = her.text('mail.text', {
      answers: `- ${her.text('q.symptom.title')} ${her.label('symptom', 'internal-error')}`,
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
    await her.sees('earlierUser');
  });

  test('an address that is only mentioned is checked, and the way goes on where it was', async () => {
    await her.says('kari.nordmann.hansen@askoy.komune.no');
    await her.reads('kari.nordmann.hansen@askoy.kommune.no');
    await her.sees('whichEmail', 'check.typo', { faults: her.text('check.fault.domain') });
    await her.answers('whichEmail', 'go-on');
    await her.sees('earlierUser');
  });

  test('everything that was taken from one text is listed, so that it can be put right', async () => {
    await her.presses('nav.restart');
    await her.sees('symptom');
    await her.says(say.all);
    const card = await her.sees('inbox', 'q.earlierUser.title');
    expect(await card.getByRole('listitem').allInnerTexts().then((lines) => lines.map(plain))).toEqual([
      `${her.text('q.symptom.title')} ${her.label('symptom', 'internal-error')}`,
      `${her.text('q.earlierUser.title')} ${her.label('earlierUser', 'yes')}`,
    ]);
  });
});
