import type { Answer, Guide } from './guide/types';
import { carriedOver } from './guide/walk';
import type { Language } from './language';

/** The one card of a conversation whose buttons count. */
export interface OpenCard {
  /** Names the card for as long as its question stands; a button carries `id.rev`. */
  readonly id: string;
  /** Raised with every accepted press that leaves the card open, so that the next one has a nonce of its own. */
  readonly rev: number;
  /** Outbox row that sent it: where its message id is found. */
  readonly row: string;
  readonly question: string;
  /** When it was asked, ms since 1970 UTC. */
  readonly shownAt: number;
}

/** Pictures that wait for her word, and the card that asks. */
export interface AskedPictures {
  /** What the card's buttons carry: an answer is about the pictures on that card and no others. */
  readonly id: string;
  /** Outbox row that sent the card. */
  readonly row: string;
  readonly case: number;
  /** `message`: with which they came, and go again where she deletes it. */
  readonly of: readonly { readonly url: string; readonly message?: string | undefined }[];
}

/** All that is remembered of one chat. Plain JSON: it outlives the code that wrote it. */
export interface ConversationState {
  readonly guideVersion: number;
  readonly answers: readonly Answer[];
  /** Answers told before they were asked for: question id to choice id. */
  readonly told?: Readonly<Record<string, string>>;
  /** What she may have meant, while she is asked: a choice of the detour. */
  readonly suspected?: string;
  /** The language that was last offered, because she wrote it. */
  readonly offered?: Language;
  /** The same, while the offer is the last thing that was said to her: a yes is to it. */
  readonly offering?: Language;
  /** How many texts in a row were not understood. */
  readonly misses?: number;
  readonly language?: Language;
  /** Language last spoken: an internal event has no locale of its own. */
  readonly spoken?: Language;
  readonly open?: OpenCard;
  /** The SDK's dialog stack. It may be dropped at any time: the answers say where we are. */
  readonly dialogs?: unknown;
  /** Pictures that she was asked about before they go to HR. */
  readonly pictures?: AskedPictures;
  /** The card of a push that she answered last. */
  readonly pushAnswered?: string;
  /** The notice that was passed on last, by when HR gave it. */
  readonly noticed?: number;
  /** When the person was greeted, ms since 1970 UTC. */
  readonly greetedAt?: number;
  /** When the last install or membership event was heard. */
  readonly installedAt?: number;
  /** When the person last wrote or pressed. */
  readonly heardAt?: number;
}

/** The state of a chat that has just begun. */
export function newConversation(guide: Guide): ConversationState {
  return { guideVersion: guide.version, answers: [] };
}

/** Teams sends install and membership events in one burst, and again after some 15 s where it got no answer. */
const burst = 15_000;

/** What an install event calls for: the welcome, "here is where you were", or nothing (one more of the same burst). */
export function greetingFor(state: ConversationState, now: number): 'welcome' | 'where-you-were' | 'none' {
  if (state.greetedAt === undefined) return 'welcome';
  const last = Math.max(state.greetedAt, state.installedAt ?? 0);
  return now - last < burst ? 'none' : 'where-you-were';
}

/** After this long she may not remember where we were. */
const longAgo = 7 * 24 * 3_600_000;

/** When the person was last heard from, if that is long ago. */
export function quietFor({ heardAt }: ConversationState, now: number): number | undefined {
  return heardAt !== undefined && now - heardAt > longAgo ? heardAt : undefined;
}

/** The state brought to today's guide: unchanged, or restarted with the answers that still mean something. */
export function upToDate(state: ConversationState, guide: Guide): { state: ConversationState; restarted: boolean } {
  if (state.guideVersion === guide.version) return { state, restarted: false };
  const { dialogs: _, ...rest } = state;
  return {
    state: { ...rest, guideVersion: guide.version, answers: carriedOver(guide, state.answers) },
    restarted: true,
  };
}
