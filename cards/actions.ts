import { z } from 'zod';
import { type Check, checks, parties, type Party, readyAnswers, type ReadyAnswer } from '../src/core/case/types';

/** Everything a button can mean. */
export type CardAction =
  | { readonly verb: 'answer'; readonly choice: string; readonly words?: string | undefined; readonly error?: string | undefined }
  | { readonly verb: 'check-email'; readonly address: string }
  | { readonly verb: 'feedback'; readonly helped: 'yes' | 'no'; readonly words: string }
  | { readonly verb: 'language'; readonly to: string }
  | { readonly verb: 'ask-language' }
  | { readonly verb: 'read-more' }
  | { readonly verb: 'show-data' }
  | { readonly verb: 'delete-data' }
  | { readonly verb: 'back' }
  | { readonly verb: 'restart' }
  | { readonly verb: 'talk-to-hr' }
  /** On the card of a push: what she answers, or `hr`. */
  | { readonly verb: 'push-answer'; readonly choice: string }
  | { readonly verb: 'push-language'; readonly to: string }
  | CaseAction
  | PushAction;

/** What the employee can do with her case, and HR with any: the card's nonce says which. */
export type CaseAction =
  | { readonly verb: 'my-case-solved' }
  | { readonly verb: 'my-case-close' }
  | { readonly verb: 'my-case-guide' }
  | { readonly verb: 'my-case-reopen' }
  | { readonly verb: 'my-case-picture'; readonly send: boolean; readonly asked: string }
  | { readonly verb: 'my-case-rate'; readonly helped: 'yes' | 'no'; readonly words: string }
  | { readonly verb: 'case-claim' }
  | { readonly verb: 'case-take-over'; readonly sure: boolean }
  | { readonly verb: 'case-give-back' }
  | { readonly verb: 'case-hand-on'; readonly to: string }
  | { readonly verb: 'case-reply'; readonly reply: string }
  | { readonly verb: 'case-note'; readonly note: string }
  | { readonly verb: 'case-answer'; readonly answer: ReadyAnswer }
  | { readonly verb: 'case-check'; readonly check: Check; readonly date: string }
  | { readonly verb: 'case-wait'; readonly party: Party }
  /** `outcome`: one of HR's, or `passed-on:` and the desk's id. */
  | { readonly verb: 'case-close'; readonly outcome: string; readonly line: string }
  | { readonly verb: 'case-reopen' }
  | { readonly verb: 'case-release'; readonly entry: number }
  | { readonly verb: 'case-keep'; readonly entry: number }
  /** `find`: a colleague by some of her name, in a team that is too large for a list. */
  | { readonly verb: 'case-more'; readonly open: boolean; readonly find: string }
  | { readonly verb: 'case-history' }
  | { readonly verb: 'desk-list'; readonly list: List; readonly page: number; readonly text: string }
  | { readonly verb: 'desk-notice'; readonly on: boolean }
  | { readonly verb: 'desk-answer-all'; readonly reason: string; readonly words: string };

/** What HR can do with a push. */
export type PushAction =
  | { readonly verb: 'desk-push-form' }
  | { readonly verb: 'desk-push-check'; readonly list: string; readonly greeting: string }
  | { readonly verb: 'desk-push-preview'; readonly push: number }
  /** `sure`: she was asked. `anyway`: also where people are not at work, as it was when the card was shown. `confirms`: what this is the answer to, see core/campaign. */
  | { readonly verb: 'desk-push-send'; readonly push: number; readonly sure: boolean; readonly anyway: boolean; readonly confirms?: number | undefined }
  | { readonly verb: 'desk-push-schedule'; readonly push: number; readonly date: string; readonly time: string; readonly sure: boolean; readonly confirms?: number | undefined }
  | { readonly verb: 'desk-push-pause'; readonly push: number; readonly on: boolean; readonly anyway: boolean }
  | { readonly verb: 'desk-push-cancel'; readonly push: number; readonly confirms?: number | undefined }
  | { readonly verb: 'desk-push-show'; readonly push: number }
  | { readonly verb: 'desk-push-people'; readonly push: number; readonly standing: string; readonly page: number }
  | { readonly verb: 'desk-push-again'; readonly push: number; readonly standing: string }
  | { readonly verb: 'desk-push-report'; readonly push: number }
  /** A text for those whom Teams cannot reach, in a language; without one in HR's own. */
  | { readonly verb: 'desk-push-text'; readonly push: number; readonly to: string }
  | { readonly verb: 'desk-push-list'; readonly page: number }
  | { readonly verb: 'desk-push-journal'; readonly page: number };

export const lists = ['mine', 'open', 'waiting', 'found'] as const;
/** A list of cases that HR can ask for. */
export type List = (typeof lists)[number];

