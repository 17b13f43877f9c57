import { DirectoryAway } from '../app/directory';
import type { Turns } from '../app/ports/push';
import type { Clock } from './patience';

/**
 * What may go together, and so the size of a batch, which costs as many requests as it has in it. Graph bears 30 a second of
 * one app in one tenant for reading and writing installed apps (microsoftgraph, throttling-limits, Microsoft Teams: 30 rps
 * each). Where its second begins is not said: any stretch of less than 27 times 40 ms meets 26 and the last four, which are 30.
 */
export const atOnce = 4;
/** How long it is nobody else's turn after a request, in any process: 25 a second. ms. */
const each = 40;
/** Whoever is later than this misses the turn. What is left of the 80 ms over a second is for clocks that differ. */
const late = 50;
/** A turn is asked for as far ahead as the store took of late; further than this it keeps all others waiting. ms. */
const furthest = 2_000;

interface Waiting {
  readonly count: number;
  readonly until: number;
  readonly go: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Says when a number of requests may go out, so that never more than Graph bears do within a second, of all processes together.
 * Each process asks for one turn at a time, behind those that the others have: so all get on, with batches, too. First come, first served.
 */
export class Budget {
  private readonly waiting: Waiting[] = [];
  private serving = false;
  /** How long before a turn it is asked for. */
  private ahead = 0;
  /** When this process's own last turn is over: so it keeps the distance even where a clock is so wrong that the store cannot. */
  private free = 0;

  constructor(
    private readonly turns: Turns,
    private readonly clock: Pick<Clock, 'now' | 'pass'>,
  ) {}

  /** Resolves when `count` requests may go, {@link atOnce} at the most. Rejects with {@link DirectoryAway} where `until` passes before there is a turn for it. */
  take(count: number, until: number): Promise<void> {
    if (count > atOnce) throw new Error(`${count} requests at once, and the budget has ${atOnce}`);
    return new Promise((go, fail) => {
      this.waiting.push({ count, until, go, fail });
      if (!this.serving) void this.serve();
    });
  }

  private async serve(): Promise<void> {
    this.serving = true;
    for (let first = this.waiting[0]; first; first = this.waiting[0]) {
      if (this.clock.now() > first.until) {
        this.waiting.shift();
        first.fail(new DirectoryAway('Graph cannot be asked now: there was no turn for it in time'));
        continue;
      }
      const { together, count } = this.fitting();
      try {
        if (!(await this.comes(count))) continue;
        for (const one of this.waiting.splice(0, together)) one.go();
      } catch (error) {
        for (const one of this.waiting.splice(0, together)) one.fail(error);
      }
    }
    this.serving = false;
  }

  /** How many of those that wait can go together, in their order, and how many requests that is. */
  private fitting(): { readonly together: number; readonly count: number } {
    let together = 0;
    let count = 0;
    for (const one of this.waiting) {
      if (count + one.count > atOnce) break;
      count += one.count;
      together += 1;
    }
    return { together, count };
  }

  /** Waits for a turn. False: it is over already, the store took too long. */
  private async comes(count: number): Promise<boolean> {
    const { clock, turns } = this;
    const asked = clock.now();
    const at = await turns(Math.max(asked + this.ahead, this.free), count * each);
    this.free = at + count * each;
    const wait = at - clock.now();
    // Half of what one may be late is kept for the way. After a slow answer, the next ones are taken for slow, too, and less so each time.
    this.ahead = Math.min(furthest, Math.max(0, clock.now() - asked - late / 2, Math.ceil(this.ahead * 0.75)));
    if (wait > 0) await clock.pass(wait);
    return clock.now() <= at + late;
  }
}
