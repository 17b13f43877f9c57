import { answers, type GraphPerson } from '../support/graph-stand-in';
import { person, startGraphTest } from '../support/graph-directory';

const kari = person('kari', { chat: '19:kari_bot@unq.gbl.spaces' });
const lookUps = (asked: readonly { operation: string }[]) => asked.filter(({ operation }) => operation === 'catalogue').length;

test('the app is put there, with consent to what it declares, and then there is a chat', async () => {
  const told: GraphPerson[] = [];
  const { graph, directory } = await startGraphTest({ people: [kari], onInstall: (who) => void told.push(who) });
  expect(await directory.chat('kari')).toEqual({ kind: 'not-installed' });
  expect(await directory.install('kari')).toEqual({ kind: 'installed' });
  expect(await directory.chat('kari')).toEqual({ kind: 'chat', id: '19:kari_bot@unq.gbl.spaces' });
  expect(told).toEqual([kari]);
  expect(graph.asked.find(({ operation }) => operation === 'install')?.body).toEqual({
    'teamsApp@odata.bind': `${graph.authority.base}/appCatalogs/teamsApps/b1c5353a-7aca-41b3-830f-27d5218fe0e5`,
    consentedPermissionSet: { resourceSpecificPermissions: [{ permissionValue: 'ChannelMessage.Read.Group', permissionType: 'Application' }] },
  });
});

test('one who has the app counts as installed, and nobody is told', async () => {
  const told: GraphPerson[] = [];
  const { directory } = await startGraphTest({ people: [{ ...kari, installed: true }], onInstall: (who) => void told.push(who) });
  expect(await directory.install('kari')).toEqual({ kind: 'installed' });
  expect(told).toEqual([]);
});

test.each([['a bad gateway', answers.badGateway()], ['silence', 'silence'], ['a cut', 'hang-up']] as const)('after %s that hid a success it is there, once', async (_name, answer) => {
  const { graph, directory } = await startGraphTest({ people: [kari], within: 1_500 });
  graph.fail({ on: 'install', times: 1, done: true, answer });
  expect(await directory.install('kari')).toEqual({ kind: 'installed' });
  expect(graph.installs).toEqual(['kari']);
});

test('a permission without consent sends none, and suits an app that declares nothing', async () => {
  const plain = 'TeamsAppInstallation.ReadWriteSelfForUser.All' as const;
  const { graph, directory } = await startGraphTest({ people: [kari], permissions: [plain, 'AppCatalog.Read.All'], app: { resourcePermissions: [] }, settings: { installPermission: plain } });
  expect(await directory.install('kari')).toEqual({ kind: 'installed' });
  expect(graph.asked.at(-1)?.body).toEqual({ 'teamsApp@odata.bind': expect.any(String) });
});

