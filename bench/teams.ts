import http from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Teams as the benchmark needs it, in a process of its own: takes every message, and says when the number asked for
 * has arrived. Told `{ expect: n }` by its parent, it answers `{ arrived: n }` once n messages came after that.
 */
let arrived = 0;
let expected = Infinity;
let next = 0;

function count(): void {
  arrived += 1;
  if (arrived === expected) process.send?.({ arrived });
}

const server = http.createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const send = request.method === 'POST';
    const member = request.method === 'GET';
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(member ? { id: '29:x', name: 'Kari Nordmann', email: 'kari.nordmann@askoy.kommune.no' } : { id: `${(next += 1)}` }));
    if (send) count();
  });
});

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('message', ({ expect }: { expect: number }) => {
  arrived = 0;
  expected = expect;
});
process.on('disconnect', () => process.exit());
