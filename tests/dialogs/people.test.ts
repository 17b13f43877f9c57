import type { QuestionId } from '../../src/core/guide/guide';
import { t, type TextKey } from '../../src/texts';
import { Conversation } from '../support/conversation';
import { transcript } from '../support/transcript';

/**
 * The people this is made for, each with her own words in her own language, and the card that helps her. What she does is
 * said, or pressed by its number; never more than six things, because she is on a phone and has a shift to begin.
 */
const people: readonly {
  readonly who: string;
  readonly does: Readonly<Record<'nb' | 'nn' | 'en', readonly string[]>>;
  readonly meets: QuestionId;
  /** Why HR, where it is HR. */
  readonly because?: string;
}[] = [
  {
    who: 'a new aide who has not tried yet',
    does: {
      nb: ['hei, eg e ny her og ska logge inn i visma for første gang'],
      nn: ['hei, eg er nytilsett og skal logge inn i visma for fyrste gong'],
      en: ['hello, i am new and i will log in to visma for the first time'],
    },
    meets: 'firstLogin',
  },
  {
    who: 'a new aide whom the error meets at the very first login',
    does: {
      nb: ['første gang jeg logger inn og får bare intern feil'],
      nn: ['fyrste gong eg loggar inn og får berre intern feil'],
      en: ['first time i log in and it only says internal error'],
    },
    meets: 'earlierUser',
  },
  {
    who: 'a teacher and parent at once',
    does: {
      nb: ['En intern feil har oppstått', 'ja, har bruker fra videregående til ungene', 'ja'],
      nn: ['En intern feil har oppstått', 'ja, eg har brukar frå vidaregåande til ungane', 'ja'],
      en: ['it says En intern feil har oppstått', 'yes, I have a user from my kids upper secondary school', 'yes'],
    },
    meets: 'privateUse',
  },
  {
    who: 'the same who tells everything at once',
    does: {
      nb: ['hei, får bare opp en intern feil når jeg skal inn på visma, har bruker fra før gjennom skolen', '1', '1'],
      nn: ['hei, får berre opp ein intern feil når eg skal inn på visma, har brukar frå før gjennom skulen', '1', '1'],
      en: ['hi, i only get an internal error when i log in to visma, i have a user from before through the school', '1', '1'],
    },
    meets: 'accountSettings',
  },
  {
    who: 'a parent who will not touch the private account',
    does: {
      nb: ['intern feil', 'ja', 'ja', '2'],
      nn: ['intern feil', 'ja', 'ja', '2'],
      en: ['internal error', 'yes', 'yes', '2'],
    },
    meets: 'hr',
    because: 'keep-private',
  },
  {
    who: 'a substitute between two contracts',
    does: {
      nb: ['er vikar og brukeren min er passiv'],
      nn: ['eg er vikar og brukaren min er passiv'],
      en: ['I am a substitute and my user is passive'],
    },
    meets: 'hr',
    because: 'not-registered',
  },
  {
    who: 'a manager who must approve before payroll closes',
    does: {
      nb: ['jeg må godkjenne lønn i dag og trenger å snakke med noen i HR'],
      nn: ['eg må godkjenne løn i dag og treng å snakke med nokon i HR'],
      en: ['I must approve payroll today and need to talk to somebody in HR'],
    },
    meets: 'hr',
  },
  {
    who: 'somebody asking for somebody else',
    does: {
      nb: ['jeg spør for en kollega som ikke kommer inn'],
      nn: ['eg spør for ein kollega som ikkje kjem inn'],
      en: ['I am asking for a colleague who cannot log in'],
    },
    meets: 'passOn',
  },
  {
    who: 'somebody on a ward PC where a colleague is signed in',
    does: {
      nb: ['jeg kommer inn på feil bruker, det er en kollega som er logget inn'],
      nn: ['eg kjem inn på feil brukar, det er ein kollega som er logga inn'],
      en: ['i get in on the wrong user, a colleague is logged in'],
    },
    meets: 'signOut',
  },
  {
    who: 'somebody without a work mailbox',
    does: {
      nb: ['intern feil', 'vet ikke', 'jeg har ikke jobbmail'],
      nn: ['intern feil', 'veit ikkje', 'eg har ikkje jobbmail'],
      en: ['internal error', "don't know", 'I have no work email'],
    },
    meets: 'hr',
    because: 'no-inbox',
  },
  {
    who: 'somebody newly arrived, without BankID',
    does: {
      nb: ['jeg har ikke bankid'],
      nn: ['eg har ikkje bankid'],
      en: ['I am new in Norway and have no BankID'],
    },
    meets: 'hr',
    because: 'no-eid',
  },
  {
    who: 'a cleaner with little Norwegian',
    does: {
      nb: ['hei jeg ikke komme inn visma, feil', '1', '3'],
      nn: ['hei eg ikkje komme inn visma, feil', '1', '3'],
      en: ['hello i not can go in visma', '1', '3'],
    },
    meets: 'checkAccount',
  },
  {
    who: 'somebody whose address Visma refuses',
    does: {
      nb: ['visma sier at e-postadressen allerede er i bruk'],
      nn: ['visma seier at e-postadressa allereie er i bruk'],
      en: ['visma says the email address is already in use'],
    },
    meets: 'hr',
    because: 'address-taken',
  },
  {
    who: 'somebody with an old activation mail',
    does: {
      nb: ['aktiveringslenken har gått ut'],
      nn: ['aktiveringslenkja har gått ut'],
      en: ['the activation link has expired'],
    },
    meets: 'activation',
  },
];

