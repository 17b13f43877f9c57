import { isDeepStrictEqual } from 'node:util';
import { renderSheet } from '../../../cards';
import type { CardAction } from '../../../cards/actions';
import { caseSheet, moreSheet, personIn, takeOverSheet } from '../../../cards/case-card';
import type { Deed, Entry, Words } from '../../core/case/types';
import { outcomes } from '../../core/case/types';
import { shownName } from '../../core/shown';
import { plainInMarkdown } from '../../texts';
import { toArchive } from '../case/archive';
import { historyLetter } from '../case/history';
import type { CaseWork } from '../case/work';
import { isInvoke } from '../happening';
import type { TeamMember } from '../scene';
import { noteIn } from './note';
import type { DeskWork } from './work';

/** The buttons of a case's card in HR's channel. */
export type OfCase = Extract<CardAction, { verb: `case-${string}` }>;
export const isOfCase = (action: CardAction): action is OfCase => action.verb.startsWith('case-');

/** "passed-on:it" is one of HR's outcomes and a desk's id. */
function endingIn({ house }: DeskWork, value: string): { outcome: (typeof outcomes)[number]; desk?: string } | undefined {
  const [name, desk] = value.split(/:(.*)/s);
  const outcome = outcomes.find((each) => each === name);
  if (!outcome) return undefined;
  if (outcome !== 'passed-on') return { outcome };
  return house.organisation.hr.desks.some(({ id }) => id === desk) && desk !== undefined ? { outcome, desk } : undefined;
}

/** What was closed for the archive is on its way there. */
function archived({ house, scene, me, out }: DeskWork, { case: one, change }: CaseWork): void {
  if (one.state !== 'closed' || !one.archived) return;
  out.push(...toArchive(house, one, { ...scene, history: [...scene.history, ...(change?.entries ?? [])] }, { name: me.name, email: scene.person.email }));
}

/** Words of HR's in a thread as they were changed last; undefined where they were deleted, and are not there again. */
function nowOf(words: Words, history: readonly Entry[]): Words | undefined {
  const { message } = words;
  if (!message) return words;
  const last = history.findLast(({ deed }) => (deed.kind === 'rewrote' ? deed.words.message : deed.kind === 'took-back' ? deed.message : undefined) === message)?.deed;
  if (!last) return words;
  return last.kind === 'rewrote' ? last.words : undefined;
}

/** Whether she has done just this since the card was drawn: then the press is the same once more (law 1). */
function doneAlready({ inbound: { happening }, scene: { history } }: DeskWork, deed: Deed): boolean {
  if (happening.kind !== 'pressed') return false;
  const { rev } = happening.press.nonce;
  return history.some(({ seq, deed: done }) => seq > rev && isDeepStrictEqual(done, deed));
}

/** Who may have a case; undefined where Teams does not say now. */
const colleaguesIn = ({ scene: { team }, house }: DeskWork): readonly TeamMember[] | undefined => team?.filter(({ guest }) => !guest || house.organisation.hr.guestsAreHr);

