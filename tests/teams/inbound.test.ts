import fc from 'fast-check';
import type { Activity } from 'botbuilder';
import type { Inbound } from '../../src/app/happening';
import { read } from '../../src/teams/inbound';
import { type CardButton, type Over, personalChat } from '../support/activities';
import { someFnr } from '../support/national-ids';

const serviceUrl = 'https://smba.example/emea/';
const chat = personalChat({ serviceUrl, tenant: 'tenant' });

/** As it comes over the wire, so that nothing but JSON is read. */
const heard = (activity: Activity): Inbound => {
  const inbound = read(JSON.parse(JSON.stringify(activity)));
  if (typeof inbound === 'string') throw new Error(`ignored: ${inbound}`);
  return inbound;
};
const said = (text: string, over?: Over): unknown => {
  const { happening } = heard(chat.message(text, over));
  return happening.kind === 'said' ? happening.text : happening;
};

describe('what is said', () => {
  const bot = { id: chat.bot.id, name: 'Vismahjelpen' };
  const mention = (text: string, mentioned: object = bot) => ({ type: 'mention', mentioned, text }) as never;

  test('is the text, with one space between words', () => {
    expect(said('  hei \n\n du\t')).toBe('hei du');
  });

  test.each<[string, string, never[], string]>([
    ['one mention', '<at>Vismahjelpen</at> hei', [mention('<at>Vismahjelpen</at>')], 'hei'],
    ['the same mention twice', '<at>Bot</at> hei <at>Bot</at> du', [mention('<at>Bot</at>'), mention('<at>Bot</at>')], 'hei du'],
    ['the same text under one entity', '<at>Bot</at> hei <at>Bot</at> du', [mention('<at>Bot</at>')], 'hei du'],
    ['two mentions of the bot under two names', '<at>Bot</at>, <at>Visma hjelpen</at> hei', [mention('<at>Bot</at>'), mention('<at>Visma hjelpen</at>')], ', hei'],
    ['a mention of somebody else', '<at>Bot</at> spør <at>Ola</at>', [mention('<at>Bot</at>'), mention('<at>Ola</at>', { id: '29:ola' })], 'spør Ola'],
    ['the space that Teams puts after a mention', '<at>Bot</at>&nbsp;// hei', [mention('<at>Bot</at>')], '// hei'],
    ['a mention in the middle of a word', 'a<at>Bot</at>b', [mention('<at>Bot</at>')], 'a b'],
    ['characters that a pattern would read', '<at>Bot (C++)</at> hei', [mention('<at>Bot (C++)</at>')], 'hei'],
    ['a mention without a text', 'hei', [mention('')], 'hei'],
    ['what only looks like one', '<at>Bot</at> hei', [], '<at>Bot</at> hei'],
  ])('%s', (_name, text, entities, expected) => {
    expect(said(text, { entities })).toBe(expected);
  });

  test('tells whom it mentions beside the bot', () => {
    const entities = [mention('<at>Bot</at>'), mention('<at>Ola Nordmann</at>', { id: '29:ola' })];
    expect(heard(chat.message('<at>Bot</at> <at>Ola Nordmann</at> // hei', { entities })).happening).toMatchObject({ text: 'Ola Nordmann // hei', others: ['Ola Nordmann'] });
    expect(heard(chat.edit(chat.message('hei'), '<at>Ola Nordmann</at> hei', { entities })).happening).toMatchObject({ kind: 'edited', others: ['Ola Nordmann'] });
    expect(heard(chat.message('<at>Bot</at> hei', { entities: [mention('<at>Bot</at>')] })).happening).not.toHaveProperty('others');
  });

  test.each<[string, Over]>([
    ['no text', { text: undefined as never }],
    ['nothing but spaces', { text: ' \n ' }],
    ['nothing but the bot’s name', { text: '<at>Bot</at>', entities: [mention('<at>Bot</at>')] }],
    ['a picture that is nowhere', { text: undefined as never, attachments: [{ contentType: 'image/png' }] }],
    ['a card of another bot’s', { text: undefined as never, value: { ticket: 7 } }],
  ])('%s is unreadable, and deserves an answer', (_name, over) => {
    expect(heard(chat.message('', over)).happening).toEqual({ kind: 'unreadable', invoked: false });
  });

  test('pictures and files come with what is said, or alone', () => {
    const attachments = [
      { contentType: 'image/*', contentUrl: 'https://x.example/1' },
      { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'a.pdf', contentUrl: 'https://x.example/2' },
      { contentType: 'text/html', content: '<p>hei</p>' },
    ];
    const attached = { pictures: ['https://x.example/1'], files: ['a.pdf'] };
    expect(heard(chat.message('hei', { attachments })).happening).toMatchObject({ kind: 'said', text: 'hei', attached });
    expect(heard(chat.message('', { text: undefined as never, attachments })).happening).toMatchObject({ kind: 'showed', attached, message: expect.any(String) });
  });

  test('is masked, and that is known', () => {
    const inbound = heard(chat.message(`fnr ${someFnr}`));
    expect(inbound).toMatchObject({ masked: true, happening: { text: 'fnr •••' } });
    expect(JSON.stringify(inbound)).not.toContain(someFnr);
    expect(heard(chat.message('hei')).masked).toBe(false);
  });
});

