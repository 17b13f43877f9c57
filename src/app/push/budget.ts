import type { Lease } from '../ports/push';

/** Teams' limit for one app in one tenant is 50 a second (rate-limit page); an older text says 30. */
export const mostPerSecond = 50;
/**
 * A second's budget becomes free a quarter at a time. Teams' window is not our second: what goes out at the end of one and at
 * the beginning of the next would be twice as much in its eyes. Who falls behind catches up within the second.
 */
const quarters = 4;
const quarter = 1_000 / quarters;
/** A lease is at least this part of a second's worth: a share for each of several processes, and a write for none of the messages. */
const leases = 16;
/** So many conversations that are told to wait within a second, and a tenth of what goes out in it: then it is the tenant, not they. */
const telling = 3;
const share = 0.1;
/** What a second's budget falls to when the tenant is told to wait, and what it gains with every five seconds of peace. */
const fall = 0.5;
const lowest = 0.1;
const gain = 0.1;
const peace = 5_000;

/**
 * How much may be sent in a second, by all processes together. What somebody waits for never asks: it is noted, and the
 * next lease is as much smaller. Pushes take what is left.
 */
export class Budget {
  private second = 0;
  private quarter = 0;
  private left = 0;
  /** Sent without asking, not yet told to the store. */
  private noted = 0;
  private exhausted = false;
  private factor = 1;
  private changedAt = 0;
  private readonly told: { readonly conversation: string; readonly at: number }[] = [];

  constructor(
    private readonly lease: Lease,
    private readonly perSecond: number,
    private readonly now: () => number,
  ) {}

  /** A reply goes out, whatever is left. */
  note(): void {
    this.turn();
    if (this.left > 0) this.left -= 1;
    else this.noted += 1;
  }

  /** Teams has told this conversation to wait. */
  throttled(conversation: string): void {
    const at = this.now();
    this.told.push({ conversation, at });
    while ((this.told[0]?.at ?? at) <= at - 1_000) this.told.shift();
    if (new Set(this.told.map((each) => each.conversation)).size < Math.max(telling, share * this.limit)) return;
    this.told.length = 0;
    this.factor = Math.max(lowest, this.factor * fall);
    this.changedAt = at;
  }

  /** How many pushes may go now, of those wanted; 0: not before {@link untilMore} has passed. */
  async take(want: number): Promise<number> {
    if (want <= 0) return 0;
    this.turn();
    if (this.left === 0 && !this.exhausted) {
      const limit = this.limit;
      const used = this.noted;
      this.noted = 0;
      const second = this.second;
      const at = this.quarter;
      const asked = Math.max(want, Math.ceil(limit / leases));
      const granted = await this.lease(second, Math.ceil((limit * (at + 1)) / quarters), asked, used).catch((error: unknown) => {
        this.noted += used;
        throw error;
      });
      this.turn();
      if (second === this.second) {
        this.left += granted;
        this.exhausted = granted < asked && at === this.quarter;
      }
    }
    const taken = Math.min(want, this.left);
    this.left -= taken;
    return taken;
  }

  /** Was taken, and there was nobody to send to. */
  giveBack(count: number): void {
    const { second } = this;
    this.turn();
    if (second === this.second) this.left += count;
  }

  /** How long until there may be more, ms. */
  get untilMore(): number {
    return this.exhausted && this.left === 0 ? quarter - (this.now() % quarter) : 0;
  }

  private get limit(): number {
    return Math.max(1, Math.round(this.perSecond * this.factor));
  }

  private turn(): void {
    const now = this.now();
    if (this.factor < 1 && now - this.changedAt >= peace) {
      this.factor = Math.min(1, this.factor + gain);
      this.changedAt = now;
    }
    const second = Math.floor(now / 1_000);
    const at = Math.floor((now % 1_000) / quarter);
    if (second === this.second && at === this.quarter) return;
    this.quarter = at;
    this.exhausted = false;
    if (second === this.second) return;
    this.second = second;
    // What was not used is gone: a second's worth is for that second.
    this.left = 0;
    this.noted = 0;
  }
}
