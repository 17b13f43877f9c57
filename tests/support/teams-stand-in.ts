import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FaultRule, Sent, TeamsOptions, TeamsStandIn } from './teams-stand-in/api';
import { Conversations, isBareChannel, threadIn } from './teams-stand-in/conversations';
import { Throttle } from './teams-stand-in/limits';
import { refusals } from './teams-stand-in/refusals';
import { type Person, Roster } from './teams-stand-in/roster';
import { type Attempt, Waiting } from './teams-stand-in/waiting';
import { cut, isWrite, read, type Refusal, type TeamsRequest, write, type Write } from './teams-stand-in/wire';

export type { FaultRule, Sent, TeamsOptions, TeamsStandIn } from './teams-stand-in/api';
export type { ChatMessage, Thread } from './teams-stand-in/conversations';
export type { Limits, LimitStats } from './teams-stand-in/limits';
export { refusals } from './teams-stand-in/refusals';
export type { Person, TeamInfo } from './teams-stand-in/roster';
export type { Attempt } from './teams-stand-in/waiting';
export type { Operation, Refusal, TeamsRequest, WireActivity } from './teams-stand-in/wire';

/** Teams refuses about 100 KB, counted in UTF-16. */
const largestBody = 100 * 1024;

// Shared by all stand-ins in the process, so that an id never returns after a restart on the same port.
let lastId = 0;
const nextId = () => String((lastId = Math.max(lastId + 1, Date.now())));

