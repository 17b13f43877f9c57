import type { House } from './house';
import type { Log, Store } from './ports';

/** What a clock works with: that of the cases, and that of the pushes. */
export interface ClockParts {
  readonly store: Store;
  readonly house: House;
  /** There is something to send, or somebody to look up. */
  readonly nudge: () => void;
  readonly now: () => number;
  readonly log: Log;
}