/** Does what an adviser pressed on a case's card. */
export function pressed(turn: DeskWork, action: OfCase): void {
  const { work, me, scene, drawing } = turn;
  if (!work) return turn.say(turn.text('refused.gone'));
  const one = work.case;
  const draw = (card: Parameters<typeof renderSheet>[0]): void => void (turn.answer = { kind: 'card', card: renderSheet(card) });
  /** Once from each card: what is stale is answered with the card of today. */
  const once = (deed: Deed): boolean => {
    if (!doneAlready(turn, deed)) return turn.do(deed);
    if (isInvoke(turn.inbound.happening)) draw({ ...caseSheet(one, drawing), lead: plainInMarkdown(turn.text('case.done-already')) });
    else turn.say(turn.text('refused.not-held'));
    return false;
  };
  switch (action.verb) {
    case 'case-claim':
      return void once({ kind: 'claimed', by: me });
    case 'case-take-over':
      if (one.state === 'claimed' && !action.sure && one.owner.id !== me.id) return draw(takeOverSheet(one, drawing));
      return void once({ kind: 'took-over', by: me });
    case 'case-give-back':
      return void once({ kind: 'gave-back', by: me });
    case 'case-hand-on': {
      const colleagues = colleaguesIn(turn);
      const to = colleagues?.find(({ id }) => id === action.to);
      if (!to) return turn.say(turn.text(colleagues ? 'case.hand-on.stranger' : 'case.hand-on.nobody'));
      return void once({ kind: 'handed-on', by: me, to: { id: to.id, name: shownName(to.name) } });
    }
    case 'case-reply': {
      // Whoever begins with // means a note, whichever box it stands in.
      const note = noteIn(action.reply.trim());
      return void once(note === undefined ? { kind: 'replied', by: me, words: { text: action.reply.trim() } } : { kind: 'noted', by: me, words: { text: note } });
    }
    case 'case-note':
      return action.note.trim() ? void once({ kind: 'noted', by: me, words: { text: action.note.trim() } }) : turn.say(turn.text('refused.nothing-said'));
    case 'case-answer':
      return void once({ kind: 'answered', by: me, answer: action.answer });
    case 'case-check': {
      if (action.check === 'starts' && Number.isNaN(Date.parse(action.date))) return turn.say(turn.text('refused.no-date'));
      return void once({ kind: 'checked', by: me, check: action.check, ...(action.check === 'starts' ? { date: action.date } : {}) });
    }
    case 'case-wait':
      return void once({ kind: 'waits', by: me, for: action.party });
    case 'case-close': {
      const ending = endingIn(turn, action.outcome);
      if (!ending) return turn.say(turn.text('refused.no-outcome'));
      // Nothing would reach the archive, and nobody would know.
      if (ending.outcome === 'archived' && !turn.house.mails) return turn.say(turn.text('refused.archive-no-mail'));
      const note = noteIn(action.line.trim());
      if (note !== undefined) turn.do({ kind: 'noted', by: me, words: { text: note } });
      if (once({ kind: 'closed', by: me, ...ending, line: note === undefined ? action.line.trim() : '' })) archived(turn, work);
      return;
    }
    case 'case-reopen':
      if (scene.instead) return turn.say(turn.text('refused.open-elsewhere', { name: personIn(drawing.language, one), number: `${scene.instead.case.report.number}` }));
      return void once({ kind: 'reopened', by: me });
    case 'case-release':
    case 'case-keep': {
      const written = scene.history.find(({ seq }) => seq === action.entry)?.deed;
      if (written?.kind !== 'wrote') return turn.say(turn.text('refused.not-held'));
      if (written.by.id !== me.id) return turn.say(turn.text('thread.held.not-yours', { by: shownName(written.by.name) }));
      // As they stand now: they may have been changed since, or deleted.
      const words = nowOf(written.words, scene.history);
      if (!words && action.verb === 'case-release') return turn.say(turn.text('refused.not-held'));
      const deed: Deed =
        action.verb === 'case-release' && words
          ? { kind: 'released', by: me, entry: action.entry, words: words.text }
          : { kind: 'kept', by: me, entry: action.entry };
      if (turn.do(deed)) turn.say(turn.text(action.verb === 'case-release' ? 'thread.held.sent' : 'thread.held.kept', { name: personIn(drawing.language, one) }));
      return;
    }
    case 'case-more':
      return draw(action.open ? moreSheet(one, drawing, me.id, colleaguesIn(turn), action.find, turn.house.mails) : caseSheet(one, drawing));
    case 'case-history': {
      const { letter, said } = historyLetter(turn.house, one, scene, scene.person.email, turn.now);
      if (letter) turn.out.push(letter);
      return turn.say(said);
    }
    default:
      return action satisfies never;
  }
}