const caseVerbs = /^(case|desk)-/;
/** Whether only HR's cards have this button. */
export const isForHr = ({ verb }: { readonly verb: string }): boolean => caseVerbs.test(verb);

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
/** Some 1,500 addresses: what a message to a bot may weigh. Longer lists are a file at the terminal. */
export const mostOfList = 60_000;
const push = z.int().min(1).max(999_999_999);
const confirms = z.int().min(0).optional();
const action = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('answer'), choice: typed, words: typed.optional(), error: typed.optional() }),
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
  z.object({ verb: z.literal('push-answer'), choice: typed }),
  z.object({ verb: z.literal('push-language'), to: typed }),
  z.object({ verb: z.literal('desk-push-form') }),
  z.object({ verb: z.literal('desk-push-check'), list: z.string().max(mostOfList).default(''), greeting: z.string().max(mostOfList).default('') }),
  z.object({ verb: z.literal('desk-push-preview'), push }),
  z.object({ verb: z.literal('desk-push-send'), push, sure: z.boolean().default(false), anyway: z.boolean().default(false), confirms }),
  z.object({ verb: z.literal('desk-push-schedule'), push, date: typed.default(''), time: typed.default(''), sure: z.boolean().default(false), confirms }),
  z.object({ verb: z.literal('desk-push-pause'), push, on: z.boolean(), anyway: z.boolean().default(false) }),
  z.object({ verb: z.literal('desk-push-cancel'), push, confirms }),
  z.object({ verb: z.literal('desk-push-show'), push }),
  z.object({ verb: z.literal('desk-push-people'), push, standing: typed, page: z.int().min(0).max(10_000).default(0) }),
  z.object({ verb: z.literal('desk-push-again'), push, standing: typed.default('') }),
  z.object({ verb: z.literal('desk-push-report'), push }),
  z.object({ verb: z.literal('desk-push-text'), push, to: typed.default('') }),
  z.object({ verb: z.literal('desk-push-list'), page: z.int().min(0).max(10_000).default(0) }),
  z.object({ verb: z.literal('desk-push-journal'), page: z.int().min(0).max(10_000).default(0) }),
  z.object({ verb: z.literal('my-case-solved') }),
  z.object({ verb: z.literal('my-case-close') }),
  z.object({ verb: z.literal('my-case-guide') }),
  z.object({ verb: z.literal('my-case-reopen') }),
  z.object({ verb: z.literal('my-case-picture'), send: z.boolean(), asked: typed }),
  z.object({ verb: z.literal('my-case-rate'), helped: z.enum(['yes', 'no']), words: typed.default('') }),
  z.object({ verb: z.literal('case-claim') }),
  z.object({ verb: z.literal('case-take-over'), sure: z.boolean().default(false) }),
  z.object({ verb: z.literal('case-give-back') }),
  z.object({ verb: z.literal('case-hand-on'), to: typed.default('') }),
  z.object({ verb: z.literal('case-reply'), reply: typed.default('') }),
  z.object({ verb: z.literal('case-note'), note: typed.default('') }),
  z.object({ verb: z.literal('case-answer'), answer: z.enum(readyAnswers) }),
  z.object({ verb: z.literal('case-check'), check: z.enum(checks), date: typed.default('') }),
  z.object({ verb: z.literal('case-wait'), party: z.enum(parties) }),
  z.object({ verb: z.literal('case-close'), outcome: typed.default(''), line: typed.default('') }),
  z.object({ verb: z.literal('case-reopen') }),
  z.object({ verb: z.literal('case-release'), entry: z.int().min(0) }),
  z.object({ verb: z.literal('case-keep'), entry: z.int().min(0) }),
  z.object({ verb: z.literal('case-more'), open: z.boolean().default(true), find: typed.default('') }),
  z.object({ verb: z.literal('case-history') }),
  z.object({ verb: z.literal('desk-list'), list: z.enum(lists), page: z.int().min(0).max(10_000).default(0), text: typed.default('') }),
  z.object({ verb: z.literal('desk-notice'), on: z.boolean() }),
  z.object({ verb: z.literal('desk-answer-all'), reason: typed, words: typed.default('') }),
]);
/** The last moment that a date can be, ms since 1970 UTC. */
const latest = 8.64e15;
const nonce = z.object({ card: z.string().min(1).max(100), rev: z.int().min(0), shownAt: z.number().min(0).max(latest) });

type WithoutInputs<A> = A extends { readonly verb: infer V } ? { readonly verb: V } & Partial<Omit<A, 'verb'>> : never;
/** What a button is made with: an input's value is added by the client. */
export type ButtonAction = WithoutInputs<CardAction>;

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
