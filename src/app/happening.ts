import type { Press } from '../../cards/actions';
import type { Person } from '../core/person';
import type { Address } from './ports';

/** What was attached to a message: the addresses of pictures, the names of files. */
export interface Attached {
  readonly pictures: readonly string[];
  readonly files: readonly string[];
}

/** One of the few things that can happen, whatever the channel called it. */
export type Happening =
  /**
   * `text`: on one line; `words`: as they were written, where that differs; `message`: the id that an edit of it carries;
   * `others`: whom it mentions beside the bot, as they are named in it.
   */
  | {
      readonly kind: 'said';
      readonly text: string;
      readonly words?: string | undefined;
      readonly message?: string | undefined;
      readonly attached?: Attached | undefined;
      readonly others?: readonly string[] | undefined;
    }
  /** A message with nothing but what is attached to it. */
  | { readonly kind: 'showed'; readonly attached: Attached; readonly message?: string | undefined }
  /** A message has another text now, or is there again. */
  | { readonly kind: 'edited'; readonly message: string; readonly words: string; readonly others?: readonly string[] | undefined }
  /** A message was deleted by whoever wrote it. */
  | { readonly kind: 'withdrawn'; readonly message: string }
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

/** A team's channel, and the thread in it. */
export interface TeamPlace {
  readonly id: string;
  /** The Microsoft 365 group behind it; not every activity says. */
  readonly group?: string | undefined;
  readonly channel: string;
  /** The channel that somebody chose when she added the bot. What comes without one may come from General, whatever it is about. */
  readonly chosen?: string | undefined;
  /** The id of the message that begins the thread; undefined in the channel itself. */
  readonly thread?: string | undefined;
}

export interface Inbound {
  readonly happening: Happening;
  /** What a redelivery is known by; undefined where the channel gave no id. */
  readonly key: string | undefined;
  /** The conversation's key in our store: tenant and conversation. */
  readonly conversation: string;
  readonly address: Address;
  readonly from: Person;
  /** Where it is said in a team's channel. */
  readonly team?: TeamPlace | undefined;
  readonly locale: string | undefined;
  /** The bot was spoken to by name; in a private chat it always is. */
  readonly mentioned: boolean;
  /** Something in it was masked before anybody read it: the person is told. */
  readonly masked: boolean;
}
