import type { ConversationState } from '../core/conversation';
import { t } from '../texts';
import { type Inbound, isInvoke } from './happening';
import type { Message } from './ports';
import { type House, languageFor } from './house';
import type { Decision } from './turn';

/** What a turn comes to that could not be decided: nothing changes, and the person knows what to do. */
export function apology(house: House, inbound: Inbound, state: ConversationState): Decision {
  const text = t(languageFor(house, inbound, state), 'failed', { email: house.organisation.hr.email });
  return isInvoke(inbound.happening)
    ? { state, out: [], answer: { kind: 'text', text } }
    : { state, out: [{ id: house.newId(), conversation: inbound.conversation, class: 'reply', body: { kind: 'text', text } }] };
}

/** What a person is told whose card could not be sent for good. */
export function consolation(house: House, state: ConversationState): Message {
  const language = state.language ?? state.spoken ?? house.organisation.defaultLanguage;
  return { kind: 'text', text: t(language, 'undelivered', { email: house.organisation.hr.email }) };
}
