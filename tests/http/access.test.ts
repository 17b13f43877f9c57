import { testAppId, testTenant } from '../support/activities';
import { type SignedBot, startSignedBot, startTestBot } from '../support/running-bot';

describe('who is let in', () => {
  let bot: SignedBot;
  // The SDK tells about every bad token on standard error.
  beforeEach(async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    bot = await startSignedBot();
  });
  afterEach(() => jest.restoreAllMocks());

  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const parts = (bearer: string): string[] => bearer.slice('Bearer '.length).split('.');
  /** The good token with its header, payload or signature replaced. */
  const torn = (from: SignedBot, over: { header?: string; payload?: string; signature?: string }): string => {
    const [header = '', payload = '', signature = ''] = parts(from.bearer());
    return `Bearer ${over.header ?? header}.${over.payload ?? payload}.${over.signature ?? signature}`;
  };
  const hour = 3_600;
  const bad: readonly [string, (from: SignedBot) => string][] = [
    ['no token', () => ''],
    ['a scheme alone', () => 'Bearer'],
    ['a scheme and a space', () => 'Bearer '],
    ['another scheme', () => `Basic ${Buffer.from('kari:passord').toString('base64')}`],
    ['two tokens', (from) => `${from.bearer()}, ${from.bearer()}`],
    ['no token but a word', () => 'Bearer sesam'],
    ['three words', () => 'Bearer a.b.c'],
    ['dots', () => 'Bearer ..'],
    ['a word without end', () => `Bearer ${'a'.repeat(10_000)}`],
    ['no signature', (from) => torn(from, { signature: '' })],
    ['another’s signature', (from) => torn(from, { signature: parts(from.bearer({ claims: { jti: 'x' } }))[2] ?? '' })],
    ['no algorithm', (from) => torn(from, { header: part({ alg: 'none', typ: 'JWT' }), signature: '' })],
    ['an algorithm with a shared key', (from) => torn(from, { header: part({ alg: 'HS256', typ: 'JWT' }) })],
    ['no key named', (from) => torn(from, { header: part({ alg: 'RS256', typ: 'JWT' }) })],
    ['nothing for a header', (from) => torn(from, { header: part(null) })],
    ['nothing for a payload', (from) => torn(from, { payload: part(null) })],
    ['half a payload', (from) => torn(from, { payload: Buffer.from('{"iss":').toString('base64url') })],
    ['a list for a payload', (from) => torn(from, { payload: part(['iss']) })],
    ['a key that was never published', (from) => from.bearer({ key: 'stranger' })],
    ['a key nobody knows', (from) => from.bearer({ key: 'unknown' })],
    ['another audience', (from) => from.bearer({ audience: 'b1f4b7f2-0000-4000-8000-000000000000' })],
    ['no audience', (from) => from.bearer({ claims: { aud: undefined } })],
    ['another issuer', (from) => from.bearer({ issuer: 'https://issuer.example' })],
    ['no issuer', (from) => from.bearer({ claims: { iss: undefined } })],
    ['a token that the app got for itself', (from) =>
      from.bearer({ issuer: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/', claims: { appid: testAppId, ver: '1.0' } })],
    ['a token that another bot got for this one', (from) =>
      from.bearer({ issuer: `https://login.microsoftonline.com/${testTenant}/v2.0`, claims: { azp: 'another-bot', ver: '2.0' } })],
    ['a token that has ended', (from) => from.bearer({ expiresIn: -hour })],
    ['a token without an end', (from) => from.bearer({ claims: { exp: undefined } })],
    ['a word for an end', (from) => from.bearer({ claims: { exp: 'never' } })],
    ['a token that has not begun', (from) => from.bearer({ claims: { nbf: Math.floor(Date.now() / 1_000) + hour } })],
    ['a token for another service URL', (from) => from.bearer({ serviceUrl: 'https://smba.example/emea/' })],
    ['a token for no service URL', (from) => from.bearer({ claims: { serviceurl: undefined } })],
  ];
  test.each(bad)('%s is refused', async (_name, authorization) => {
    const reply = await bot.post(bot.chat().install(), { authorization: authorization(bot) });
    expect([reply.status, reply.text]).toEqual([401, '']);
    expect(bot.teams.attempts).toEqual([]);
  });

  test('a key that may not speak for Teams is refused', async () => {
    const other = await startSignedBot({ endorsements: ['webchat'] });
    expect((await other.post(other.chat().install())).status).toBe(401);
  });

  const elsewhere: readonly [string, object, number][] = [
    ['another channel', { channelId: 'emulator' }, 401],
    ['no channel', { channelId: undefined }, 401],
    ['a service URL that is a number', { serviceUrl: 7 }, 401],
    ['another tenant', { conversation: { id: 'a:1', tenantId: 'other' }, channelData: { tenant: { id: 'other' } } }, 403],
    ['no tenant', { conversation: { id: 'a:1' }, channelData: {} }, 403],
    ['a number for a tenant', { conversation: { id: 'a:1', tenantId: 7 }, channelData: { tenant: 7 } }, 403],
  ];
  test.each(elsewhere)('%s is refused with a good token too', async (_name, over, status) => {
    const reply = await bot.post(bot.chat().message('hei', over));
    expect([reply.status, reply.text]).toEqual([status, '']);
    expect(bot.teams.attempts).toEqual([]);
  });

  test('bad input is 400 before anybody asks who sent it', async () => {
    expect((await bot.post('[]')).status).toBe(400);
    expect((await bot.post('{"type":7}', { authorization: 'Bearer sesam' })).status).toBe(400);
  });

  test('whose keys cannot be had is told to come back, not turned away', async () => {
    await bot.issuer.stop();
    expect((await bot.post(bot.chat().install())).status).toBe(503);
    expect(bot.teams.attempts).toEqual([]);
  });

  test('a signed turn is answered with the bot’s own token', async () => {
    const chat = bot.chat();
    expect((await bot.post(chat.install())).status).toBe(200);
    const sent = await bot.teams.waitFor(({ sent }) => sent[0], 'the welcome');
    expect(sent.conversation).toBe(chat.conversation);
    expect(sent.authorization).toMatch(/^Bearer out-[0-9a-f]{16}$/);
    expect(sent.authorization).not.toContain(parts(bot.bearer())[0]);
    // Look-ups carry it too.
    await bot.post(chat.message('hei'));
    const lookUp = await bot.teams.waitFor(({ attempts }) => attempts.find(({ operation }) => operation === 'members'), 'a look-up');
    expect(lookUp.authorization).toBe(sent.authorization);
  });
});

describe('without an app id', () => {
  test('anybody on this machine is let in, of any tenant, and it is said at the start', async () => {
    const bot = await startTestBot();
    expect(bot.log).toContain('MicrosoftAppId is not set');
    for (const tenant of ['one', 'another']) expect((await bot.post(bot.chat({ tenant }).install())).status).toBe(200);
    await bot.teams.waitFor(({ sent }) => sent.length === 2, 'two welcomes');
    expect(bot.teams.sent[0]?.authorization).toBeUndefined();
  });

  test('with one, nothing is said of it', async () => {
    expect((await startSignedBot()).log).not.toContain('MicrosoftAppId is not set');
  });
});
