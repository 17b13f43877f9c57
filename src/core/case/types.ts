import type { Answer } from '../guide/types';
import type { Language } from '../language';

/** Somebody in HR, by the id that Teams knows them by, and the name they are shown with. */
export interface Adviser {
  readonly id: string;
  readonly name: string;
}

/** What a case was opened with. It does not change: what comes later is in the history. */
export interface Report {
  /** From 1001 on, in the order of opening; what both sides call the case by. */
  readonly number: number;
  /** The employee's chat with the bot. */
  readonly conversation: string;
  readonly person: { readonly id: string; readonly name?: string | undefined; readonly email?: string | undefined; readonly entraId?: string | undefined };
  readonly language: Language;
  readonly answers: readonly Answer[];
  /** Why the guide led to HR; undefined where she just asked. */
  readonly reason?: string | undefined;
  /** Her own sentence; may be empty. */
  readonly words: string;
  /** What Visma says that is wrong, as she copied it. */
  readonly error?: string | undefined;
  /** ms since 1970 UTC, as all moments here. */
  readonly openedAt: number;
}

export const parties = ['employee', 'visma', 'it', 'manager'] as const;
/** Whom a case waits for. Only the employee starts a clock. */
export type Party = (typeof parties)[number];

/** What HR closes a case with; `desk` names one of the organisation's desks. */
export const outcomes = ['solved', 'solved-in-visma', 'passed-on', 'not-visma', 'no-answer', 'duplicate', 'archived'] as const;
export type Outcome = (typeof outcomes)[number] | 'solved-by-employee' | 'closed-by-employee' | 'by-mail';

export interface Ending {
  readonly at: number;
  readonly outcome: Outcome;
  /** With `passed-on`: the desk's id. */
  readonly desk?: string | undefined;
  /** One line of HR's; may be empty. */
  readonly line: string;
}

interface Known {
  readonly report: Report;
  /** Number of entries in the history; the next one is `entries + 1`. */
  readonly entries: number;
  /** Raised with every opening, so that a clock of an earlier life does not ring in this one. */
  readonly opened: number;
  /** The entry that opened it last, where that was not the first: cards from before are of an earlier life. */
  readonly reopened?: number | undefined;
  /** Members of HR who have said that their words go to this employee. */
  readonly speakers: readonly string[];
  /** Words written in the thread that wait for their writer's word: the numbers of their entries. */
  readonly held: readonly number[];
  /** When the employee was last heard from, and HR. */
  readonly employeeAt: number;
  readonly hrAt?: number | undefined;
  /** When it had an answer to all who report the same. */
  readonly announcedAt?: number | undefined;
  /** The entry whose message opened the thread in HR's channel. */
  readonly root: number;
  /** When she asked last for what is kept of it to be deleted. */
  readonly askedToDelete?: number | undefined;
  /** The entry in which somebody last spoke of codes. */
  readonly codes?: number | undefined;
  /** HR has it by mail: its thread is not used any more. */
  readonly byMail?: boolean | undefined;
  /** HR has put it in the archive: it is kept, also when it is opened again, until HR closes it with another outcome. */
  readonly archived?: boolean | undefined;
}

/** Nobody has it. `since`: from when the wait counts. */
export interface Waiting extends Known {
  readonly state: 'waiting';
  readonly since: number;
  /** HR was reminded, once. */
  readonly reminded?: boolean | undefined;
  /** It was said by mail that nobody has taken it. */
  readonly mailed?: boolean | undefined;
}

export interface Claimed extends Known {
  readonly state: 'claimed';
  readonly owner: Adviser;
  readonly claimedAt: number;
  readonly waitsFor?: { readonly party: Party; readonly since: number; readonly nudged?: boolean | undefined } | undefined;
}

export interface Closed extends Known {
  readonly state: 'closed';
  readonly ending: Ending;
  /** Who had it last. */
  readonly owner?: Adviser | undefined;
  /** The employee has said whether it helped. */
  readonly rated?: boolean | undefined;
}

/** A conversation that HR has been asked to take over. */
export type Case = Waiting | Claimed | Closed;

/** A message that a person wrote, by the id that its edits and its withdrawal carry. */
export interface Words {
  readonly text: string;
  readonly message?: string | undefined;
}

