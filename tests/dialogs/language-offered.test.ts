import { t } from '../../src/texts';
import { Conversation } from '../support/conversation';

const english = 'I have tried to log in many times but the page does not work for me';

async function offered(): Promise<Conversation> {
  const her = new Conversation();
  await her.install();
  await her.say(english);
  expect(her.texts).toContain(t('en', 'language.offer'));
  return her;
}

test.each(['ja', 'yes please', 'Yes', 'ja takk', 'yes, please!'])('«%s» to the offer of another language takes it', async (words) => {
  const her = await offered();
  const { answers } = her.state;
  await her.say(words);
  expect(her.language).toBe('en');
  expect(her.state.answers).toEqual(answers);
  expect(her.words).toContain(t('en', 'q.symptom.title'));
});

test.each(['nei', 'intern feil', 'yes i can read my work mail'])('«%s» does not', async (words) => {
  const her = await offered();
  await her.say(words);
  expect(her.language).not.toBe('en');
});

test('what she says in between ends the offer', async () => {
  const her = await offered();
  await her.say('intern feil');
  await her.say('ja');
  expect(her.language).not.toBe('en');
  expect(her.state.answers).toContainEqual({ question: 'earlierUser', choice: 'yes' });
});