describe('the locale', () => {
  const info = (locale: unknown) => ({ type: 'clientInfo', locale }) as never;
  test.each<[string, Over, string | undefined]>([
    ['is the client’s before the activity’s', { locale: 'en-US', entities: [info('nb-NO')] }, 'nb-NO'],
    ['is the client’s wherever it stands', { locale: 'en-US', entities: [{ type: 'x' } as never, info('nn-NO')] }, 'nn-NO'],
    ['is the activity’s where the client says nothing', { locale: 'en-US', entities: [] }, 'en-US'],
    ['is the activity’s where the client says something odd', { locale: 'en-US', entities: [info(7)] }, 'en-US'],
    ['is nothing where nobody says it', { locale: undefined as never, entities: undefined as never }, undefined],
  ])('%s', (_name, over, expected) => {
    expect(heard(chat.message('hei', over)).locale).toBe(expected);
  });
});

describe('a press', () => {
  const button: CardButton = { verb: 'answer', data: { verb: 'answer', choice: 'yes', card: 'card-1', rev: 2, shownAt: 1_000 } };
  const check: CardButton = { verb: 'check-email', data: { verb: 'check-email', card: 'card-1', rev: 2, shownAt: 1_000 } };
  const key = (activity: Activity): string | undefined => heard(activity).key;

  test('is the same by Action.Execute and by Action.Submit, but for who waits for a body', () => {
    const [executed, submitted] = [heard(chat.press(check, { address: 'a@b.no' })), heard(chat.submit(check, { address: 'a@b.no' }))];
    const press = { action: { verb: 'check-email', address: 'a@b.no' }, nonce: { card: 'card-1', rev: 2, shownAt: 1_000 } };
    expect(executed.happening).toEqual({ kind: 'pressed', press, invoked: true });
    expect(submitted.happening).toEqual({ kind: 'pressed', press, invoked: false });
    expect(submitted.key).toBe(executed.key);
  });

  test('is known again whatever the activity is called, and when', () => {
    expect(key(chat.press(button, {}, { id: 'f:1' }))).toBe(key(chat.press(button, {}, { id: 'f:2', timestamp: new Date(0) })));
  });

  const others: readonly [string, Activity][] = [
    ['by somebody else', chat.press(button, {}, { from: { id: '29:ola', name: 'Ola' } })],
    ['in another conversation', chat.press(button, {}, { conversation: { ...chat.message('').conversation, id: 'a:other' } })],
    ['in another tenant', chat.press(button, {}, { channelData: { tenant: { id: 'other' } } })],
    ['of another choice', chat.press({ ...button, data: { ...button.data, choice: 'no' } })],
    ['of another verb', chat.press({ ...button, verb: 'back' })],
    ['on another card', chat.press({ ...button, data: { ...button.data, card: 'card-2' } })],
    ['on the card as it was drawn later', chat.press({ ...button, data: { ...button.data, rev: 3 } })],
  ];
  test.each(others)('%s is another one', (_name, activity) => {
    expect(key(activity)).toBeDefined();
    expect(key(activity)).not.toBe(key(chat.press(button)));
  });

  test('with other inputs is another one, and two secrets are the same', () => {
    expect(key(chat.press(check, { address: 'a@b.no' }))).not.toBe(key(chat.press(check, { address: 'a@b.com' })));
    expect(key(chat.press(check))).not.toBe(key(chat.press(check, { address: 'a@b.no' })));
    expect(key(chat.press(check, { address: someFnr }))).toBe(key(chat.press(check, { address: '•••' })));
  });

  test('cannot be made to look like another by what is put into a field', () => {
    const field = fc.constantFrom('a', '|', 'a|2', '2|a', '"', '\\', ',');
    fc.assert(
      fc.property(fc.tuple(field, field, field), fc.tuple(field, field, field), (one, two) => {
        const of = ([card, choice, who]: readonly string[]) =>
          key(chat.press({ ...button, data: { ...button.data, card, choice } }, {}, { from: { id: who!, name: '' } }));
        expect(of(one) === of(two)).toBe(JSON.stringify(one) === JSON.stringify(two));
      }),
    );
  });

  test('has nothing in it that was typed', () => {
    const inbound = heard(chat.press(check, { address: `meg: ${someFnr}` }));
    expect(inbound.masked).toBe(true);
    expect(JSON.stringify(inbound)).not.toContain(someFnr);
  });

  test('that says nothing of ours is unreadable, and somebody waits', () => {
    for (const data of [undefined, {}, { ticket: 7 }, { ...button.data, card: '' }, { ...button.data, choice: 7 }])
      expect(heard(chat.press({ verb: 'answer', data })).happening).toEqual({ kind: 'unreadable', invoked: true });
  });

  test('takes its meaning from the verb of the button, not from an input of that name', () => {
    expect(heard(chat.press(button, { verb: 'restart' })).happening).toMatchObject({ press: { action: { verb: 'answer' } } });
  });
});

