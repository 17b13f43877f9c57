import path from 'node:path';

/** Monday 23 November 2026, 09:00 in Norway: people are at work. */
export const workday = Date.UTC(2026, 10, 23, 8);

/**
 * A clock that goes on as ever and can be put forward, for a bot in this process: it takes up `Date.now` when it is
 * started, so this comes first. Timers are as far off as before.
 */
export function startMovedClock(at = Date.now()): { forward(ms: number): void } {
  const now = Date.now;
  let ahead = at - now();
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + ahead);
  clocks.push(clock);
  return { forward: (ms) => void (ahead += ms) };
}

const clocks: jest.SpyInstance[] = [];
afterEach(() => {
  for (const clock of clocks.splice(0)) clock.mockRestore();
});

/** The same for a process of its own and those that it starts: settings with which it is so late there. */
export const clockAt = (at: number): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --require ${JSON.stringify(path.join(__dirname, 'clock-ahead.js'))}`,
  CLOCK_AHEAD: `${at - Date.now()}`,
});
