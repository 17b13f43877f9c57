import { z } from 'zod';

/** Everything a button can mean. */
export type CardAction =
  | { readonly verb: 'answer'; readonly choice: string }
  | { readonly verb: 'check-email'; readonly address: string }
  | { readonly verb: 'feedback'; readonly helped: 'yes' | 'no'; readonly words: string }
  | { readonly verb: 'language'; readonly to: string }
  | { readonly verb: 'ask-language' }
  | { readonly verb: 'read-more' }
  | { readonly verb: 'show-data' }
  | { readonly verb: 'delete-data' }
  | { readonly verb: 'back' }
  | { readonly verb: 'restart' }
  | { readonly verb: 'talk-to-hr' };

export type Verb = CardAction['verb'];

/** Which card a button stands on, and when that card was shown (ms since 1970 UTC). */
export interface Nonce {
  readonly card: string;
  readonly rev: number;
  readonly shownAt: number;
}

export interface Press {
  readonly action: CardAction;
  readonly nonce: Nonce;
}

/** Inputs are cut at the length a card's own input allows: a client may send what it likes. */
const typed = z.string().max(2_000);
const action = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('answer'), choice: typed }),
  z.object({ verb: z.literal('check-email'), address: typed.default('') }),
  z.object({ verb: z.literal('feedback'), helped: z.enum(['yes', 'no']), words: typed.default('') }),
  z.object({ verb: z.literal('language'), to: typed }),
  z.object({ verb: z.literal('ask-language') }),
  z.object({ verb: z.literal('read-more') }),
  z.object({ verb: z.literal('show-data') }),
  z.object({ verb: z.literal('delete-data') }),
  z.object({ verb: z.literal('back') }),
  z.object({ verb: z.literal('restart') }),
  z.object({ verb: z.literal('talk-to-hr') }),
]);
/** The last moment that a date can be, ms since 1970 UTC. */
const latest = 8.64e15;
const nonce = z.object({ card: z.string().min(1).max(100), rev: z.int().min(0), shownAt: z.number().min(0).max(latest) });

/** What a button is made with: an input's value is added by the client. */
export type ButtonAction =
  | Exclude<CardAction, { verb: 'check-email' | 'feedback' }>
  | { readonly verb: 'check-email' }
  | { readonly verb: 'feedback'; readonly helped: 'yes' | 'no' };

/** The `data` of a button: what comes back when it is pressed. */
export function dataOf(action: ButtonAction, nonce: Nonce): Record<string, unknown> {
  return { ...action, ...nonce };
}

/** A button's data as it came back, inputs merged in by the client; undefined where it is none of ours. */
export function parsePress(data: unknown): Press | undefined {
  const meant = action.safeParse(data);
  const from = nonce.safeParse(data);
  return meant.success && from.success ? { action: meant.data, nonce: from.data } : undefined;
}
