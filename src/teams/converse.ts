import { type CardAction, isForHr } from '../../cards/actions';
import { pushOfCard } from '../../cards/push-card';
import { Talk } from '../app/talk/talk';
import { deskTurn } from '../app/desk/turn';
import { type House, isHrTeam, isShared } from '../app/house';
import type { InvokeAnswer, Log } from '../app/ports';
import type { Decide, Decision } from '../app/turn';
import { type Happening, type Inbound, isInvoke } from '../app/happening';
import type { Scene } from '../app/scene';
import { areCodesTalkedAbout } from '../core/case/codes';
import { type ConversationState, newConversation, upToDate } from '../core/conversation';
import type { Guide } from '../core/guide/types';
import { next, questionOf } from '../core/guide/walk';
import { mask, maskAll } from '../core/mask';
import { Collector } from './collector';
import { beginTurn, type Restart } from './in-turn';
import { type Activity, type Dialog, DialogSet, type DialogState, type StatePropertyAccessor, TurnContext } from './sdk';

/** The dialog stack lives in the conversation's state, and so in the turn's own commit. */
function stackIn(talk: Talk): StatePropertyAccessor<DialogState> {
  return {
    get: () => {
      const stack = (talk.state.dialogs ?? { dialogStack: [] }) as DialogState;
      talk.state = { ...talk.state, dialogs: stack };
      return Promise.resolve(stack);
    },
    set: (_context, dialogs) => {
      talk.state = { ...talk.state, dialogs };
      return Promise.resolve();
    },
    delete: () => {
      const { dialogs: _, ...rest } = talk.state;
      talk.state = rest;
      return Promise.resolve();
    },
  };
}

function activityOf(inbound: Inbound): Partial<Activity> {
  const { happening, address, from } = inbound;
  return {
    type: happening.kind === 'said' ? 'message' : 'event',
    ...(happening.kind === 'said' ? { text: happening.text } : {}),
    channelId: 'msteams',
    serviceUrl: address.serviceUrl,
    from: { id: from.id, name: from.name ?? '' },
    recipient: { id: address.botId, name: '' },
    conversation: { id: address.conversationId, isGroup: address.scope === 'shared', conversationType: '', name: '' },
  };
}

async function run(root: Dialog, inbound: Inbound, talk: Talk, restart: Restart | undefined): Promise<void> {
  const context = new TurnContext(new Collector(talk), activityOf(inbound));
  beginTurn(context, talk, restart);
  const dialogs = new DialogSet(stackIn(talk));
  dialogs.add(root);
  const dc = await dialogs.createContext(context);
  if (dc.activeDialog) await dc.continueDialog();
  else await dc.beginDialog(root.id);
}

/** In a channel or a group chat nothing personal is said: whoever mentions the bot is led to a private chat. */
function elsewhere({ happening, mentioned, team }: Inbound, talk: Talk): void {
  if (happening.kind === 'said' && mentioned) talk.invite();
  // Whoever sets the bot up needs these two lines, once, and gets nothing else of it here.
  const channel = team?.chosen ?? (team?.channel === team?.id ? undefined : team?.channel);
  const ids = team && channel && [`HR_TEAM_ID=${team.id}`, `HR_CHANNEL_ID=${channel}`];
  if (ids && happening.kind === 'installed') talk.say([talk.text('desk.elsewhere'), ...ids].join('\n'));
}

/** What a person types into a card. All else on a press is ours, and its digits are chance. */
const typed: readonly string[] = ['words', 'reply', 'note', 'line'];

function uncoded(happening: Happening): Happening {
  const hide = (text: string): string => mask(text, { codes: true });
  if (happening.kind === 'said') return { ...happening, text: hide(happening.text), ...(happening.words === undefined ? {} : { words: hide(happening.words) }) };
  if (happening.kind === 'edited') return { ...happening, words: hide(happening.words) };
  if (happening.kind !== 'pressed') return happening;
  const { press } = happening;
  const action = Object.fromEntries(Object.entries(press.action).map(([key, value]) => [key, typed.includes(key) ? maskAll(value, { codes: true }) : value]));
  return { ...happening, press: { ...press, action: action as CardAction } };
}

/** While a one-time code is being talked about, on her card or in a case, six digits alone are one (law 7). */
function withoutCodes(guide: Guide, inbound: Inbound, { state: { open }, file }: Scene): Inbound {
  const asked = open !== undefined && questionOf(guide, open.question)?.codes;
  if (!asked && !(file && areCodesTalkedAbout(file.case))) return inbound;
  const happening = uncoded(inbound.happening);
  return JSON.stringify(happening) === JSON.stringify(inbound.happening) ? inbound : { ...inbound, happening, masked: true };
}

