import type { QuestionId } from '../../src/core/guide/guide';
import type { Answer } from '../../src/core/guide/types';
import { languages } from '../../src/core/understanding/languages';
import { understand } from '../../src/core/understanding/understand';
import { t, type TextKey } from '../../src/texts';
import { askoy } from '../support/cards';
import { Conversation } from '../support/conversation';

/** A way to a card, as `question=choice` pairs. */
const toEarlierUser = 'symptom=internal-error';
const toPrivateUse = `${toEarlierUser} earlierUser=yes inbox=yes`;
const toAccountSettings = `${toPrivateUse} privateUse=go-on`;
const toEmailFormat = `${toAccountSettings} accountSettings=other-address`;
const toConfirm = `${toEmailFormat} emailFormat=done`;
const toLink = `${toConfirm} confirm=done`;
const toTryAgain = `${toLink} link=done`;
const toCheckAccount = `${toEarlierUser} earlierUser=no`;
const toActivated = 'about=activation-expired activation=done';

/** On a card, what is said in nb, nn and en, and the card that comes next; a reason for HR, or the sentence before the card. */
type Line = readonly [way: string, said: readonly [nb: string, nn: string, en: string], next: QuestionId, more?: TextKey];

const lines: readonly Line[] = [
  // What is told first is not asked again, and is no trouble of its own.
  ['', ['jeg har en visma-bruker fra før', 'eg har ein visma-brukar frå før', 'I have another Visma user from before'], 'symptom', 'noted'],
  ['', ['har visma bruker fra før pga barn på videregående', 'har visma-brukar frå før på grunn av barn på vidaregåande', 'have a visma user from before because of my child’s school'], 'symptom', 'noted'],
  ['', ['jeg har to brukere', 'eg har to brukarar', 'I have two accounts'], 'symptom', 'noted'],
  ['', ['har ikke hatt visma bruker før', 'har ikkje hatt visma-brukar før', 'I have never had a visma account'], 'symptom', 'noted'],
  ['', ['fikk ny kontrakt i går, brukeren er ikke aktiv ennå', 'fekk ny kontrakt i går, brukaren er ikkje aktiv enno', 'new contract since yesterday, my user is not active yet'], 'hr', 'reason.not-registered'],
  ['', ['jobbadressen er feil i visma', 'jobbadressa er feil i visma', 'my work address is wrong in visma'], 'hr', 'reason.wrong-address'],
  ['', ['vi deler konto på avdelingen', 'vi deler konto på avdelinga', 'we share an account on the ward'], 'hr', 'reason.shared-account'],
  ['', ['bankid fungerer helt fint', 'bankid verkar heilt fint', 'bankid works fine'], 'symptom', 'not-understood'],
  ['', ['jeg har ikke glemt passordet', 'eg har ikkje gløymt passordet', 'I have not forgotten my password'], 'symptom', 'not-understood'],

  [toPrivateUse, ['jeg vil ikke endre den private kontoen', 'eg vil ikkje endre den private kontoen', 'I don’t want to change the private account'], 'hr', 'reason.keep-private'],
  [toPrivateUse, ['vil beholde den private', 'eg vil behalde han', 'i want to keep it'], 'hr', 'reason.keep-private'],
  [toPrivateUse, ['jeg vil ikke endre den private e-posten', 'eg vil ikkje endre den private e-posten', 'I do not want to change my private email'], 'hr', 'reason.keep-private'],
  [toAccountSettings, ['jeg vil ikke bytte den private', 'eg vil ikkje byte den private', 'I want to keep my private address'], 'hr', 'reason.keep-private'],

  [`${toEarlierUser} earlierUser=yes`, ['leser mail på mobilen', 'les e-post på mobilen', 'I read email on my phone'], 'privateUse'],

  [toAccountSettings, ['står en kollega sin epost øverst', 'det står ein kollega sin e-post øvst', 'it shows a colleague’s email at the top'], 'accountSettings', 'remind.sign-out-first'],
  [toAccountSettings, ['det står noen andres e-post', 'det står nokon andre sin e-post', 'it is somebody else’s email'], 'accountSettings', 'remind.sign-out-first'],
  [toAccountSettings, ['finner ikke blyanten', 'finn ikkje blyanten', 'I can’t find the pencil'], 'hr', 'reason.button-missing'],
  [toAccountSettings, ['det er ingen blyant', 'det er ingen blyant', 'there is no pencil'], 'hr', 'reason.button-missing'],
  [toAccountSettings, ['intern feil der også', 'intern feil der òg', 'internal error there too'], 'blocked'],
  [toAccountSettings, ['hvilken side', 'kva side', 'which page'], 'accountSettings', 'remind.which-page'],
  [toAccountSettings, ['jeg har aldri laget passord der', 'eg har aldri laga passord der', 'I never had a password there'], 'newPassword'],
  [toAccountSettings, ['husker ikke passordet', 'hugsar ikkje passordet', 'I don’t remember the password'], 'newPassword'],
  [toAccountSettings, ['den ber om passord', 'den ber om passord', 'it asks for a password'], 'newPassword'],
  [toAccountSettings, ['den gamle mailen finnes ikke lenger', 'den gamle e-posten finst ikkje lenger', 'the old email does not exist any more'], 'withoutOldMailbox'],
  [toAccountSettings, ['får det ikke til', 'får det ikkje til', 'I cannot do it'], 'blocked'],
  [toCheckAccount, ['finner ikke blyanten', 'finn ikkje blyanten', 'no pencil'], 'hr', 'reason.button-missing'],
  [toCheckAccount, ['intern feil der også', 'intern feil der òg', 'internal error there too'], 'hr', 'reason.no-earlier-user'],
  [toCheckAccount, ['en kollega er logget inn der', 'ein kollega er logga inn der', 'a colleague is logged in there'], 'checkAccount', 'remind.sign-out-first'],

  [toEmailFormat, ['har sendt', 'har sendt', 'sent it'], 'confirm'],
  [toEmailFormat, ['adressen er allerede i bruk', 'adressa er allereie i bruk', 'the address is already in use'], 'hr', 'reason.address-taken'],
  [toConfirm, ['har bekreftet', 'har stadfesta', 'I have confirmed it'], 'link'],
  [toConfirm, ['har trykket på lenken', 'har trykt på lenkja', 'I clicked the link'], 'link'],
  [toConfirm, ['koden er 123456', 'koden er 123456', 'the code is 123456'], 'confirm', 'not-understood'],
  [toConfirm, ['lenken er utløpt', 'lenkja er utgått', 'the link has expired'], 'confirm', 'remind.send-again'],
  [toConfirm, ['e-posten kommer ikke', 'e-posten kjem ikkje', 'the email does not come'], 'notArrived'],
  [toLink, ['den er allerede koblet', 'ho er allereie kopla', 'it is already connected'], 'tryAgain'],
  [toLink, ['det er koblet', 'det er kopla', 'it is linked'], 'tryAgain'],
  [toLink, ['finner ikke hvor jeg kobler', 'finn ikkje kvar eg koplar', 'I cannot find where to connect'], 'hr', 'reason.cannot-link'],
  [toLink, ['koden kommer ikke', 'koden kjem ikkje', 'the code does not come'], 'noCode'],

  [toTryAgain, ['siden er tom', 'sida er tom', 'the page is empty'], 'signOut'],
  [toTryAgain, ['jeg er inne men på feil bruker', 'eg er inne men på feil brukar', 'i am in but the wrong user'], 'signOut'],
  [toTryAgain, ['intern feil', 'intern feil', 'internal error'], 'signOut'],
  [toTryAgain, ['har bekreftet', 'har stadfesta', 'I have confirmed it'], 'tryAgain', 'not-understood'],
  [toActivated, ['intern feil', 'intern feil', 'internal error'], 'earlierUser'],
  ['symptom=wrong-user', ['intern feil', 'intern feil', 'internal error'], 'earlierUser'],
  ['symptom=first-login', ['tom side', 'tom side', 'the page is empty'], 'signOut'],
  ['symptom=first-login', ['intern feil', 'intern feil', 'internal error'], 'earlierUser'],

  ['symptom=id-porten', ['bankid virker i nettbanken men ikke her', 'bankid verkar i nettbanken, men ikkje her', 'bankid works in my bank but not here'], 'earlierUser'],
  ['symptom=id-porten', ['det virker i banken', 'det verkar i banken', 'it works in the bank'], 'earlierUser'],
  ['symptom=id-porten', ['virker ikke i nettbanken heller', 'verkar ikkje i nettbanken heller', 'it does not work in my bank either'], 'askBank'],
  ['symptom=id-porten', ['det virker', 'det verkar', 'it works'], 'bankid', 'not-understood'],
  ['symptom=id-porten', ['bankid virker ikke', 'bankid verkar ikkje', 'bankid does not work'], 'bankid', 'not-understood'],
  ['symptom=id-porten', ['nå er jeg inne', 'no er eg inne', 'now I am in'], 'solved'],
  ['symptom=id-porten', ['tom side', 'tom side', 'empty page'], 'signOut'],
];

