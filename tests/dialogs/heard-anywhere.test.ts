import type { Language } from '../../src/core/language';
import { t } from '../../src/texts';
import { Conversation } from '../support/conversation';

async function at(question: 'start' | 'earlierUser' | 'accountSettings', language: Language): Promise<Conversation> {
  const her = new Conversation();
  const way = {
    start: [],
    earlierUser: [['symptom', 'internal-error']],
    accountSettings: [['symptom', 'internal-error'], ['earlierUser', 'yes'], ['inbox', 'yes'], ['privateUse', 'go-on']],
  }[question];
  her.state = { ...her.state, language, greetedAt: 0, answers: way.map(([question = '', choice = '']) => ({ question, choice })) };
  await her.happens({ kind: 'unreadable', invoked: false });
  return her;
}

const inside: readonly [Language, readonly string[]][] = [
  ['nb', ['jeg er inne i visma nå', 'jeg er inne', 'nå er jeg inne i Visma!', 'Jeg kom inn']],
  ['nn', ['eg er inne i visma no', 'eg er inne', 'no er eg inne']],
  ['en', ['I am in', 'I am in Visma now', 'I’m in now', 'I got in', 'now I am in']],
];

describe('who says in a whole sentence that she is in is done, whatever stands open', () => {
  test.each(inside.flatMap(([language, all]) => all.map((words): [Language, string] => [language, words])))('%s: «%s»', async (language, words) => {
    for (const question of ['start', 'earlierUser'] as const) {
      const her = await at(question, language);
      await her.say(words);
      expect([words, question, her.state.open?.question]).toEqual([words, question, 'solved']);
    }
  });

  test.each(['nå er jeg inne i kontoinnstillinger', 'jeg er inne i innboksen min', 'jeg er inne på feil bruker', 'I am in the account settings', 'er jeg inne?', 'jeg er ikke inne'])('but not «%s»', async (words) => {
    const her = await at('earlierUser', 'nb');
    await her.say(words);
    expect([words, her.state.open?.question]).not.toEqual([words, 'solved']);
  });

  test('on the account’s own page, to be in may mean that page', async () => {
    const her = await at('accountSettings', 'nb');
    await her.say('jeg er inne');
    expect(her.state.open?.question).toBe('accountSettings');
  });
});

describe('whether the bot is genuine is answered wherever it is asked', () => {
  test.each<[Language, string]>([
    ['nb', 'er dette ekte?'], ['nb', 'Er dette svindel?'], ['nb', 'hvem har sendt dette'], ['nb', 'hvem er dette fra?'], ['nb', 'er meldingen ekte'], ['nb', 'er dette phishing?'], ['nb', 'kan jeg stole på dette?'],
    ['nn', 'er dette ekte?'], ['nn', 'kven har sendt dette'], ['nn', 'kven er dette frå?'], ['nn', 'er dette svindel'], ['nn', 'kan eg stole på dette'],
    ['en', 'is this a scam'], ['en', 'Is this real?'], ['en', 'who sent this'], ['en', 'is this message genuine?'], ['en', 'Is this legit?'], ['en', 'can I trust this?'], ['en', 'is this phishing'],
  ])('%s: «%s»', async (language, words) => {
    const her = await at('earlierUser', language);
    await her.say(words);
    expect([words, her.texts.at(-1)]).toEqual([words, expect.stringContaining(t(language, 'push.genuine', { how: '' }).trim())]);
    expect(her.texts.at(-1)).toContain('hr.stotte@askoy.kommune.no');
    expect(her.state.open?.question).toBe('earlierUser');
  });

  test.each(['jeg får ikke sendt dette', 'hvem har laget brukeren min', 'visma sier at adressen ikke er ekte'])('but not «%s»', async (words) => {
    const her = await at('earlierUser', 'nb');
    await her.say(words);
    expect(her.texts.join()).not.toContain(t('nb', 'push.genuine', { how: '' }).trim());
  });
});
