import { bringsUpCodes } from './codes';
import type { Adviser, Case, Claimed, Closed, Deed, Ending, Entry, Refusal, Report, Waiting } from './types';

/** A closed case is opened again by the employee for this long, by pressing or by writing on. ms. */
export const reopensFor = 14 * 24 * 3_600_000;

export interface Done {
  readonly case: Case;
  readonly entry: Entry;
}

/** A new case, waiting, with the first line of its history. */
export function open(report: Report): Done {
  const at = report.openedAt;
  return {
    case: { state: 'waiting', report, entries: 1, opened: 1, root: 1, speakers: [], held: [], since: at, employeeAt: at },
    entry: { case: report.number, seq: 1, at, deed: { kind: 'opened' }, to: 'hr' },
  };
}

export const isRefusal = (result: Done | Refusal): result is Refusal => 'why' in result;

type Known = Omit<Waiting, 'state' | 'since' | 'reminded' | 'mailed'>;

/** What every state has in common. */
function known({ report, entries, opened, reopened, root, speakers, held, employeeAt, hrAt, codes, announcedAt, byMail, archived, askedToDelete }: Case): Known {
  return { report, entries, opened, reopened, root, speakers, held, employeeAt, hrAt, codes, announcedAt, byMail, archived, askedToDelete };
}

const waiting = (was: Case, at: number): Waiting => ({ ...known(was), state: 'waiting', since: at });
/** In other hands it still waits for the same. */
const claimed = (was: Case, owner: Adviser, at: number): Claimed => {
  const waitsFor = was.state === 'claimed' && was.waitsFor ? { waitsFor: was.waitsFor } : {};
  return { ...known(was), state: 'claimed', owner, claimedAt: at, speakers: withSpeaker(was, owner), ...waitsFor };
};
const closed = (was: Case, ending: Ending): Closed => ({ ...known(was), state: 'closed', ending, owner: was.state === 'waiting' ? undefined : was.owner });

const withSpeaker = ({ speakers }: Case, { id }: Adviser): readonly string[] => (speakers.includes(id) ? speakers : [...speakers, id]);
/** Who gives a case out of her hands is asked again before her words go to the employee. */
const without = <Open extends Case>(was: Open, { id }: Adviser): Open => ({ ...was, speakers: was.speakers.filter((each) => each !== id) });
/** Opened once more; one that went by mail in a thread of its own. */
const again = (was: Case): Case => ({ ...was, opened: was.opened + 1, reopened: was.entries + 1, ...(was.byMail ? { byMail: undefined, root: was.entries + 1 } : {}) });
const owns = (was: Case, by: Adviser): boolean => was.state === 'claimed' && was.owner.id === by.id;

/** The employee hears HR: a clock that waits for her starts from here. */
function addressed<Open extends Waiting | Claimed>(was: Open, at: number): Open {
  const waits = was.state === 'claimed' && was.waitsFor?.party === 'employee';
  return { ...was, hrAt: at, ...(waits ? { waitsFor: { party: 'employee', since: at } } : {}) };
}

/** HR speaks to her. */
function spoken(was: Waiting | Claimed, by: Adviser, at: number): Case {
  const heard = { ...addressed(was, at), speakers: withSpeaker(was, by) };
  // Whoever answers a case that nobody has, has it.
  return heard.state === 'waiting' ? claimed(heard, by, at) : heard;
}

/** The employee was heard: whoever waited for her waits no more. */
function heard(was: Waiting | Claimed, at: number): Case {
  if (was.state === 'waiting' || was.waitsFor?.party !== 'employee') return { ...was, employeeAt: at };
  const { waitsFor: _, ...rest } = was;
  return { ...rest, employeeAt: at };
}

interface Next {
  readonly case: Case;
  readonly to?: Entry['to'];
}

const no = (why: Exclude<Refusal['why'], 'taken'>): Refusal => ({ why });

/** Deeds that add to the history and leave the case as it is. */
type Remark = Extract<Deed, { kind: 'edited' | 'withdrawn' | 'rewrote' | 'took-back' | 'noted' | 'asked-to-delete' }>;
type Step = Exclude<Deed, Remark>;

const remarks: readonly Deed['kind'][] = ['edited', 'withdrawn', 'rewrote', 'took-back', 'noted', 'asked-to-delete'] satisfies readonly Remark['kind'][];
const isRemark = (deed: Deed): deed is Remark => remarks.includes(deed.kind);

/** Taken whatever the state: a word that crossed the closing is not lost. */
function remarked(was: Case, deed: Remark, at: number): Next {
  if (deed.kind === 'asked-to-delete') return { case: { ...was, askedToDelete: at }, to: 'hr' };
  if (deed.kind === 'noted') return { case: was, to: 'nobody' };
  if (deed.kind === 'edited' && was.state !== 'closed') return { case: heard(was, at), to: 'hr' };
  if (!('by' in deed)) return { case: was, to: 'hr' };
  // What has reached her is changed where she reads it, whoever has the case by now.
  return { case: was, to: deed.unsent ? 'nobody' : 'employee' };
}

