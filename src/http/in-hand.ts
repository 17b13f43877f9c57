import type { Server } from 'node:http';

/** Watches a server from now on. What it returns resolves when no request is being answered. */
export function requestsOf(server: Server): () => Promise<void> {
  let inHand = 0;
  const waiting: (() => void)[] = [];
  server.on('request', (_request, response) => {
    inHand += 1;
    response.once('close', () => {
      inHand -= 1;
      if (inHand === 0) for (const resolve of waiting.splice(0)) resolve();
    });
  });
  return () => (inHand === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)));
}
