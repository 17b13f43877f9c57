import restify, { type Request, type Response, type Server } from 'restify';
import type { Log, Picture } from '../app/ports';
import type { Answer, TeamsAdapter } from '../teams/adapter';
import type { Assets } from './assets';
import { readJson } from './body';
import { servePages, type Pages } from './guide';
import { type PushParts, pushRoutes } from './push';

/** Larger than any message Teams lets a person write with the inputs of a card (100 KB), with room to spare. */
const maxBodySize = 256 * 1024;

export interface HttpParts {
  readonly adapter: TeamsAdapter;
  readonly assets: Assets;
  readonly pages: Pages;
  /** A picture that somebody was given this link to; undefined where the link is not ours, has ended, or the picture is gone. */
  readonly openPicture: (link: { id: string; until: string; signature: string }) => Promise<Picture | undefined>;
  /** Empty where all is well, else what is not, in words for an operator. */
  readonly notReady: () => Promise<readonly string[]>;
  /** HR's pushes at the terminal; absent: there is nothing to ask there. */
  readonly push?: Omit<PushParts, 'log'> | undefined;
  readonly log: Log;
}

/** Nothing of an error but its status leaves the house: no text, no stack. */
function silence(server: Server, log: Log): void {
  server.on('restifyError', (request: Request, _response: Response, error: { statusCode?: number; name?: string }, done: () => void) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ err: error, path: request.path() }, 'a request failed');
    const body = { code: error.name ?? 'Error' };
    Object.assign(error, { toJSON: () => body, toString: () => body.code });
    done();
  });
}

/** The bot's HTTP server, not yet listening. */
export function createServer({ adapter, assets, pages, openPicture, notReady, push, log }: HttpParts): Server {
  const server = restify.createServer({ name: 'vismahjelpen' });
  silence(server, log);

  server.post('/api/messages', async (request: Request, response: Response) => {
    const read = await readJson(request, maxBodySize);
    const { status, body }: Answer =
      'status' in read ? read : await adapter.receive(read.value, request.header('authorization', ''));
    if (body === undefined) response.send(status);
    else response.send(status, body);
  });

  server.get('/assets/:file', async (request: Request, response: Response) => {
    const { file } = request.params as { file: string };
    const picture = assets.read(file);
    if (!picture) return void response.send(404);
    response.writeHead(200, {
      'Content-Type': 'image/png',
      'Content-Length': picture.length,
      'Cache-Control': 'public, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(picture);
  });

  servePages(server, pages);

  server.get('/pictures/:id', async (request: Request, response: Response) => {
    const { id } = request.params as { id: string };
    const asked = new URL(request.url ?? '', 'http://localhost').searchParams;
    const picture = await openPicture({ id, until: asked.get('until') ?? '', signature: asked.get('sign') ?? '' });
    if (!picture) return void response.send(404);
    response.writeHead(200, {
      'Content-Type': picture.type,
      'Content-Length': picture.bytes.length,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    });
    response.end(picture.bytes);
  });

  server.get('/healthz', async (_request: Request, response: Response) => {
    response.send(200, { status: 'ok' });
  });

  server.get('/readyz', async (_request: Request, response: Response) => {
    const missing = await notReady();
    response.send(missing.length === 0 ? 200 : 503, missing.length === 0 ? { status: 'ready' } : { status: 'not ready', missing });
  });

  if (push) pushRoutes(server, { ...push, log });

  return server;
}
