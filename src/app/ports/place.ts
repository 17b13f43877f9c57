/** Where a conversation is reached, as last heard from it. Ids are opaque strings. */
export interface Address {
  readonly tenant: string;
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly botId: string;
  readonly userId: string;
  readonly scope: 'personal' | 'shared';
}

/** Where a row goes, resolved when it is sent: the key of a conversation, the thread of a case, a thread of its own in HR's channel, or somebody's mail. */
export type Place = string;
export const threadOf = (number: number): Place => `case:${number}`;
export const deskPlace: Place = 'desk';
/** Whether this is in HR's channel, which Teams may count as one conversation. */
export const isAtDesk = (place: Place): boolean => place === deskPlace || /^(case|push):/.test(place);
/** The thread of a push in HR's channel. */
export const pushThread = (number: number): Place => `push:${number}`;
export const mailTo = (address: string): Place => `mail:${address.toLowerCase()}`;
