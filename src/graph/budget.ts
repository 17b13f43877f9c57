/**
 * Requests a second, this app's own share: what Graph bears of one app in one tenant for reading and writing installed
 * apps (microsoftgraph, throttling-limits, Microsoft Teams: 30 rps each). A batch costs as many as it has in it.
 */
export const perSecond = 30;
/** A twentieth more than a second: requests do not all travel equally fast. ms. */
const spell = 1_050;

/** Says when a number of requests may go out, so that never more than `size` do within a spell. First come, first served. */
export class Budget {
  /** When each of the places was last given away, oldest first. */
  private readonly given: number[];

  constructor(private readonly size = perSecond) {
    this.given = Array.from({ length: size }, () => -Infinity);
  }

  /** Takes places for `count` requests, `size` at the most, and says when they may go, in ms as `now` is. */
  take(count: number, now: number): number {
    if (count > this.size) throw new Error(`${count} requests at once, and the budget has ${this.size}`);
    const at = Math.max(now, (this.given[count - 1] ?? -Infinity) + spell, this.given.at(-1) ?? -Infinity);
    this.given.splice(0, count);
    for (let n = 0; n < count; n += 1) this.given.push(at);
    return at;
  }
}
