import type { Card } from '../../../cards/data';
import type { Outcome } from '../../core/delivery';
import type { Address } from './place';

/** A mail, ready to be sent. */
export interface Letter {
  readonly to: string;
  readonly replyTo?: string | undefined;
  readonly subject: string;
  readonly text: string;
  readonly html?: string | undefined;
  readonly attachments?: readonly { readonly name: string; readonly type: string; readonly content: string }[] | undefined;
}

/** What can be said in Teams. A redraw replaces the card that another row sent, a retext its text; an unsend takes the message away, and its text stands there where that is refused. */
export type Message =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'card'; readonly card: Card; readonly summary: string }
  | { readonly kind: 'redraw'; readonly of: string; readonly card: Card; readonly summary: string }
  | { readonly kind: 'retext'; readonly of: string; readonly text: string }
  | { readonly kind: 'unsend'; readonly of: string; readonly text: string };

/** What can be sent. */
export type Outgoing = Message | { readonly kind: 'letter'; readonly letter: Letter };

/** What answers a press in the same breath: a card in place of the pressed one, or a passing text. */
export type InvokeAnswer =
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'text'; readonly text: string };

/** The way out to people. Never throws for what Teams answers: every end is an outcome. */
export interface Sender {
  /** `target` is the message to replace, for a redraw or a retext. */
  send(address: Address, body: Message, target?: string): Promise<Outcome>;
}

export interface Mailer {
  /** `id`: what a letter that goes twice is recognised by. */
  send(letter: Letter, id: string): Promise<Outcome>;
}
