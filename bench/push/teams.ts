/**
 * Teams for the benchmark of the push, in a process of its own: its limits, the faults asked for, and a note of what it did
 * for whom. The chats of a list are `a:push-<n>`; what arrives in any other chat is told to the parent at once.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Throttle } from '../../tests/support/teams-stand-in/limits';
import { read } from '../../tests/support/teams-stand-in/wire';
import { type Did, latency, retryAfter, shares, teamsPerSecond } from './conditions';

const throttle = new Throttle(Date.now);
throttle.set({ perSecond: teamsPerSecond });
const did: Did = { first: 0, last: 0, lastNew: 0, attemptsToLastNew: 0, attempts: 0, pushes: 0, limited: 0, got: {}, last403: [] };
const tried = new Set<number>();
let next = 0;

/** The same faults each time. */
let state = 5;
const chance = (): number => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;

/** The status that a push gets. */
function fate(n: number): number {
  const drawn = chance();
  if (drawn < shares[429]) return 429;
  if (drawn < shares[429] + shares[502]) return 502;
  if (drawn < shares[429] + shares[502] + shares[403]) {
    did.last403.push(n);
    return 403;
  }
  did.got[n] = (did.got[n] ?? 0) + 1;
  return 201;
}

const server = http.createServer((request, response) => {
  void (async () => {
    const asked = await read(request);
    const answer = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    };
    if (asked.operation === 'members') return answer(200, { id: '29:x', name: 'Kari Nordmann', email: 'kari.nordmann@askoy.kommune.no' });
    const n = Number(/^a:push-(\d+)$/.exec(asked.conversation)?.[1]);
    const now = Date.now();
    if (did.first > 0 || n > 0) did.attempts += 1;
    if (n > 0) {
      did.first ||= now;
      did.last = now;
      did.pushes += 1;
      if (!tried.has(n)) {
        did.lastNew = now;
        did.attemptsToLastNew = did.attempts;
      }
      tried.add(n);
    }
    const wait = throttle.refuse(asked, asked.conversation);
    if (wait !== undefined) did.limited += 1;
    const status = wait !== undefined ? 429 : n > 0 ? fate(n) : 201;
    // As long as Teams takes, counted from the arrival.
    await new Promise((resolve) => setTimeout(resolve, latency));
    if (status === 201) {
      if (!(n > 0)) process.send?.({ arrived: asked.conversation });
      return answer(201, { id: `${(next += 1)}` });
    }
    if (status === 429) return answer(429, { error: { code: 'Throttled' } }, { 'retry-after': `${wait ?? retryAfter}` });
    return answer(status, { error: { code: 'Fault' } });
  })().catch(() => response.destroy());
});
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('message', (asked: { did?: true }) => process.send?.(asked.did ? { did } : { tried: tried.size }));
process.on('disconnect', () => process.exit());
