/** `node -r ./tests/support/clock-ahead.js file` runs with a clock that is CLOCK_AHEAD ms ahead of the wall's, see moved-clock.ts. */
const now = Date.now;
const ahead = Number(process.env.CLOCK_AHEAD);
Date.now = () => now() + ahead;
