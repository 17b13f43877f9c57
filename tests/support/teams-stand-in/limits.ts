import { rootOf } from './conversations';
import type { TeamsRequest } from './wire';

export interface Limits {
  /** How many operations in how many seconds one conversation bears; reading its members twice as many. Teams' own by default. */
  perConversation?: readonly (readonly [count: number, seconds: number])[];
  /** What the bot may ask in a second in all, 50 by default. */
  perSecond?: number;
  /** All threads of a channel count as one conversation; else each for itself. */
  channelAsOne?: boolean;
  /**
   * A request that comes within this many ms after a 429 had been on its way and is not counted as one that came too
   * early. 100 by default.
   */
  grace?: number;
}

/** How well the bot keeps to what it was told. */
export interface LimitStats {
  throttled: number;
  /** How often it came to a conversation before the Retry-After it got there was over. */
  early: number;
  /** Where, as addressed: one entry for each time. */
  earlyAt: readonly string[];
}

const teamsOwn = [[7, 1], [8, 2], [60, 30], [1_800, 3_600]] as const;
const everywhere = 'everywhere';
/** Timers may ring a little before their time. */
const timerSlack = 10;

/** Teams' rate limits as sliding windows. A refused request does not count, so Retry-After is always enough. */
export class Throttle {
  private readonly taken = new Map<string, number[]>();
  private readonly told = new Map<string, { from: number; until: number }>();
  private throttled = 0;
  private readonly earlyAt: string[] = [];
  private limits: Limits | undefined;

  constructor(private readonly now: () => number) {}

  /** Starts afresh, with other limits or none. What was counted stays. */
  set(limits: Limits | boolean): void {
    this.limits = limits === true ? {} : limits || undefined;
    this.taken.clear();
    this.told.clear();
  }

  /** The seconds to wait before this is asked again; undefined where it may pass now. `place` is the conversation. */
  refuse(request: Pick<TeamsRequest, 'operation'>, place: string): number | undefined {
    if (!this.limits) return undefined;
    const now = this.now();
    const key = this.keyOf(request, place);
    const told = this.told.get(key);
    if (told && now > told.from + (this.limits.grace ?? 100) && now < told.until - timerSlack) this.earlyAt.push(place);

    const reads = request.operation === 'members' ? 2 : 1;
    const windows = (this.limits.perConversation ?? teamsOwn).map(([count, seconds]) => [count * reads, seconds] as const);
    const wait = Math.max(this.wait(key, place ? windows : []), this.wait(everywhere, [[this.limits.perSecond ?? 50, 1]]));
    if (wait === 0) {
      for (const each of [key, everywhere]) this.taken.set(each, [...(this.taken.get(each) ?? []), now]);
      return undefined;
    }
    this.throttled += 1;
    return Math.ceil(wait / 1_000);
  }

  /** The bot has been told to wait: from now on it knows. */
  tell(request: TeamsRequest, place: string, seconds: number): void {
    const from = this.now();
    this.told.set(this.keyOf(request, place), { from, until: from + seconds * 1_000 });
  }

  stats(): LimitStats {
    return { throttled: this.throttled, early: this.earlyAt.length, earlyAt: [...this.earlyAt] };
  }

  private keyOf({ operation }: Pick<TeamsRequest, 'operation'>, place: string): string {
    return `${operation === 'members' ? 'members' : 'all'}|${this.limits?.channelAsOne ? rootOf(place) : place}`;
  }

  /** Ms until every window has room for one more. */
  private wait(key: string, windows: readonly (readonly [count: number, seconds: number])[]): number {
    const now = this.now();
    const longest = Math.max(0, ...windows.map(([, seconds]) => seconds));
    const taken = (this.taken.get(key) ?? []).filter((at) => at > now - longest * 1_000);
    this.taken.set(key, taken);
    // The request that must have left the window before the next may enter is the count-th from the end.
    return Math.max(0, ...windows.map(([count, seconds]) => (taken.at(-count) ?? -Infinity) + seconds * 1_000 - now));
  }
}
