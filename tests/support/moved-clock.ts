/**
 * A clock that goes on as ever and can be put forward, for a bot in this process: it takes up `Date.now` when it is
 * started, so this comes first. Timers are as far off as before.
 */
export function startMovedClock(): { forward(ms: number): void } {
  const now = Date.now;
  let ahead = 0;
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + ahead);
  clocks.push(clock);
  return { forward: (ms) => void (ahead += ms) };
}

const clocks: jest.SpyInstance[] = [];
afterEach(() => {
  for (const clock of clocks.splice(0)) clock.mockRestore();
});
