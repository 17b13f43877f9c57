import { linksOf, wordsOf } from '../support/cards';
import { Conversation } from '../support/conversation';
import { type Step, transcript } from '../support/transcript';

const ways: readonly { name: string; locale: string; steps: readonly Step[] }[] = [
  {
    name: 'by buttons, from the first hello to «jeg er inne»',
    locale: 'nb-NO',
    steps: [
      ['install', 'Hva skjer når du skal logge inn i Visma?'],
      ['[Det står «En intern feil har oppstått»]', 'Har du en annen Visma-bruker fra før?'],
      ['[Ja]', 'Kan du lese e-post'],
      ['[Ja]', 'Les dette før du endrer noe'],
      ['[Ja, vis meg hvordan]', 'Åpne den andre Visma-brukeren'],
      ['[Det står en annen adresse enn jobbadressen min]', 'Bytt til jobbadressen din'],
      ['[Visma sier at e-posten er sendt]', 'Bekreft den nye adressen'],
      ['[Ja, adressen er byttet]', 'Koble til ID-porten'],
      ['[Ja, den er koblet til]', 'Prøv å logge inn i Visma nå'],
      ['[Ja, jeg er inne]', 'Så bra at du er inne!'],
    ],
  },
  {
    name: 'by own words and numbers, without an install event',
    locale: 'nb-NO',
    steps: [
      ['> Hei, det kommer opp: En intern feil har oppstått!', 'Har du en annen Visma-bruker fra før?'],
      ['> vet ikke', 'Kan du lese e-post'],
      ['> ja', 'Les dette før du endrer noe'],
      ['> 1', 'Åpne den andre Visma-brukeren'],
      ['> jobbadressen min står der allerede', 'Koble til ID-porten'],
      ['> ferdig', 'Prøv å logge inn i Visma nå'],
      ['> nei', 'Logg helt ut, og inn igjen'],
      ['> nei', 'HR kan hjelpe deg videre'],
    ],
  },
  {
    name: 'the address that is right already goes to the linking, not past it',
    locale: 'nb-NO',
    steps: [
      ['> En intern feil har oppstått', 'annen Visma-bruker'],
      ['> ja', 'Kan du lese'],
      ['> ja', 'Les dette'],
      ['> ja', 'Åpne den andre Visma-brukeren'],
      ['[Jobbadressen min står der allerede]', 'Steg 2 av 2'],
    ],
  },
  {
    name: 'who wants to keep the private account is led to HR, kindly',
    locale: 'nb-NO',
    steps: [
      ['> 1', 'annen Visma-bruker'],
      ['> ja', 'Kan du lese'],
      ['> ja', 'Les dette'],
      ['[Nei, jeg vil beholde den]', 'Det er helt greit'],
    ],
  },
  {
    name: 'the first login begins with the video, and an error there goes on to the usual cause',
    locale: 'nb-NO',
    steps: [
      ['install', 'Hva skjer'],
      ['[Jeg skal logge inn for første gang]', 'Logg inn i Visma for første gang'],
      ['> jeg får en intern feil', 'Har du en annen Visma-bruker fra før?'],
      ['> nei', 'Sjekk e-postadressen i Visma'],
      ['> får det ikke til', 'HR kan sjekke hvilken e-postadresse'],
    ],
  },
  {
    name: 'back, start over, and a wish for HR at any moment',
    locale: 'nb-NO',
    steps: [
      ['install', 'Hva skjer'],
      ['> tilbake', 'Dette er det første spørsmålet'],
      ['> 1', 'annen Visma-bruker'],
      ['[Tilbake]', 'Hva skjer'],
      ['> 1', 'annen Visma-bruker'],
      ['> snakk med HR', 'HR kan hjelpe deg videre'],
      ['> tilbake', 'annen Visma-bruker'],
      ['> start på nytt', 'Hva skjer'],
      ['[Snakk med HR]', 'HR kan hjelpe deg videre'],
    ],
  },
  {
    name: 'in English, by the locale of the client',
    locale: 'en-US',
    steps: [
      ['install', 'What happens when you try to log in to Visma?'],
      ['> it says internal error', 'Do you already have another Visma account'],
      ["> I don't know", 'Can you read'],
      ['> yes', 'Read this before you change anything'],
      ['[Yes, show me how]', 'Open the other Visma account'],
      ['> 1', 'Change to your work address'],
      ['> 1', 'Confirm the new address'],
      ['[Yes, the address is changed]', 'Link to ID-porten'],
      ['> done', 'Try to log in to Visma now'],
      ['> it works', 'Great that you got in!'],
    ],
  },
  {
    name: 'the language changes at any moment, and the open question stands in it',
    locale: 'nb-NO',
    steps: [
      ['install', 'Hva skjer'],
      ['[English]', 'What happens'],
      ['> 1', 'Do you already have another Visma account'],
      ['[Language / Språk]', 'Choose language'],
      ['[Bokmål]', 'Har du en annen Visma-bruker fra før?'],
      ['> english please', 'Do you already have another Visma account'],
      ['> language', 'Choose language'],
      ['> 1', 'Har du en annen Visma-bruker fra før?'],
      ['[Språk / Language]', 'Velg språk'],
      ['[Tilbake]', 'Har du en annen Visma-bruker fra før?'],
    ],
  },
];

