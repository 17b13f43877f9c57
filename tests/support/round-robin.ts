import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** One address in front of several bot processes. */
export interface RoundRobin {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** How many requests each target answered. */
  readonly handled: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

/**
 * Starts the proxy. `targets` gives the addresses (`http://127.0.0.1:1234`) and is asked anew for each request, so
 * that processes may come and go. A process nobody listens at is skipped; one that dies halfway gives 502, for the
 * request may have been carried out; when all are gone the answer is 503.
 */
export async function startRoundRobin(targets: () => string[]): Promise<RoundRobin> {
  const handled = new Map<string, number>();
  let turn = 0;

  const server = http.createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const all = targets();
      const first = turn++;
      for (let skipped = 0; skipped < all.length; skipped++) {
        const target = all[(first + skipped) % all.length] ?? '';
        const outcome = await forward(target, request, Buffer.concat(chunks), response);
        if (outcome === 'refused') continue;
        if (outcome === 'broken') return end(response, 502);
        handled.set(target, (handled.get(target) ?? 0) + 1);
        return;
      }
      end(response, 503);
    })().catch(() => response.destroy());
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    handled,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const end = (response: http.ServerResponse, status: number) => {
  // Once the headers are out the only honest answer left is to cut the connection.
  if (response.headersSent) return void response.destroy();
  // Two statements: restify patches writeHead for the whole process, and then it returns nothing.
  response.writeHead(status);
  response.end();
};

/** Sends the request to one target and its answer back. Says whether the target refused or broke the connection. */
const forward = (target: string, from: http.IncomingMessage, body: Buffer, to: http.ServerResponse) =>
  new Promise<'answered' | 'refused' | 'broken'>((resolve) => {
    const { 'transfer-encoding': _chunked, ...headers } = from.headers;
    const options = {
      method: from.method,
      headers: { ...headers, 'content-length': body.length, connection: 'close' },
      // A fresh connection each time: a kept one could break for reasons of its own.
      agent: false as const,
    };
    const request = http.request(new URL(from.url ?? '/', target), options, (answer) => {
      to.writeHead(answer.statusCode ?? 502, { ...answer.headers, connection: 'keep-alive' });
      answer.pipe(to);
      answer.once('end', () => resolve('answered')).once('error', () => resolve('broken'));
    });
    request.once('error', (reason: NodeJS.ErrnoException) => resolve(reason.code === 'ECONNREFUSED' ? 'refused' : 'broken'));
    // When the caller gives up, so does the proxy, or stopping it would wait for a hanging bot.
    to.once('close', () => request.destroy());
    request.end(body);
  });
