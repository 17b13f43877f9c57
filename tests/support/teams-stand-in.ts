import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What the bot asked Teams to do. `members` reads; the first four write. */
export type Operation = 'send' | 'update' | 'delete' | 'create' | 'members' | 'unknown';

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
  /** The conversation in the address; '' for create. */
  conversation: string;
  /** The activity in the address: replied to, updated or deleted; or the member asked for. */
  target?: string;
  /** The parsed JSON body; undefined when there was none. */
  body: any;
  /** The activity in the body (for create: its first activity); {} when there is none. */
  activity: WireActivity;
  authorization: string | undefined;
  at: number;
}

/** A request and how it ended: the status answered, or the fault that befell it. */
export interface Attempt extends TeamsRequest {
  outcome: number | 'hang' | 'drop' | 'accept-then-drop' | 'accept-then-hang';
}

/** A write Teams accepted. `conversation` of a create is the conversation it gave back. */
export interface Sent {
  operation: Exclude<Operation, 'members' | 'unknown'>;
  method: string;
  conversation: string;
  activityId: string;
  replyTo?: string;
  activity: WireActivity;
  authorization: string | undefined;
  at: number;
}

/** A message as it stands in the chat now. `thread` differs from the address only for a new channel post. */
export interface ChatMessage extends WireActivity {
  id: string;
  thread: string;
  edited: boolean;
}

/** Somebody in a conversation, as Teams lists people. */
export interface Person {
  id: string;
  name: string;
  aadObjectId?: string;
  email?: string;
  userPrincipalName?: string;
  tenantId?: string;
}

