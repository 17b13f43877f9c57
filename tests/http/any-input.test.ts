import fc from 'fast-check';
import type { Chat } from '../support/activities';
import { startTestBot } from '../support/running-bot';

/** Stands in a body for what JSON.stringify itself would stumble over. */
const deep = '«deep»';
const nested = (text: string): string => text.replaceAll(`"${deep}"`, `${'[{"a":'.repeat(2_000)}1${'}]'.repeat(2_000)}`);

const poisoned: fc.Arbitrary<unknown> = fc.constantFrom('{"__proto__":{"poisoned":true}}', '{"constructor":{"prototype":{"poisoned":true}}}').map((text) => JSON.parse(text) as unknown);

/** What no client sends, in place of what one does. */
const odd = fc.oneof(
  fc.jsonValue({ stringUnit: 'binary' }),
  fc.constantFrom<unknown>(deep, null, undefined, -0, 1e308, '', ' ', '\u0000', '\uD800', '__proto__', 'toString', '${title}', '<at>x</at>', 'æøå', '[x](javascript:1)'),
  fc.nat(60_000).map((length) => 'x'.repeat(length)),
  fc.nat(2_000).map((length) => Array.from({ length }, () => ({}))),
  poisoned,
);

/** A service URL is used: whatever it says, nothing may leave this machine. */
const oddAddress = fc.oneof(
  fc.constantFrom<unknown>(7, null, {}, [], '', 'x', '/', '//', 'http://', 'http://127.0.0.1:1', 'http://127.0.0.1:99999/', 'ftp://127.0.0.1/', '\u0000', 'http://127.0.0.1:1/\u0000'),
  fc.nat(60_000).map((length) => `http://127.0.0.1:1/${'x'.repeat(length)}`),
);

type Path = readonly (string | number)[];

function pathsIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, item]) => pathsIn(item, [...at, key]))].filter(({ length }) => length > 0);
}

function put(value: unknown, [key, ...rest]: Path, odd: unknown): unknown {
  if (key === undefined) return odd;
  const copy: any = Array.isArray(value) ? [...value] : { ...(value as object) };
  copy[key] = put(copy[key], rest, odd);
  return copy;
}

/** Everything a chat can send, with up to three fields made odd. */
function mutated(chat: Chat): fc.Arbitrary<unknown> {
  const button = { verb: 'answer', data: { choice: 'first-login', card: 'x', rev: 0, shownAt: 0 }, messageId: '1' };
  const said = chat.message('hei');
  const sound = [said, chat.press(button, { address: 'a@b.no' }), chat.submit(button), chat.install(), chat.uninstall(), chat.membersAdded(), chat.edit(said, 'hallo'), chat.remove(said)];
  const one = (activity: unknown): fc.Arbitrary<unknown> =>
    fc.constantFrom(...pathsIn(activity)).chain((path) => (path[0] === 'serviceUrl' ? oddAddress : odd).map((value) => put(activity, path, value)));
  return fc
    .constantFrom<unknown>(...sound.map((activity) => JSON.parse(JSON.stringify(activity)) as unknown))
    .chain(one)
    .chain((activity) => fc.oneof(fc.constant(activity), one(activity)));
}

test('whatever is thrown at it, the bot says which of four things it was, and answers the next person', async () => {
  const bot = await startTestBot({ env: { LOG_LEVEL: 'info' } });
  const body = fc.oneof(
    { weight: 8, arbitrary: mutated(bot.chat()).map((activity) => nested(JSON.stringify(activity))) },
    { weight: 1, arbitrary: fc.json({ stringUnit: 'binary' }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('type', 'name', 'from', 'conversation', 'value', 'serviceUrl2'), odd).map((value) => nested(JSON.stringify(value))) },
  );
  const seen = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(body, async (text) => {
      const { status, text: answer } = await bot.post(text);
      seen.set(status, (seen.get(status) ?? 0) + 1);
      expect([200, 400, 403, 413]).toContain(status);
      expect(answer).not.toMatch(/Error:|\bat .+:\d+:\d+|node_modules/);
    }),
    { numRuns: 300 },
  );
  expect([...seen.keys()]).toEqual(expect.arrayContaining([200, 400]));
  expect(({} as { poisoned?: unknown }).poisoned).toBeUndefined();

  const next = bot.chat();
  expect((await bot.post(next.message('hei'))).status).toBe(200);
  await bot.teams.waitFor(({ chat }) => chat(next.conversation)[0], 'the answer to the next person');
}, 30_000);
