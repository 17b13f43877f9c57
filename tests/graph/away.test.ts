import { DirectoryAway } from '../../src/app/directory';
import { answers, type GraphFault } from '../support/graph-stand-in';
import { person, startGraphTest } from '../support/graph-directory';

const people = [person('kari', { installed: true })];
const awayOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'not away', (error: unknown) => error);

const passing: readonly [string, GraphFault['answer']][] = [
  ['429', answers.throttled(3)],
  ['502', answers.badGateway()],
  ['503', { status: 503 }],
  ['504', { status: 504 }],
  ['500', { status: 500 }],
  ['silence', 'silence'],
  ['a cut', 'hang-up'],
  ['a page of somebody between', { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<html>Log in to the proxy</html>' }],
];

test.each(passing)('%s passes', async (_name, answer) => {
  const { graph, directory } = await startGraphTest({ people, within: 1_500 });
  graph.fail({ on: 'installed', times: 2, answer });
  expect(await directory.chat('kari')).toMatchObject({ kind: 'chat' });
});

test.each(passing)('%s for ever is away after four attempts', async (_name, answer) => {
  const { graph, directory } = await startGraphTest({ people, within: 1_500 });
  graph.fail({ on: 'installed', answer });
  expect(await awayOf(directory.chat('kari'))).toBeInstanceOf(DirectoryAway);
  expect(graph.asked.filter(({ operation }) => operation === 'installed')).toHaveLength(4);
});

test('the time that Graph names is waited, and without one longer each time', async () => {
  const { graph, directory, waited } = await startGraphTest({ people });
  graph.fail({ on: 'installed', times: 1, answer: answers.throttled(11) });
  graph.fail({ on: 'installed', times: 2, answer: answers.badGateway() });
  await directory.chat('kari');
  expect(waited).toEqual([11_000, 2_000, 4_000]);
});

test('a moment in place of seconds is understood', async () => {
  const { graph, directory, waited } = await startGraphTest({ people });
  graph.fail({ on: 'installed', times: 1, answer: answers.throttled(new Date(Date.now() + 9_000).toUTCString()) });
  await directory.chat('kari');
  expect(waited[0]).toBeGreaterThan(7_000);
  expect(waited[0]).toBeLessThan(9_100);
});

test.each([['at once', [120], 1], ['together', [14, 14, 14], 3]])('what takes longer than half a minute %s is not waited for', async (_name, seconds, attempts) => {
  const { graph, directory, waited } = await startGraphTest({ people });
  for (const each of seconds) graph.fail({ on: 'installed', times: 1, answer: answers.throttled(each) });
  const away = await awayOf(directory.chat('kari'));
  expect(away).toMatchObject({ retryAfter: seconds[0]! * 1_000, message: expect.stringContaining('429 TooManyRequests') });
  expect(graph.asked.filter(({ operation }) => operation === 'installed')).toHaveLength(attempts);
  expect(waited.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(30_000);
});

test('nor is a turn that the store gives too late, again and again', async () => {
  let takes = 4_000;
  const { graph, directory, later } = await startGraphTest({ people, turns: async (from) => (later(takes), from) });
  const before = Date.now();
  expect(await awayOf(directory.chat('kari'))).toBeInstanceOf(DirectoryAway);
  expect(graph.asked.filter(({ operation }) => operation !== 'token')).toEqual([]);
  expect(Date.now() - before).toBeLessThan(2_000);
  takes = 0;
  expect(await directory.chat('kari')).toMatchObject({ kind: 'chat' });
});

test('every request has an end', async () => {
  const { graph, directory } = await startGraphTest({ people, within: 100 });
  graph.fail({ on: 'installed', late: 5_000 });
  const before = Date.now();
  expect(await awayOf(directory.chat('kari'))).toBeInstanceOf(DirectoryAway);
  expect(Date.now() - before).toBeLessThan(2_000);
});

test('a slow answer is an answer', async () => {
  const { graph, directory } = await startGraphTest({ people });
  graph.fail({ late: 100 });
  expect(await directory.chat('kari')).toMatchObject({ kind: 'chat' });
});

test('nobody listens', async () => {
  const { graph, directory } = await startGraphTest({ people });
  await directory.chat('kari');
  await graph.stop();
  expect(await awayOf(directory.chat('kari'))).toBeInstanceOf(DirectoryAway);
});

test('the catalogue is asked again after it could not be', async () => {
  const { graph, directory } = await startGraphTest({ people });
  graph.fail({ on: 'catalogue', times: 4, answer: answers.badGateway() });
  expect(await awayOf(directory.install('kari'))).toBeInstanceOf(DirectoryAway);
  expect(await directory.install('kari')).toEqual({ kind: 'installed' });
});

test('a page that leads elsewhere is not followed: the token stays with Graph', async () => {
  const other = await startGraphTest({ people });
  const { graph, directory } = await startGraphTest();
  const body = { value: [{ id: 'x', accountEnabled: false }], '@odata.nextLink': `${other.graph.authority.base}/users?$filter=x` };
  graph.fail({ on: 'by-mail', answer: answers.ok(body) });
  expect(await directory.find(['x@askoy.kommune.no'])).toMatchObject([{ id: 'x', enabled: false }]);
  expect(other.graph.asked).toEqual([]);
});

test('nor is a redirect', async () => {
  const other = await startGraphTest({ people });
  const { graph, directory } = await startGraphTest({ people });
  graph.fail({ on: 'installed', answer: { status: 302, headers: { Location: `${other.graph.authority.base}/users` } } });
  expect(await awayOf(directory.chat('kari'))).toBeInstanceOf(DirectoryAway);
  expect(other.graph.asked).toEqual([]);
});
