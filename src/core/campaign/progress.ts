import type { Campaign } from './campaign';
import { countOf, hasIt, sumOf, type Tally, underWay } from './recipient';

/** How far it has come with what goes on just now. */
export interface Progress {
  /** Whom it was to go to when it started, and whoever got an account since; in the dry run everybody on the list. */
  readonly all: number;
  /** Of them: there is nothing left to do for. */
  readonly done: number;
  /** Of those: do not get it. Who asked to be deleted is none of them: she may have had it. */
  readonly missed: number;
  readonly share: number;
}

/** Whom it never could go to is no progress; who falls out on the way is still counted. The same on HR's card and at the terminal. */
export function progressOf(campaign: Campaign, tallies: readonly Tally[]): Progress {
  const checking = campaign.state === 'checking';
  const all = checking ? sumOf(tallies) : allOf(campaign, tallies);
  const done = all - countOf(tallies, checking ? ['listed'] : underWay);
  const missed = checking ? 0 : Math.max(0, done - countOf(tallies, [...hasIt, 'deleted']));
  return { all, done, missed, share: all === 0 ? 100 : Math.floor((done * 100) / all) };
}

function allOf(campaign: Campaign, tallies: readonly Tally[]): number {
  const { aimed, waited } = 'aimed' in campaign ? campaign : {};
  // Who was waited for and is so no more got an account.
  if (aimed !== undefined && waited !== undefined) return aimed + waited - countOf(tallies, ['not-there']);
  // An older version started it: as good as the sums tell.
  return Math.max(aimed ?? 0, countOf(tallies, [...underWay, ...hasIt, 'blocked', 'failed', 'left']));
}