/** Starts Teams on loopback. */
export async function startTeams({ port = 0, limits = false, now = Date.now }: TeamsOptions = {}): Promise<TeamsStandIn> {
  const sent: Sent[] = [];
  const attempts: Attempt[] = [];
  const conversations = new Conversations();
  const roster = new Roster();
  const throttle = new Throttle(now);
  const waiting = new Waiting(attempts);
  const pictures = new Map<string, { bytes: Buffer; type: string }>();
  const shut = new Map<string, 'removed' | 'conversationNotFound' | 'blocked'>();
  let rules: { rule: FaultRule; left: number }[] = [];
  let latency = 0;
  let server: http.Server;

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
    const place = placeOf(request);
    const wait = throttle.refuse(request, place);
    if (latency > 0) await pause(latency);
    const { answer, late } = wait === undefined ? await fateOf(request) : { answer: refusals.throttled(wait), late: 0 };
    const reply = typeof answer === 'object' ? answer : answer.startsWith('accept') ? accept(request) : undefined;
    // What Teams itself refuses is answered as a refusal: there is nothing delivered to keep quiet about.
    const fault = typeof answer === 'object' || answer === 'accept' || (reply && reply.status >= 400) ? undefined : answer;
    attempts.push({ ...request, outcome: fault ?? reply?.status ?? 500 });
    waiting.happened();
    if (late > 0) await pause(late);
    if (fault === undefined) write(response, reply ?? refusals.serviceError());
    else if (fault.endsWith('drop')) cut(incoming.socket);
    if (wait !== undefined) throttle.tell(request, place, wait);
  };

  const fateOf = async (request: TeamsRequest): Promise<{ answer: FaultRule['answer']; late: number }> => {
    const found = rules.find(({ rule }) => rule.match?.(request) ?? true);
    if (!found) return { answer: 'accept', late: 0 };
    found.left -= 1;
    if (found.left === 0) rules = rules.filter((each) => each !== found);
    await found.rule.until?.catch(() => undefined);
    return { answer: found.rule.answer, late: found.rule.late ?? 0 };
  };

  /** The conversation that a request is about, for a create the one that it would find or where it would begin a thread. */
  const placeOf = ({ operation, conversation, body }: TeamsRequest): string => {
    if (operation !== 'create') return conversation;
    const member: Partial<Person> | undefined = body?.members?.[0];
    return body?.channelData?.channel?.id ?? roster.privateChatOf(member) ?? member?.id ?? '';
  };

  const refusalAt = (request: TeamsRequest): Refusal | undefined => {
    const reason = roster.placesOf(placeOf(request)).map((place) => shut.get(place)).find((each) => each !== undefined);
    const says = isWrite(request.operation) && (request.operation !== 'create' || request.body?.activity);
    return reason && (reason !== 'blocked' || says) ? refusals[reason]() : undefined;
  };

  /** Does what was asked and says what Teams answers; a refusal when it cannot be done. */
  const accept = (request: TeamsRequest): Refusal => {
    const { operation, conversation, target, activity } = request;
    if (JSON.stringify(request.body ?? '').length * 2 > largestBody) return refusals.tooBig();
    const refusal = refusalAt(request);
    if (refusal) return refusal;
    const record = (operation: Write, conversation: string, activityId: string) =>
      void sent.push({
        operation, method: request.method, conversation, activityId, activity, authorization: request.authorization, at: request.at,
        ...(operation === 'send' && target !== undefined && { replyTo: target }),
      });

    switch (operation) {
      case 'send': {
        const id = nextId();
        record('send', conversation, id);
        conversations.post(isBareChannel(conversation) ? threadIn(conversation, id) : conversation, id, activity);
        return { status: 201, body: { id } };
      }
      case 'create': {
        const channel: string | undefined = request.body?.channelData?.channel?.id;
        if (channel && !request.body?.activity) return refusals.badRequest();
        const id = nextId();
        const made = channel ? threadIn(channel, id) : privateChat(request.body?.members?.[0]);
        record('create', made, id);
        if (request.body?.activity) conversations.post(made, id, activity);
        return { status: 201, body: { id: made, ...(request.body?.activity && { activityId: id }) } };
      }
      case 'update':
      case 'delete':
        if (!conversations.change(conversation, target, operation === 'update' ? activity : undefined)) return refusals.activityNotFound();
        record(operation, conversation, target!);
        return operation === 'delete' ? { status: 200 } : { status: 200, body: { id: target } };
      case 'members':
        return roster.members(request);
      case 'team':
        return roster.team(request);
      case 'picture': {
        if (!/^Bearer \S/.test(request.authorization ?? '')) return refusals.unauthorized();
        const picture = pictures.get(target ?? '');
        return picture ? { status: 200, headers: { 'Content-Type': picture.type }, body: picture.bytes } : refusals.notFound(request.path);
      }
      case 'unknown':
        return refusals.notFound(request.path);
    }
  };

  /** Teams gives the same 1:1 chat each time; one nobody registered is made up and remembered. */
  const privateChat = (member: Person | undefined): string => {
    const made = roster.privateChatOf(member) ?? `a:1made${nextId()}`;
    if (member && !roster.privateChatOf(member)) roster.set(made, [member]);
    return made;
  };

  await listen();
  throttle.set(limits);

  const teams: TeamsStandIn = {
    serviceUrl: `http://127.0.0.1:${port}/emea/`,
    port,
    sent,
    attempts,
    chat: (conversation) => conversations.chat(conversation),
    thread: (root) => conversations.thread(root),
    threads: (channel) => conversations.threads(channel),
    people: (conversation, persons) => roster.set(conversation, persons),
    team: (info) => roster.setTeam(info),
    picture: (id, bytes, type) => void pictures.set(id, { bytes, type }),
    fail: (rule) => {
      const entry = { rule, left: rule.times ?? Infinity };
      rules.push(entry);
      return () => void (rules = rules.filter((each) => each !== entry));
    },
    heal: () => void (rules = []),
    removed: (place) => void shut.set(place, 'removed'),
    deleted: (place) => void shut.set(place, 'conversationNotFound'),
    blocked: (conversation) => void shut.set(conversation, 'blocked'),
    restore: (place) => void shut.delete(place),
    latency: (ms) => void (latency = ms),
    limit: (other) => throttle.set(other),
    stats: () => throttle.stats(),
    waitFor: (look, description, withinMs = 10_000) => waiting.for(() => look(teams), description, withinMs),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    restart: listen,
  };
  return teams;
}

// Unreferenced, so that nobody waits for a request that the test has forgotten.
const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref());
