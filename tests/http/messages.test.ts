import { gzipSync } from 'node:zlib';
import type { Chat } from '../support/activities';
import { startTestBot, type TestBot } from '../support/running-bot';

const json = 'application/json';
const nothingOfOurs = /Error:|\bat .+:\d+:\d+|node_modules|SyntaxError|ZodError/;

describe('what is no activity', () => {
  let bot: TestBot;
  beforeEach(async () => void (bot = await startTestBot()));

  const good = JSON.stringify({ type: 'message', text: 'hei' });
  const half = `--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhei\r\n--x--\r\n`;
  const refused: readonly [string, string | Uint8Array, Record<string, string>, number][] = [
    ['no body', '', {}, 400],
    ['no JSON', '{"type":', {}, 400],
    ['text after the JSON', `${good} and more`, {}, 400],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00]), {}, 400],
    ['null', 'null', {}, 400],
    ['a number', '7', {}, 400],
    ['a string', '"message"', {}, 400],
    ['an array', `[${good}]`, {}, 400],
    ['an empty object', '{}', {}, 400],
    ['an empty type', '{"type":""}', {}, 400],
    ['a number for a type', '{"type":7}', {}, 400],
    ['an array for a type', '{"type":["message"]}', {}, 400],
    ['an object for a type', '{"type":{"toString":"message"}}', {}, 400],
    ['plain text', good, { 'content-type': 'text/plain' }, 400],
    ['a form', 'type=message', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
    ['some other JSON', good, { 'content-type': 'application/ld+json' }, 400],
    ['a table', 'type\nmessage', { 'content-type': 'text/csv' }, 400],
    ['a file', half, { 'content-type': 'multipart/form-data; boundary=x' }, 400],
    ['a file with no boundary', half, { 'content-type': 'multipart/form-data' }, 400],
    ['a packed body', gzipSync(good), { 'content-encoding': 'gzip' }, 400],
    ['what calls itself packed', good, { 'content-encoding': 'gzip' }, 400],
    ['an unknown packing', good, { 'content-encoding': 'br' }, 400],
    ['brackets without end', '['.repeat(200_000), {}, 400],
    ['more than 256 KB', JSON.stringify({ type: 'message', text: 'x'.repeat(256 * 1024) }), {}, 413],
    ['more than 256 KB that is no JSON', 'x'.repeat(300_000), {}, 413],
    ['more than 256 KB in few characters', JSON.stringify({ type: 'message', text: '😀'.repeat(70_000) }), {}, 413],
  ];
  test.each(refused)('%s is refused, and says nothing of why', async (_name, body, headers, status) => {
    const reply = await bot.post(body, headers);
    expect([reply.status, reply.text]).toEqual([status, '']);
    expect(bot.teams.attempts).toEqual([]);
  });

  test('just under 256 KB is read', async () => {
    expect((await bot.post({ type: 'message', text: 'x'.repeat(255 * 1024) })).status).toBe(200);
  });

  test('the content type may name a charset, in any case', async () => {
    expect((await bot.post(bot.chat().install(), { 'content-type': 'Application/JSON; charset=utf-8' })).status).toBe(200);
  });

  test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is not a method of the endpoint', async (method) => {
    const reply = await bot.ask('/api/messages', { method });
    expect(reply.status).toBe(405);
    expect(reply.headers.get('allow')).toBe('POST');
    expect(reply.text).not.toMatch(nothingOfOurs);
  });

  test.each(['/nowhere', '/', '//', '/%', '/api/messages/x', '/api'])('there is nothing at %s', async (path) => {
    const reply = await bot.ask(path);
    expect(reply.status).toBe(404);
    expect(reply.text).not.toMatch(nothingOfOurs);
  });

  test('a body in pieces that add up to too much is refused, and the bot goes on', async () => {
    const piece = new TextEncoder().encode('x'.repeat(64 * 1024));
    let left = 100;
    const body = new ReadableStream({
      pull: (stream) => (left-- > 0 ? stream.enqueue(piece) : stream.close()),
    });
    const reply = await bot.ask('/api/messages', { method: 'POST', headers: { 'content-type': json }, body, duplex: 'half' } as RequestInit);
    expect(reply.status).toBe(413);
    expect((await bot.post(bot.chat().install())).status).toBe(200);
  });

  test('who hangs up halfway leaves nothing behind', async () => {
    const hangUp = new AbortController();
    const body = new ReadableStream({
      start: (stream) => stream.enqueue(new TextEncoder().encode('{"type":')),
      pull: () => hangUp.abort(),
    });
    await expect(
      bot.ask('/api/messages', { method: 'POST', headers: { 'content-type': json }, body, duplex: 'half', signal: hangUp.signal } as RequestInit),
    ).rejects.toThrow();
    expect((await bot.post(bot.chat().install())).status).toBe(200);
    expect(bot.log).not.toContain('"level":"error"');
  });
});

