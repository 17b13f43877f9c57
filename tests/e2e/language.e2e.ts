import type { Language } from '../../src/core/language';
import { languages, nameOf } from '../../src/texts';
import { byTurns, Employee } from './employee';

/** What somebody says who does not read what she is shown, and the language she then gets. */
const wishes: Readonly<Record<Language, { readonly words: string; readonly to: Language }>> = {
  nb: { words: 'I do not speak Norwegian', to: 'en' },
  nn: { words: 'I do not speak Norwegian', to: 'en' },
  en: { words: 'på norsk', to: 'nb' },
};

describe.each(byTurns)('a change of language ($language, $screen)', (where) => {
  const { language } = where;
  const other = languages.find((each) => each !== language) as Language;
  let her: Employee;
  beforeAll(async () => {
    her = await Employee.arrives('language', where);
  });
  afterAll(async () => {
    expect(await her.leaves()).toBe(true);
  });

  test('the button on the first card gives the whole welcome again in the other language', async () => {
    await her.sees('symptom', 'welcome');
    await her.pressesNamed(nameOf(other));
    await her.seesChosen('symptom', nameOf(other));
    her.language = other;
    await her.sees('symptom', 'welcome');
  });

  test('later on the language button asks which one, and the same question is asked again in it', async () => {
    await her.answers('symptom', 'internal-error');
    await her.sees('earlierUser');
    await her.presses('nav.language');
    await her.sees('language');
    await her.answers('language', language);
    await her.seesChosen('language', nameOf(language));
    her.language = language;
    await her.sees('earlierUser');
  });

  test('from the language card there is a way back to the question it covers', async () => {
    await her.presses('nav.language');
    await her.sees('language');
    await her.presses('nav.back');
    await her.sees('earlierUser');
  });

  test('whoever asks for it in the other language is understood too', async () => {
    const wish = wishes[language];
    await her.says(wish?.words ?? '');
    her.language = wish?.to ?? '';
    await her.sees('earlierUser');
  });
});
