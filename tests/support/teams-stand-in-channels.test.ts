import { CloudAdapter, ConfigurationBotFrameworkAuthentication, MessageFactory, TeamsInfo, type TurnContext } from 'botbuilder';
import { buttons, guest, personalChat, someone, type TeamChannel, teamChannel } from './activities';
import { startTeams, type TeamsStandIn } from './teams-stand-in';

let teams: TeamsStandIn;
let hr: TeamChannel;
const [hanne, gry] = [someone('Hanne Rådgiver'), guest('Gry Gjest')];
beforeEach(async () => {
  teams = await startTeams();
  hr = teamChannel({ serviceUrl: teams.serviceUrl, members: [hanne, gry] });
  teams.team(hr);
});
afterEach(() => teams.stop());

const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${teams.serviceUrl}v3${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const text = await answer.text();
  return { status: answer.status, type: answer.headers.get('content-type'), body: text.startsWith('{') ? JSON.parse(text) : text };
};
const at = (conversation: string, more = '') => `/conversations/${encodeURIComponent(conversation)}${more}`;
const say = (text: string, conversation: string) => call('POST', at(conversation, '/activities'), { type: 'message', text });
const begin = async (text: string) =>
  (await call('POST', '/conversations', { isGroup: true, channelData: { channel: { id: hr.channel.id } }, activity: { type: 'message', text } }))
    .body as { id: string; activityId: string };
const texts = (messages: { text?: string }[]) => messages.map(({ text }) => text);

/** Has the SDK read it as it reads what Teams posts. */
async function inTurn<T>(activity: unknown, logic: (context: TurnContext) => Promise<T>): Promise<T> {
  let result: T | undefined;
  const response = { status: () => {}, send: () => {}, end: () => {}, header: () => {}, socket: {} };
  const body = JSON.parse(JSON.stringify(activity)) as unknown;
  await new CloudAdapter(new ConfigurationBotFrameworkAuthentication({})).process({ method: 'POST', headers: {}, body } as never, response as never, async (context) => {
    result = await logic(context);
  });
  return result!;
}

test('threads are shown as they are now', async () => {
  const made = await begin('case');
  const reply = await say('first words', made.id);
  const own = hr.post(hanne, 'hjelp');
  await say('here', own.conversation.id);
  expect(made.id).toBe(hr.thread(made.activityId));
  await call('PUT', at(made.id, `/activities/${made.activityId}`), { type: 'message', text: 'case, taken' });
  expect(texts(teams.thread(made.activityId))).toEqual(['case, taken', 'first words']);
  await call('DELETE', at(made.id, `/activities/${reply.body.id}`));
  expect(texts(teams.thread(made.id))).toEqual(['case, taken']);
  expect(teams.threads(hr.channel.id).map(({ root, messages }) => [root, ...texts(messages)])).toEqual([
    [made.activityId, 'case, taken'],
    [own.id, 'here'],
  ]);
});

test('the SDK learns of the team, its people and its threads', async () => {
  const seen = await inTurn(hr.install(), async (context) => ({
    team: await TeamsInfo.getTeamDetails(context),
    members: (await TeamsInfo.getPagedTeamMembers(context)).members,
    one: await TeamsInfo.getTeamMember(context, hr.team.id, hanne.aadObjectId),
    posted: await TeamsInfo.sendMessageToTeamsChannel(context, MessageFactory.text('case') as never, hr.channel.id, 'app'),
  }));
  expect(seen.team).toMatchObject({ ...hr.team, memberCount: 2, channelCount: 2 });
  expect(seen.one).toMatchObject({ id: hanne.id, email: 'hanne.radgiver@kommune.example' });
  const roles = seen.members.map(({ userRole, tenantId }) => [userRole, tenantId]);
  expect(roles).toEqual([['user', hr.tenant], ['guest', hr.tenant]]);
  expect(seen.posted[0].conversation.id).toBe(teams.threads(hr.channel.id)[0]!.conversation);
  // A thread and a second channel have the same people.
  expect((await call('GET', at(`${hr.channel.id};messageid=1`, `/members/${encodeURIComponent(gry.id)}`))).body).toMatchObject({ userRole: 'guest' });
  teams.people(hr.team.id, []);
  expect((await call('GET', at(hr.team.id, '/pagedmembers'))).body.members).toEqual([]);
  expect((await call('GET', at(hr.team.id, `/members/${encodeURIComponent(hanne.id)}`))).status).toBe(404);
});

