import { buttonsOf } from '../support/cards';
import { Conversation } from '../support/conversation';
import { transcript } from '../support/transcript';

const played = [
  ['nb', 'vet ikke', 'Det er helt greit å ikke vite det. Velg svaret som passer best, eller «Snakk med HR».', 'Snakk med HR'],
  ['nn', 'veit ikkje', 'Det er heilt greitt å ikkje vite det. Vel svaret som passar best, eller «Snakk med HR».', 'Snakk med HR'],
  ['en', "I don't know", 'It is fine not to know. Choose the answer that comes closest, or “Talk to HR”.', 'Talk to HR'],
] as const;

test.each(played)('who does not know, where no answer says so, is told what to do and can have HR, in %s', async (locale, words, reply, hr) => {
  const conversation = new Conversation({ locale });
  await conversation.install();
  await conversation.say(words);
  expect(conversation.words).toContain(reply);
  // It is one of the answers, with a number of its own.
  const number = buttonsOf(conversation.card).findIndex(({ title }) => title === hr) + 1;
  await conversation.say(`${number}`);
  expect(conversation.words).toContain('hr.stotte@askoy.kommune.no');
});

test('it is an answer where the card has it, and no answer for HR', async () => {
  const conversation = new Conversation();
  await transcript(conversation, [
    ['install', 'Hva skjer'],
    ['> vet ikke', 'Det er helt greit å ikke vite det'],
    ['[Det står «En intern feil har oppstått»]', 'Har du en annen Visma-bruker fra før?'],
    ['> vet ikke', 'Kan du lese e-post'],
    ['> aner ikke', 'Det er helt greit å ikke vite det'],
    ['> ja', 'Les dette før du endrer noe'],
  ]);
  expect(conversation.words).not.toContain('ikke vite');
});
