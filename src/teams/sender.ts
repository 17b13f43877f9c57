import type { Address, Message, Sender } from '../app/ports';
import { within } from '../app/within';
import type { Outcome } from '../core/delivery';
import type { Access } from './access';
import type { Connectors } from './connectors';
import type { Activity } from './sdk';

/** For the token, and again for the message: together shorter than the deliverer's lease (30 s). */
const deadline = 10_000;
/** The request never left this machine. */
const neverLeft = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/**
 * A text that says just what it says: nothing a person wrote acts as Markdown or a mention. Plain text of several lines
 * runs together in some clients, so that is sent as the markup Teams calls xml, with all else escaped.
 */
function words(text: string): Partial<Activity> {
  if (!text.includes('\n')) return { text, textFormat: 'plain' };
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return { text: escaped.replaceAll('\n', '<br/>'), textFormat: 'xml' };
}

function activityOf(address: Address, body: Message, target: string | undefined): Partial<Activity> {
  const common = {
    type: 'message',
    from: { id: address.botId, name: '' },
    recipient: { id: address.userId, name: '' },
    conversation: { id: address.conversationId } as Activity['conversation'],
    channelId: 'msteams',
    serviceUrl: address.serviceUrl,
    ...(target ? { id: target } : {}),
  };
  if ('text' in body) return { ...common, ...words(body.text) };
  return {
    ...common,
    summary: body.summary,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: body.card }],
  };
}

/** Seconds or a date, as HTTP has it, in ms from now; undefined where it says nothing usable. */
function retryAfterMs(header: string | undefined): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}

interface ConnectorError {
  readonly name?: string;
  readonly statusCode?: number;
  readonly code?: string;
  readonly message?: string;
  readonly details?: { readonly error?: { readonly code?: string }; readonly message?: string };
  readonly response?: { readonly headers?: { get(name: string): string | undefined } };
}

/** A block by the person is told in a JSON text inside the message, and only sometimes. */
function codeOf({ code, details }: ConnectorError): string | undefined {
  const sub = /"subCode"\s*:\s*"(\w+)"/.exec(details?.message ?? '')?.[1];
  return details?.error?.code ?? sub ?? code;
}

/** What an error of the connector client says about the message. Status decides; codes are for the log. */
export function outcomeOf(error: unknown): Outcome {
  const failure = (error ?? {}) as ConnectorError;
  if (failure.statusCode)
    return {
      kind: 'refused',
      status: failure.statusCode,
      code: codeOf(failure),
      retryAfter: retryAfterMs(failure.response?.headers?.get('retry-after')),
    };
  const detail = failure.code ?? failure.name ?? 'unknown error';
  return neverLeft.includes(detail) ? { kind: 'unreached', detail } : { kind: 'unsure', detail };
}

/** Where a message cannot be taken away (the Playground cannot), it can be written over. */
const noDelete = [400, 403, 405, 501];
/** It was taken away before. */
const goneAlready = (outcome: Outcome): boolean => outcome.kind === 'refused' && outcome.status === 404 && outcome.code === 'ActivityNotFoundInConversation';

/** Sends by the Bot Connector REST API: one request per call; a second only where a message cannot be taken away. */
export function teamsSender(access: Access, connectors: Connectors): Sender {
  return {
    async send(address, body, target): Promise<Outcome> {
      let client;
      try {
        // First, and by itself: without a token the message has certainly not left.
        client = await within(deadline, access.token().then(() => connectors.at(address.serviceUrl)));
      } catch (error) {
        return { kind: 'unreached', detail: `no token: ${error instanceof Error ? error.name : 'unknown error'}` };
      }
      const activity = activityOf(address, body, target);
      const options = { abortSignal: AbortSignal.timeout(deadline) };
      const { conversations } = client;
      if (body.kind === 'unsend' && target) {
        const outcome = await conversations.deleteActivity(address.conversationId, target, options).then((): Outcome => ({ kind: 'delivered' }), outcomeOf);
        if (goneAlready(outcome)) return { kind: 'delivered' };
        if (outcome.kind !== 'refused' || !noDelete.includes(outcome.status)) return outcome;
      }
      try {
        const sent = target
          ? await conversations.updateActivity(address.conversationId, target, activity, options)
          : await conversations.sendToConversation(address.conversationId, activity, options);
        return { kind: 'delivered', activityId: sent.id ?? target };
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}
