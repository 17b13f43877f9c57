import type { Lease } from '../app/ports/push';
import type { Clock } from './patience';

/**
 * Requests a second, this app's own share: what Graph bears of one app in one tenant for reading and writing installed
 * apps (microsoftgraph, throttling-limits, Microsoft Teams: 30 rps each). A batch costs as many as it has in it.
 */
const perSecond = 30;
/** A twentieth more than a second: requests do not all travel equally fast. ms. */
const spell = 1_050;
/** This is all that Graph bears, so there is no catching up, and Graph's second may begin in the midst of a quarter: it meets five. */
const quarters = 4;
const quarter = spell / quarters;
/** What may go in a quarter, and so at once. */
export const atOnce = perSecond / (quarters + 1);

/**
 * Says when a number of requests may go out, so that never more than Graph bears do within a spell, of all processes together:
 * each leases as many of a quarter's worth as wait for it. First come, first served.
 */
export class Budget {
  private now = -1;
  private left = 0;
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly lease: Lease,
    private readonly clock: Pick<Clock, 'now' | 'pass'>,
  ) {}

  /** Resolves when `count` requests may go, {@link atOnce} at the most. */
  take(count: number): Promise<void> {
    if (count > atOnce) throw new Error(`${count} requests at once, and the budget has ${atOnce}`);
    this.waiting += count;
    const mine = this.last.then(() => this.next(count)).finally(() => (this.waiting -= count));
    this.last = mine.catch(() => undefined);
    return mine;
  }

  private async next(count: number): Promise<void> {
    const { clock, lease } = this;
    for (;;) {
      const now = Math.floor(clock.now() / quarter);
      // What was not used is gone.
      if (now !== this.now) this.left = 0;
      this.now = now;
      if (this.left < count) this.left += await lease(now, atOnce, Math.min(this.waiting, atOnce) - this.left, 0);
      // The store may have taken its time.
      if (Math.floor(clock.now() / quarter) !== now) continue;
      if (this.left >= count) {
        this.left -= count;
        return;
      }
      await clock.pass(Math.ceil((now + 1) * quarter - clock.now()));
    }
  }
}