describe('the first way through', () => {
  test.each(ways)('$name', async ({ locale, steps }) => {
    await transcript(new Conversation({ locale, email: 'kari.nordmann@askoy.kommune.no' }), steps);
  });

  test('what is not understood is said so, with the choices, and the former card gives up its buttons', async () => {
    const conversation = new Conversation();
    await conversation.install();
    await conversation.say('bananer');
    expect(conversation.words).toContain('Det forsto jeg ikke');
    expect(conversation.buttons).toContain('Det skjer noe annet');
    expect(conversation.chat).toHaveLength(2);
    expect(wordsOf(conversation.chat[0]?.card)).toContain('Kortet står på nytt lenger nede.');
  });

  test('an answered card shows the answer in place of its buttons, at once and in the chat', async () => {
    const conversation = new Conversation();
    await conversation.install();
    const first = conversation.chat[0];
    await conversation.press('Det skjer noe annet');
    expect(wordsOf(first?.card)).toContain('Du svarte: Det skjer noe annet');
    expect(JSON.stringify(first?.card)).not.toContain('Action.Execute');
    expect(conversation.answer).toEqual({ kind: 'card', card: first?.card });
  });

  test('a stale press gets today’s question with the day of the old one, and changes nothing', async () => {
    const conversation = new Conversation();
    await conversation.install();
    const old = structuredClone(conversation.card);
    await conversation.say('1');
    const before = { state: conversation.state, chat: conversation.chat.length };
    conversation.now += 21 * 24 * 3_600_000;
    await conversation.press('Det skjer noe annet', {}, old);
    expect(conversation.state).toEqual(before.state);
    expect(conversation.chat).toHaveLength(before.chat);
    expect(conversation.answer?.kind).toBe('card');
    const answer = conversation.answer?.kind === 'card' ? conversation.answer.card : {};
    expect(wordsOf(answer).join('\n')).toMatch(/fra 23\. november 2026.*\n.*annen Visma-bruker/s);
    await conversation.press('Nei', {}, answer);
    expect(conversation.words).toContain('Sjekk e-postadressen i Visma');
  });

  test('a stale press by an old client, which waits for no body, shows the question again', async () => {
    const conversation = new Conversation();
    await conversation.install();
    await conversation.say('1');
    await conversation.pressData({ verb: 'answer', choice: 'first-login', card: 'long-gone', rev: 0, shownAt: 0 }, false);
    expect(conversation.words).toMatch(/fra 1\. januar 1970[^]*annen Visma-bruker/);
  });

  test('the address is checked on the card: it stays open, and a corrected input counts', async () => {
    const conversation = new Conversation({ email: 'kari.nordmann@askoy.kommune.no' });
    for (const words of ['intern feil', 'ja', 'ja', 'ja', '1']) await conversation.say(words);
    const first = structuredClone(conversation.card);
    await conversation.press('Sjekk adressen', { address: 'kari.nordmann@askoy.komune.no' });
    expect(conversation.words).toContain('feil i delen etter @. Mente du adressen under?');
    expect(conversation.texts).toEqual(['kari.nordmann@askoy.kommune.no']);
    // From the same card as before, as a client that missed the answer would.
    await conversation.press('Sjekk adressen', { address: 'kari.nordmann@askoy.kommune.no' }, first);
    expect(conversation.words).toContain('Adressen er lik den du har i Teams.');
    await conversation.say('er det kari@gmail.com kanskje?');
    expect(conversation.words).toContain('Adressen ligner ikke på jobbadressene i Askøy kommune');
    await conversation.say('jeg skrev kari nordmann@askoy,kommune.no, men det gikk ikke');
    expect(conversation.words).toContain('skrivefeil: mellomrom og komma i stedet for punktum.');
    expect(conversation.texts.at(-1)).toBe('kari.nordmann@askoy.kommune.no');
    await conversation.press('Visma sier at e-posten er sendt');
    await conversation.press('Ja, adressen er byttet');
    expect(conversation.words).toContain('Koble til ID-porten');
  });

  test('the way to HR has a mail that is ready, as a link that Teams opens and as a text to copy', async () => {
    const conversation = new Conversation({ name: 'Kari & «Nordmann»' });
    for (const words of ['intern feil', 'nei', '3']) await conversation.say(words);
    const mail = new URL(linksOf(conversation.card)['Åpne i Outlook'] ?? '');
    expect(mail.origin + mail.pathname).toBe('https://outlook.office.com/mail/deeplink/compose');
    expect(mail.searchParams.get('to')).toBe('hr.stotte@askoy.kommune.no');
    expect(mail.searchParams.get('body')).toContain('Har du en annen Visma-bruker fra før? Nei');
    expect(mail.searchParams.get('body')).toContain('Kari & «Nordmann»');
    expect(conversation.texts.at(-1)).toContain(mail.searchParams.get('body'));
  });

  test('after the end, new words begin a new round, and an old wish for HR does not stick', async () => {
    const conversation = new Conversation();
    for (const words of ['intern feil', 'nei', '3']) await conversation.say(words);
    expect(conversation.words).toContain('HR kan hjelpe deg videre');
    await conversation.say('takk skal du ha');
    expect(conversation.texts.at(-1)).toContain('Bare hyggelig');
    expect(conversation.words).toContain('HR kan hjelpe deg videre');
    await conversation.say('nå står det en intern feil igjen');
    expect(conversation.words).toContain('annen Visma-bruker');
  });
});