/** Whether she wrote or pressed something of today: an old card changes nothing. */
function counts({ happening }: Inbound, { open }: ConversationState): boolean {
  return happening.kind === 'said' || happening.kind === 'showed' || (happening.kind === 'pressed' && (happening.press.nonce.card === open?.id || pushOfCard(happening.press.nonce.card) !== undefined));
}

/** A press must be answered; where no card takes its place, a passing text does. */
function inPassing({ happening }: Inbound, talk: Talk): InvokeAnswer | undefined {
  return isInvoke(happening) ? { kind: 'text', text: talk.text('here-you-are') } : undefined;
}

/** After this long somebody else may sit at a shared PC. */
const sharedFor = 30 * 60_000;
const hour = 60 * 60_000;

/** What is remembered when this turn begins: of a shared account only what has just been said. */
function remembered(house: House, stored: ConversationState, shared: boolean, now: number): { state: ConversationState; restarted: boolean } {
  const last = Math.max(stored.heardAt ?? 0, stored.greetedAt ?? 0);
  if (shared && now - last > sharedFor) return { state: newConversation(house.guide), restarted: false };
  return upToDate(structuredClone(stored), house.guide);
}

/** What this turn says of the push she had: that she answered, is in, or asked HR. */
function noteOfPush(talk: Talk, before: string): void {
  const { push, hers } = talk;
  push.hear('answered');
  const opened = hers.changes.find(({ version }) => version === 0)?.case.report.number;
  if (opened !== undefined) push.hear('asked-hr', opened);
  const solved = hers.changes.some(({ case: one }) => one.state === 'closed' && one.ending.outcome === 'solved-by-employee');
  if (solved || (talk.question.id === 'solved' && before !== 'solved')) push.hear('in');
}

/** Nobody acts as HR from anywhere but HR's team. */
const forged = ({ happening }: Inbound): string | undefined =>
  happening.kind === 'pressed' && isForHr(happening.press.action) ? 'not in HR’s team' : undefined;

/**
 * How a turn is decided: the root dialog runs over a copy of the state, on a TurnContext of its own that sends
 * nothing. A stored stack that today's dialogs cannot continue is dropped, and the conversation goes on from its
 * answers (law 8).
 */
export function converse(root: Dialog, house: House, log: Log): Decide {
  return async (heard, scene, now): Promise<Decision> => {
    const inbound = withoutCodes(house.guide, heard, scene);
    if (isHrTeam(house, scene.desk, inbound)) return deskTurn(house, inbound, scene, now);
    const { state: stored, person } = scene;
    const shared = isShared(house, person);
    const { state, restarted } = remembered(house, stored, shared, now);
    const attempt = async (from: ConversationState, restart: Restart | undefined): Promise<Talk> => {
      const talk = new Talk(house, inbound, scene, now, structuredClone(from));
      if (inbound.masked) talk.say(talk.text(inbound.happening.kind === 'pressed' ? 'secret-hidden-card' : 'secret-hidden'));
      if (inbound.address.scope === 'shared') elsewhere(inbound, talk);
      else await run(root, inbound, talk, restart);
      return talk;
    };
    const talk = await attempt(state, restarted ? 'updated' : undefined).catch((error: unknown) => {
      log.error({ err: error, conversation: inbound.conversation }, 'the dialog stack is dropped');
      const { dialogs: _, ...rest } = state;
      return attempt(rest, 'hiccup');
    });
    // What is new goes first: nobody waits for the card above to be tidied up.
    const spoken = [...talk.hers.told, ...talk.out];
    const out = [...spoken.filter(({ body }) => !('of' in body)), ...spoken.filter(({ body }) => 'of' in body)];
    const answer = talk.answerToInvoke ?? inPassing(inbound, talk);
    if (talk.hers.needsPictures) return { state: stored, out: [], needsPictures: talk.hers.needsPictures };
    if (talk.hers.needsNumber) return { state: stored, out: [], needsNumber: true };
    if (talk.hers.needsRecords) return { state: stored, out: [], needsRecords: true };
    const { changes: cases, forget } = talk.hers;
    if (talk.forgotten) return { state: talk.state, out, answer, cases, forget, forgetPushes: inbound.conversation, keepUntil: now };
    if (counts(inbound, state)) noteOfPush(talk, next(talk.guide, state.answers).id);
    return {
      state: { ...talk.state, spoken: talk.language, ...(counts(inbound, state) ? { heardAt: now } : {}) },
      out,
      answer,
      feedback: talk.feedback,
      refused: forged(inbound),
      cases,
      forget,
      recipients: talk.push.changes,
      desk: talk.hers.desk,
      keepUntil: shared ? now + hour : undefined,
    };
  };
}
