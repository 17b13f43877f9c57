import { type Outcome, pause } from '../delivery';

/**
 * Where one person of a push stands. Everybody is in exactly one, and they add up to the list (law 5). `listed`: not looked
 * up yet; `reachable`, `installable`: goes out when the push does; `installing`, `sending`: under way; `retry`: once more
 * later; `passed-over`: had it, or is on another.
 */
export const standings = [
  'listed', 'reachable', 'installable', 'installing', 'sending', 'retry',
  'delivered', 'answered', 'in', 'asked-hr',
  'blocked', 'no-app', 'unknown', 'not-there', 'left', 'uncertain', 'failed', 'passed-over', 'cancelled', 'deleted',
] as const;
export type Standing = (typeof standings)[number];

/**
 * Why, beside the standing. `installable` for `policy`: the app was not allowed for her in an earlier push; `not-there` for
 * `on-another`: another push waits for the same account; `passed-over` for `missed`: for another push, which did not reach her.
 * The last one is read and never written, because it may change with the other push.
 */
export const reasons = [
  '', 'guest', 'off', 'policy', 'permission', 'no-catalogue', 'not-installed', 'typo', 'had-it', 'on-another', 'missed', 'gave-up', 'refused', 'not-in', 'later',
] as const;
export type Why = (typeof reasons)[number];

/** Still on the way to an end while the push goes on. */
export const underWay: readonly Standing[] = ['reachable', 'installable', 'installing', 'sending', 'retry'];
/** Has the push: nobody of these gets it twice. */
export const hasIt: readonly Standing[] = ['delivered', 'answered', 'in', 'asked-hr', 'uncertain'];
/** May be sent to in another push: nothing of this one has reached them, and nothing will. */
export const missedIt: readonly Standing[] = ['blocked', 'no-app', 'unknown', 'not-there', 'left', 'failed', 'cancelled'];

/** Whether somebody may be sent to in another push. */
export const isMissed = ({ standing, why }: { readonly standing: Standing; readonly why: Why }): boolean => missedIt.includes(standing) || (standing === 'passed-over' && why === 'missed');
/** Who is shown where HR asks who does not get it; with them whom the app was not allowed for before, who may not get it either. */
export const leftOut: readonly Standing[] = [...missedIt, 'passed-over', 'uncertain', 'deleted'];

/** Who may still work here, and Teams did not reach: a mail or an SMS may. Who was cancelled, HR chose not to reach. */
export const outOfReach: readonly Standing[] = ['blocked', 'no-app', 'unknown', 'not-there', 'failed'];

/** What the worker does next for a person. */
export type Stage = 'find' | 'install' | 'send';

const stages: Readonly<Partial<Record<Standing, Stage>>> = {
  listed: 'find',
  'not-there': 'find',
  installable: 'install',
  installing: 'install',
  reachable: 'send',
  sending: 'send',
  retry: 'send',
};

/** What is done next for somebody who stands there; undefined: nothing. */
export function stageOf(standing: Standing, why: Why = ''): Stage | undefined {
  return why === 'gave-up' ? undefined : stages[standing];
}

/** What became of a person after one step. */
export interface Step {
  readonly standing: Standing;
  readonly why?: Why | undefined;
  /** When to go on, ms since 1970 UTC; undefined: at once where there is something to do. */
  readonly at?: number | undefined;
  readonly activityId?: string | undefined;
  /** The address was asked for anew after it did not serve: that is done once. */
  readonly repaired?: boolean | undefined;
}

export interface Tried {
  /** This attempt included. */
  readonly attempts: number;
  readonly repaired: boolean;
  /** Whether an address can be asked for anew. */
  readonly canRepair: boolean;
}

/** So often, over some half an hour with the pauses in between; then it counts as failed, and HR can send again. */
const mostAttempts = 12;
/** Teams says when: so often it may say so, with a push of thousands going on. */
const mostThrottled = 200;
const passing = [401, 412, 429, 502, 503];

/** What one attempt to send makes of a person. A push in doubt never goes again by itself (law 3). */
export function sent(outcome: Outcome, { attempts, repaired, canRepair }: Tried, now: number, random: number): Step {
  const again = (after = pause(attempts, random), most = mostAttempts): Step => (attempts < most ? { standing: 'retry', at: now + after } : { standing: 'failed', why: 'gave-up' });
  switch (outcome.kind) {
    case 'delivered':
      return { standing: 'delivered', activityId: outcome.activityId };
    case 'unreached':
      return again();
    case 'unsure':
      return { standing: 'uncertain' };
    case 'refused': {
      const { status } = outcome;
      if (status === 403 || status === 404) {
        if (canRepair && !repaired) return { standing: 'installable', repaired: true };
        return status === 403 ? { standing: 'blocked' } : { standing: 'no-app', why: 'not-installed' };
      }
      if (passing.includes(status)) return again(outcome.retryAfter || undefined, status === 429 ? mostThrottled : mostAttempts);
      // 408 and 504: somebody between us and Teams did not wait for its answer.
      return status >= 500 || status === 408 ? { standing: 'uncertain' } : { standing: 'failed', why: 'refused' };
    }
    default:
      return outcome satisfies never;
  }
}

/** What was heard from a person who has the push. */
export type Heard = 'answered' | 'in' | 'asked-hr';

/** What she answered, where that tells HR more than that she did: she cannot get in, or has not tried. */
export type Meant = Extract<Why, 'not-in' | 'later'>;

/** Why, beside where she stands after it. An answer is forgotten where she is in, or HR has her case. */
export function whyAfter(was: { readonly standing: Standing; readonly why: Why }, standing: Standing, meant: Meant | undefined): Why {
  if (standing === 'answered') return meant ?? (was.standing === 'answered' ? was.why : '');
  return standing === was.standing ? was.why : '';
}

/** Where she stands after it. One who answers has it, whatever was thought; one who only answers is still in. */
export function heard(was: Standing, what: Heard): Standing {
  if (!hasIt.includes(was) && was !== 'sending' && was !== 'retry') return was;
  return what === 'answered' && (was === 'in' || was === 'asked-hr') ? was : what;
}

/** How many stand where, and why. */
export interface Tally {
  readonly standing: Standing;
  readonly why: Why;
  readonly count: number;
}

/** Whom a push that is sent now goes to; those whose account is waited for get it when it is there. `absent`: who has none, waited for or not. */
export const possibleOf = (tallies: readonly Tally[]): { readonly now: number; readonly later: number; readonly absent: number } => ({
  now: countOf(tallies, underWay),
  later: sumOf(tallies.filter(({ standing, why }) => standing === 'not-there' && why !== 'gave-up')),
  absent: countOf(tallies, ['not-there']),
});

/** All of them together: the list. */
export const sumOf = (tallies: readonly Tally[]): number => tallies.reduce((sum, { count }) => sum + count, 0);

export const countOf = (tallies: readonly Tally[], of: readonly Standing[]): number => sumOf(tallies.filter(({ standing }) => of.includes(standing)));

/** As they are when the push is cancelled: whoever still had a step to take has none. Who is being sent to ends as that ends. */
export function afterCancel(tallies: readonly Tally[]): readonly Tally[] {
  const ends = ({ standing, why }: Tally): boolean => standing === 'cancelled' || (standing !== 'sending' && stageOf(standing, why) !== undefined);
  const count = sumOf(tallies.filter(ends));
  return [...tallies.filter((tally) => !ends(tally)), ...(count > 0 ? [{ standing: 'cancelled', why: '', count } as const] : [])];
}