const answersOf = (way: string): Answer[] =>
  way.split(' ').flatMap((pair) => {
    const [question = '', choice = ''] = pair.split('=');
    return choice ? [{ question, choice }] : [];
  });

/** Somebody who has come this far, the card before her. */
async function at(way: string, language: string): Promise<Conversation> {
  const her = new Conversation({ locale: language, email: 'kari.nordmann@askoy.kommune.no' });
  await her.install();
  her.state = { ...her.state, answers: answersOf(way) };
  await her.happens({ kind: 'unreadable', invoked: false });
  return her;
}

const cases = lines.flatMap(([way, said, next, more]) =>
  (['nb', 'nn', 'en'] as const).map((language, index) => ({ way, language, said: said[index] ?? '', next, more, card: way.split(' ').at(-1) || 'the first card' })),
);

test.each(cases)('after $card, «$said» ($language) leads to $next', async ({ way, language, said, next, more }) => {
  const her = await at(way, language);
  await her.say(said);
  expect([said, her.state.open?.question]).toEqual([said, next]);
  if (more) expect(her.words).toContain(t(language, more, { answers: '…', page: 'https://accountsettings.connect.visma.com/' }).split(/…|\n/)[0]);
  // What is the same card as before says why.
  if (her.state.answers.length === answersOf(way).length) expect(more).toBeDefined();
});

