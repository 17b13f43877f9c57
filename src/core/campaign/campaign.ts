/** Somebody in HR who sends a push, by the id that Teams knows them by, and the name that people read. */
export interface Sender {
  readonly id: string;
  readonly name: string;
}

/** What a push was made with. It does not change: the list is frozen. Moments are ms since 1970 UTC, as all here. */
export interface Plan {
  /** From 1 on; what HR calls it by. */
  readonly number: number;
  readonly by: Sender;
  /** HR's own words on top, plain text; may be empty. */
  readonly greeting: string;
  /** Hosts that the greeting leads to and that are not the organisation's own. */
  readonly links: readonly string[];
  readonly createdAt: number;
  /** How many are on the list. */
  readonly people: number;
  /** The push whose people these are once more. */
  readonly again?: number | undefined;
}

interface Known {
  readonly plan: Plan;
  /** Raised with every deed, and the number of its line in the journal. */
  readonly deeds: number;
}

interface Aimed {
  /** How many it was to go to when it started: whoever falls out is still one of them. Unknown of one that an older version started. */
  readonly aimed?: number | undefined;
  /** How many accounts were not there then, those included that were looked for no longer: whoever is not one of them any more came since. */
  readonly waited?: number | undefined;
}

/** When it is to go: now, or at a moment. */
export interface Go {
  readonly at?: number | undefined;
}

/** One push: a list, and what became of it. */
export type Campaign = Known &
  (
    /** The dry run goes on: each is looked up. */
    | { readonly state: 'checking' }
    | { readonly state: 'checked' }
    /** So many that somebody else in HR has to say so, too. */
    | { readonly state: 'confirming'; readonly by: Sender; readonly go: Go }
    | { readonly state: 'scheduled'; readonly by: Sender; readonly at: number }
    | ({ readonly state: 'running'; readonly startedAt: number } & Aimed)
    | ({ readonly state: 'paused'; readonly startedAt: number; readonly by: Sender } & Aimed)
    /** All have ended but those whose account is waited for. */
    | ({ readonly state: 'done'; readonly startedAt: number; readonly endedAt: number } & Aimed)
    | { readonly state: 'cancelled'; readonly by: Sender; readonly at: number; readonly startedAt?: number | undefined }
  );

/** What can be done to a push. Without `by` the clock did it. */
export type PushDeed =
  | { readonly kind: 'checked' }
  /** `confirms`: the deed that asked for a second word, by its number, where this is that word; or the one that it was planned by, where it is to go at another time. */
  | { readonly kind: 'sent-off'; readonly by: Sender; readonly go: Go; readonly confirms?: number | undefined }
  | { readonly kind: 'began' }
  | { readonly kind: 'paused'; readonly by: Sender }
  | { readonly kind: 'resumed'; readonly by: Sender }
  /** `confirms`: the last deed that she saw, by its number, where it had been set going. */
  | { readonly kind: 'cancelled'; readonly by: Sender; readonly confirms?: number | undefined }
  | { readonly kind: 'finished' };

/** Why something is not done to a push. */
export type PushRefusal = 'not-checked' | 'sent-already' | 'over' | 'not-running' | 'not-paused' | 'needs-another' | 'planned' | 'stale' | 'nobody' | 'past';

/** What the decision about a push rests on, beside the push. */
export interface Circumstances {
  /** How many can be sent to. */
  readonly possible: number;
  /** How many more it will go to when they have an account. */
  readonly later: number;
  /** How many have no account, these included and those who are looked for no longer. */
  readonly absent: number;
  /** More people than this need a second word. */
  readonly secondAbove: number;
}

export type Acted = { readonly campaign: Campaign; readonly did: JournalWord } | { readonly why: PushRefusal };

/** What a line of the journal says was done. */
export type JournalWord = 'made' | 'asked-second' | 'lapsed' | 'scheduled' | 'moved' | 'started' | PushDeed['kind'];

/** A line of the journal: something that was done to a push. `who` empty: the clock did it. */
export interface JournalLine {
  readonly at: number;
  readonly campaign: number;
  readonly who: string;
  readonly what: JournalWord;
  /** How many people it was about. */
  readonly count: number;
}

/** Whether it goes, or will go by itself: then it is not stopped without a question. */
export const isSetGoing = ({ state }: Campaign): boolean => state !== 'checking' && state !== 'checked' && state !== 'confirming' && state !== 'cancelled';

