import { type GraphStandIn, startGraph } from './graph-stand-in';

let graph: GraphStandIn;
let authorization: string;
const person = '/users/1/teamwork/installedApps';
const $select = '$select=id,displayName';
const signIn = async () => {
  const form = new URLSearchParams({ grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default', client_id: graph.client.id, client_secret: graph.client.secret });
  const answer = await fetch(`http://127.0.0.1:${graph.port}/${graph.client.tenant}/oauth2/v2.0/token`, { method: 'POST', body: form });
  authorization = `Bearer ${((await answer.json()) as { access_token: string }).access_token}`;
};
beforeEach(async () => {
  graph = await startGraph({ people: [{ id: '1', name: 'Kari', upn: "k'ri@x.no", mail: 'kari@x.no' }] });
  await signIn();
});
afterEach(() => graph.stop());

const ask = async (url: string, body?: object, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${graph.authority.base}${url}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization, ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : undefined };
};
const inBatch = async (...urls: string[]) =>
  (await ask('/$batch', { requests: urls.map((url, id) => ({ id: String(id), method: 'GET', url })) })).body.responses.toSorted((one: any, other: any) => one.id - other.id).map(({ status }: any) => status);

test.each([
  [`/users/1?${$select}`],
  [`/users/k%27ri%40x.no?${$select}`],
  [`/users?$filter=mail%20eq%20'kari%40x.no'&${$select}`],
  ["/appCatalogs/teamsApps?$filter=externalId%20eq%20'x'"],
  [`${person}?$expand=teamsApp&$filter=teamsApp%2Fid%20eq%20'x'`],
])('%s is answered', async (url) => {
  expect((await ask(url)).status).toBe(200);
  expect(await inBatch(url)).toEqual([200]);
});

test.each([
  ['/users/1'],
  ['/users/1?$select=id,shoeSize'],
  [`/users/1?${$select}&$top=1`],
  [`/users?$filter=mail%20eq%20'k'ri@x.no'&${$select}`],
  [`/users?$filter=mail%20eq%20kari&${$select}`],
  ["/users?$filter=mail%20eq%20'kari%40x.no'"],
  [person],
  [`${person}?$filter=teamsApp/id%20eq%20'x'`],
  [`${person}/x`],
  [`${person}/x/chat?$select=id`],
  ['/appCatalogs/teamsApps'],
  ['/me'],
])('%s is not', async (url) => {
  expect((await ask(url)).status).toBe(400);
});

test('an address within a batch has to be encoded', async () => {
  expect(await inBatch(`/users/kåre?${$select}`, `/users/a#b?${$select}`, `/users?$filter=mail eq 'x'&${$select}`, `users/1?${$select}`)).toEqual([400, 400, 400, 400]);
});

test('a batch has 1 to 20 questions, each with an id of its own', async () => {
  const question = (id: unknown) => ({ id, method: 'GET', url: `/users/1?${$select}` });
  for (const requests of [undefined, [], Array.from({ length: 21 }, (_, id) => question(String(id))), [question('1'), question('1')], [question(1)]])
    expect((await ask('/$batch', { requests })).status).toBe(400);
});

test('nobody is let in without a token, and nothing is taken that does not say what it is', async () => {
  for (const wrong of ['', 'Bearer', 'Bearer x', authorization.slice('Bearer '.length)]) expect((await ask(`/users/1?${$select}`, undefined, { authorization: wrong })).status).toBe(401);
  expect((await ask(person, {}, { 'Content-Type': 'text/plain' })).status).toBe(400);
});

test('installing takes the body that is documented', async () => {
  const bind = { 'teamsApp@odata.bind': `${graph.authority.base}/appCatalogs/teamsApps/b1c5353a-7aca-41b3-830f-27d5218fe0e5` };
  const consent = (...names: string[]) => ({ consentedPermissionSet: { resourceSpecificPermissions: names.map((permissionValue) => ({ permissionValue, permissionType: 'Application' })) } });
  const wrong = [{}, { teamsApp: 'x' }, { ...bind, id: 'x' }, bind, { ...bind, ...consent() }, { ...bind, ...consent('ChannelMessage.Read.Group', 'Other.Read.Chat') }];
  for (const body of wrong) expect((await ask(person, body)).status).toBe(400);
  expect(graph.installs).toEqual([]);
  const right = { ...bind, ...consent('ChannelMessage.Read.Group') };
  graph.permissions = ['TeamsAppInstallation.ReadWriteSelfForUser.All'];
  expect((await ask(person, right)).status).toBe(403);
  graph.permissions = ['TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All'];
  expect([(await ask(person, right)).status, (await ask(person, right)).status]).toEqual([201, 409]);
  expect(graph.installs).toEqual(['1']);
});

test('too many a second are put off, and coming back too soon is counted', async () => {
  await graph.stop();
  graph = await startGraph({ limit: 2 });
  await signIn();
  expect(await inBatch(`/users/1?${$select}`, `/users/2?${$select}`)).toEqual([404, 404]);
  expect((await ask(`/users/3?${$select}`)).status).toBe(429);
  expect([graph.busiest(), graph.early()]).toEqual([3, 0]);
  await ask(`/users/3?${$select}`);
  expect(graph.early()).toBe(1);
});