/** An answer Teams gives instead of accepting. */
export interface Refusal {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** A disturbance. The oldest rule that matches decides; a used-up rule is forgotten. */
export interface FaultRule {
  /** Which requests it hits; omitted: all. */
  match?: (request: TeamsRequest) => boolean;
  /** How many requests it hits; omitted: every one until it is lifted. */
  times?: number;
  /** Holds the request until this settles, then lets `answer` happen, even if the bot has given up by then. */
  until?: Promise<unknown>;
  /**
   * A refusal; or 'hang' (never answered), 'drop' (cut before anything happened), 'accept-then-drop' and
   * 'accept-then-hang' (delivered to the chat, but the bot never learns it), 'accept' (delivered and answered;
   * of use with `until`).
   */
  answer: Refusal | 'hang' | 'drop' | 'accept' | 'accept-then-drop' | 'accept-then-hang';
}

/** Teams as the bot sees it, on loopback. */
export interface TeamsStandIn {
  /** What inbound activities carry as serviceUrl; with a path and a slash at the end, as Teams has it. */
  readonly serviceUrl: string;
  readonly port: number;
  /** Every accepted write, oldest first. */
  readonly sent: readonly Sent[];
  /** Every request, refused and cut ones too, in the order their fate was decided. */
  readonly attempts: readonly Attempt[];
  /** The messages a person sees in the conversation now. A bare channel id shows all its threads. */
  chat(conversation: string): ChatMessage[];
  /** Registers who is in a conversation, for the members calls and for create (which then finds the 1:1 chat). */
  people(conversation: string, persons: Person[]): void;
  /** Adds a disturbance. Returns a function that lifts it. */
  fail(rule: FaultRule): () => void;
  /** Lifts all disturbances. Requests already hanging stay so. */
  heal(): void;
  /**
   * Resolves with the first truthy thing `look` returns. It looks now and after each request. Rejects with a
   * list of what did happen when `withinMs` (10 s) pass.
   */
  waitFor<T>(
    look: (teams: TeamsStandIn) => T | undefined | null | false,
    description: string,
    withinMs?: number,
  ): Promise<T>;
  /** Stops listening and cuts all sockets, hanging ones too. What was recorded stays readable. */
  stop(): Promise<void>;
  /** Listens again on the same port with everything it remembered. */
  restart(): Promise<void>;
}

const error = (status: number, code: string, message: string, headers?: Record<string, string>): Refusal => ({
  status,
  body: { error: { code, message } },
  ...(headers && { headers }),
});

/** The refusals Teams gives, each as a value for `answer`. */
export const refusals = {
  badRequest: () => error(400, 'BadSyntax', 'Bad format of conversation or card'),
  unauthorized: () => error(401, 'Unauthorized', 'Authorization has been denied for this request.'),
  /** The bot is not installed for the person, was removed, or may not write; `code` names which. */
  forbidden: (code = 'ForbiddenOperationException') => error(403, code, 'The bot is not installed in this conversation.'),
  /** The person blocked the bot. Teams nests the code as JSON text in `message`, outside the usual `error`. */
  blocked: (): Refusal => ({
    status: 403,
    body: {
      errorCode: 209,
      message: JSON.stringify({ subCode: 'MessageWritesBlocked', details: 'Thread is blocked from message writes.' }),
    },
  }),
  conversationNotFound: () => error(404, 'ConversationNotFound', 'Conversation not found.'),
  activityNotFound: () => error(404, 'ActivityNotFoundInConversation', 'The activity was not found.'),
  memberNotFound: () => error(404, 'MemberNotFoundInConversation', 'The member was not found.'),
  conflict: () => error(412, 'PreconditionFailed', 'Concurrent operation on the conversation.'),
  tooBig: () => error(413, 'MessageSizeTooBig', 'Message size too large.'),
  /** Throttled; Teams does not always say for how long. */
  throttled: (retryAfterSeconds?: number) =>
    error(429, 'Throttled', 'Too many requests.', retryAfterSeconds === undefined ? undefined : { 'Retry-After': String(retryAfterSeconds) }),
  serviceError: () => error(500, 'ServiceError', 'Internal error.'),
  /** From a gateway in front of Teams, hence no JSON. */
  badGateway: (): Refusal => ({ status: 502, headers: { 'Content-Type': 'text/html' }, body: '<h1>502 Bad Gateway</h1>' }),
};

/** Teams refuses about 100 KB, counted in UTF-16. */
const largestBody = 100 * 1024;

// Shared by all stand-ins in the process, so that an id never returns after a restart on the same port.
let lastId = 0;
const nextId = () => String((lastId = Math.max(lastId + 1, Date.now())));

/** Starts Teams on loopback. `port` fixes the address; omitted: any free port. */
export async function startTeams(options: { port?: number } = {}): Promise<TeamsStandIn> {
  const sent: Sent[] = [];
  const attempts: Attempt[] = [];
  const messages: ChatMessage[] = [];
  const roster = new Map<string, Person[]>();
  let rules: { rule: FaultRule; left: number }[] = [];
  let looks: (() => void)[] = [];
  let server: http.Server;
  let port = options.port ?? 0;

  const listen = async () => {
    server = http.createServer((request, response) => void serve(request, response));
    // Node closes idle connections after 5 s, and a client that reuses one just then sees a reset nobody asked for.
    server.keepAliveTimeout = 0;
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  };

  const serve = async (incoming: http.IncomingMessage, response: http.ServerResponse) => {
    const request = await read(incoming).catch(() => undefined);
    if (!request) return; // The bot hung up halfway; nothing arrived.
    const answer = (await faultFor(request)) ?? 'accept';
    const reply = typeof answer === 'object' ? answer : answer.startsWith('accept') ? accept(request) : undefined;
    // What Teams itself refuses is answered as a refusal: there is nothing delivered to keep quiet about.
    const fault = typeof answer === 'object' || answer === 'accept' || (reply && reply.status >= 400) ? undefined : answer;
    attempts.push({ ...request, outcome: fault ?? reply?.status ?? 500 });
    if (fault === undefined) write(response, reply ?? refusals.serviceError());
    else if (fault.endsWith('drop')) cut(incoming.socket);
    for (const look of looks) look();
  };

  const faultFor = async (request: TeamsRequest) => {
    const found = rules.find(({ rule }) => rule.match?.(request) ?? true);
    if (!found) return undefined;
    found.left -= 1;
    if (found.left === 0) rules = rules.filter((each) => each !== found);
    await found.rule.until?.catch(() => undefined);
    return found.rule.answer;
  };

  /** Does what was asked and says what Teams answers; a refusal when it cannot be done. */
  const accept = (request: TeamsRequest): Refusal => {
    const { operation, conversation, target, activity } = request;
    if (JSON.stringify(request.body ?? '').length * 2 > largestBody) return refusals.tooBig();
    const record = (operation: Sent['operation'], conversation: string, activityId: string) =>
      void sent.push({
        operation, method: request.method, conversation, activityId, activity, authorization: request.authorization, at: request.at,
        ...(operation === 'send' && target !== undefined && { replyTo: target }),
      });
    const post = (thread: string, id: string) => {
      // Typing indicators and events pass; only messages stay in the chat.
      if (activity.type === 'message') messages.push({ ...activity, id, thread, edited: false });
    };

    if (operation === 'send') {
      const id = nextId();
      record('send', conversation, id);
      post(isBareChannel(conversation) ? `${conversation};messageid=${id}` : conversation, id);
      return { status: 201, body: { id } };
    }
    if (operation === 'create') {
      const channel: string | undefined = request.body?.channelData?.channel?.id;
      const id = nextId();
      const made = channel ? `${channel};messageid=${id}` : privateChat(request.body?.members?.[0]);
      record('create', made, id);
      if (request.body?.activity) post(made, id);
      return { status: 201, body: { id: made, ...(request.body?.activity && { activityId: id }) } };
    }
    if (operation === 'update' || operation === 'delete') {
      const at = messages.findIndex((each) => each.id === target && root(each.thread) === root(conversation));
      const old = messages[at];
      if (!old) return refusals.activityNotFound();
      record(operation, conversation, old.id);
      if (operation === 'delete') messages.splice(at, 1);
      else messages[at] = { ...activity, id: old.id, thread: old.thread, edited: true };
      return operation === 'delete' ? { status: 200 } : { status: 200, body: { id: old.id } };
    }
    if (operation === 'members') return members(request);
    return error(404, 'NotFound', `Nothing at ${request.path}`);
  };

  /** Teams gives the same 1:1 chat each time; one nobody registered is made up and remembered. */
  const privateChat = (member: Person | undefined): string => {
    const same = (each: Person) =>
      each.id === member?.id || (each.aadObjectId !== undefined && [member?.aadObjectId, member?.id].includes(each.aadObjectId));
    for (const [conversation, persons] of roster) if (conversation.startsWith('a:') && persons.some(same)) return conversation;
    const made = `a:1made${nextId()}`;
    if (member) roster.set(made, [member]);
    return made;
  };

  const members = ({ conversation, target, path }: TeamsRequest): Refusal => {
    const persons = roster.get(conversation) ?? roster.get(root(conversation));
    if (!persons) return refusals.conversationNotFound();
    // Teams calls the Entra id objectId here and aadObjectId elsewhere; the SDK copes with both.
    const listed = persons.map((each) => ({ ...each, objectId: each.aadObjectId, userRole: 'user' }));
    if (target !== undefined) {
      const one = listed.find((each) => each.id === target || each.aadObjectId === target);
      return one ? { status: 200, body: one } : refusals.memberNotFound();
    }
    if (!path.includes('/pagedmembers')) return { status: 200, body: listed };
    const query = new URL(path, 'http://teams').searchParams;
    const from = Number(query.get('continuationToken') ?? 0);
    const to = from + Number(query.get('pageSize') ?? 200);
    return { status: 200, body: { members: listed.slice(from, to), ...(to < listed.length && { continuationToken: String(to) }) } };
  };

  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });

  await listen();

  const teams: TeamsStandIn = {
    serviceUrl: `http://127.0.0.1:${port}/emea/`,
    port,
    sent,
    attempts,
    chat: (conversation) =>
      messages.filter(({ thread }) => thread === conversation || (isBareChannel(conversation) && root(thread) === conversation)),
    people: (conversation, persons) => void roster.set(conversation, persons),
    fail: (rule) => {
      const entry = { rule, left: rule.times ?? Infinity };
      rules.push(entry);
      return () => void (rules = rules.filter((each) => each !== entry));
    },
    heal: () => void (rules = []),
    waitFor: <T>(look: (teams: TeamsStandIn) => T | undefined | null | false, description: string, withinMs = 10_000) =>
      new Promise<T>((resolve, reject) => {
        const done = (settle: () => void) => {
          clearTimeout(timer);
          looks = looks.filter((each) => each !== again);
          settle();
        };
        const again = () => {
          try {
            const found = look(teams);
            if (found) done(() => resolve(found));
          } catch (reason) {
            done(() => reject(reason));
          }
        };
        const timer = setTimeout(() => done(() => reject(new Error(`Waited in vain for ${description}.\n${story(attempts)}`))), withinMs);
        looks.push(again);
        again();
      }),
    stop,
    restart: listen,
  };
  return teams;
}