describe('the welcome', () => {
  test('comes once for a burst of install and membership events', async () => {
    const conversation = new Conversation();
    await conversation.install();
    await conversation.install();
    await conversation.install();
    expect(conversation.chat).toHaveLength(1);
    expect(conversation.words).toContain('Hei! Jeg heter Vismahjelpen');
  });

  test('a later install event is told where she was', async () => {
    const conversation = new Conversation();
    await conversation.install();
    await conversation.say('intern feil');
    conversation.now += 60_000;
    await conversation.install();
    expect(conversation.words).toMatch(/^Velkommen tilbake[^]*annen Visma-bruker/);
    await conversation.install();
    expect(conversation.chat).toHaveLength(3);
  });

  test('who writes before any install event is welcomed and answered in one', async () => {
    const conversation = new Conversation();
    await conversation.say('hei');
    await conversation.install();
    expect(conversation.chat).toHaveLength(1);
    expect(conversation.words).toMatch(/^Hei! Jeg heter Vismahjelpen[^]*Hva skjer/);
  });

  test('in a channel or group chat nothing personal is said', async () => {
    const conversation = new Conversation({ scope: 'shared' });
    await conversation.install();
    await conversation.say('jeg får en intern feil');
    expect(conversation.words).toContain('privat chat');
    expect(linksOf(conversation.card)).toEqual({ 'Åpne privat chat': 'https://teams.example/chat/28:bot' });
    expect(conversation.chat).toHaveLength(1);
    expect(conversation.state.answers).toEqual([]);
  });
});

describe('after a deploy', () => {
  const midway = async (): Promise<Conversation> => {
    const conversation = new Conversation();
    for (const words of ['intern feil', 'ja', 'ja']) await conversation.say(words);
    return conversation;
  };

  test('a conversation of an older guide goes on with a sentence and its answers', async () => {
    const conversation = await midway();
    conversation.state = { ...conversation.state, guideVersion: 0 };
    await conversation.say('1');
    expect(conversation.words).toMatch(/^Jeg har endret spørsmålene[^]*Les dette før du endrer noe/);
    await conversation.say('1');
    expect(conversation.words).toContain('Åpne den andre Visma-brukeren');
  });

  test('answers to questions that are gone are dropped, with all that rested on them', async () => {
    const conversation = await midway();
    const [first] = conversation.state.answers;
    conversation.state = {
      ...conversation.state,
      guideVersion: 0,
      answers: [first ?? { question: '', choice: '' }, { question: 'which-browser', choice: 'edge' }, { question: 'keepsIt', choice: 'yes' }],
      open: { id: 'x', rev: 0, row: conversation.chat.at(-1)?.row ?? '', question: 'which-browser', shownAt: 0 },
    };
    await conversation.press('Ja, vis meg hvordan');
    expect(conversation.words).toMatch(/^Jeg har endret spørsmålene[^]*Har du en annen Visma-bruker fra før\?/);
  });

  test('a dialog id that no longer exists does not hold anybody up', async () => {
    const conversation = await midway();
    conversation.state = { ...conversation.state, dialogs: { dialogStack: [{ id: 'gone', state: {} }] } };
    await conversation.say('1');
    expect(conversation.words).toMatch(/^Noe gikk galt hos meg[^]*Les dette før du endrer noe/);
    await conversation.say('1');
    expect(conversation.words).toContain('Åpne den andre Visma-brukeren');
  });

  test('nor one deeper in the stack', async () => {
    const conversation = await midway();
    const stored = JSON.stringify(conversation.state).replaceAll('"round"', '"old-round"');
    conversation.state = JSON.parse(stored) as typeof conversation.state;
    await conversation.press('Ja, vis meg hvordan');
    expect(conversation.words).toContain('Les dette før du endrer noe');
    await conversation.press('Ja, vis meg hvordan');
    expect(conversation.words).toContain('Åpne den andre Visma-brukeren');
  });
});

describe('secrets', () => {
  test('a code typed where codes are talked about is hidden, and she is told', async () => {
    const conversation = new Conversation();
    for (const words of ['intern feil', 'ja', 'ja', 'ja', '2']) await conversation.say(words);
    expect(conversation.words).toContain('Koble til ID-porten');
    await conversation.say('123456');
    expect(conversation.texts.at(-1)).toContain('Jeg har skjult det');
    expect(JSON.stringify([conversation.state, conversation.chat])).not.toContain('123456');
  });
});
