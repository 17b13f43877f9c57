import type { Press } from '../../cards/actions';
import type { Person } from '../core/person';
import type { Address } from './ports';

/** One of the few things that can happen, whatever the channel called it. */
export type Happening =
  | { readonly kind: 'said'; readonly text: string }
  /** `invoked`: the client waits for a body with a card; otherwise it came as a message. */
  | { readonly kind: 'pressed'; readonly press: Press; readonly invoked: boolean }
  | { readonly kind: 'installed' }
  | { readonly kind: 'left' }
  /** A message or a press that has nothing in it for us, but deserves an answer. */
  | { readonly kind: 'unreadable'; readonly invoked: boolean };

/** Whether a client waits for a body. */
export function isInvoke(happening: Happening): boolean {
  return (happening.kind === 'pressed' || happening.kind === 'unreadable') && happening.invoked;
}

export interface Inbound {
  readonly happening: Happening;
  /** What a redelivery is known by; undefined where the channel gave no id. */
  readonly key: string | undefined;
  /** The conversation's key in our store: tenant and conversation. */
  readonly conversation: string;
  readonly address: Address;
  readonly from: Person;
  readonly locale: string | undefined;
  /** The bot was spoken to by name; in a private chat it always is. */
  readonly mentioned: boolean;
  /** Something in it was masked before anybody read it: the person is told. */
  readonly masked: boolean;
}
