import { refusals, startTeams, type TeamsOptions, type TeamsStandIn } from './teams-stand-in';

let now: number;
let teams: TeamsStandIn | undefined;
beforeEach(() => void (now = 1_000_000));
afterEach(() => teams?.stop());
const start = async (options: TeamsOptions) => void (teams = await startTeams({ now: () => now, ...options }));

/** The status, and after 429 the seconds to wait. */
const say = async (conversation = 'a:1', method = 'POST', what = 'activities') => {
  const answer = await fetch(`${teams!.serviceUrl}v3/conversations/${encodeURIComponent(conversation)}/${what}`, {
    method,
    ...(method === 'POST' && { body: JSON.stringify({ type: 'message', text: 'hei' }) }),
  });
  return answer.status === 429 ? Number(answer.headers.get('retry-after')) : answer.status;
};
const times = async (count: number, ask: () => Promise<number>) => {
  const statuses: number[] = [];
  for (let n = 0; n < count; n += 1) statuses.push(await ask());
  return [...new Set(statuses)];
};

test('a conversation bears what Teams says it bears', async () => {
  await start({ limits: true });
  expect(await times(7, say)).toEqual([201]);
  expect(await say()).toBe(1);
  expect(await say('a:2')).toBe(201);
  now += 1_000;
  expect([await say(), await say()]).toEqual([201, 1]); // Eight in two seconds.
});

test('sixty in half a minute, with the exact wait', async () => {
  await start({ limits: { perConversation: [[60, 30], [61, 3_600]] } });
  now += 1;
  expect(await times(50, say)).toEqual([201]);
  now += 10_000;
  expect(await times(10, say)).toEqual([201]);
  expect(await say()).toBe(20);
  now += 20_000;
  expect([await say(), await say()]).toEqual([201, 3_570]);
  expect(teams!.chat('a:1')).toHaveLength(61);
});

test('the tenant bears fifty a second in all, and a roster may be read twice as often', async () => {
  await start({ limits: { perConversation: [[2, 1]] } });
  teams!.people('a:1', [{ id: '29:kari', name: 'Kari' }]);
  expect(await times(4, () => say('a:1', 'GET', 'members'))).toEqual([200]);
  expect([await say('a:1', 'GET', 'members'), await say()]).toEqual([1, 201]);
  let conversation = 0;
  expect(await times(45, () => say(`a:other${(conversation += 1)}`))).toEqual([201]);
  expect(await say('a:last')).toBe(1);
  now += 1_000;
  expect(await say('a:last')).toBe(201);
});

test('threads count each for itself or the channel as one', async () => {
  const [one, two] = ['19:hr@thread.tacv2;messageid=1', '19:hr@thread.tacv2;messageid=2'];
  await start({ limits: true });
  expect(await times(7, () => say(one))).toEqual([201]);
  expect(await say(two)).toBe(201);
  teams!.limit({ channelAsOne: true });
  expect(await times(7, () => say(one))).toEqual([201]);
  expect(await say(two)).toBe(1);
  teams!.limit(false);
  expect(await times(60, () => say(two))).toEqual([201]);
});

test('tells who came back before Retry-After was over', async () => {
  await start({ limits: { perConversation: [[1, 5]] } });
  await say();
  expect(await say()).toBe(5);
  now += 50;
  await say(); // Had been on its way.
  expect(teams!.stats()).toEqual({ throttled: 2, early: 0, earlyAt: [] });
  now += 3_000;
  await say();
  now += 5_000;
  expect(await say()).toBe(201);
  expect(teams!.stats()).toEqual({ throttled: 3, early: 1, earlyAt: ['a:1'] });
  expect(teams!.attempts.map(({ outcome }) => outcome)).toEqual([201, 429, 429, 429, 201]);
});

test('is slow on the way in, or only in answering', async () => {
  await start({});
  teams!.latency(60);
  const slow = say();
  const before = Date.now();
  await teams!.waitFor(({ sent }) => sent.length, 'the slow one');
  expect(Date.now() - before).toBeGreaterThan(40);
  await slow;
  teams!.latency(0);
  teams!.fail({ times: 1, answer: 'accept', late: 60 });
  teams!.fail({ times: 1, answer: refusals.conflict() });
  let answered = false;
  const late = say().then((status) => ((answered = true), status));
  await teams!.waitFor(({ sent }) => sent.length === 2, 'what is answered late');
  expect(answered).toBe(false);
  expect(await say()).toBe(412);
  expect(await late).toBe(201);
});
