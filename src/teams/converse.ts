import { Talk, type House, languageFor } from '../app/talk';
import type { InvokeAnswer, Log } from '../app/ports';
import type { Decide, Decision } from '../app/turn';
import { type Inbound, isInvoke } from '../app/happening';
import { type ConversationState, upToDate } from '../core/conversation';
import { guide } from '../core/guide/guide';
import { questionOf } from '../core/guide/walk';
import { mask } from '../core/mask';
import { t } from '../texts';
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

/** In a channel or a group chat nothing personal is said: one sentence, and no state. */
function elsewhere(house: House, inbound: Inbound, talk: Talk): void {
  if (inbound.happening.kind === 'said')
    talk.say(talk.text('private-chat-only', { bot: t(languageFor(house, inbound, talk.state), 'bot.name') }));
}

/** While a one-time code is being talked about, six digits alone are one (law 7). */
function withoutCodes(inbound: Inbound, { open }: ConversationState): Inbound {
  const { happening } = inbound;
  if (happening.kind !== 'said' || !(open && questionOf(guide, open.question)?.codes)) return inbound;
  const text = mask(happening.text, { codes: true });
  return text === happening.text ? inbound : { ...inbound, happening: { ...happening, text }, masked: true };
}

/** A press must be answered; where no card takes its place, a passing text does. */
function inPassing({ happening }: Inbound, talk: Talk): InvokeAnswer | undefined {
  return isInvoke(happening) ? { kind: 'text', text: talk.text('here-you-are') } : undefined;
}

/**
 * How a turn is decided: the root dialog runs over a copy of the state, on a TurnContext of its own that sends
 * nothing. A stored stack that today's dialogs cannot continue is dropped, and the conversation goes on from its
 * answers (law 8).
 */
export function converse(root: Dialog, house: House, log: Log): Decide {
  return async (heard, stored, person, now): Promise<Decision> => {
    const inbound = withoutCodes(heard, stored);
    const { state, restarted } = upToDate(structuredClone(stored), guide);
    const attempt = async (from: ConversationState, restart: Restart | undefined): Promise<Talk> => {
      const talk = new Talk(house, inbound, person, now, structuredClone(from));
      if (inbound.masked) talk.say(talk.text('secret-hidden'));
      if (inbound.address.scope === 'shared') elsewhere(house, inbound, talk);
      else await run(root, inbound, talk, restart);
      return talk;
    };
    const talk = await attempt(state, restarted ? 'updated' : undefined).catch((error: unknown) => {
      log.error({ err: error, conversation: inbound.conversation }, 'the dialog stack is dropped');
      const { dialogs: _, ...rest } = state;
      return attempt(rest, 'hiccup');
    });
    // What is new goes first: nobody waits for the card above to be tidied up.
    const out = [...talk.out.filter(({ body }) => body.kind !== 'redraw'), ...talk.out.filter(({ body }) => body.kind === 'redraw')];
    return { state: { ...talk.state, spoken: talk.language }, out, answer: talk.answer ?? inPassing(inbound, talk) };
  };
}
