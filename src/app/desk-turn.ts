import { renderSheet } from '../../cards';
import type { CardAction } from '../../cards/actions';
import { caseSheet, type Desk as Drawing, moreSheet, personIn, takeOverSheet } from '../../cards/case-card';
import type { Adviser, Deed, Refusal } from '../core/case/types';
import { outcomes } from '../core/case/types';
import { shownName } from '../core/shown';
import { ago, type Params, t, type TextKey } from '../texts';
import { toArchive } from './archive';
import { answerCommand } from './desk-answers';
import { CaseWork } from './casework';
import { commandIn } from './command';
import { type Inbound, isInvoke } from './happening';
import { type House, languageOf } from './house';
import type { CaseFile, Channel, Draft, InvokeAnswer } from './ports';
import { historyLetter } from './history';
import type { Scene } from './scene';
import type { Decision } from './turn';

type OfCase = Extract<CardAction, { verb: `case-${string}` }>;
const isOfCase = (action: CardAction): action is OfCase => action.verb.startsWith('case-');

/** A note of HR's begins with this, in the thread. */
const noteMark = /^\/\/\s*/;

/** What came of one turn in HR's team, as it is put together. */
class DeskTurn {
  readonly out: Draft[] = [];
  answer: InvokeAnswer | undefined;
  work: CaseWork | undefined;
  private readonly others: CaseWork[] = [];
  channel: Channel | undefined;
  notice: NonNullable<Decision['desk']>['notice'];

  constructor(
    readonly house: House,
    readonly inbound: Inbound,
    readonly scene: Scene,
    readonly now: number,
  ) {
    const { file, employee, history } = scene;
    if (file) this.work = CaseWork.on(house, file, languageOf(house, employee, file.case.report.language), history, now);
  }

  get me(): Adviser {
    const { id, name } = this.scene.person;
    return { id, name: shownName(name ?? '') || 'HR' };
  }

  get drawing(): Drawing {
    const { organisation, guide } = this.house;
    return { language: organisation.defaultLanguage, organisation, guide };
  }

  text(key: TextKey, params: Params = {}): string {
    return t(this.drawing.language, key, params);
  }

  /** Says it where it was asked: to whoever pressed, in passing; else in the thread. */
  say(text: string): void {
    if (isInvoke(this.inbound.happening)) this.answer = { kind: 'text', text };
    else this.put({ kind: 'text', text });
  }

  put(body: Draft['body']): void {
    this.out.push({ id: this.house.newId(), conversation: this.inbound.conversation, class: 'reply', body });
  }

  /** Does it to the case; says why not. */
  do(deed: Deed): boolean {
    const refusal = this.work?.do(deed);
    if (refusal) this.say(this.refusal(refusal));
    return this.work !== undefined && !refusal;
  }

  private refusal(refusal: Refusal): string {
    if (refusal.why !== 'taken') return this.text(`refused.${refusal.why}`);
    const { language } = this.drawing;
    return this.text('refused.taken', { name: shownName(refusal.by.name), ago: ago(language, refusal.at, this.now) });
  }

  /** One answer to many. */
  announce(files: readonly CaseFile[], words: string): void {
    for (const file of files) {
      const work = CaseWork.on(this.house, file, file.case.report.language, [], this.now);
      work.do({ kind: 'announced', by: this.me, words });
      this.others.push(work);
    }
  }

  /** The case's card, as it is now, for whoever pressed. */
  showCase(): void {
    if (this.work && isInvoke(this.inbound.happening)) this.answer ??= { kind: 'card', card: renderSheet(caseSheet(this.work.case, this.drawing)) };
  }

  get decision(): Decision {
    const { channel, notice, answer } = this;
    const works = [...(this.work ? [this.work] : []), ...this.others];
    const left = this.inbound.happening.kind === 'left';
    return {
      state: this.scene.state,
      out: [...works.flatMap(({ out }) => out), ...this.out],
      answer: answer ?? (isInvoke(this.inbound.happening) ? { kind: 'text', text: this.text('here-you-are') } : undefined),
      cases: works.flatMap(({ change }) => change ?? []),
      desk: { ...(left ? { channel: null } : channel ? { channel } : {}), ...(notice === undefined ? {} : { notice }) },
      keepUntil: this.now + threadKept,
    };
  }
}

