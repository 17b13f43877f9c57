import { personIn } from '../../../cards/case-card';
import type { TextKey } from '../../texts';
import { type Happening, type Inbound, isInvoke } from '../happening';
import type { House } from '../house';
import type { Channel } from '../ports';
import type { Scene } from '../scene';
import type { Decision } from '../turn';
import { answerCommand, offerNotice } from './answers';
import { commandIn } from './command';
import { isDoubtful, noteIn } from './note';
import { isOfCase, pressed } from './press';
import { DeskWork } from './work';

type Said = Extract<Happening, { kind: 'said' }>;

/** Where HR's channel is, if this says something new of it. */
function channelOf({ house, inbound, scene }: DeskWork): Channel | undefined {
  const { team, address, happening } = inbound;
  if (!team || happening.kind === 'left') return undefined;
  const known = scene.desk.channel;
  const before = known?.team === team.id ? known.channel : undefined;
  // News of the team come from General, which nobody has chosen by that.
  const here = happening.kind === 'installed' && team.channel === team.id ? undefined : team.channel;
  const chosen = house.hr?.channel ?? team.chosen ?? before ?? here;
  if (!chosen) return undefined;
  const { tenant, serviceUrl, botId } = address;
  const channel: Channel = { tenant, serviceUrl, botId, team: team.id, channel: chosen };
  const same = known && (Object.keys(channel) as (keyof Channel)[]).every((key) => known[key] === channel[key]);
  return same ? undefined : channel;
}

/** Why this person must not act as HR; undefined where she may. */
function refusedMember({ house, scene: { membership = 'unknown' } }: DeskWork): TextKey | undefined {
  const { guestsAreHr } = house.organisation.hr;
  if (membership === 'member' || (membership === 'guest' && guestsAreHr)) return undefined;
  return membership === 'guest' ? 'refused.guest' : membership === 'stranger' ? 'refused.stranger' : 'refused.member-unknown';
}

/** Words in a case's thread: a note, or for the employee. `others`: colleagues that they mention. */
function wroteInThread(turn: DeskWork, text: string, { message, others }: Pick<Said, 'message' | 'others'>): void {
  const { work, me, drawing } = turn;
  if (!work) return;
  const note = noteIn(text, others);
  if (note !== undefined) return void work.do({ kind: 'noted', by: me, words: { text: note, message } });
  const refusal = work.do({ kind: 'wrote', by: me, words: { text, message }, ...(isDoubtful(text, others) ? { doubtful: true } : {}) });
  if (refusal?.why === 'closed') turn.say(turn.text('thread.closed-already', { name: personIn(drawing.language, work.case) }));
}

/** A note stays one, whatever becomes of it: what is in it now has not gone to the employee. */
function changedNote(turn: DeskWork, message: string, text: string | undefined, others?: readonly string[]): void {
  const { work, me, drawing } = turn;
  if (!work) return;
  if (text === undefined) return void work.do({ kind: 'took-back', by: me, message, unsent: true });
  const note = noteIn(text, others);
  work.do({ kind: 'rewrote', by: me, words: { text: note ?? text, message }, unsent: true });
  if (note === undefined) turn.say(turn.text('thread.note-stays', { name: personIn(drawing.language, work.case) }));
}

/** Words in a case's thread were changed (`text`), or deleted. */
function changedInThread(turn: DeskWork, message: string, text: string | undefined, others?: readonly string[]): void {
  const { work, me, drawing, scene } = turn;
  const { history } = scene;
  const written = history.findLast(({ deed: was }) => (was.kind === 'wrote' || was.kind === 'noted') && was.words.message === message && was.by.id === me.id);
  // Talk among themselves is no words of ours.
  if (!work || !written) return;
  if (written.deed.kind === 'noted') return changedNote(turn, message, text, others);
  if (text === undefined) return void work.do({ kind: 'took-back', by: me, message });
  const note = noteIn(text, others);
  if (note !== undefined) {
    // What is a note now is not the employee's to read any more.
    work.do({ kind: 'took-back', by: me, message });
    return void work.do({ kind: 'noted', by: me, words: { text: note, message } });
  }
  const sent = written.to === 'employee' || history.some(({ deed }) => deed.kind === 'released' && deed.entry === written.seq);
  const kept = sent && isDoubtful(text, others);
  work.do({ kind: 'rewrote', by: me, words: { text, message }, ...(sent && !kept ? {} : { unsent: true }) });
  if (kept) turn.say(turn.text('thread.change-kept', { name: personIn(drawing.language, work.case) }));
}

/** A turn in HR's own team: what its members write and press there. Pure; what it needs to know is in the scene. */
export function deskTurn(house: House, inbound: Inbound, scene: Scene, now: number): Decision {
  const turn = new DeskWork(house, inbound, scene, now);
  const { happening, mentioned } = inbound;
  turn.channel = channelOf(turn);
  // Only where the app may read the channel does Teams bring what does not mention it.
  if (happening.kind === 'said' && !mentioned && !scene.desk.hearsAll) turn.hearsAll = now;
  const command = commandIn(inbound, scene.inCase);
  // A reply in a thread that is no case's is talk among themselves.
  const concerns = scene.file !== undefined || scene.surplus !== undefined || scene.deleted || command !== undefined || happening.kind === 'pressed' || mentioned;
  // Teams says it twice, and the second time nothing is new.
  if (happening.kind === 'installed' && turn.channel) answerCommand(turn, { kind: 'set-up' });
  if (happening.kind === 'installed' || happening.kind === 'left' || !concerns) return turn.decision;

  if (scene.surplus) turn.markSurplus(scene.surplus);
  const refused = refusedMember(turn);
  if (refused) {
    turn.say(turn.text(refused));
    return { ...turn.decision, refused };
  }
  // What was hidden does not arrive, so whoever wrote it has to know.
  if (inbound.masked) turn.put({ kind: 'text', text: turn.text('thread.secret-hidden') });
  switch (happening.kind) {
    case 'said':
      if (command) answerCommand(turn, command);
      else if (turn.work) {
        wroteInThread(turn, happening.words ?? happening.text, happening);
        if (mentioned) offerNotice(turn, happening.text);
      }
      // Nobody shall think that it was sent.
      else if (scene.surplus) turn.saySurplus(scene.surplus);
      else if (scene.deleted) turn.say(turn.text('refused.gone'));
      else answerCommand(turn, undefined);
      // The words went; what came with them did not.
      if (turn.work && happening.attached && noteIn(happening.words ?? happening.text, happening.others) === undefined) turn.say(turn.text('thread.only-text'));
      break;
    case 'edited':
      changedInThread(turn, happening.message, happening.words, happening.others);
      break;
    case 'withdrawn':
      changedInThread(turn, happening.message, undefined);
      break;
    case 'pressed':
      if (command) answerCommand(turn, command);
      else if (isOfCase(happening.press.action)) {
        pressed(turn, happening.press.action);
        turn.showCase();
      }
      break;
    case 'showed':
    case 'unreadable':
      // A press that means nothing has no picture in it, and a mention alone asks what can be asked.
      if (isInvoke(happening)) break;
      if (happening.kind === 'unreadable' && mentioned) answerCommand(turn, { kind: 'help' });
      else if (turn.work) turn.say(turn.text('thread.only-text'));
      break;
    default:
      happening satisfies never;
  }
  return turn.decision;
}