describe('what means nothing to the bot', () => {
  let bot: TestBot;
  let chat: Chat;
  beforeEach(async () => {
    bot = await startTestBot();
    chat = bot.chat();
  });

  const odd = 7 as never;
  const ignored: readonly [string, (chat: Chat) => object][] = [
    ['a type nobody knows', ({ message }) => message('hei', { type: 'teleport' })],
    ['a type that is a name of JavaScript’s', ({ message }) => message('hei', { type: '__proto__' })],
    ['an event', ({ message }) => message('', { type: 'event', name: 'application/vnd.microsoft.readReceipt' })],
    ['typing', ({ message }) => message('', { type: 'typing' })],
    ['a reaction', ({ message }) => message('', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] })],
    ['an update of the app that is none', ({ install }) => install({ action: 'something-new' })],
    ['nobody added', ({ membersAdded }) => membersAdded({ membersAdded: [] })],
    ['a sender that is a number', ({ message }) => message('hei', { from: odd })],
    ['a sender without an id', ({ message }) => message('hei', { from: { name: 'Kari' } as never })],
    ['a conversation that is a number', ({ message }) => message('hei', { conversation: odd })],
    ['a service URL that is a number', ({ message }) => message('hei', { serviceUrl: odd })],
    ['a conversation whose name breaks off', ({ message }) => message('hei', { conversation: { id: 'a:1\0x' } as never })],
    ['no service URL', ({ message }) => message('hei', { serviceUrl: undefined as never })],
  ];
  test.each(ignored)('%s is ignored, and noted', async (_name, activity) => {
    const reply = await bot.post(activity(chat));
    expect([reply.status, reply.text]).toEqual([200, '']);
    expect(bot.log).toContain('an activity was ignored');
    expect(bot.teams.attempts).toEqual([]);
  });

  const invokes: readonly [string, unknown][] = [
    ['nothing at all', undefined],
    ['the empty name', ''],
    ['task/fetch', 'task/fetch'],
    ['message/submitAction', 'message/submitAction'],
    ['what Teams will call one some day', 'adaptiveCard/teleport'],
    ['__proto__', '__proto__'],
    ['a number', 7],
    ['a name without end', 'x'.repeat(10_000)],
  ];
  test.each(invokes)('an invoke called %s is answered with an empty body', async (_name, name) => {
    const reply = await bot.post(chat.press({}, {}, { name: name as never }));
    expect([reply.status, reply.body]).toEqual([200, {}]);
    expect(bot.log).toContain('an activity was ignored');
    expect(bot.teams.attempts).toEqual([]);
  });

  const harmless: readonly [string, object][] = [
    ['text', { text: 7 }],
    ['locale', { locale: ['nb'] }],
    ['entities', { entities: 'none' }],
    ['an entity', { entities: [null, 7, { type: 'mention', mentioned: 'me', text: [] }, { type: 'clientInfo', locale: 7 }] }],
    ['channelData', { channelData: [] }],
    ['tenant', { channelData: { tenant: { id: '\0' } } }],
    ['attachments', { attachments: 'none' }],
    ['recipient', { recipient: 7 }],
    ['timestamp', { timestamp: 'yesterday' }],
    ['id', { id: {} }],
    ['value', { value: 7 }],
  ];
  test.each(harmless)('an odd %s does not keep anybody from an answer', async (_name, over) => {
    expect((await bot.post(chat.message('hei', over))).status).toBe(200);
    const card = await bot.teams.waitFor(({ sent }) => sent[0]?.activity.attachments, 'the first card');
    expect(card[0]?.contentType).toContain('adaptive');
  });
});

describe('a press with strange data', () => {
  const nonce = { card: 'no-such-card', rev: 0, shownAt: 0 };
  const strange: readonly [string, (own: Record<string, unknown>) => { verb?: unknown; data?: unknown }][] = [
    ['no verb', (data) => ({ data: { ...data, verb: undefined } })],
    ['a verb nobody knows', (data) => ({ verb: 'detonate', data })],
    ['a number for a verb', (data) => ({ verb: 7, data })],
    ['no data', () => ({ verb: 'answer' })],
    ['an array for data', () => ({ verb: 'answer', data: ['first-login'] })],
    ['a string for data', () => ({ verb: 'answer', data: 'first-login' })],
    ['our data with other types', (data) => ({ verb: 'answer', data: { ...data, choice: 7, card: {}, rev: '0', shownAt: null } })],
    ['a choice that is not on the card', (data) => ({ verb: 'answer', data: { ...data, choice: 'constructor' } })],
    ['a choice without end', (data) => ({ verb: 'answer', data: { ...data, choice: 'x'.repeat(100_000) } })],
    ['a language nobody speaks', (data) => ({ verb: 'language', data: { ...data, to: '__proto__' } })],
    ['an address on a card that asks for none', (data) => ({ verb: 'check-email', data: { ...data, address: 'a@b.no' } })],
    ['a card of somebody else’s', () => ({ verb: 'answer', data: { choice: 'first-login', ...nonce } })],
    ['another bot’s data', () => ({ verb: 'submit', data: { ticket: 4711, nested: { deep: [1, 2, 3] } } })],
    ['a card whose name breaks off', () => ({ verb: 'answer', data: { choice: 'first-login', ...nonce, card: '\0' } })],
    ['a revision from the future', (data) => ({ verb: 'back', data: { ...data, rev: Number.MAX_SAFE_INTEGER } })],
    ['a day no calendar has', () => ({ verb: 'answer', data: { choice: 'first-login', ...nonce, shownAt: 1e300 } })],
  ];

  test.each(strange)('%s is answered with a body that Teams understands', async (_name, action) => {
    const bot = await startTestBot();
    const chat = bot.chat();
    await bot.post(chat.install());
    const sent = await bot.teams.waitFor(() => bot.teams.chat(chat.conversation)[0], 'the welcome');
    const own = sent.attachments?.[0]?.content.body.at(-1).selectAction.data as Record<string, unknown>;
    const invoke = chat.press({}, {}, { value: { action: { type: 'Action.Execute', ...action(own) }, trigger: 'manual' } });
    const reply = await bot.post(invoke);
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      statusCode: 200,
      type: expect.stringMatching(/^application\/vnd\.microsoft\.(card\.adaptive|activity\.message)$/),
      value: expect.anything(),
    });
    expect(reply.text).not.toMatch(nothingOfOurs);
    const before = bot.teams.sent.length;
    await bot.post(chat.message('1'));
    await bot.teams.waitFor(() => bot.teams.sent.length > before, 'an answer to what came next');
  });
});
