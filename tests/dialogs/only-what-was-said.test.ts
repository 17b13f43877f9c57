import type { QuestionId } from '../../src/core/guide/guide';
import type { Answer } from '../../src/core/guide/types';
import type { Language } from '../../src/core/language';
import { t } from '../../src/texts';
import { Conversation } from '../support/conversation';

/** The answers that lead to a card, as `question=choice` pairs. */
const answersOf = (way: string): readonly Answer[] =>
  way.split(' ').filter(Boolean).map((pair) => {
    const [question = '', choice = ''] = pair.split('=');
    return { question, choice };
  });

async function at(way: string, language: Language): Promise<Conversation> {
  const her = new Conversation();
  her.state = { ...her.state, language, greetedAt: 0, answers: answersOf(way) };
  await her.happens({ kind: 'unreadable', invoked: false });
  return her;
}

const toEarlierUser = 'symptom=internal-error';
const toPrivateUse = `${toEarlierUser} earlierUser=yes inbox=yes`;
const toAccountSettings = `${toPrivateUse} privateUse=go-on`;
const toConfirm = `${toAccountSettings} accountSettings=other-address emailFormat=done`;

type Line = readonly [way: string, said: readonly [nb: string, nn: string, en: string], next: QuestionId, answer?: string];

const inEach = (lines: readonly Line[]): [string, Language, string, QuestionId, string | undefined][] =>
  lines.flatMap(([way, said, next, answer]) => (['nb', 'nn', 'en'] as const).map((language, one): [string, Language, string, QuestionId, string | undefined] => [way, language, said[one] ?? '', next, answer]));

async function hears(way: string, language: Language, words: string, next: QuestionId, answer?: string): Promise<Conversation> {
  const her = await at(way, language);
  await her.say(words);
  const { question, choice } = her.state.answers.at(-1) ?? {};
  expect([words, her.state.open?.question]).toEqual([words, next]);
  if (answer) expect([words, `${question}=${choice}`]).toEqual([words, answer]);
  return her;
}

describe('a yes that belongs to another question is no answer to the one that stands', () => {
  test.each(inEach([
    [toEarlierUser, ['ja, jeg kan lese jobbmailen min', 'ja eg kan lese jobbmailen min', 'yes i can read my work mail'], 'earlierUser'],
  ]))('after «%s», %s: «%s»', async (way, language, words, next) => {
    const her = await hears(way, language, words, next);
    expect(her.state.answers).toEqual(answersOf(way));
    expect(her.state.told).toEqual({ inbox: expect.any(String) });
    // What was taken stands on the card.
    expect(her.words).toContain(t(language, 'q.inbox.title'));
  });
});

test.each<[Language, string]>([['nb', 'nei, jeg kan ikke lese jobbmailen'], ['nn', 'nei, eg kan ikkje lese jobbmailen'], ['en', 'no i cannot read my work mail']])(
  'nor is a no, %s: «%s»',
  async (language, words) => {
    const her = await hears(toEarlierUser, language, words, 'hr', 'about=no-inbox');
    expect(her.state.answers).not.toContainEqual(expect.objectContaining({ question: 'earlierUser' }));
  },
);

test('all answers that one text gives stand together on the card', async () => {
  const her = await hears(toEarlierUser, 'en', 'yes, i have another account and i can read my work mail', 'privateUse', 'inbox=yes');
  for (const question of ['q.earlierUser.title', 'q.inbox.title'] as const) expect(her.words).toContain(t('en', question));
});

describe('«done» goes on only where it can mean nothing else', () => {
  test.each(inEach([
    [toPrivateUse, ['ferdig', 'eg er ferdig', 'done'], 'privateUse'],
    [toAccountSettings, ['ferdig', 'eg er ferdig', 'done'], 'accountSettings'],
    [toConfirm, ['ferdig', 'eg er ferdig', 'done'], 'link'],
  ]))('after «%s», %s: «%s» shows %s', async (way, language, words, next) => {
    await hears(way, language, words, next);
  });
});