describe('nothing goes round in silence', () => {
  test.each([
    ['', 'har ikke hatt visma bruker før'],
    ['', 'får ikke logget inn'],
    ['', 'hjelp'],
    [toAccountSettings, 'hvilken side'],
    [`${toEarlierUser} earlierUser=yes`, 'har ikke hatt visma bruker før'],
    ['symptom=id-porten', 'bankid virker ikke'],
  ])('after «%s», «%s» three times offers HR', async (way, words) => {
    const her = await at(way, 'nb');
    for (let time = 0; time < 3; time++) await her.say(words);
    expect(her.state.open?.question).not.toBe('hr');
    // As an answer with a number, not only in the bottom row.
    expect(JSON.stringify(her.card)).toMatch(/"\d+ Snakk med HR"/);
  });
});

test('the commonest cause is asked about, told first, and nothing is said that she did not do', async () => {
  const her = await at('', 'nb');
  await her.say('jeg har en visma-bruker fra før');
  await her.say('intern feil');
  expect(her.state.open?.question).toBe('inbox');
  expect(her.words).not.toContain('Du har logget ut');
});

test('before the two steps, the error after an activation leads through them, and past the inbox she has just read', async () => {
  const her = await at(toActivated, 'nb');
  await her.say('intern feil');
  await her.say('ja');
  expect(her.state.open?.question).toBe('privateUse');
  her.state = { ...her.state, answers: answersOf(`${toActivated} tryAgain=internal-error earlierUser=yes privateUse=go-on accountSettings=already-right link=done`) };
  await her.happens({ kind: 'unreadable', invoked: false });
  expect(her.state.open?.question).toBe('signOut');
  await her.say('intern feil');
  expect(her.words).toContain(t('nb', 'reason.still-fails'));
});

test('a pattern that is shown can be copied: nothing unseen is in it', async () => {
  const her = await at(toEmailFormat, 'nb');
  const shown = JSON.stringify(her.card).replaceAll('\u2011', '-');
  for (const pattern of askoy.email.patterns) expect(shown).toContain(pattern);
});

test('the mail about another system does not say that it is Visma', async () => {
  const her = await at('about=other-system', 'nb');
  expect(her.texts.at(-1)).toContain(t('nb', 'mail.subject-other'));
  expect(her.texts.at(-1)).not.toContain('Jeg får ikke logget inn');
});

describe('half understood in the middle of a step, she is asked before she is led away', () => {
  /** Whatever is only just certain today: which sentence that is changes with what is learnt. */
  const halfUnderstood = languages
    .flatMap(({ examples }) => examples['where-to-log-in'].map((text) => `${text} kanskje`))
    .find((text) => {
      const { signals, confidence, answers } = understand(text);
      return signals.join() === 'where-to-log-in' && confidence < 0.8 && Object.keys(answers).length === 0;
    });

  test.each([
    ['ja', 'hr'],
    ['nei', 'confirm'],
  ])('«%s» leads to %s', async (word, next) => {
    const her = await at(toConfirm, 'nb');
    await her.say(halfUnderstood ?? '');
    expect(her.words).toContain('Mener du dette?');
    expect(her.words).toContain('Jeg vet ikke hvor jeg logger inn');
    await her.say(word);
    expect(her.state.open?.question).toBe(next);
    expect(her.state.suspected).toBeUndefined();
  });
});
