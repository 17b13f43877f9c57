import { generateKeyPairSync } from 'node:crypto';
import { DirectoryAway } from '../../src/app/directory';
import { openDirectory } from '../../src/directory/open';
import { silentLog } from '../support/silent-log';
import { ampleTurns, identityOf, person, startGraphTest } from '../support/graph-directory';

const people = [person('kari')];
const proof = { MicrosoftAppPassword: undefined, CertificateThumbprint: 'AB:12:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11' };
const keys = generateKeyPairSync('rsa', { modulusLength: 2_048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
const find = ['kari@askoy.kommune.no'];
const awayOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'not away', (error: unknown) => error);
const tokens = (asked: readonly { operation: string; url: string }[]) => asked.filter(({ operation, url }) => operation === 'token' && !url.includes('openid-configuration'));

test('a secret proves who asks, and one token serves for long', async () => {
  const { graph, directory } = await startGraphTest({ people });
  for (let n = 0; n < 3; n += 1) expect(await directory.find(find)).toMatchObject([{ id: 'kari' }]);
  expect(tokens(graph.asked)).toHaveLength(1);
});

test('a certificate does, by its thumbprint and its key', async () => {
  const { graph, directory } = await startGraphTest({ people, identity: { ...proof, CertificatePrivateKey: keys.privateKey } });
  graph.client.certificateKey = keys.publicKey;
  expect(await directory.find(find)).toMatchObject([{ id: 'kari' }]);
});

test('a managed identity does', async () => {
  const { graph, directory } = await startGraphTest({ people, identity: { MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppPassword: undefined } });
  Object.assign(process.env, graph.machine);
  expect(await directory.find(find)).toMatchObject([{ id: 'kari' }]);
  for (const name of Object.keys(graph.machine)) delete process.env[name];
  expect(tokens(graph.asked).map(({ url }) => url.slice(0, 10))).toEqual(['/msi/token']);
});

test.each([
  ['a wrong secret', { MicrosoftAppPassword: 'wrong' }, 'AADSTS7000215'],
  ['an app nobody knows', { MicrosoftAppId: '11111111-2222-4333-8444-555555555555' }, 'AADSTS700016'],
  ['another certificate', { ...proof, CertificatePrivateKey: keys.privateKey }, 'AADSTS700027'],
  ['a key that is none', { ...proof, CertificatePrivateKey: 'very-secret' }, ''],
])('%s: the directory is away, says by what number, and no secret', async (_name, identity, number) => {
  const asking = await startGraphTest({ people, identity });
  const { graph, directory } = asking;
  const away = await awayOf(directory.find(find));
  expect(away).toBeInstanceOf(DirectoryAway);
  expect((away as Error).message).toContain(`no token for Graph: ${number}`);
  expect(`${(away as Error).message}${asking.log}`).not.toMatch(/secret|wrong|kari/);
  expect(tokens(graph.asked).length).toBeLessThanOrEqual(1);
});

test('who gives no tokens is not waited for longer than for an answer', async () => {
  const { graph, directory } = await startGraphTest({ people, within: 1_500 });
  graph.fail({ on: 'token', answer: 'silence' });
  const before = Date.now();
  expect(await awayOf(directory.find(find))).toBeInstanceOf(DirectoryAway);
  expect(Date.now() - before).toBeLessThan(3_000);
});

test('a failure is not for ever', async () => {
  const { graph, directory } = await startGraphTest({ people });
  graph.fail({ on: 'token', answer: { status: 500 }, times: 1 });
  expect(await awayOf(directory.find(find))).toBeInstanceOf(DirectoryAway);
  expect(await directory.find(find)).toMatchObject([{ id: 'kari' }]);
});

test('a token that Graph does not take makes the directory away at once', async () => {
  const { graph, directory } = await startGraphTest({ people });
  const refused = { status: 401, body: { error: { code: 'InvalidAuthenticationToken', message: 'no' } } };
  graph.fail({ on: 'user', times: 1, answer: refused });
  graph.fail({ on: 'catalogue', times: 1, answer: refused });
  expect(await awayOf(directory.find(find))).toMatchObject({ message: expect.stringContaining('401 InvalidAuthenticationToken') });
  expect(await awayOf(directory.chat('kari'))).toBeInstanceOf(DirectoryAway);
  expect(await directory.find(find)).toMatchObject([{ id: 'kari' }]);
});

test('opened from settings it consents to what the manifest declares, and loads nothing before it is asked', async () => {
  const { graph } = await startGraphTest({ people });
  const settings = { kind: 'graph', identity: identityOf(graph), teamsAppId: 'f31b1263-ba99-435a-a679-911d24850d7c', installPermission: 'TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All' } as const;
  const directory = openDirectory(settings, ampleTurns, silentLog, graph.authority);
  expect(graph.asked).toEqual([]);
  expect(await directory?.install('kari')).toEqual({ kind: 'installed' });
  expect(openDirectory(undefined, ampleTurns, silentLog)).toBeUndefined();
});
