/** A topic of typed text, see ../understanding. A choice lists the topics that mean it. */
export type Topic =
  | 'internal-error'
  | 'first-login'
  | 'something-else'
  | 'yes'
  | 'no'
  | 'unsure'
  | 'done'
  | 'already-right'
  | 'cannot'
  | 'back'
  | 'start-over'
  | 'talk-to-human'
  | 'language'
  | 'norwegian'
  | 'english'
  | 'help';

export interface Choice {
  readonly id: string;
  /** Typed text on one of these topics is this choice. */
  readonly topics?: readonly Topic[];
}

/**
 * One card of the conversation. A *question* asks, a *remedy* tells what to do and asks how it went,
 * a *finding* ends the way and leads on.
 */
export interface Question {
  readonly id: string;
  readonly kind: 'question' | 'remedy' | 'finding';
  /** Which layout in cards/ shows it. */
  readonly layout: 'plain' | 'account-settings' | 'email-format' | 'link' | 'video' | 'try-again' | 'hr';
  readonly choices: readonly Choice[];
  /** "Step 1 of 2": the source page's two steps. */
  readonly step?: 1 | 2;
  /** A one-time code is being talked about here: six-digit numbers are masked. */
  readonly codes?: boolean;
}

/** Question id to the choices that satisfy it; every line must hold. */
export type Condition = Readonly<Record<string, readonly string[]>>;

/** The first rule one of whose conditions holds, and whose question has no answer yet, is what comes next. */
export interface Rule {
  readonly when: readonly Condition[];
  readonly show: string;
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
