import type { Deliverer } from '../app/deliver';
import { type Inbound, isInvoke } from '../app/happening';
import type { InvokeAnswer, Log } from '../app/ports';
import { type House, languageFor } from '../app/house';
import type { Turns } from '../app/turn';
import { newConversation } from '../core/conversation';
import { t } from '../texts';
import type { Access } from './access';
import { read } from './inbound';
import { tenantOf } from './incoming';

/** What an HTTP request is answered with. */
export interface Answer {
  readonly status: number;
  readonly body?: object;
}

/** Teams shows an error on a press that is not answered within 10–15 s. */
const invokeDeadline = 8_000;

/** The body Teams expects for `adaptiveCard/action`. */
function invokeBody(answer: InvokeAnswer | undefined): object {
  if (!answer) return {};
  return answer.kind === 'card'
    ? { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: answer.card }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: answer.text };
}

const isActivity = (body: unknown): body is { readonly type: string } =>
  typeof body === 'object' &&
  body !== null &&
  !Array.isArray(body) &&
  typeof (body as { type?: unknown }).type === 'string' &&
  (body as { type: string }).type !== '';

/** From a request's body and token to an answer: token, tenant, turn, and the one error boundary. Never rejects. */
export class TeamsAdapter {
  constructor(
    private readonly parts: {
      readonly access: Access;
      readonly turns: Turns;
      readonly deliverer: Deliverer;
      readonly house: House;
      readonly log: Log;
    },
  ) {}

  async receive(body: unknown, authorization: string): Promise<Answer> {
    const { access, log } = this.parts;
    if (!isActivity(body)) return { status: 400 };
    const admission = await access.admit(body, authorization);
    if (admission === 'refused') return { status: 401 };
    if (admission === 'unknown') return { status: 503 };
    if (access.tenant && tenantOf(body) !== access.tenant) {
      log.warn({ tenant: tenantOf(body) }, 'another tenant was refused');
      return { status: 403 };
    }
    const inbound = read(body);
    if (typeof inbound === 'string') {
      log.info({ ignored: inbound }, 'an activity was ignored');
      return { status: 200, ...(body.type === 'invoke' ? { body: {} } : {}) };
    }
    return this.take(inbound);
  }

  private async take(inbound: Inbound): Promise<Answer> {
    const { turns, log } = this.parts;
    const invoked = isInvoke(inbound.happening);
    try {
      const turn = turns.take(inbound);
      const answer = invoked ? await this.inTime(turn, inbound) : await turn;
      return invoked ? { status: 200, body: invokeBody(answer) } : { status: 200 };
    } catch (error) {
      log.error({ err: error, conversation: inbound.conversation }, 'a turn could not be written down');
      return this.unavailable(inbound, invoked);
    }
  }

  /** The turn's own answer, or "still working" with the result to follow in the chat. */
  private async inTime(turn: Promise<InvokeAnswer | undefined>, inbound: Inbound): Promise<InvokeAnswer | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), invokeDeadline);
    });
    try {
      const first = await Promise.race([turn, late]);
      if (first !== 'late') return first;
      turn.catch((error: unknown) => {
        this.parts.log.error({ err: error, conversation: inbound.conversation }, 'a late turn could not be written down');
      });
      return { kind: 'text', text: this.say(inbound, 'still-working') };
    } finally {
      clearTimeout(timer);
    }
  }

  /** The store is out of reach: a press is told at once, a message by an apology, and Teams may deliver it again. */
  private unavailable(inbound: Inbound, invoked: boolean): Answer {
    const text = this.say(inbound, 'unavailable');
    if (invoked) return { status: 200, body: invokeBody({ kind: 'text', text }) };
    if (['said', 'showed', 'pressed'].includes(inbound.happening.kind))
      void this.parts.deliverer.apologise(inbound.conversation, inbound.address, text);
    return { status: 503 };
  }

  private say(inbound: Inbound, key: 'still-working' | 'unavailable'): string {
    const { house } = this.parts;
    const language = languageFor(house, inbound, newConversation(house.guide));
    return t(language, key, { email: house.organisation.hr.email });
  }
}
