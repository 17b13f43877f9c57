/** Rounds of work, one after the other, until it is told to stop: each says how long there is nothing to do. */
export class Loop {
  private working: Promise<void> | undefined;
  private stopping = false;
  private again = false;
  private wake: (() => void) | undefined;

  /** `round`: how long there is nothing to do, ms; it handles its own errors. `idle`: nothing is in hand any more. */
  constructor(
    private readonly round: (stopping: boolean) => Promise<number>,
    private readonly idle: () => boolean,
  ) {}

  start(): void {
    this.working ??= this.work();
  }

  /** There may be something to do. Cheap, and may be called at any time. */
  nudge(): void {
    this.again = true;
    this.wake?.();
  }

  /** Begins nothing new, and resolves when what is in hand has ended. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.nudge();
    await this.working;
  }

  private async work(): Promise<void> {
    while (!this.stopping || !this.idle()) {
      this.again = false;
      const rest = await this.round(this.stopping);
      if (rest > 0 && !this.again && !(this.stopping && this.idle())) await this.pause(rest);
    }
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wake?.(), ms);
      this.wake = () => {
        clearTimeout(timer);
        this.wake = undefined;
        resolve();
      };
    });
  }
}
