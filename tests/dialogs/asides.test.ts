import { linesOf } from '../../cards/words';
import { askoy, buttonsOf, linksOf } from '../support/cards';
import { Conversation, house } from '../support/conversation';
import { manySystems } from '../support/organisations';
import { transcript } from '../support/transcript';

const midway = async (conversation = new Conversation()): Promise<Conversation> => {
  await transcript(conversation, [
    ['install', 'Hva skjer'],
    ['[Det står «En intern feil har oppstått»]', 'Har du en annen Visma-bruker fra før?'],
    ['[Vet ikke]', 'Kan du lese e-post'],
  ]);
  return conversation;
};

describe('what is stored', () => {
  test('is told from the first card on, and leads back', async () => {
    await transcript(new Conversation(), [
      ['install', 'Hva skjer'],
      ['[Om meg og personvern]', 'har ikke bestemt hvor lenge'],
      ['[Tilbake]', 'Hva skjer'],
    ]);
  });

  test('is told with the days it is kept and the link, where the organisation has decided', async () => {
    const conversation = new Conversation({ house: house({ organisation: manySystems }) });
    await conversation.install();
    await conversation.press('Om meg og personvern');
    expect(conversation.words).toContain('90 dager');
    expect(Object.values(linksOf(conversation.card))).toEqual(['https://fjordvik.example/personvern']);
  });

  test('is shown with the answers, the language and the first day, and covers nothing up', async () => {
    const conversation = await midway();
    await conversation.say('vis mine data');
    expect(conversation.words).toMatch(/Det står «En intern feil har oppstått»[^]*Har du en annen Visma-bruker fra før\? Vet ikke[^]*Bokmål[^]*23\\?\. november 2026/);
    await conversation.press('Tilbake');
    expect(conversation.words).toContain('Kan du lese e-post');
  });

  test('is all that is stored: nothing in the state but what the card shows, the place and the times', async () => {
    const conversation = await midway(new Conversation({ name: 'Kari Nordmann', email: 'kari.nordmann@askoy.kommune.no' }));
    expect(JSON.stringify(conversation.state)).not.toMatch(/nordmann|@/i);
    expect(Object.keys(conversation.state).toSorted()).toEqual(['answers', 'dialogs', 'greetedAt', 'guideVersion', 'heardAt', 'misses', 'open', 'spoken', 'told']);
  });

  test('is deleted when she says so twice, and not when she thinks better of it', async () => {
    const conversation = await midway();
    await transcript(conversation, [
      ['> slett mine data', 'Vil du slette'],
      ['> nei', 'Kan du lese e-post'],
      ['> slett mine data', 'Vil du slette'],
    ]);
    await conversation.press('Ja, slett');
    expect(conversation.texts.at(-1)).toMatch(/slettet/);
    expect(conversation.state).toEqual({ guideVersion: conversation.state.guideVersion, answers: [] });
    expect(conversation.decision?.keepUntil).toBe(conversation.now - 1_000);
    expect(conversation.chat.flatMap(({ card }) => buttonsOf(card))).toEqual([]);
    await conversation.say('hei');
    expect(conversation.words).toMatch(/^Hei! Jeg heter Vismahjelpen/);
    expect(conversation.decision?.keepUntil).toBeUndefined();
  });
});

describe('the language', () => {
  test('is chosen by number or name from its card, remembered, and the open question stands in it', async () => {
    const conversation = await midway();
    await transcript(conversation, [
      ['[Språk / Language]', 'Velg språk'],
      ['> 2', 'work address'],
      ['restart', 'work address'],
      ['> språk', 'Choose language'],
      ['> Nynorsk', 'jobbadressa'],
    ]);
    expect(conversation.state.language).toBe('nn');
  });
});

