import { createInterface } from 'node:readline';
import { type Options, Presets, SingleBar } from 'cli-progress';

/** What a terminal would obey rather than show: names and words come from files and directories. */
const obeyed = /(?!\n)[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Without a terminal, a line for so many parts of the way. */
const parts = 10;

export interface Progress {
  /** So many of so many, and how long it takes still, in words. */
  at(done: number, all: number, left: string): void;
  end(): void;
}

/** Where the command writes: what it has to say, and what is wrong; and where somebody may answer. */
export class Screen {
  constructor(
    private readonly out: NodeJS.WritableStream & { readonly isTTY?: boolean },
    private readonly err: NodeJS.WritableStream,
    private readonly keys?: NodeJS.ReadableStream & { readonly isTTY?: boolean },
  ) {}

  /** Whether somebody sits here. */
  get answers(): boolean {
    return this.out.isTTY === true && this.keys?.isTTY === true;
  }

  /** Asks whoever sits here for a line. Empty where she ends it, as by Ctrl-C or Ctrl-D. */
  async ask(question: string): Promise<string> {
    if (!this.keys) return '';
    const lines = createInterface({ input: this.keys, output: this.out });
    try {
      return await new Promise<string>((resolve) => {
        lines.once('close', () => resolve(''));
        lines.question(question, (answer) => resolve(answer.trim()));
      });
    } finally {
      lines.close();
    }
  }

  say(...lines: readonly string[]): void {
    for (const line of lines) this.out.write(`${line.replace(obeyed, '')}\n`);
  }

  complain(...lines: readonly string[]): void {
    for (const line of lines) this.err.write(`${line.replace(obeyed, '')}\n`);
  }

  /** A bar on a terminal; elsewhere a line now and then, as `line` writes it. */
  progress(what: string, line: (done: number, all: number) => string): Progress {
    return this.out.isTTY ? bar(this.out, what) : this.lines(line);
  }

  private lines(line: (done: number, all: number) => string): Progress {
    let said = -1;
    return {
      at: (done, all) => {
        const part = all === 0 ? parts : Math.floor((done * parts) / all);
        if (part === said) return;
        said = part;
        this.say(line(done, all));
      },
      end: () => undefined,
    };
  }
}

function bar(stream: NodeJS.WritableStream, what: string): Progress {
  const options: Options = { stream, format: `${what} {bar} {percentage} % | {value}/{total} {left}`, hideCursor: true, barsize: 30, etaBuffer: 50 };
  const shown = new SingleBar(options, Presets.shades_classic);
  // However it ends, the cursor comes back.
  const giveBack = (): void => shown.stop();
  const interrupted = (): void => {
    giveBack();
    process.exit(130);
  };
  let going = false;
  return {
    at: (done, all, left) => {
      if (!going) {
        going = true;
        shown.start(all, done, { left });
        process.once('SIGINT', interrupted);
      }
      // Whoever gets an account meanwhile is one more.
      shown.setTotal(all);
      shown.update(done, { left });
    },
    end: () => {
      if (going) giveBack();
      going = false;
      process.removeListener('SIGINT', interrupted);
    },
  };
}
