import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { answers } from './graph-stand-in/answers';
import type { Asked, GraphAnswer, GraphFault, GraphOptions, GraphStandIn } from './graph-stand-in/api';
import { Entra, issuerAt } from './graph-stand-in/entra';
import { Organisation } from './graph-stand-in/organisation';
import { type Question, read } from './graph-stand-in/question';

export { answers } from './graph-stand-in/answers';
export type { Asked, GraphFault, GraphOptions, GraphPerson, GraphStandIn } from './graph-stand-in/api';

const defaultApp = {
  id: 'b1c5353a-7aca-41b3-830f-27d5218fe0e5',
  externalId: 'f31b1263-ba99-435a-a679-911d24850d7c',
  distributionMethod: 'organization',
  resourcePermissions: [{ name: 'ChannelMessage.Read.Group', type: 'Application' }],
};
const allPermissions = ['User.Read.All', 'AppCatalog.Read.All', 'TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All'];
/** Graph takes no more in a batch. */
const mostInBatch = 20;

/** Where a stand-in is, for a process that knows its port. */
export const authorityAt = (port: number): GraphStandIn['authority'] => ({ base: `http://127.0.0.1:${port}/v1.0`, issuer: issuerAt(port) });

/** Starts Microsoft Graph and its issuer of tokens on loopback. What is not asked as documented is answered with 400. */
export async function startGraph({ people = [], app = {}, permissions = allPermissions, limit = Infinity, page = 100, onInstall = () => {}, port = 0 }: GraphOptions = {}): Promise<GraphStandIn> {
  const asked: Asked[] = [];
  const faults: { readonly fault: GraphFault; left: number }[] = [];
  const waits = new Map<string, number>();
  let early = 0;
  const client: GraphStandIn['client'] = { tenant: '0f3c1b6a-5d1e-4a63-9d0a-6c1f7b2e4d10', id: '7c1de2b4-94a8-4c3e-8f57-2b90d6a1e355', secret: 'a secret', header: 'a header' };
  const entra = new Entra(client);
  const base = (): string => `http://127.0.0.1:${port}/v1.0`;
  const organisation = new Organisation(base, page, onInstall);
  organisation.permissions = permissions;
  organisation.app = { ...defaultApp, ...app };
  organisation.set(people);

  const counted = () => asked.filter(({ operation }) => operation !== 'batch' && operation !== 'token');
  const within = (at: number, window = 1_000): number => counted().filter((each) => each.at > at - window && each.at <= at).length;

  const faultFor = (record: Asked): GraphFault | undefined => {
    const found = faults.find(({ fault, left }) => left > 0 && (fault.on ?? record.operation) === record.operation && decodeURIComponent(record.url).includes(fault.about ?? ''));
    if (found) found.left -= 1;
    return found?.fault;
  };

  const note = (question: Question | string, method: string, url: string, body: unknown, inBatch: boolean): Asked => {
    const record: Asked = { operation: typeof question === 'string' ? 'unknown' : question.operation, at: Date.now(), url, body, inBatch, status: 'nothing' };
    asked.push(record);
    // A little earlier is no offence: the answer was under way.
    if ((waits.get(`${method} ${url}`) ?? 0) > record.at + 20) early += 1;
    return record;
  };

  const handle = async (method: string, url: string, body: unknown, inBatch: boolean): Promise<GraphAnswer | 'silence' | 'hang-up'> => {
    const question = read(method, url);
    const record = note(question, method, url, body, inBatch);
    const fault = faultFor(record);
    if (fault?.late) await new Promise((resolve) => setTimeout(resolve, fault.late).unref());
    const usual = (): GraphAnswer | Promise<GraphAnswer> => {
      if (typeof question === 'string') return answers.badRequest(question);
      if (question.operation === 'batch') return inBatch ? answers.badRequest('a batch in a batch') : batch(body);
      return organisation.answer(question, url, body);
    };
    if (fault?.done) await usual();
    const tooMany = record.operation !== 'batch' && within(record.at) > limit;
    const answer = tooMany ? answers.throttled(1) : (fault?.answer ?? (await usual()));
    if (typeof answer !== 'object') return answer;
    record.status = answer.status;
    const wait = Number(answer.headers?.['Retry-After']);
    if (wait > 0) waits.set(`${method} ${url}`, Date.now() + wait * 1_000);
    else waits.delete(`${method} ${url}`);
    return answer;
  };

  /** Each for itself; the answers come in another order than the questions. */
  const batch = async (body: unknown): Promise<GraphAnswer> => {
    const { requests } = (body ?? {}) as { requests?: readonly { id?: unknown; method?: unknown; url?: unknown; body?: unknown }[] };
    if (!Array.isArray(requests) || requests.length === 0 || requests.length > mostInBatch) return answers.badRequest('a batch has 1 to 20 requests');
    if (new Set(requests.map(({ id }) => id)).size < requests.length || !requests.every(({ id }) => typeof id === 'string')) return answers.badRequest('ids must be texts, each once');
    const responses = await Promise.all(
      requests.map(async ({ id, method, url, body: inner }) => {
        const answer = await handle(String(method), String(url), inner, true);
        return { id, ...(typeof answer === 'object' ? answer : answers.badGateway()) };
      }),
    );
    return answers.ok({ responses: responses.toReversed() });
  };

  const serve = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString();
    const { method = '', url = '', headers } = request;
    let answer: GraphAnswer | 'silence' | 'hang-up';
    if (!url.startsWith('/v1.0/')) {
      const record: Asked = { operation: 'token', at: Date.now(), url, inBatch: false, status: 'nothing' };
      asked.push(record);
      answer = faultFor(record)?.answer ?? entra.answer(method, new URL(url, 'http://stand-in'), headers, text) ?? answers.notFound();
      if (typeof answer === 'object') record.status = answer.status;
    } else if (!entra.tokens.has(/^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '')) answer = answers.unauthorized();
    else if (text && headers['content-type'] !== 'application/json') answer = answers.badRequest('Content-Type must be application/json');
    else answer = await handle(method, url.slice('/v1.0'.length), text ? JSON.parse(text) : undefined, false);
    if (answer === 'hang-up') request.socket.destroy();
    if (typeof answer !== 'object') return;
    response.writeHead(answer.status, answer.headers);
    response.end(typeof answer.body === 'string' || answer.body === undefined ? answer.body : JSON.stringify(answer.body));
  };

  const server = http.createServer((request, response) => void serve(request, response).catch(() => request.socket.destroy()));
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;

  return {
    port,
    authority: authorityAt(port),
    client,
    machine: { IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`, IDENTITY_HEADER: client.header },
    asked,
    installs: organisation.installs,
    get permissions() {
      return organisation.permissions;
    },
    set permissions(granted) {
      organisation.permissions = granted;
    },
    people: (others) => organisation.set(others),
    app: (other) => void (organisation.app = other && { ...defaultApp, ...other }),
    fail: (fault) => void faults.push({ fault, left: fault.times ?? Infinity }),
    heal: () => void faults.splice(0),
    busiest: (window) => Math.max(0, ...counted().map(({ at }) => within(at, window))),
    early: () => early,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
