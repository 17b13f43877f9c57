import type http from 'node:http';
import type { Socket } from 'node:net';

/** What changes a chat. */
export type Write = 'send' | 'update' | 'delete' | 'create';
/** What the bot asked Teams to do. All but the writes read. */
export type Operation = Write | 'members' | 'team' | 'picture' | 'unknown';

/** An activity as it went over the wire: what the bot put in the body. */
export type WireActivity = {
  type?: string;
  text?: string;
  summary?: string;
  attachments?: { contentType: string; content?: any; name?: string }[];
  channelData?: any;
  [field: string]: any;
};

/** One request that reached Teams, before Teams has decided anything. Ids are URL-decoded. */
export interface TeamsRequest {
  operation: Operation;
  method: string;
  /** Path and query as they arrived, still encoded. */
  path: string;
  /** The conversation in the address, for `team` the team; '' for create and pictures. */
  conversation: string;
  /** The activity in the address: replied to, updated or deleted; or the member or picture asked for. */
  target?: string;
  /** The parsed JSON body; undefined when there was none. */
  body: any;
  /** The activity in the body (for create: its first activity); {} when there is none. */
  activity: WireActivity;
  authorization: string | undefined;
  at: number;
}

/** What Teams answers; mostly used for what it answers instead of accepting. Bytes go as they are. */
export interface Refusal {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

export const isWrite = (operation: Operation): operation is Write => ['send', 'update', 'delete', 'create'].includes(operation);

/** Rejects where the bot hung up halfway. */
export async function read(incoming: http.IncomingMessage): Promise<TeamsRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const body: any = text ? parse(text) : undefined;
  const method = incoming.method ?? '';
  const path = incoming.url ?? '';
  // Split before decoding: an encoded slash belongs to the id.
  const parts = (path.split('?')[0] ?? '').split('/').map(decode);
  const [kind, id = '', what, last] = parts.includes('v3') ? parts.slice(parts.indexOf('v3') + 1) : [];
  const operation = operationOf(method, kind, id, what, last);
  const target = operation === 'picture' ? id : last;
  return {
    operation, method, path, body,
    conversation: operation === 'picture' ? '' : id,
    ...(target !== undefined && { target }),
    activity: (operation === 'create' ? body?.activity : body) ?? {},
    authorization: incoming.headers.authorization,
    at: Date.now(),
  };
}

export function write(response: http.ServerResponse, { status, headers, body }: Refusal): void {
  const text = body === undefined ? '' : typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  response.writeHead(status, { ...(text && { 'Content-Type': 'application/json; charset=utf-8' }), ...headers });
  response.end(text);
}

// resetAndDestroy makes the client see ECONNRESET at once; a plain destroy may look like an orderly end.
export const cut = (socket: Socket): void => void socket.resetAndDestroy();

function operationOf(method: string, kind?: string, id?: string, what?: string, last?: string): Operation {
  if (kind === 'teams') return method === 'GET' && id && what === undefined ? 'team' : 'unknown';
  if (kind === 'attachments') return method === 'GET' && what === 'views' ? 'picture' : 'unknown';
  if (kind !== 'conversations') return 'unknown';
  if (method === 'POST' && id === '') return 'create';
  if (method === 'POST' && what === 'activities') return 'send';
  if (method === 'PUT' && what === 'activities' && last) return 'update';
  if (method === 'DELETE' && what === 'activities' && last) return 'delete';
  if (method === 'GET' && (what === 'members' || what === 'pagedmembers')) return 'members';
  return 'unknown';
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