describe('who is in', () => {
  const solved = async (): Promise<Conversation> => {
    const conversation = new Conversation();
    await transcript(conversation, [
      ['install', 'Hva skjer'],
      ['[Jeg skal logge inn for første gang]', 'Logg inn i Visma for første gang'],
      ['[Jeg er inne i Visma]', 'Logg ut av Visma når du er ferdig'],
    ]);
    return conversation;
  };

  test('says with one press whether it helped, with words if she likes', async () => {
    const conversation = await solved();
    await conversation.press('Ja, det hjalp', { words: '  Takk, det var lett!  ' });
    expect(conversation.decision?.feedback).toEqual({ helped: true, words: 'Takk, det var lett!', language: 'nb' });
    expect(conversation.words).toContain('Takk for svaret!');
    expect(conversation.buttons).not.toContain('Ja, det hjalp');
  });

  test('is heard once: a second press from the card as it was adds nothing', async () => {
    const conversation = await solved();
    const before = structuredClone(conversation.card);
    await conversation.press('Nei, ikke så mye');
    expect(conversation.decision?.feedback).toEqual({ helped: false, words: '', language: 'nb' });
    await conversation.press('Ja, det hjalp', { words: 'jo' }, before);
    expect(conversation.decision?.feedback).toBeUndefined();
    expect(conversation.words).toContain('Takk for svaret!');
  });
});

describe('an account of nobody in particular', () => {
  const unit = (): Conversation => new Conversation({ email: 'Sone3@fjordvik.example', name: 'Sone 3', house: house({ organisation: manySystems }) });

  test('is told so, and gets the guide', async () => {
    const conversation = unit();
    await transcript(conversation, [
      ['install', 'Dette er en felles konto'],
      ['[Visma, med ID-porten]', 'Hva skjer'],
      ['[Det står «En intern feil har oppstått»]', 'annen Visma-bruker'],
    ]);
    expect(conversation.decision?.keepUntil).toBe(conversation.now - 1_000 + 3_600_000);
  });

  test('shows neither its name nor its address as anybody’s', async () => {
    const conversation = unit();
    await conversation.install();
    await conversation.say('hvilken epost skal jeg bruke? jeg skrev kari@fjordvik.example');
    await conversation.say('snakk med hr');
    expect(JSON.stringify(conversation.chat)).not.toMatch(/sone ?3/i);
  });

  test('begins anew for whoever comes half an hour later', async () => {
    const conversation = unit();
    await transcript(conversation, [['install', 'felles konto'], ['[Visma, med ID-porten]', 'Hva skjer']]);
    conversation.now += 31 * 60_000;
    await conversation.say('hei');
    expect(conversation.words).toMatch(/^Hei![^]*felles konto[^]*Hva vil du logge inn i/);
    expect(conversation.state.answers).toEqual([]);
  });
});

describe('she comes back', () => {
  test('after three weeks, and is told when we last wrote and where we were', async () => {
    const conversation = await midway();
    conversation.now += 21 * 24 * 3_600_000;
    await conversation.say('hei');
    expect(conversation.words).toMatch(/^Velkommen tilbake[^]*23\. november 2026[^]*Kan du lese e-post/);
    await conversation.say('hei');
    expect(conversation.words).toMatch(/^Her er du nå\./);
  });

  test('and answers: the answer counts', async () => {
    const conversation = await midway();
    conversation.now += 21 * 24 * 3_600_000;
    await conversation.press('Ja');
    expect(conversation.words).toContain('Les dette før du endrer noe');
  });
});

test('in a channel only a mention is answered', async () => {
  const conversation = new Conversation({ scope: 'shared', mentioned: false });
  await conversation.say('jeg får en intern feil');
  expect(conversation.chat).toEqual([]);
});

test('a link to pass on comes as a message of its own, with the address of the chat', async () => {
  const conversation = new Conversation();
  await transcript(conversation, [
    ['install', 'Hva skjer'],
    ['[Det skjer noe annet]', 'Hva passer best'],
    ['[Jeg spør for en annen]', 'Send'],
  ]);
  expect(conversation.texts.at(-1)).toContain('https://teams.example/chat/28:bot');
});

test('the words of the answers are the same in the mail and among what is stored', async () => {
  const conversation = await midway();
  const lines = linesOf('nb', house().guide, conversation.state.answers, askoy);
  await conversation.say('snakk med hr');
  for (const line of lines) expect(conversation.texts.at(-1)).toContain(line);
});
