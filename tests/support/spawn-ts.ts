import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A TypeScript program of this project in a process of its own. */
export interface Child {
  readonly pid: number;
  /** All that was written to standard output and standard error so far. */
  readonly output: string;
  /** How it ended: its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /**
   * The next line of standard output that holds `part` and was not given to anybody before. Rejects with all that was
   * written when the process ends without it.
   */
  line(part?: string): Promise<string>;
  /** Says a word to it, which it hears by `process.once('message', …)`; listening alone does not keep it running. */
  tell(word: string): void;
  /** Sends the signal, by default the one that cannot be caught, and waits for the end. */
  kill(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

const register = path.join(__dirname, 'register.js');
const own = new Set<ChildProcess>();
const shared = new Set<ChildProcess>();

// Nothing that a test started goes on into the next one.
afterEach(() => killAll(own));
afterAll(() => killAll(shared));

async function killAll(children: Set<ChildProcess>): Promise<void> {
  await Promise.all(
    [...children].map(
      (child) =>
        new Promise<void>((resolve) => {
          child.once('exit', () => resolve());
          child.kill('SIGKILL');
        }),
    ),
  );
}

type Start = (file: string, args?: readonly string[], env?: Readonly<Record<string, string>>) => Child;

/**
 * Starts `file` (absolute, or relative to where jest runs) and kills it when the test ends. `env` is added to this
 * process's own; an empty value counts as unset for the bot's settings.
 */
export const spawnTs: Start = start(own);

/** The same for the tests of a whole file, started in `beforeAll`: it is killed when they are done. */
export const spawnShared: Start = start(shared);

function start(children: Set<ChildProcess>): Start {
  return (file, args = [], env = {}) => {
    const child = spawn(process.execPath, ['--enable-source-maps', '-r', register, path.resolve(file), ...args], {
      env: { ...process.env, ...env },
      // The channel tells the child when this process is gone, see register.js.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    children.add(child);
    return follow(child, () => children.delete(child));
  };
}

function follow(child: ChildProcess, gone: () => void): Child {
  const unread: string[] = [];
  const waiting: { readonly part: string; resolve(line: string): void; reject(error: Error): void }[] = [];
  let output = '';
  let over = false;

  const missing = (part: string): Error => new Error(`the process ended without a line with «${part}»; it wrote:\n${output}`);

  createInterface({ input: child.stdout! }).on('line', (line) => {
    output += `${line}\n`;
    const index = waiting.findIndex(({ part }) => line.includes(part));
    if (index < 0) unread.push(line);
    else waiting.splice(index, 1)[0]?.resolve(line);
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (output += text));

  // 'close' comes after the last line, 'exit' may come before it.
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('exit', gone);
    child.once('close', (code, signal) => {
      over = true;
      for (const { part, reject } of waiting.splice(0)) reject(missing(part));
      resolve(signal ?? code ?? 1);
    });
  });

  return {
    pid: child.pid!,
    get output() {
      return output;
    },
    ended,
    line: (part = '') =>
      new Promise((resolve, reject) => {
        const index = unread.findIndex((line) => line.includes(part));
        if (index >= 0) resolve(unread.splice(index, 1)[0]!);
        else if (over) reject(missing(part));
        else waiting.push({ part, resolve, reject });
      }),
    tell: (word) => void child.send(word),
    kill: (signal = 'SIGKILL') => {
      child.kill(signal);
      return ended;
    },
  };
}
