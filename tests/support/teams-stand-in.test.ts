import http from 'node:http';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import { buttons, personalChat, testAppId } from './activities';
import { startIssuer } from './openid-issuer';
import { startRoundRobin } from './round-robin';
import { refusals, startTeams, type TeamsStandIn } from './teams-stand-in';

let teams: TeamsStandIn;
beforeEach(async () => void (teams = await startTeams()));
afterEach(() => teams.stop());

const call = (method: string, path: string, body?: unknown) =>
  fetch(`${teams.serviceUrl}v3/conversations${path}`, {
    method,
    headers: { Authorization: 'Bearer out-1', 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const say = (text: string, conversation = 'a:1') =>
  call('POST', `/${encodeURIComponent(conversation)}/activities`, { type: 'message', text });
const idOf = async (answer: Response) => ((await answer.json()) as { id: string }).id;
const texts = (conversation = 'a:1') => teams.chat(conversation).map(({ text }) => text);

describe('the chat', () => {
  test('shows messages as they stand after updates and deletes', async () => {
    const first = await idOf(await say('one'));
    const second = await idOf(await say('two'));
    await call('POST', `/a%3A1/activities/${first}`, { type: 'typing' });
    expect(Number(second)).toBeGreaterThan(Number(first));

    expect((await call('PUT', `/a%3A1/activities/${first}`, { type: 'message', text: 'ONE' })).status).toBe(200);
    expect(texts()).toEqual(['ONE', 'two']);
    expect((await call('DELETE', `/a%3A1/activities/${second}`)).status).toBe(200);
    expect(texts()).toEqual(['ONE']);
    expect((await call('PUT', `/a%3A1/activities/${second}`, { type: 'message', text: 'x' })).status).toBe(404);

    expect(teams.sent.map(({ operation, replyTo }) => [operation, replyTo])).toEqual([
      ['send', undefined], ['send', undefined], ['send', first], ['update', undefined], ['delete', undefined],
    ]);
    expect(teams.sent[0]).toMatchObject({ conversation: 'a:1', activityId: first, authorization: 'Bearer out-1' });
    expect(teams.attempts.map(({ outcome }) => outcome)).toEqual([201, 201, 201, 200, 200, 404]);
  });

  test('opens channel threads and finds the private chat of a registered person', async () => {
    const channel = '19:agents@thread.tacv2';
    const made = await call('POST', '', { isGroup: true, channelData: { channel: { id: channel } }, activity: { type: 'message', text: 'case' } });
    const { id, activityId } = (await made.json()) as { id: string; activityId: string };
    expect(id).toBe(`${channel};messageid=${activityId}`);
    await say('reply', id);
    expect(texts(id)).toEqual(['case', 'reply']);
    await say('another case', channel);
    expect(texts(channel)).toEqual(['case', 'reply', 'another case']);

    teams.people('a:kari', [{ id: '29:kari', name: 'Kari', aadObjectId: 'oid' }, { id: '29:ola', name: 'Ola' }]);
    expect(await idOf(await call('POST', '', { members: [{ id: '29:kari' }] }))).toBe('a:kari');
    const page = (await (await call('GET', '/a%3Akari/pagedmembers?pageSize=1')).json()) as any;
    expect(page).toMatchObject({ members: [{ id: '29:kari', objectId: 'oid' }], continuationToken: '1' });
    expect(await (await call('GET', '/a%3Akari/members/29%3Aola')).json()).toMatchObject({ name: 'Ola' });
    expect((await call('GET', '/a%3Akari/members/29%3Anobody')).status).toBe(404);
  });

  test('refuses what is too big for Teams', async () => {
    expect((await say('x'.repeat(60_000))).status).toBe(413);
    expect(teams.sent).toEqual([]);
  });
});

describe('faults', () => {
  test('hit the requests they match, as often as they say, and can be lifted', async () => {
    teams.fail({ match: ({ activity }) => activity.text === 'b', times: 1, answer: refusals.throttled(7) });
    const lift = teams.fail({ match: ({ conversation }) => conversation === 'a:2', answer: refusals.blocked() });
    expect((await say('a')).status).toBe(201);
    const refused = await say('b');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await say('b')).status).toBe(201);
    expect((await say('c', 'a:2')).status).toBe(403);
    lift();
    expect((await say('c', 'a:2')).status).toBe(201);
    expect(texts()).toEqual(['a', 'b']);
  });

  test('cut and hold connections, with and without delivery', async () => {
    teams.fail({ times: 1, answer: 'drop' });
    await expect(say('lost')).rejects.toThrow();
    teams.fail({ times: 1, answer: 'accept-then-drop' });
    await expect(say('delivered')).rejects.toThrow();
    teams.fail({ times: 1, answer: 'hang' });
    teams.fail({ times: 1, answer: 'accept-then-hang' });
    const hanging = [say('x'), say('x')].map((each) => each.catch(() => 'cut'));
    await teams.waitFor(({ attempts }) => attempts.length === 4, 'both hanging requests');
    expect(texts()).toEqual(['delivered', 'x']);
    await teams.stop();
    expect(await Promise.all(hanging)).toEqual(['cut', 'cut']);

    await expect(say('nobody there')).rejects.toThrow();
    await teams.restart();
    expect((await say('back')).status).toBe(201);
    expect(texts()).toEqual(['delivered', 'x', 'back']);
  });

  test('can hold a request until the test says so', async () => {
    let release = () => {};
    teams.fail({ times: 1, until: new Promise<void>((resolve) => void (release = resolve)), answer: 'accept' });
    const slow = say('slow');
    await say('quick');
    release();
    await slow;
    expect(texts()).toEqual(['quick', 'slow']);
  });

  test('waiting in vain tells what was seen', async () => {
    await say('hei');
    await expect(teams.waitFor(() => false, 'a miracle', 1)).rejects.toThrow(/a miracle[^]*send a:1 "hei" -> 201/);
  });
});

describe('with the SDK', () => {
  test('a turn goes from a signed request to the chat and back, and a wrong token does not', async () => {
    const issuer = await startIssuer();
    const adapter = new CloudAdapter(
      new ConfigurationBotFrameworkAuthentication({ ...issuer.settings }, issuer.credentialsFactory(testAppId)),
    );
    const chat = personalChat(teams);
    const card = { type: 'AdaptiveCard', body: [{ type: 'ActionSet', actions: [{ type: 'Action.Execute', verb: 'go', data: { n: 1 } }] }] };
    let seen: unknown;
    const logic = async (context: TurnContext) => {
      if (context.activity.type === 'invoke') seen = context.activity;
      else await context.sendActivity({ attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }] });
    };
    const post = async (activity: unknown, authorization: string) => {
      let status = 0;
      const response = { status: (code: number) => (status = code), send: () => {}, end: () => {}, header: () => {}, socket: {} };
      await adapter.process({ method: 'POST', headers: { authorization }, body: JSON.parse(JSON.stringify(activity)) } as never, response as never, logic);
      return status;
    };
    const good = issuer.bearer({ appId: testAppId, serviceUrl: teams.serviceUrl });

    expect(await post(chat.message('hei'), good)).toBe(200);
    const [button] = buttons(teams.chat(chat.conversation)[0]!);
    await post(chat.press(button!, { name: 'Kari' }), good);
    expect(seen).toMatchObject({
      replyToId: teams.sent[0]!.activityId,
      value: { trigger: 'manual', action: { type: 'Action.Execute', verb: 'go', data: { n: 1, name: 'Kari' } } },
    });
    expect(teams.sent[0]!.authorization).toMatch(/^Bearer out-/);

    const silence = jest.spyOn(console, 'error').mockImplementation(() => {});
    expect(await post(chat.message('hei'), issuer.bearer({ appId: testAppId, serviceUrl: teams.serviceUrl, audience: 'other' }))).toBe(401);
    silence.mockRestore();
    expect(teams.sent).toHaveLength(1);
    await issuer.stop();
  });
});

describe('the round robin', () => {
  test('spreads requests and skips a dead process', async () => {
    const answering = async (name: string) => {
      const server = http.createServer((request, response) => {
        response.setHeader('name', name);
        request.pipe(response);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as { port: number };
      const stop = () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections()));
      return { url: `http://127.0.0.1:${port}`, stop };
    };
    const [a, b] = [await answering('a'), await answering('b')];
    const proxy = await startRoundRobin(() => [a.url, b.url]);
    const ask = async () => {
      const answer = await fetch(`${proxy.url}/x`, { method: 'POST', body: 'hei' });
      return [answer.status, answer.headers.get('name'), await answer.text()];
    };
    expect([await ask(), await ask()]).toEqual([[200, 'a', 'hei'], [200, 'b', 'hei']]);
    await a.stop();
    expect([await ask(), await ask()]).toEqual([[200, 'b', 'hei'], [200, 'b', 'hei']]);
    await b.stop();
    expect((await ask())[0]).toBe(503);
    expect([...proxy.handled.values()]).toEqual([1, 3]);
    await proxy.stop();
  });
});
