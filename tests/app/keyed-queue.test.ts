import { KeyedQueue } from '../../src/app/keyed-queue';

/** Work that ends when it is told to. */
function work(name: string, log: string[]): { readonly run: () => Promise<string>; readonly end: (error?: Error) => void } {
  let end!: (error?: Error) => void;
  const ended = new Promise<void>((resolve, reject) => (end = (error) => (error ? reject(error) : resolve())));
  return {
    run: async () => {
      log.push(`${name} begins`);
      await ended;
      log.push(`${name} ends`);
      return name;
    },
    end,
  };
}

/** All that can happen without anybody doing anything has happened. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('work of one key runs one after the other, in the order it came', async () => {
  const log: string[] = [];
  const queue = new KeyedQueue();
  const [a, b, c] = ['a', 'b', 'c'].map((name) => work(name, log)) as [ReturnType<typeof work>, ReturnType<typeof work>, ReturnType<typeof work>];
  const ends = [a, b, c].map(({ run }) => queue.run('kari', run));
  c.end();
  b.end();
  await settled();
  expect(log).toEqual(['a begins']);
  a.end();
  expect(await Promise.all(ends)).toEqual(['a', 'b', 'c']);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('work of another key does not wait', async () => {
  const queue = new KeyedQueue();
  const hanging = work('a', []);
  const hangs = queue.run('kari', hanging.run);
  expect(await queue.run('ola', () => Promise.resolve('b'))).toBe('b');
  hanging.end();
  await hangs;
});

test('work that fails fails its caller only, and the next one runs', async () => {
  const queue = new KeyedQueue();
  const fails = queue.run('kari', () => Promise.reject(new Error('oh')));
  const next = queue.run('kari', () => Promise.resolve('next'));
  await expect(fails).rejects.toThrow('oh');
  expect(await next).toBe('next');
});

test('it is drained when nothing waits or runs, also what came while it drained', async () => {
  const log: string[] = [];
  const queue = new KeyedQueue();
  await queue.drained();
  const [a, b] = [work('a', log), work('b', log)];
  const first = queue.run('kari', a.run);
  let drained = false;
  const all = queue.drained().then(() => (drained = true));
  const second = queue.run('kari', b.run);
  a.end(new Error('oh'));
  await expect(first).rejects.toThrow('oh');
  await settled();
  expect(drained).toBe(false);
  b.end();
  await second;
  await all;
  expect(log).toEqual(['a begins', 'b begins', 'b ends']);
});