/** A thread has no state of its own: where it is, is known as long as somebody asks in it. ms. */
const threadKept = 24 * 3_600_000;

/** Where HR's channel is, if this says something new of it. */
function channelOf({ house, inbound, scene }: DeskTurn): Channel | undefined {
  const { team, address, happening } = inbound;
  if (!team || happening.kind === 'left') return undefined;
  const known = scene.desk.channel;
  const chosen = house.hr?.channel ?? (happening.kind === 'installed' ? team.channel : (known?.channel ?? team.channel));
  const { tenant, serviceUrl, botId } = address;
  const channel: Channel = { tenant, serviceUrl, botId, team: team.id, channel: chosen };
  const same = known && (Object.keys(channel) as (keyof Channel)[]).every((key) => known[key] === channel[key]);
  return same ? undefined : channel;
}

/** Why this person must not act as HR; undefined where she may. */
function refusedMember({ house, scene: { membership = 'unknown' } }: DeskTurn): TextKey | undefined {
  const { guestsAreHr } = house.organisation.hr;
  if (membership === 'member' || (membership === 'guest' && guestsAreHr)) return undefined;
  return membership === 'guest' ? 'refused.guest' : membership === 'stranger' ? 'refused.stranger' : 'refused.member-unknown';
}

/** "passed-on:it" is one of HR's outcomes and a desk's id. */
function endingIn({ house }: DeskTurn, value: string): { outcome: (typeof outcomes)[number]; desk?: string } | undefined {
  const [name, desk] = value.split(/:(.*)/s);
  const outcome = outcomes.find((each) => each === name);
  if (!outcome) return undefined;
  if (outcome !== 'passed-on') return { outcome };
  return house.organisation.hr.desks.some(({ id }) => id === desk) && desk !== undefined ? { outcome, desk } : undefined;
}

/** What was closed for the archive is on its way there. */
function archived({ house, scene, me, out }: DeskTurn, { case: one, change }: CaseWork): void {
  if (one.state !== 'closed' || !one.archived) return;
  out.push(...toArchive(house, one, [...scene.history, ...(change?.entries ?? [])], { name: me.name, email: scene.person.email }));
}

function pressed(turn: DeskTurn, action: OfCase): void {
  const { work, me, scene, drawing } = turn;
  if (!work) return turn.say(turn.text('refused.gone'));
  const one = work.case;
  const draw = (card: Parameters<typeof renderSheet>[0]): void => void (turn.answer = { kind: 'card', card: renderSheet(card) });
  switch (action.verb) {
    case 'case-claim':
      return void turn.do({ kind: 'claimed', by: me });
    case 'case-take-over':
      if (one.state === 'claimed' && !action.sure && one.owner.id !== me.id) return draw(takeOverSheet(one, drawing));
      return void turn.do({ kind: 'took-over', by: me });
    case 'case-give-back':
      return void turn.do({ kind: 'gave-back', by: me });
    case 'case-hand-on': {
      const to = scene.team?.find(({ id, guest }) => id === action.to && (!guest || turn.house.organisation.hr.guestsAreHr));
      if (!to) return turn.say(turn.text('case.hand-on.nobody'));
      return void turn.do({ kind: 'handed-on', by: me, to: { id: to.id, name: shownName(to.name) } });
    }
    case 'case-reply':
      return void turn.do({ kind: 'replied', by: me, words: { text: action.reply.trim() } });
    case 'case-note':
      return action.note.trim() ? void turn.do({ kind: 'noted', by: me, words: { text: action.note.trim() } }) : turn.say(turn.text('refused.nothing-said'));
    case 'case-answer':
      return void turn.do({ kind: 'answered', by: me, answer: action.answer });
    case 'case-check': {
      if (action.check === 'starts' && Number.isNaN(Date.parse(action.date))) return turn.say(turn.text('refused.no-date'));
      return void turn.do({ kind: 'checked', by: me, check: action.check, ...(action.check === 'starts' ? { date: action.date } : {}) });
    }
    case 'case-wait':
      return void turn.do({ kind: 'waits', by: me, for: action.party });
    case 'case-close': {
      const ending = endingIn(turn, action.outcome);
      if (!ending) return turn.say(turn.text('refused.nothing-said'));
      // Nothing would reach the archive, and nobody would know.
      if (ending.outcome === 'archived' && !turn.house.mails) return turn.say(turn.text('refused.archive-no-mail'));
      if (turn.do({ kind: 'closed', by: me, ...ending, line: action.line.trim() })) archived(turn, work);
      return;
    }
    case 'case-reopen':
      return void turn.do({ kind: 'reopened', by: me });
    case 'case-release':
    case 'case-keep': {
      const written = scene.history.find(({ seq }) => seq === action.entry)?.deed;
      if (written?.kind !== 'wrote') return turn.say(turn.text('refused.not-held'));
      if (written.by.id !== me.id) return turn.say(turn.text('thread.held.not-yours', { by: shownName(written.by.name) }));
      const deed: Deed =
        action.verb === 'case-release'
          ? { kind: 'released', by: me, entry: action.entry, words: written.words.text }
          : { kind: 'kept', by: me, entry: action.entry };
      if (turn.do(deed)) turn.say(turn.text(action.verb === 'case-release' ? 'thread.held.sent' : 'thread.held.kept', { name: personIn(drawing.language, one) }));
      return;
    }
    case 'case-more':
      return draw(action.open ? moreSheet(one, drawing, me.id, scene.team?.filter(({ guest }) => !guest)) : caseSheet(one, drawing));
    case 'case-history': {
      const { letter, said } = historyLetter(turn.house, one, scene.history, scene.person.email, turn.now);
      if (letter) turn.out.push(letter);
      return turn.say(said);
    }
    default:
      return action satisfies never;
  }
}

