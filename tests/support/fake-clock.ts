/**
 * A clock that stands until it is told to go on, and the timers that hang on it. Nothing else is faked: a store and a
 * socket need the real rest.
 */
export const clock = {
  start(at: number): void {
    jest.useFakeTimers({
      now: at,
      doNotFake: [
        'Date',
        'hrtime',
        'nextTick',
        'performance',
        'queueMicrotask',
        'requestAnimationFrame',
        'cancelAnimationFrame',
        'requestIdleCallback',
        'cancelIdleCallback',
        'setImmediate',
        'clearImmediate',
      ],
    });
  },
  now: (): number => jest.now(),
  /** Goes on by `ms`, timer by timer, and lets all that they set off come to its end. */
  advance: (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms),
  /** Is later at once, as after a night in standby: timers are as far off as before. */
  jump(ms: number): void {
    jest.setSystemTime(jest.now() + ms);
  },
  stop(): void {
    jest.useRealTimers();
  },
};