/** What HR sends with one press, in the employee's language. */
export const readyAnswers = ['account-settings', 'email', 'link', 'try-again'] as const;
export type ReadyAnswer = (typeof readyAnswers)[number];
/** What HR has looked up in Visma: each result is a sentence to the employee. */
export const checks = ['registered', 'not-registered', 'active', 'passive', 'starts'] as const;
export type Check = (typeof checks)[number];

/** What can be done to a case. `by` is somebody in HR; without it the employee or the clock did it. */
export type Deed =
  | { readonly kind: 'said'; readonly words: Words }
  | { readonly kind: 'edited'; readonly words: Words }
  | { readonly kind: 'withdrawn'; readonly message: string }
  | { readonly kind: 'showed'; readonly picture: string; readonly message?: string | undefined }
  | { readonly kind: 'sent-file'; readonly name: string }
  | { readonly kind: 'ended-by-employee'; readonly solved: boolean }
  | { readonly kind: 'reopened-by-employee' }
  | { readonly kind: 'rated'; readonly helped: boolean; readonly words: string }
  | { readonly kind: 'asked-to-delete' }
  | { readonly kind: 'claimed'; readonly by: Adviser }
  | { readonly kind: 'gave-back'; readonly by: Adviser }
  | { readonly kind: 'handed-on'; readonly by: Adviser; readonly to: Adviser }
  | { readonly kind: 'took-over'; readonly by: Adviser }
  /** Written in the thread: goes to the employee, or is held until the writer says so. `doubtful`: held whoever wrote it. */
  | { readonly kind: 'wrote'; readonly by: Adviser; readonly words: Words; readonly doubtful?: boolean | undefined }
  /** Written into the card's own box, which says whom it goes to. */
  | { readonly kind: 'replied'; readonly by: Adviser; readonly words: Words }
  /** `unsent`: what was changed had not gone to the employee, so this does not either. */
  | { readonly kind: 'rewrote'; readonly by: Adviser; readonly words: Words; readonly unsent?: boolean | undefined }
  | { readonly kind: 'took-back'; readonly by: Adviser; readonly message: string; readonly unsent?: boolean | undefined }
  | { readonly kind: 'released'; readonly by: Adviser; readonly entry: number; readonly words: string }
  | { readonly kind: 'kept'; readonly by: Adviser; readonly entry: number }
  | { readonly kind: 'noted'; readonly by: Adviser; readonly words: Words }
  | { readonly kind: 'answered'; readonly by: Adviser; readonly answer: ReadyAnswer }
  | { readonly kind: 'checked'; readonly by: Adviser; readonly check: Check; readonly date?: string | undefined }
  | { readonly kind: 'waits'; readonly by: Adviser; readonly for: Party }
  | { readonly kind: 'closed'; readonly by: Adviser; readonly outcome: (typeof outcomes)[number]; readonly desk?: string | undefined; readonly line: string }
  | { readonly kind: 'reopened'; readonly by: Adviser }
  /** The same to all who report the same; `about`: what they say happens when they log in. */
  | { readonly kind: 'announced'; readonly by: Adviser; readonly words: string; readonly about?: string | undefined }
  | { readonly kind: 'reminded' }
  | { readonly kind: 'mailed' }
  | { readonly kind: 'nudged' }
  | { readonly kind: 'ran-out' }
  | { readonly kind: 'went-by-mail' };

/** One line of a case's history: the deed, when, and its number in the case. */
export interface Entry {
  readonly case: number;
  readonly seq: number;
  readonly at: number;
  readonly deed: { readonly kind: 'opened' } | Deed;
  /** Whether the words were sent to the other side, are held, or are HR's own. */
  readonly to?: 'employee' | 'hr' | 'held' | 'nobody' | undefined;
}

/** Why something is not done. Each has a sentence of its own. */
export type Refusal =
  | { readonly why: 'closed' | 'open' | 'not-owner' | 'unclaimed' | 'yours-already' | 'not-held' | 'too-late' | 'nothing-said' }
  /** Somebody else has it, and since when. */
  | { readonly why: 'taken'; readonly by: Adviser; readonly at: number };