describe('a message', () => {
  test('is known again at its redelivery', () => {
    const message = chat.message('hei');
    const again = { ...message, timestamp: new Date(0), localTimestamp: new Date(0), text: 'noe annet', serviceUrl: 'https://other.example/' };
    expect(heard(message).key).toBeDefined();
    expect(heard(again).key).toBe(heard(message).key);
  });

  test('is another one with another id, in another conversation, of another tenant, of another type', () => {
    const id = '1700000000000';
    const keys = [
      chat.message('hei', { id }),
      chat.message('hei', { id: '1700000000001' }),
      chat.message('hei', { id, conversation: { ...chat.message('').conversation, id: 'a:other' } }),
      chat.message('hei', { id, channelData: { tenant: { id: 'other' } } }),
      chat.install({ id }),
    ].map((activity) => heard(activity).key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('that is there again after it was deleted is a change of it; other updates are none', () => {
    const message = chat.message('hei');
    expect(heard(chat.restore(message)).happening).toEqual({ kind: 'edited', message: message.id, words: 'hei' });
    expect(read(JSON.parse(JSON.stringify(chat.edit(message, 'hei', { channelData: { tenant: { id: 'tenant' } } }))))).toBe('messageUpdate');
  });

  test('without an id is processed, and known by nothing', () => {
    expect(heard(chat.message('hei', { id: undefined as never }))).toMatchObject({ key: undefined, happening: { kind: 'said' } });
  });
});

describe('where it happened', () => {
  const conversation = (over: object): Over => ({ conversation: { id: '19:x@thread.tacv2', tenantId: 'tenant', ...over } as never });
  test.each<[string, Over, 'personal' | 'shared']>([
    ['a private chat', {}, 'personal'],
    ['a chat of no type, which is a private one', conversation({}), 'personal'],
    ['a group chat', conversation({ conversationType: 'groupChat', isGroup: true }), 'shared'],
    ['a channel', conversation({ conversationType: 'channel', isGroup: true }), 'shared'],
    ['a type that Teams has not thought of yet', conversation({ conversationType: 'townSquare' }), 'shared'],
    ['a group of no type', conversation({ isGroup: true }), 'shared'],
    ['a private chat that says it is a group', conversation({ conversationType: 'personal', isGroup: true }), 'shared'],
  ])('%s', (_name, over, scope) => {
    expect(heard(chat.message('hei', over)).address.scope).toBe(scope);
  });

  test('is an address that can be written to', () => {
    expect(heard(chat.message('hei')).address).toEqual({
      tenant: 'tenant',
      conversationId: chat.conversation,
      serviceUrl,
      botId: chat.bot.id,
      userId: chat.person.id,
      scope: 'personal',
    });
    expect(heard(chat.message('hei')).conversation).toBe(`tenant|${chat.conversation}`);
  });

  test('the tenant is the channel’s word, else the conversation’s', () => {
    expect(heard(chat.message('hei', { channelData: {} })).address.tenant).toBe('tenant');
    expect(heard(chat.message('hei', { channelData: { tenant: { id: 'first' } } })).address.tenant).toBe('first');
  });
});

describe('what happens to the app', () => {
  test.each<[string, Activity, string]>([
    ['installed', chat.install(), 'installed'],
    ['upgraded', chat.install({ action: 'add-upgrade' }), 'installed'],
    ['removed', chat.uninstall(), 'left'],
    ['removed in an upgrade', chat.uninstall({ action: 'remove-upgrade' }), 'left'],
    ['added to the chat', chat.membersAdded(), 'installed'],
  ])('%s', (_name, activity, kind) => {
    expect(heard(activity).happening).toEqual({ kind });
  });
});

test('what means nothing is told in a few words for the log', () => {
  expect(read(JSON.parse(JSON.stringify(chat.message('', { type: 'typing' }))))).toBe('typing');
  expect(read({ type: 'invoke', name: 'task/fetch', from: { id: 'a' }, conversation: { id: 'b' }, serviceUrl })).toBe('invoke task/fetch');
  expect(read({ type: 'message' })).toBe('message without sender, conversation or service URL');
  for (const nothing of [null, undefined, 7, 'message', [], {}]) expect(read(nothing)).toBe('not an activity');
});
