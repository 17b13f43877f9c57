import type { Log } from '../../src/app/ports';

/** For tests that look at what is done, not at what is logged. */
export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
