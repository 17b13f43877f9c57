import { DirectoryAway } from '../app/directory';
import { type Answer, errorOf } from './answer';

/** So often is asked again after the first time. */
const attempts = 3;
/** All waiting of one question together. ms. */
const longest = 30_000;
/** Where Graph does not say how long: this, twice this, four times this, and up to as much again by chance. ms. */
const firstWait = 1_000;

/** The time that passes, and chance. */
export interface Clock {
  readonly now: () => number;
  readonly pass: (ms: number) => Promise<void>;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
}

/** What one question may cost in attempts and time. */
export class Patience {
  private tried = 0;
  /** When it is over. */
  readonly until: number;

  constructor(
    private readonly clock: Clock,
    private readonly what: string,
  ) {
    this.until = clock.now() + longest;
  }

  /** Waits as long as Graph says, else longer each time. Throws {@link DirectoryAway} where it was asked often or long enough. */
  async after(answer: Answer): Promise<void> {
    this.tried += 1;
    const wait = answer.retryAfter ?? firstWait * 2 ** (this.tried - 1) * (1 + this.clock.random());
    if (this.tried > attempts || this.clock.now() + wait > this.until) throw this.away(answer);
    await this.clock.pass(wait);
  }

  /** What is thrown when it cannot be waited for. */
  away(answer: Answer): DirectoryAway {
    const said = answer.status === 0 ? 'no answer' : [answer.status, ...errorOf(answer).codes].join(' ');
    return new DirectoryAway(`Graph cannot be asked now (${this.what}): ${said}`, answer.retryAfter);
  }
}