/** A push that has just been made. */
export const begin = (plan: Plan): Campaign => ({ plan, deeds: 1, state: 'checking' });

function sentOff(was: Campaign, deed: PushDeed & { kind: 'sent-off' }, at: number, { possible, later, absent, secondAbove }: Circumstances): { readonly next: Campaign; readonly did: JournalWord } | PushRefusal {
  const { plan, deeds } = was;
  const known = { plan, deeds };
  if (was.state === 'checking') return 'not-checked';
  if (was.state === 'cancelled') return 'over';
  if (was.state !== 'checked' && was.state !== 'confirming' && was.state !== 'scheduled') return 'sent-already';
  if (possible + later === 0) return 'nobody';
  const second = plan.people > secondAbove;
  if (was.state === 'confirming' && second && was.by.id === deed.by.id) return 'needs-another';
  // Sent now it would go at a moment that nobody was shown; and two may have agreed on the one that it has.
  if (was.state === 'scheduled' && deed.go.at === undefined) return 'planned';
  // Who confirms confirms what she was asked; but what was to go at once she may put off. Anything else was pressed on an older card.
  const chosen = was.state === 'confirming' ? was.go.at : undefined;
  if (deed.confirms !== (was.state === 'checked' ? undefined : deeds) || (chosen !== undefined && deed.go.at !== undefined)) return 'stale';
  if (was.state === 'checked' && second) return { next: { ...known, state: 'confirming', by: deed.by, go: deed.go }, did: 'asked-second' };
  // What is planned has the words that it needs: it moves to another time without a second one.
  const go: Go = { at: chosen ?? deed.go.at };
  if (go.at === undefined) return { next: { ...known, state: 'running', startedAt: at, aimed: possible, waited: absent }, did: 'started' };
  if (go.at > at) return { next: { ...known, state: 'scheduled', by: deed.by, at: go.at }, did: was.state === 'scheduled' ? 'moved' : 'scheduled' };
  // Confirmed when its time had passed: it is to be said anew when it goes.
  return was.state === 'confirming' ? { next: { ...known, state: 'checked' }, did: 'lapsed' } : 'past';
}

function next(was: Campaign, deed: PushDeed, at: number, about: Circumstances): { readonly next: Campaign; readonly did: JournalWord } | PushRefusal {
  const { plan, deeds } = was;
  const known = { plan, deeds };
  switch (deed.kind) {
    case 'checked':
      return was.state === 'checking' ? { next: { ...known, state: 'checked' }, did: 'checked' } : 'over';
    case 'sent-off':
      return sentOff(was, deed, at, about);
    case 'began':
      return was.state === 'scheduled' ? { next: { ...known, state: 'running', startedAt: at, aimed: about.possible, waited: about.absent }, did: 'began' } : 'sent-already';
    case 'paused':
      return was.state === 'running' ? { next: { ...known, state: 'paused', startedAt: was.startedAt, aimed: was.aimed, waited: was.waited, by: deed.by }, did: 'paused' } : 'not-running';
    case 'resumed':
      return was.state === 'paused' ? { next: { ...known, state: 'running', startedAt: was.startedAt, aimed: was.aimed, waited: was.waited }, did: 'resumed' } : 'not-paused';
    case 'cancelled': {
      // One that is done still goes to those whose account is waited for.
      if (was.state === 'cancelled' || (was.state === 'done' && about.later === 0)) return 'over';
      // What she was told of it is no longer so.
      if (isSetGoing(was) && deed.confirms !== deeds) return 'stale';
      const startedAt = 'startedAt' in was ? was.startedAt : undefined;
      return { next: { ...known, state: 'cancelled', by: deed.by, at, startedAt }, did: 'cancelled' };
    }
    case 'finished':
      return was.state === 'running' ? { next: { ...known, state: 'done', startedAt: was.startedAt, aimed: was.aimed, waited: was.waited, endedAt: at }, did: 'finished' } : 'not-running';
    default:
      return deed satisfies never;
  }
}

/** What a deed makes of a push, and what the journal says of it; or why it is refused, and then nothing changes. */
export function actOn(was: Campaign, deed: PushDeed, at: number, about: Circumstances): Acted {
  const came = next(was, deed, at, about);
  return typeof came === 'string' ? { why: came } : { campaign: { ...came.next, deeds: was.deeds + 1 }, did: came.did };
}
