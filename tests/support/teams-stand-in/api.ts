import type { ChatMessage, Thread } from './conversations';
import type { Limits, LimitStats } from './limits';
import type { Person, TeamInfo } from './roster';
import type { Attempt } from './waiting';
import type { Refusal, TeamsRequest, WireActivity, Write } from './wire';

/** A write Teams accepted. `conversation` of a create is the conversation it gave back. */
export interface Sent {
  operation: Write;
  method: string;
  conversation: string;
  activityId: string;
  replyTo?: string;
  activity: WireActivity;
  authorization: string | undefined;
  at: number;
}

/** A disturbance. The oldest rule that matches decides; a used-up rule is forgotten. */
export interface FaultRule {
  /** Which requests it hits; omitted: all. */
  match?: (request: TeamsRequest) => boolean;
  /** How many requests it hits; omitted: every one until it is lifted. */
  times?: number;
  /** Holds the request until this settles, then lets `answer` happen, even if the bot has given up by then. */
  until?: Promise<unknown>;
  /** Lets `answer` happen at once, and says so only this many ms later. */
  late?: number;
  /**
   * A refusal; or 'hang' (never answered), 'drop' (cut before anything happened), 'accept-then-drop' and
   * 'accept-then-hang' (delivered to the chat, but the bot never learns it), 'accept' (delivered and answered;
   * of use with `until` and `late`).
   */
  answer: Refusal | 'hang' | 'drop' | 'accept' | 'accept-then-drop' | 'accept-then-hang';
}

export interface TeamsOptions {
  /** Fixes the address; omitted: any free port. */
  port?: number;
  /** True for Teams' own rate limits; omitted: none. */
  limits?: Limits | boolean;
  /** The clock of the limits. */
  now?: () => number;
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
  /** What the bot has in a thread now. By the id of the message it began with, or by its conversation. */
  thread(root: string): ChatMessage[];
  /** The threads of a channel in which the bot has something now, oldest first. */
  threads(channel: string): Thread[];
  /** Registers who is in a conversation, for the members calls and for create (which then finds the 1:1 chat). */
  people(conversation: string, persons: readonly Person[]): void;
  /** Registers a team with a channel and its members; again for another channel, or when its members change. */
  team(info: TeamInfo): void;
  /** Puts a picture where its attachment says it is. */
  picture(id: string, bytes: Buffer, type: string): void;
  /** Adds a disturbance. Returns a function that lifts it. */
  fail(rule: FaultRule): () => void;
  /** Lifts all disturbances. Requests already hanging stay so. */
  heal(): void;
  /** The bot was taken out of a chat or a team with all its channels: 403. */
  removed(place: string): void;
  /** A channel, a team or a thread is gone: 404. */
  deleted(place: string): void;
  /** The person blocked the bot: it may not write there, 403. */
  blocked(conversation: string): void;
  /** Takes back what was said of this place by the three above. */
  restore(place: string): void;
  /** From now on every request takes that long, on its way in. */
  latency(ms: number): void;
  /** Other rate limits from now on, or none. */
  limit(limits: Limits | boolean): void;
  /** How the bot kept to the limits. */
  stats(): LimitStats;
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