const isBareChannel = (conversation: string) => conversation.startsWith('19:') && /@thread\.(tacv2|skype)$/.test(conversation);
const root = (conversation: string) => conversation.split(';')[0] ?? conversation;

/** What happened, a line a request, for the message of a test that waited in vain. */
const story = (attempts: readonly Attempt[]) =>
  attempts.length === 0
    ? 'No request arrived.'
    : attempts
        .map(({ operation, conversation, activity, outcome }) => {
          const what = activity.text ?? activity.summary ?? activity.attachments?.[0]?.contentType ?? activity.type ?? '';
          return `  ${operation} ${conversation} ${JSON.stringify(what)} -> ${outcome}`;
        })
        .join('\n');

const write = (response: http.ServerResponse, { status, headers, body }: Refusal) => {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { ...(text && { 'Content-Type': 'application/json; charset=utf-8' }), ...headers });
  response.end(text);
};

// resetAndDestroy makes the client see ECONNRESET at once; a plain destroy may look like an orderly end.
const cut = (socket: Socket) => void socket.resetAndDestroy();

const read = async (incoming: http.IncomingMessage): Promise<TeamsRequest> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const body: any = text ? parse(text) : undefined;
  const method = incoming.method ?? '';
  const path = incoming.url ?? '';
  // Split before decoding: an encoded slash belongs to the id.
  const parts = (path.split('?')[0] ?? '').split('/').map(decode);
  const [conversation = '', what, target] = parts.slice(parts.indexOf('v3') + 2);
  const operation = operationOf(method, parts.includes('v3') && parts[parts.indexOf('v3') + 1] === 'conversations', conversation, what, target);
  return {
    operation, method, path, conversation, body,
    ...(target !== undefined && { target }),
    activity: (operation === 'create' ? body?.activity : body) ?? {},
    authorization: incoming.headers.authorization,
    at: Date.now(),
  };
};

const decode = (part: string) => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const operationOf = (method: string, known: boolean, conversation: string, what?: string, target?: string): Operation => {
  if (!known) return 'unknown';
  if (method === 'POST' && conversation === '') return 'create';
  if (method === 'POST' && what === 'activities') return 'send';
  if (method === 'PUT' && what === 'activities' && target) return 'update';
  if (method === 'DELETE' && what === 'activities' && target) return 'delete';
  if (method === 'GET' && (what === 'members' || what === 'pagedmembers')) return 'members';
  return 'unknown';
};
