/** Somebody as the organisation's directory knows her. */
export interface Account {
  /** The directory's own id, which Teams knows a person by, too. */
  readonly id: string;
  readonly name: string;
  readonly email?: string | undefined;
  /** Can sign in. */
  readonly enabled: boolean;
  /** From another organisation. */
  readonly guest: boolean;
  /** What she has chosen to read, e.g. `nn-NO`. */
  readonly locale?: string | undefined;
}

/**
 * Why nothing can be done for a person. `gone`: no such account; `not-ready`: the account is so new that Teams does not know it yet; `policy`: the app is not allowed for this person;
 * `permission`: the bot may not ask, `detail` names what it needs; `no-app`: the organisation's catalogue does not have it.
 */
export interface Refused {
  readonly kind: 'refused';
  readonly why: 'gone' | 'not-ready' | 'policy' | 'permission' | 'no-app';
  /** For the log and the operator: status, code, the permission that is missing. */
  readonly detail: string;
}

/** A person's chat with the bot. `id` is the conversation's in Teams. */
export type ChatFound = { readonly kind: 'chat'; readonly id: string } | { readonly kind: 'not-installed' } | Refused;

/** It cannot be asked now: throttled, out of reach, no token. Nothing is known of what was asked. */
export class DirectoryAway extends Error {
  constructor(
    message: string,
    /** When to ask again, ms from now, where it said so. */
    readonly retryAfter?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Who works here, and whether Teams has the bot for them. All throw {@link DirectoryAway} where it cannot be asked now. */
export interface Directory {
  /** The account behind each address, in their order: by sign-in name, else by mail address; undefined where there is none. */
  find(addresses: readonly string[]): Promise<readonly (Account | undefined | Refused)[]>;
  /** The chat of the person with this id, if the app is there for her. */
  chat(person: string): Promise<ChatFound>;
  /** Puts the app there for this person. One who has it already counts as installed. */
  install(person: string): Promise<{ readonly kind: 'installed' } | Refused>;
}