test('what is written and pressed in a channel looks as Teams posts it', async () => {
  const post = hr.post(hanne, 'sak 1042');
  expect(post).toMatchObject({
    conversation: { id: `${hr.channel.id};messageid=${post.id}`, conversationType: 'channel', isGroup: true },
    text: '<at>Vismahjelpen</at> sak 1042',
    channelData: { team: hr.team, channel: { id: hr.channel.id }, tenant: { id: hr.tenant } },
  });
  expect(post.entities).toContainEqual({ type: 'mention', mentioned: hr.bot, text: '<at>Vismahjelpen</at>' });
  const reply = hr.reply(gry, post.id!, 'hei');
  expect(reply).toMatchObject({ from: { id: gry.id }, text: 'hei', conversation: { id: post.conversation.id } });
  expect(reply.entities).toHaveLength(1);

  const [first, second] = [hr.edit(reply, 'hei, Kari'), hr.edit(reply, 'hei, Ola')];
  expect(first).toMatchObject({ type: 'messageUpdate', id: reply.id, text: 'hei, Kari', channelData: { eventType: 'editMessage', team: hr.team } });
  expect(second.timestamp).not.toEqual(first.timestamp);
  expect(hr.edit(post, 'sak 7').text).toBe('<at>Vismahjelpen</at> sak 7');
  const gone = hr.remove(reply);
  expect(gone).toMatchObject({ type: 'messageDelete', id: reply.id, conversation: reply.conversation, channelData: { eventType: 'softDeleteMessage' } });
  expect(gone.text).toBeUndefined();

  const card = { id: '17', attachments: [{ content: { actions: [{ type: 'Action.Execute', verb: 'claim', data: { card: 'c' } }] } }] };
  expect(hr.press(hanne, '17', buttons(card)[0]!, { note: 'x' })).toMatchObject({
    type: 'invoke', name: 'adaptiveCard/action', replyToId: '17', from: { id: hanne.id }, conversation: { id: `${hr.channel.id};messageid=17` },
    value: { action: { verb: 'claim', data: { card: 'c', note: 'x' } } },
  });
  expect(hr.membersAdded()).toMatchObject({ conversation: { id: hr.team.id }, membersAdded: [{ id: hr.bot.id }], channelData: { team: hr.team } });
  expect(hr.membersRemoved([gry])).toMatchObject({ membersRemoved: [{ id: gry.id }], channelData: { eventType: 'teamMemberRemoved' } });
  expect(hr.channelDeleted()).toMatchObject({ conversation: { id: hr.team.id }, channelData: { eventType: 'channelDeleted', channel: hr.channel } });
  expect(hr.teamDeleted()).toMatchObject({ type: 'conversationUpdate', channelData: { eventType: 'teamDeleted' } });
});

test('a picture is given to who has a token', async () => {
  teams.picture('0-no-1', Buffer.from([0xff, 0xd8, 0]), 'image/jpeg');
  const kari = personalChat(teams);
  const [image, html] = kari.picture('0-no-1', 'ser du?').attachments!;
  expect([image!.contentType, html!.contentType]).toEqual(['image/*', 'text/html']);
  expect((await fetch(image!.contentUrl!)).status).toBe(401);
  const answer = await fetch(image!.contentUrl!, { headers: { authorization: 'Bearer t' } });
  expect([answer.headers.get('content-type'), [...new Uint8Array(await answer.arrayBuffer())]]).toEqual(['image/jpeg', [0xff, 0xd8, 0]]);
  expect((await call('GET', '/attachments/other/views/original', undefined, { authorization: 'Bearer t' })).status).toBe(404);
  expect(kari.file('skjerm.docx').attachments![0]).toMatchObject({ name: 'skjerm.docx', content: { fileType: 'docx' } });
});

test('a bot that was removed, a channel that is deleted and a person who has blocked it', async () => {
  const other = teamChannel({ serviceUrl: teams.serviceUrl, team: hr.team.id, members: [hanne] });
  teams.team(other);
  const { id } = await begin('case');

  teams.removed(hr.team.id);
  expect(await say('x', id)).toMatchObject({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });
  expect([(await say('x', other.channel.id)).status, (await call('GET', `/teams/${hr.team.id}`)).status]).toEqual([403, 403]);
  expect((await call('GET', at(hr.team.id, '/pagedmembers'))).status).toBe(403);
  teams.restore(hr.team.id);

  teams.deleted(hr.channel.id);
  expect(await say('x', id)).toMatchObject({ status: 404, body: { error: { code: 'ConversationNotFound' } } });
  expect(await begin('x')).toMatchObject({ error: { code: 'ConversationNotFound' } });
  expect((await say('x', other.channel.id)).status).toBe(201);
  teams.restore(hr.channel.id);
  expect((await say('x', id)).status).toBe(201);

  teams.people('a:kari', [{ id: '29:kari', name: 'Kari' }]);
  teams.blocked('a:kari');
  const refused = await say('x', 'a:kari');
  expect([refused.status, JSON.parse(refused.body.message).subCode]).toEqual([403, 'MessageWritesBlocked']);
  expect((await call('GET', at('a:kari', '/members'))).status).toBe(200);
  expect(await call('POST', '/conversations', { members: [{ id: '29:kari' }] })).toMatchObject({ status: 201, body: { id: 'a:kari' } });
  teams.restore('a:kari');
  expect((await say('x', 'a:kari')).status).toBe(201);
});
