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

describe('words that are nearly those of an answer on the card are that answer', () => {
  test.each(inEach([
    [toPrivateUse, ['ok, vis meg', 'ok, vis meg korleis', 'ok show me how'], 'accountSettings', 'privateUse=go-on'],
    [toConfirm, ['ja nå er den byttet', 'ja no er adressa bytt', 'yes now it is changed'], 'link', 'confirm=done'],
    [toConfirm, ['har fått eposten og trykket på lenka', 'har fått e-posten og trykt på lenka', 'I got the email and pressed the link'], 'link', 'confirm=done'],
    [toAccountSettings, ['det står hotmail adressen min', 'det står gmail-adressa mi', 'there is my gmail'], 'emailFormat', 'accountSettings=other-address'],
    [toEarlierUser, ['tror ikke det', 'trur ikkje det', 'I don’t think so'], 'inbox', 'earlierUser=unsure'],
    [toEarlierUser, ['barnet mitt går på videregående så kanskje', 'barnet mitt går på vidaregåande, så kanskje', 'my kid is in high school so maybe'], 'inbox', 'earlierUser=unsure'],
    [`${toEarlierUser} earlierUser=yes`, ['tror ikke det', 'trur ikkje det', 'I don’t think so'], 'hr', 'inbox=no'],
    ['', ['kan jeg få se hva du lagrer om meg?', 'kan eg sjå kva du lagrar om meg?', 'Can I see what you store about me?'], 'myData' as QuestionId],
  ]))('after «%s», %s: «%s» shows %s', async (way, language, words, next, answer) => {
    await hears(way, language, words, next, answer);
  });

  test.each(inEach([
    [toConfirm, ['adressen', 'adressa', 'the address'], 'confirm'],
    [toConfirm, ['er adressen byttet?', 'er adressa bytt?', 'is the address changed?'], 'confirm'],
    [toConfirm, ['adressen er ikke byttet', 'adressa er ikkje bytt', 'the address is not changed'], 'confirm'],
    [toAccountSettings, ['adressen min', 'adressa mi', 'my address'], 'accountSettings'],
    [toAccountSettings, ['det står ikke hotmail', 'det står ikkje hotmail', 'it is not gmail'], 'accountSettings'],
  ]))('but what says less, asks or denies is not: after «%s», %s: «%s»', async (way, language, words) => {
    const her = await at(way, language);
    await her.say(words);
    expect(['confirm=done', 'accountSettings=other-address']).not.toContain(her.state.answers.slice(answersOf(way).length).map(({ question, choice }) => `${question}=${choice}`).at(0));
  });
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

test.each([['nb', 'ja'], ['nn', 'ja'], ['en', 'yes']] as const)('a bare yes says nothing of which address stands there, in %s', async (language, yes) => {
  const her = await hears(toAccountSettings, language, yes, 'accountSettings');
  expect(her.words).toContain(t(language, 'not-understood'));
});