const cases = people.flatMap(({ who, does, meets, because }) =>
  (['nb', 'nn', 'en'] as const).map((language) => ({ who, language, does: does[language], meets, because })),
);

test.each(cases)('$who ($language)', async ({ language, does, meets, because }) => {
  const conversation = new Conversation({ locale: language, email: 'kari.nordmann@askoy.kommune.no' });
  await conversation.install();
  for (const words of does) await conversation.say(words);
  expect([does.join(' | '), conversation.state.open?.question]).toEqual([does.join(' | '), meets]);
  expect(does.length).toBeLessThanOrEqual(6);
  if (because) expect(conversation.words).toContain(t(language, `reason.${because}` as TextKey));
});

describe('what a newcomer stumbled on', () => {
  test('asked which address stands there, she may write it', async () => {
    for (const [typed, next] of [
      ['det står mariahansen@gmail.com der', 'Bytt til jobbadressen'],
      ['kari.nordmann@askoy.kommune.no', 'Koble til ID-porten'],
    ] as const) {
      const maria = new Conversation();
      await transcript(maria, [
        ['> får intern feil, har bruker fra skolen', 'sendt til jobbadressen din?'],
        ['> ja', 'Les dette før du endrer noe'],
        ['> ja', 'Åpne den andre Visma-brukeren'],
        [`> ${typed}`, next],
      ]);
    }
  });

  test('who writes another language than she is spoken to in is told, in hers, how to change', async () => {
    const tomasz = new Conversation();
    await tomasz.say('hello i start new job monday. i never have visma before. how login');
    expect(tomasz.texts).toContain('I can go on in English. Write “English”.');
    await tomasz.say('what is this');
    expect(tomasz.texts.filter((text) => text.includes('English'))).toHaveLength(1);
    await tomasz.say('English');
    expect(tomasz.words).toContain('Watch the video first.');
  });

  test('"I am in, thank you" is the end wherever it is said', async () => {
    const maria = new Conversation();
    await transcript(maria, [
      ['> får intern feil, har bruker fra skolen', 'sendt til jobbadressen din?'],
      ['> ja', 'Les dette før du endrer noe'],
      ['> ja', 'Åpne den andre Visma-brukeren'],
      ['> nå er jeg inne, tusen takk!!', 'Så bra at du er inne'],
    ]);
  });

  test('a password that slips out is no answer', async () => {
    const maria = new Conversation();
    await transcript(maria, [['> får bare opp en intern feil', 'annen Visma-bruker fra før']]);
    await maria.say('mitt fødselsnummer er 01010012356 og passord er Hemmelig123');
    expect(maria.words).toContain('annen Visma-bruker fra før');
    expect(JSON.stringify(maria.chat)).not.toContain('Jeg har ikke passordet');
  });

  test('where HR is reached by mail, what she writes there is answered, not the whole card once more', async () => {
    const per = new Conversation();
    await per.say('adressen er allerede i bruk');
    const cards = per.chat.filter(({ card }) => card).length;
    await per.say('men jeg har ingen annen bruker!! hva har dere gjort?');
    expect(per.chat.filter(({ card }) => card)).toHaveLength(cards);
    expect(per.texts.at(-1)).toContain('hr.stotte@askoy.kommune.no');
  });
});
