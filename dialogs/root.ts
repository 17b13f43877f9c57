import { type CardAction, isForHr } from '../cards/actions';
import type { Happening } from '../src/app/happening';
import { withdrawPictures } from '../src/app/talk/pictures';
import type { Talk } from '../src/app/talk/talk';
import { greetingFor } from '../src/core/conversation';
import { restartOf, talkOf } from '../src/teams/in-turn';
import { ComponentDialog, Dialog, type DialogContext, type DialogTurnResult, DialogTurnStatus } from '../src/teams/sdk';
import { AsideDialog } from './aside';
import { DiagnosisDialog } from './diagnosis';
import { leadFor, welcome, whereWeAre } from './greeting';
import type { Navigation } from './hear';
import { isMyCase, pressedAtCase, showed, unseen } from './my-case';
import { isOfPush, pressedAtPush } from './push';
import { acceptsOffer, hearSaid } from './said';
import { afterPush, askAgain, atCase, goOn, navigate } from './ways';

/** Interruptions first, else the dialog that is active. */
export class RootDialog extends ComponentDialog {
  constructor() {
    super('root');
    this.addDialog(new DiagnosisDialog());
    this.addDialog(new AsideDialog());
  }

  protected override onBeginDialog(inner: DialogContext): Promise<DialogTurnResult> {
    return route(inner);
  }

  protected override async onContinueDialog(inner: DialogContext): Promise<DialogTurnResult> {
    const result = await route(inner);
    const talk = talkOf(inner.context);
    // An aside has ended: back to the question it interrupted, unless there is nobody left to ask, or HR has it now.
    return result.status === DialogTurnStatus.complete && !talk.forgotten && !talk.hers.touched && !talk.push.settled ? askAgain(inner) : Dialog.EndOfTurn;
  }
}

/** Where what has happened belongs. */
async function route(inner: DialogContext): Promise<DialogTurnResult> {
  const talk = talkOf(inner.context);
  const { happening } = talk;
  const accepted = acceptsOffer(talk);
  if (accepted && !talk.hers.open) return navigate(inner, talk, accepted);
  switch (happening.kind) {
    case 'left':
      return Dialog.EndOfTurn;
    case 'installed':
      return greet(inner, talk);
    case 'unreadable':
      if (talk.hers.open) {
        talk.say(talk.text('mine.only-text', { number: `${talk.hers.latest?.report.number}` }));
        return Dialog.EndOfTurn;
      }
      return askAgain(inner, { lead: talk.text('not-understood') });
    case 'showed':
      if (!talk.hers.open && !talk.justClosed) return askAgain(inner, { lead: leadFor(talk, unseen(talk)) });
      showed(talk, happening.attached, happening.message);
      return Dialog.EndOfTurn;
    case 'edited':
      if (talk.hers.knows(happening.message)) talk.hers.act({ kind: 'edited', words: { text: happening.words, message: happening.message } });
      return Dialog.EndOfTurn;
    case 'withdrawn':
      withdrawPictures(talk, happening.message);
      if (talk.hers.knows(happening.message)) talk.hers.act({ kind: 'withdrawn', message: happening.message });
      return Dialog.EndOfTurn;
    case 'pressed':
      return atPress(inner, talk, happening);
    case 'said': {
      const { attached, message } = happening;
      // Her words may open a case again, or end it: what comes with them is looked at after them, where HR may have it.
      const forHr = talk.hers.open || talk.justClosed;
      if (attached && !forHr) talk.say(unseen(talk));
      const result = await hearSaid(inner, talk, happening);
      if (attached && forHr) showed(talk, attached, message);
      return result;
    }
    default:
      return happening satisfies never;
  }
}

function greet(inner: DialogContext, talk: Talk): Promise<DialogTurnResult> {
  if (talk.awaited || talk.push.welcomes(talk.state)) {
    // While a push puts the app there, and where it has just come, the push is the welcome.
    talk.state = { ...talk.state, greetedAt: talk.state.greetedAt ?? talk.at, installedAt: talk.at };
    return Promise.resolve(Dialog.EndOfTurn);
  }
  const greeting = greetingFor(talk.state, talk.at);
  if (greeting === 'none') return Promise.resolve(Dialog.EndOfTurn);
  if (greeting === 'welcome') return askAgain(inner, { lead: welcome(talk) });
  talk.state = { ...talk.state, installedAt: talk.at };
  const restart = restartOf(inner.context);
  return askAgain(inner, { lead: restart ? talk.text(restart) : whereWeAre(talk, 'where-you-were') });
}

const isNavigation = (action: CardAction): action is Navigation =>
  !['answer', 'check-email', 'feedback'].includes(action.verb) && !isMyCase(action) && !isOfPush(action) && !isForHr(action);

/** A press: on the open card, or on a card that has rules of its own. */
function atPress(inner: DialogContext, talk: Talk, { press }: Extract<Happening, { kind: 'pressed' }>): Promise<DialogTurnResult> {
  const { action, nonce } = press;
  // Nobody acts as HR from a chat of her own, whatever she sends.
  if (isForHr(action)) return Promise.resolve(Dialog.EndOfTurn);
  if (isOfPush(action)) return afterPush(inner, talk, pressedAtPush(talk, action, nonce.card));
  if (isMyCase(action)) return atCase(inner, talk, pressedAtCase(talk, action, nonce));
  if (!talk.state.open) return askAgain(inner, { lead: talk.text('here-you-are') });
  if (talk.press === 'stale') {
    const restart = restartOf(inner.context);
    if (restart) return askAgain(inner, { lead: talk.text(restart) });
    talk.showToday(press);
    return Promise.resolve(Dialog.EndOfTurn);
  }
  talk.state = { ...talk.state, misses: 0 };
  if (isNavigation(action)) return navigate(inner, talk, action);
  return goOn(inner, talk);
}
