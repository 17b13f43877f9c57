import type { Signal } from '../understanding/understand';

export interface Choice {
  readonly id: string;
  /** Typed text that says one of these means this choice. */
  readonly means?: readonly Signal[];
  /** Other whole ways to say what its button says, in any language. */
  readonly said?: readonly string[];
  /** Has no button: it is only ever said. */
  readonly spoken?: boolean;
  /** Said in one of these ways, it answers the question that comes next, too. */
  readonly tells?: Readonly<Partial<Record<Signal, Readonly<Record<string, string>>>>>;
  /** Named by the organisation, not by the texts. */
  readonly label?: string;
}

export type PictureName = 'video-poster' | 'error' | 'pencil' | 'change-email' | 'link-idporten';
export type LinkName = 'account-settings' | 'visma' | 'video' | 'mail' | 'privacy';

/**
 * One card of the conversation. A *question* asks, a *remedy* tells what to do and asks how it went, a *finding*
 * ends the way and leads on, an *aside* stands beside the way and leads back to it.
 */
export interface Question {
  readonly id: string;
  readonly kind: 'question' | 'remedy' | 'finding' | 'aside';
  /** Which layout in cards/ shows it. */
  readonly layout: 'page' | 'video' | 'email' | 'feedback' | 'handoff';
  readonly picture?: PictureName;
  readonly link?: LinkName;
  readonly choices: readonly Choice[];
  /** Its choices are called what this other question calls them. */
  readonly wordsOf?: string;
  /** "Step 1 of 2": the source page's two steps. */
  readonly step?: 1 | 2;
  /** Said here, these are no answer: the card is put again, below the text `remind.<name>`. */
  readonly reminders?: Readonly<Partial<Record<Signal, string>>>;
  /** A one-time code is being talked about here: six-digit numbers are masked. */
  readonly codes?: boolean;
}

/** Question id to the choices that satisfy it; every line must hold. */
export type Condition = Readonly<Record<string, readonly string[]>>;

/** The first rule one of whose conditions holds, and whose question has no answer yet, is what comes next. */
export interface Rule {
  /** What it rests on, for whoever reads the tree: the facts of docs/facts.md. */
  readonly because?: string;
  readonly when: readonly Condition[];
  readonly show: string;
  /** Shown in its place where the organisation has not stated what it needs. */
  readonly otherwise?: string;
}

/** Why HR is asked, in the order of how specific it is. */
export interface Reason {
  readonly when: Condition;
  readonly reason: string;
}

export interface Guide {
  /** Raised whenever a stored conversation could be at a place that means something else now. */
  readonly version: number;
  readonly questions: readonly Question[];
  readonly rules: readonly Rule[];
  readonly reasons: readonly Reason[];
}

export interface Answer {
  readonly question: string;
  readonly choice: string;
}