/** Words that wait for their writer's word are settled once, also after the end of the case. */
function kept(was: Case, entry: number): Next | Refusal {
  return was.held.includes(entry) ? { case: { ...was, held: was.held.filter((each) => each !== entry) }, to: 'nobody' } : no('not-held');
}

function ofClosed(was: Closed, deed: Step, at: number): Next | Refusal {
  if (deed.kind === 'said' || deed.kind === 'reopened-by-employee') {
    if (at - was.ending.at > reopensFor) return no('too-late');
    return { case: again({ ...waiting(was, at), employeeAt: at }), to: 'hr' };
  }
  if (deed.kind === 'reopened') return { case: again(claimed(was, deed.by, at)), to: 'employee' };
  if (deed.kind === 'rated') return { case: { ...was, rated: true }, to: 'hr' };
  if (deed.kind === 'kept') return kept(was, deed.entry);
  return no('closed');
}

function ofOpen(was: Waiting | Claimed, deed: Step, at: number): Next | Refusal {
  switch (deed.kind) {
    case 'said':
    case 'showed':
    case 'sent-file':
      return { case: heard(was, at), to: 'hr' };
    case 'ended-by-employee':
      return { case: closed(was, { at, outcome: deed.solved ? 'solved-by-employee' : 'closed-by-employee', line: '' }), to: 'hr' };
    case 'claimed':
    case 'took-over':
      if (owns(was, deed.by)) return no('yours-already');
      if (was.state === 'claimed' && deed.kind === 'claimed') return { why: 'taken', by: was.owner, at: was.claimedAt };
      return { case: claimed(was, deed.by, at), to: 'employee' };
    case 'gave-back':
      return owns(was, deed.by) ? { case: waiting(without(was, deed.by), at), to: 'nobody' } : no('not-owner');
    case 'handed-on':
      if (!owns(was, deed.by)) return no('not-owner');
      return deed.to.id === deed.by.id ? no('yours-already') : { case: claimed(without(was, deed.by), deed.to, at), to: 'employee' };
    case 'wrote': {
      if (deed.words.text.trim() === '') return no('nothing-said');
      if (was.speakers.includes(deed.by.id) && was.state === 'claimed' && !deed.doubtful) return { case: spoken(was, deed.by, at), to: 'employee' };
      return { case: { ...was, held: [...was.held, was.entries + 1] }, to: 'held' };
    }
    case 'replied':
      return deed.words.text.trim() === '' ? no('nothing-said') : { case: spoken(was, deed.by, at), to: 'employee' };
    case 'released':
      if (!was.held.includes(deed.entry)) return no('not-held');
      return { case: spoken({ ...was, held: was.held.filter((entry) => entry !== deed.entry) }, deed.by, at), to: 'employee' };
    case 'kept':
      return kept(was, deed.entry);
    case 'answered':
    case 'checked':
      return { case: spoken(was, deed.by, at), to: 'employee' };
    case 'announced':
      return { case: { ...addressed(was, at), announcedAt: at }, to: 'employee' };
    case 'waits':
      return was.state === 'waiting' ? no('unclaimed') : { case: { ...was, waitsFor: { party: deed.for, since: at } }, to: 'nobody' };
    case 'closed': {
      const { outcome, desk, line } = deed;
      return { case: { ...closed(was, { at, outcome, desk, line }), archived: outcome === 'archived' ? true : undefined }, to: 'employee' };
    }
    case 'reminded':
      return was.state === 'waiting' && !was.reminded ? { case: { ...was, reminded: true }, to: 'nobody' } : no('open');
    case 'mailed':
      return was.state === 'waiting' && !was.mailed ? { case: { ...was, mailed: true }, to: 'nobody' } : no('open');
    case 'nudged':
      if (was.state !== 'claimed' || was.waitsFor?.party !== 'employee' || was.waitsFor.nudged) return no('open');
      return { case: { ...was, waitsFor: { ...was.waitsFor, nudged: true } }, to: 'employee' };
    case 'ran-out':
      return { case: closed(was, { at, outcome: 'no-answer', line: '' }), to: 'employee' };
    case 'went-by-mail':
      return { case: { ...closed(was, { at, outcome: 'by-mail', line: '' }), byMail: true }, to: 'employee' };
    case 'reopened':
    case 'reopened-by-employee':
    case 'rated':
      return no('open');
    default:
      return deed satisfies never;
  }
}

/** What a deed makes of a case, with the line it adds to the history; or why it is refused, and then nothing changes. */
export function act(was: Case, deed: Deed, at: number): Done | Refusal {
  const result = isRemark(deed) ? remarked(was, deed, at) : was.state === 'closed' ? ofClosed(was, deed, at) : ofOpen(was, deed, at);
  if ('why' in result) return result;
  const seq = was.entries + 1;
  return { case: { ...result.case, entries: seq, ...(bringsUpCodes(deed) ? { codes: seq } : {}) }, entry: { case: was.report.number, seq, at, deed, to: result.to } };
}