describe('what cannot be done says why', () => {
  const people = [kari, person('per', { blocked: true }), person('new', { unlicensed: true })];
  const only = (install: string) => ['User.Read.All', 'AppCatalog.Read.All', install];

  test('the app is not allowed for this person', async () => {
    const { directory } = await startGraphTest({ people });
    expect(await directory.install('per')).toEqual({ kind: 'refused', why: 'policy', detail: expect.stringContaining('403 Forbidden AccessDenied App is blocked by app permission policy') });
  });

  test('nobody has this id', async () => {
    const { directory } = await startGraphTest({ people });
    expect(await directory.install('nobody')).toMatchObject({ kind: 'refused', why: 'gone', detail: expect.stringContaining('404') });
    expect(await directory.chat('nobody')).toMatchObject({ kind: 'refused', why: 'gone' });
  });

  test('she has an account, and no Teams', async () => {
    const { directory } = await startGraphTest({ people });
    expect(await directory.install('new')).toEqual({ kind: 'refused', why: 'not-ready', detail: "has an account, and Teams does not know it: 404 NotFound User Id '…' not found." });
  });

  test('the catalogue has no such app, until it has', async () => {
    const { graph, directory, later } = await startGraphTest({ people });
    graph.app(undefined);
    expect(await directory.install('kari')).toMatchObject({ kind: 'refused', why: 'no-app' });
    expect(await directory.chat('kari')).toMatchObject({ kind: 'refused', why: 'no-app' });
    expect(lookUps(graph.asked)).toBe(1);
    graph.app({});
    later(60_000);
    expect(await directory.install('kari')).toEqual({ kind: 'installed' });
  });

  test('an app that was uploaded anew is looked up again', async () => {
    const { graph, directory } = await startGraphTest({ people });
    expect(await directory.chat('kari')).toEqual({ kind: 'not-installed' });
    graph.app({ id: 'another' });
    expect(await directory.install('kari')).toMatchObject({ kind: 'refused', why: 'no-app' });
    expect(await directory.install('kari')).toEqual({ kind: 'installed' });
    expect(lookUps(graph.asked)).toBe(2);
  });

  test('an app that somebody uploaded for himself cannot be given to others', async () => {
    const { directory } = await startGraphTest({ people, app: { distributionMethod: 'sideloaded' } });
    expect(await directory.install('kari')).toMatchObject({ kind: 'refused', why: 'no-app' });
  });

  test('a catalogue id that was set is not looked up', async () => {
    const { graph, directory } = await startGraphTest({ people, settings: { catalogAppId: 'b1c5353a-7aca-41b3-830f-27d5218fe0e5' } });
    expect(await directory.install('kari')).toEqual({ kind: 'installed' });
    expect(lookUps(graph.asked)).toBe(0);
  });

  test('several who ask at once look it up once', async () => {
    const { graph, directory } = await startGraphTest({ people });
    await Promise.all(['kari', 'per', 'new'].map((id) => directory.chat(id)));
    expect(lookUps(graph.asked)).toBe(1);
  });

  test.each([
    ['installing', ['User.Read.All', 'AppCatalog.Read.All'], 'needs TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All: 403 Forbidden Missing role permissions'],
    ['the catalogue', ['User.Read.All'], 'needs AppCatalog.Read.All: 403'],
    ['consent', only('TeamsAppInstallation.ReadWriteSelfForUser.All'), 'needs TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All: 403'],
  ])('the permission for %s is missing', async (_name, permissions, detail) => {
    const asking = await startGraphTest({ people, permissions });
    expect(await asking.directory.install('kari')).toEqual({ kind: 'refused', why: 'permission', detail: expect.stringContaining(detail) });
    expect(asking.log).toContain(detail);
    expect(asking.log).not.toContain('kari');
  });

  test('an app that declares more than was consented to', async () => {
    const { directory } = await startGraphTest({ people, settings: { resourcePermissions: [] } });
    expect(await directory.install('kari')).toMatchObject({ why: 'permission', detail: expect.stringMatching(/: 400 BadRequest .*do not match/) });
  });

  test.each(['403 without a word', 'an app that may not manage this one'])('%s is a matter of permissions', async (name) => {
    const { graph, directory } = await startGraphTest({ people });
    const message = name.startsWith('403') ? '' : "AAD App Id '7c1de2b4-94a8-4c3e-8f57-2b90d6a1e355' is not allowed to manage the Teams App ''";
    graph.fail({ on: 'install', answer: { status: 403, body: { error: { code: 'UnknownError', message } } } });
    expect(await directory.install('kari')).toMatchObject({ why: 'permission' });
  });
});

test('a chat that is not there yet, or no longer, is none', async () => {
  const { graph, directory } = await startGraphTest({ people: [{ ...kari, installed: true }] });
  graph.fail({ on: 'chat', answer: answers.notFound() });
  expect(await directory.chat('kari')).toEqual({ kind: 'not-installed' });
});

test.each(["o'brien", 'a+b#c', 'å/ø?&', '100%', '29:1_x-y'])('a person whose id is %s', async (id) => {
  const { graph, directory } = await startGraphTest({ people: [person(id, { upn: 'x' })] });
  expect(await directory.install(id)).toEqual({ kind: 'installed' });
  expect(await directory.chat(id)).toMatchObject({ kind: 'chat' });
  expect(graph.asked.filter(({ status }) => status === 400)).toEqual([]);
});

test('what is refused names nobody, in the answer or in the log', async () => {
  const id = '2bf8d4ec-1111-4222-8333-08d0dbfa2cf8';
  const asking = await startGraphTest({ people: [person(id, { blocked: true })] });
  const { graph, directory } = asking;
  const refused = [await directory.install(id)];
  graph.fail({ on: 'install', answer: answers.badRequest(`UserId: ${id}, kari@askoy.kommune.no (AppId 'x')`) });
  refused.push(await directory.install(id));
  graph.fail({ on: 'installed', answer: answers.badGateway() });
  await directory.chat(id).catch((error: Error) => refused.push(error.message as never));
  expect(asking.log).toContain('Graph is asked again');
  for (const personal of [id, 'kari']) expect(JSON.stringify([refused, asking.log])).not.toContain(personal);
});
