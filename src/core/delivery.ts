/** What came of one attempt to send. */
export type Outcome =
  | { readonly kind: 'delivered'; readonly activityId?: string | undefined }
  /** Teams answered, and not with success. */
  | { readonly kind: 'refused'; readonly status: number; readonly code?: string | undefined; readonly retryAfter?: number | undefined }
  /** Sent, and no answer came: it may have arrived or not. */
  | { readonly kind: 'unsure'; readonly detail: string }
  /** It certainly did not leave: no connection, no token. */
  | { readonly kind: 'unreached'; readonly detail: string };

/** What is to be done with the row, and its lane. Times are ms since 1970 UTC. */
export type Verdict =
  | { readonly kind: 'sent'; readonly activityId?: string | undefined }
  | { readonly kind: 'again'; readonly at: number; readonly doubt: boolean; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'uncertain'; readonly reason: string }
  | { readonly kind: 'blocked'; readonly reason: string };

/** Replies and relayed words go again once after a doubt, never more (law 3). */
const doubtsAllowed = 1;
/** Longer than a bad day at Teams; a reply older than this helps nobody. */
const giveUpAfter = 24 * 60 * 60_000;
const longestPause = 5 * 60_000;
/** Teams' own list of what to try again: 412, 429, 502, 503, 504 (rate-limit page); 401 is our token, not the row. */
const passing = [401, 408, 412, 429, 502, 503, 504];
/** Server errors that say nothing of whether the message was taken. */
const silent = (status: number): boolean => status >= 500 && !passing.includes(status);

/** Exponential with jitter: half of it fixed, half by `random` (0 ≤ random < 1), so that lanes do not march in step. */
export function pause(attempts: number, random: number): number {
  const full = Math.min(longestPause, 1_000 * 2 ** Math.min(attempts - 1, 16));
  return full / 2 + (full / 2) * random;
}

export interface Attempted {
  /** This attempt included. */
  readonly attempts: number;
  /** Earlier attempts whose end nobody knows. */
  readonly doubts: number;
  readonly createdAt: number;
}

/** Judges one attempt. Pure: `random` is 0 ≤ x < 1, `now` ms since 1970 UTC. */
export function judge(outcome: Outcome, row: Attempted, now: number, random: number): Verdict {
  const again = (reason: string, doubt: boolean, after = pause(row.attempts, random)): Verdict => {
    if (now + after - row.createdAt <= giveUpAfter) return { kind: 'again', at: now + after, doubt, reason };
    // One attempt in doubt is enough: it may be there, so nobody is told that it is not.
    return { kind: doubt || row.doubts > 0 ? 'uncertain' : 'failed', reason: `gave up after a day: ${reason}` };
  };
  const doubted = (reason: string): Verdict =>
    row.doubts < doubtsAllowed ? again(reason, true) : { kind: 'uncertain', reason };

  switch (outcome.kind) {
    case 'delivered':
      return { kind: 'sent', activityId: outcome.activityId };
    case 'unreached':
      return again(outcome.detail, false);
    case 'unsure':
      return doubted(outcome.detail);
    case 'refused': {
      const reason = outcome.code ? `${outcome.status} ${outcome.code}` : `${outcome.status}`;
      if (outcome.status === 403 || outcome.status === 404)
        // A message that is gone is that row's trouble; a conversation that is gone is everybody's.
        return outcome.code === 'ActivityNotFoundInConversation' ? { kind: 'failed', reason } : { kind: 'blocked', reason };
      if (passing.includes(outcome.status))
        // `Retry-After: 0` is no leave to ask without end.
        return again(reason, false, outcome.retryAfter || pause(row.attempts, random));
      if (silent(outcome.status)) return doubted(reason);
      return { kind: 'failed', reason };
    }
    default:
      return outcome satisfies never;
  }
}
