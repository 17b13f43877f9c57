import { languages, t } from '../../src/texts';
import { nodes, wordsOf } from '../support/cards';
import { Conversation } from '../support/conversation';

/** How large the question of each card in the chat is, oldest first. */
const sizes = ({ chat }: Conversation): unknown[] => chat.flatMap(({ card }) => nodes(card).filter(({ style }) => style === 'heading').map(({ size }) => size));

test.each(languages)('who says hello once more has one card with one greeting before her, and only that stands out, in %s', async (language) => {
  const conversation = new Conversation({ locale: language });
  await conversation.install();
  const introduction = t(language, 'welcome', { organisation: 'Askøy kommune' }).replace('\n\n', '\n');
  expect(conversation.words).toContain(introduction);
  for (const hello of [1, 2]) {
    await conversation.say('hei');
    expect(conversation.words.startsWith(`${introduction}\n${t(language, 'q.symptom.title')}\n`)).toBe(true);
    expect(conversation.chat.map(({ card }) => wordsOf(card).join('\n').includes(introduction))).toEqual([...Array.from({ length: hello }, () => false), true]);
    expect(sizes(conversation)).toEqual([...Array.from({ length: hello }, () => 'Default'), 'Large']);
  }
});

test('further on the place is named, as before', async () => {
  const conversation = new Conversation();
  await conversation.install();
  await conversation.press('Det står «En intern feil har oppstått»');
  await conversation.say('hei');
  expect(conversation.words).toMatch(/^Her er du nå\.\nHar du en annen Visma-bruker fra før\?/);
});

test.each(languages)('before she changes anything she is told what to choose, in %s', async (language) => {
  const conversation = new Conversation({ locale: language });
  await conversation.install();
  for (const answer of ['1', '1', '1']) await conversation.say(answer);
  expect(conversation.words).toContain(t(language, 'q.privateUse.title'));
  const [, , , advice = ''] = t(language, 'q.privateUse.body', { ids: '' }).split('\n');
  expect(advice).toMatch(/Svar nei|Answer no/);
  expect(conversation.words).toContain(advice);
});