/** Words in a case's thread: a note, or for the employee. */
function wroteInThread(turn: DeskTurn, text: string, message: string | undefined): void {
  const { work, me, drawing } = turn;
  if (!work) return;
  if (noteMark.test(text)) return void work.do({ kind: 'noted', by: me, words: { text: text.replace(noteMark, ''), message } });
  const refusal = work.do({ kind: 'wrote', by: me, words: { text, message } });
  if (refusal?.why === 'closed') turn.say(turn.text('thread.closed-already', { name: personIn(drawing.language, work.case) }));
}

function changedInThread(turn: DeskTurn, deed: Deed & { kind: 'rewrote' | 'took-back' }): void {
  const message = deed.kind === 'rewrote' ? deed.words.message : deed.message;
  const known = turn.scene.history.some(({ deed: was }) => was.kind === 'wrote' && was.words.message === message && was.by.id === deed.by.id);
  // A note or talk among themselves: it was never sent.
  if (known) turn.work?.do(deed);
}

/** A turn in HR's own team: what its members write and press there. Pure; what it needs to know is in the scene. */
export function deskTurn(house: House, inbound: Inbound, scene: Scene, now: number): Decision {
  const turn = new DeskTurn(house, inbound, scene, now);
  const { happening, mentioned } = inbound;
  turn.channel = channelOf(turn);
  const command = commandIn(inbound);
  // A reply in a thread that is no case's is talk among themselves.
  const concerns = scene.file !== undefined || scene.deleted || command !== undefined || happening.kind === 'pressed' || mentioned;
  // Teams says it twice, and the second time nothing is new.
  if (happening.kind === 'installed' && turn.channel) answerCommand(turn, { kind: 'set-up' });
  if (happening.kind === 'installed' || happening.kind === 'left' || !concerns) return turn.decision;

  const refused = refusedMember(turn);
  if (refused) {
    turn.say(turn.text(refused));
    return turn.decision;
  }
  switch (happening.kind) {
    case 'said':
      if (command) answerCommand(turn, command);
      else if (turn.work) wroteInThread(turn, happening.words ?? happening.text, happening.message);
      // Nobody shall think that it was sent.
      else if (scene.deleted) turn.say(turn.text('refused.gone'));
      else answerCommand(turn, undefined);
      break;
    case 'edited':
      changedInThread(turn, { kind: 'rewrote', by: turn.me, words: { text: happening.words, message: happening.message } });
      break;
    case 'withdrawn':
      changedInThread(turn, { kind: 'took-back', by: turn.me, message: happening.message });
      break;
    case 'pressed':
      if (command) answerCommand(turn, command);
      else if (isOfCase(happening.press.action)) {
        pressed(turn, happening.press.action);
        turn.showCase();
      }
      break;
    case 'unreadable':
      break;
    default:
      happening satisfies never;
  }
  return turn.decision;
}

export type { DeskTurn };
