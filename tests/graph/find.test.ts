import { DirectoryAway } from '../../src/app/directory';
import { answers } from '../support/graph-stand-in';
import { person, startGraphTest } from '../support/graph-directory';

const kari = person('kari', { name: 'Kari Nordmann', language: 'nn-NO' });

test('people are found by sign-in name, else by mail, in the order they were asked for, unknown ones too', async () => {
  const per = person('per', { upn: 'pno123@askoy.kommune.no', mail: 'Per.Olsen@askoy.kommune.no', enabled: false });
  const ola = person('ola', { upn: 'ola_gmail.com#EXT#@askoy.onmicrosoft.com', mail: 'ola@gmail.com', type: 'Guest' });
  const { graph, directory } = await startGraphTest({ people: [kari, per, ola] });
  const found = await directory.find(['per.olsen@askoy.kommune.no', 'nobody@askoy.kommune.no', 'kari@askoy.kommune.no', 'ola@gmail.com']);
  expect(found).toEqual([
    { id: 'per', name: 'Name of per', email: 'Per.Olsen@askoy.kommune.no', enabled: false, guest: false, locale: undefined },
    undefined,
    { id: 'kari', name: 'Kari Nordmann', email: 'kari@askoy.kommune.no', enabled: true, guest: false, locale: 'nn-NO' },
    { id: 'ola', name: 'Name of ola', email: 'ola@gmail.com', enabled: true, guest: true, locale: undefined },
  ]);
  expect(graph.asked.filter(({ operation }) => operation === 'batch')).toHaveLength(2);
  expect(graph.asked.filter(({ operation }) => operation === 'by-mail')).toHaveLength(3);
});

test('an invited person who was made a member is from another organisation still', async () => {
  const { directory } = await startGraphTest({ people: [person('eva', { upn: 'eva_bergen.no#EXT#@askoy.onmicrosoft.com', mail: 'eva@bergen.no' })] });
  expect(await directory.find(['eva@bergen.no'])).toMatchObject([{ id: 'eva', guest: true }]);
});

test('of several with one mail address the enabled one counts, though she stands on another page; else the first', async () => {
  const mail = 'post@askoy.kommune.no';
  const off = [1, 2, 3, 4].map((n) => person(`off${n}`, { mail, enabled: false }));
  const { graph, directory } = await startGraphTest({ people: [...off, person('on', { mail })], page: 2 });
  expect(await directory.find([mail])).toMatchObject([{ id: 'on' }]);
  expect(graph.asked.filter(({ operation }) => operation === 'by-mail').map(({ inBatch }) => inBatch)).toEqual([true, false, false]);
  graph.people(off);
  expect(await directory.find([mail])).toMatchObject([{ id: 'off1' }]);
});

test.each([
  "o'brien@askoy.kommune.no",
  "''@askoy.kommune.no",
  'kåre.ødegård@askøy.kommune.no',
  'a+b@askoy.kommune.no',
  'a#b@askoy.kommune.no',
  'a/b?c&d=e%41@askoy.kommune.no',
  '..@askoy.kommune.no',
])('%s is asked for as it is, as sign-in name and as mail', async (address) => {
  const { graph, directory } = await startGraphTest({ people: [person('1', { upn: address, mail: null })] });
  expect(await directory.find([address])).toMatchObject([{ id: '1' }]);
  graph.people([person('2', { upn: 'x', mail: address })]);
  expect(await directory.find([address])).toMatchObject([{ id: '2' }]);
  expect(graph.asked.filter(({ status }) => status === 400)).toEqual([]);
});

test('many are asked for in batches that fit the budget', async () => {
  const people = Array.from({ length: 100 }, (_, n) => person(`p${n}`));
  const { graph, directory } = await startGraphTest({ people });
  const found = await directory.find(people.map(({ upn }) => upn));
  expect(found.map((each) => each && 'id' in each && each.id)).toEqual(people.map(({ id }) => id));
  expect(graph.asked.filter(({ operation }) => operation === 'batch')).toHaveLength(25);
});

test('nobody is nothing to ask for', async () => {
  const { graph, directory } = await startGraphTest();
  expect(await directory.find([])).toEqual([]);
  expect(graph.asked).toEqual([]);
});

test('who was put off within a batch is asked for again after the time named, and nobody else is', async () => {
  const { graph, directory, waited } = await startGraphTest({ people: [kari, person('per')] });
  graph.fail({ on: 'user', about: 'per', times: 1, answer: answers.throttled(7) });
  expect(await directory.find(['kari@askoy.kommune.no', 'per@askoy.kommune.no'])).toMatchObject([{ id: 'kari' }, { id: 'per' }]);
  expect(waited.filter((ms) => ms === 7_000)).toHaveLength(1);
  expect(graph.asked.filter(({ operation }) => operation === 'user').map(({ url, status }) => [url.includes('kari'), status])).toEqual([[true, 200], [false, 429], [false, 200]]);
});

test('in real time the wait is over before', async () => {
  const { graph, directory } = await startGraphTest({ people: [kari], real: true });
  graph.fail({ on: 'user', times: 1, answer: answers.throttled(0.3) });
  expect(await directory.find(['kari@askoy.kommune.no'])).toMatchObject([{ id: 'kari' }]);
  expect(graph.early()).toBe(0);
});

test('a batch that was put off as a whole is asked again', async () => {
  const { graph, directory, waited } = await startGraphTest({ people: [kari] });
  graph.fail({ on: 'batch', times: 1, answer: answers.throttled(5) });
  graph.fail({ on: 'batch', times: 1, answer: answers.badGateway() });
  expect(await directory.find(['kari@askoy.kommune.no'])).toMatchObject([{ id: 'kari' }]);
  expect(waited).toEqual(expect.arrayContaining([5_000, 2_000]));
});

test('one who is put off for ever makes the directory away, with the time it named', async () => {
  const { graph, directory } = await startGraphTest({ people: [kari, person('per')] });
  graph.fail({ on: 'user', about: 'per', answer: answers.throttled(2) });
  const away = await directory.find(['kari@askoy.kommune.no', 'per@askoy.kommune.no']).catch((error: unknown) => error);
  expect(away).toBeInstanceOf(DirectoryAway);
  expect(away).toMatchObject({ retryAfter: 2_000, message: expect.stringContaining('429') });
  expect(graph.asked.filter(({ url, operation }) => operation === 'user' && url.includes('per'))).toHaveLength(4);
});

test('a missing permission is named, for everybody', async () => {
  const asking = await startGraphTest({ people: [kari], permissions: ['AppCatalog.Read.All'] });
  await asking.directory.find(['per@askoy.kommune.no']);
  const [found] = await asking.directory.find(['kari@askoy.kommune.no', 'eva@askoy.kommune.no']);
  expect(found).toEqual({ kind: 'refused', why: 'permission', detail: expect.stringMatching(/^needs User\.Read\.All: 403 Authorization_RequestDenied/) });
  // The operator hears it once.
  expect(asking.log.match(/"level":"warn"/g)).toHaveLength(1);
  expect(asking.log).toContain('needs User.Read.All');
  expect(asking.log).not.toContain('kari');
});

test('what Graph takes for no address at all is nobody, and says why', async () => {
  const { graph, directory } = await startGraphTest({ people: [kari] });
  graph.fail({ on: 'user', about: 'odd', answer: answers.badRequest('odd@askoy.kommune.no is no address') });
  const [odd, known] = await directory.find(['odd@askoy.kommune.no', 'kari@askoy.kommune.no']);
  expect(odd).toBeUndefined();
  expect(known).toMatchObject({ id: 'kari' });
});
