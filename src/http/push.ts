import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response, Server } from 'restify';
import type { Log } from '../app/ports';
import type { Answer } from '../app/push/terminal/answers';
import type { Terminal } from '../app/push/terminal/terminal';
import { mostBytes } from '../core/campaign/list/read-file';
import { readJson } from './body';
import { type Asks, asks, deeds, numberIn, pageIn } from './push-asks';

export interface PushParts {
  readonly key: string;
  readonly terminal: Terminal;
  readonly log: Log;
}

/** A list of 20,000 lines as base64, which has four characters for three bytes, and room for what goes along with it. */
const mostOfList = Math.ceil((mostBytes * 4) / 3) + 64 * 1024;
const mostOfDeed = 16 * 1024;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in a time that tells nothing of where two keys differ, nor of how long either is. */
function isKey(key: string, authorization: string): boolean {
  const given = /^Bearer ([\x21-\x7e]+)$/.exec(authorization)?.[1] ?? '';
  return timingSafeEqual(digest(key), digest(given));
}

function statusOf(answer: Answer): number {
  if ('refused' in answer) return answer.refused === 'gone' ? 404 : 409;
  return 'made' in answer && answer.made ? 201 : 200;
}

/** HR's pushes for the terminal, under /api/push. Where the settings have no key, nobody calls this, and there is nothing. */
export function pushRoutes(server: Server, { key, terminal, log }: PushParts): void {
  const send = (response: Response, status: number, body?: unknown): void => {
    // Names and addresses: nothing on the way is to keep them.
    response.header('Cache-Control', 'no-store');
    if (body === undefined) response.send(status);
    else response.send(status, body);
  };
  const admitted = (request: Request, response: Response): boolean => {
    if (isKey(key, request.header('authorization', ''))) return true;
    log.warn({ method: request.method }, 'somebody without the right key asked for the pushes');
    send(response, 401);
    return false;
  };
  const asked =
    (answer: (request: Request) => Promise<Answer>): RequestHandler =>
    async (request: Request, response: Response) => {
      if (!admitted(request, response)) return;
      const given = await answer(request);
      send(response, statusOf(given), given);
    };
  const posted =
    <K extends keyof Asks>(kind: K, most: number, answer: (body: Asks[K], request: Request) => Promise<Answer>): RequestHandler =>
    async (request: Request, response: Response) => {
      // Of what strangers send nothing is kept; it is read, so that they see the answer.
      const mine = isKey(key, request.header('authorization', ''));
      const read = await readJson(request, mine ? most : 0);
      if (!mine) return void admitted(request, response);
      if ('status' in read) return send(response, read.status);
      const body = asks[kind].safeParse(read.value);
      // The names of what is wrong, never what stood there.
      if (!body.success) return send(response, 400, { faults: body.error.issues.map(({ path }) => path.join('.')) });
      const given = await answer(body.data as Asks[K], request);
      send(response, statusOf(given), given);
    };

  server.post('/api/push', posted('make', mostOfList, (body) => terminal.make(body)));
  server.get('/api/push', asked((request) => terminal.list(pageIn(request))));
  server.get('/api/push/journal', asked((request) => terminal.journal(pageIn(request))));
  server.get('/api/push/:number', asked((request) => terminal.show(numberIn(request))));
  server.get('/api/push/:number/missed', asked((request) => terminal.missed(numberIn(request))));
  server.get('/api/push/:number/report', asked((request) => terminal.report(numberIn(request))));
  server.post('/api/push/:number/again', posted('again', mostOfDeed, (body, request) => terminal.again(numberIn(request), body)));
  server.post('/api/push/:number/send', posted('send', mostOfDeed, (body, request) => terminal.act(numberIn(request), { deed: 'send', ...body })));
  server.post('/api/push/:number/resume', posted('resume', mostOfDeed, (body, request) => terminal.act(numberIn(request), { deed: 'resume', ...body })));
  for (const deed of deeds) server.post(`/api/push/:number/${deed}`, posted('deed', mostOfDeed, (body, request) => terminal.act(numberIn(request), { deed, ...body })));
}
