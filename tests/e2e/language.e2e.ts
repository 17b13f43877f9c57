import type { Language } from '../../src/core/language';
import { Employee, everywhere } from './employee';

const otherThan: Readonly<Record<Language, Language>> = { nb: 'en', en: 'nb' };

describe.each(everywhere)('a change of language ($language, $screen)', (where) => {
  const { language } = where;
  const other = otherThan[language];
  let her: Employee;
  beforeAll(async () => {
    her = await Employee.arrives('language', where);
  });
  afterAll(async () => {
    expect(await her.leaves()).toBe(true);
  });

  test('the button on the first card gives the whole welcome again in the other language', async () => {
    await her.sees('symptom', 'welcome');
    await her.presses(`language.${other}`);
    await her.seesClosed('symptom', her.text('chose', { choice: her.text(`language.${other}`) }));
    her.language = other;
    await her.sees('symptom', 'welcome');
  });

  test('later on the language button asks which one, and the same question is asked again in it', async () => {
    await her.answers('symptom', 'internal-error');
    await her.sees('earlier-user');
    await her.presses('nav.language');
    await her.sees('language');
    await her.presses(`language.${language}`);
    her.language = language;
    await her.sees('earlier-user');
  });

  test('from the language card there is a way back to the question it covers', async () => {
    await her.presses('nav.language');
    await her.sees('language');
    await her.presses('nav.back');
    await her.sees('earlier-user');
  });

  test('whoever asks for it in the other language is understood too', async () => {
    await her.says({ nb: 'I do not speak Norwegian', en: 'på norsk' }[language]);
    her.language = other;
    await her.sees('earlier-user');
  });
});
