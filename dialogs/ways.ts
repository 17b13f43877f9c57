import type { Talk } from '../src/app/talk/talk';
import { answered, askedForHr, back, heardToBeIn } from '../src/core/guide/walk';
import { restartOf, talkOf } from '../src/teams/in-turn';
import { Dialog, type DialogContext, type DialogTurnResult } from '../src/teams/sdk';
import { languages, nameOf } from '../src/texts';
import { type Aside, AsideDialog } from './aside';
import { DiagnosisDialog, type DiagnosisOptions } from './diagnosis';
import { welcome } from './greeting';
import type { Navigation } from './hear';
import type { AtCase } from './my-case';
import type { AfterPush } from './push';

/** The question that stands, as a new card; the one before, if still open, gives up its buttons. */
export async function askAgain(inner: DialogContext, options: DiagnosisOptions = {}): Promise<DialogTurnResult> {
  const talk = talkOf(inner.context);
  if (talk.state.greetedAt === undefined) talk.state = { ...talk.state, greetedAt: talk.at };
  talk.close(talk.text('asked-again'));
  await inner.cancelAllDialogs();
  const { notice } = talk;
  if (!notice || talk.state.noticed === notice.at) return inner.beginDialog(DiagnosisDialog.id, options);
  // First of all, so that nobody changes an account for nothing.
  talk.state = { ...talk.state, noticed: notice.at };
  const lead = [talk.text('notice.lead'), options.lead ?? ''].filter((text) => text !== '').join('\n\n');
  return inner.beginDialog(DiagnosisDialog.id, { ...options, lead });
}

/** The active dialog takes it; where the stack is new, the question is asked again with the reason. */
export function goOn(inner: DialogContext, talk: Talk): Promise<DialogTurnResult> {
  const restart = restartOf(inner.context);
  if (restart || !inner.activeDialog) return askAgain(inner, restart ? { lead: talk.text(restart) } : {});
  return inner.continueDialog();
}

/** A card beside the way. */
export async function aside(inner: DialogContext, talk: Talk, which: Aside): Promise<DialogTurnResult> {
  if (talk.state.greetedAt === undefined) talk.state = { ...talk.state, greetedAt: talk.at };
  talk.close(talk.text('asked-again'));
  await inner.cancelAllDialogs();
  return inner.beginDialog(AsideDialog.id, { aside: which });
}

/** Where a button that leads elsewhere, or a wish in words, leads. */
export function navigate(inner: DialogContext, talk: Talk, to: Navigation): Promise<DialogTurnResult> {
  const { state } = talk;
  switch (to.verb) {
    case 'back': {
      // From an aside, back is to the question it covers.
      const covered = talk.standing !== talk.question;
      talk.close(talk.text('chose', { choice: talk.text('nav.back') }));
      if (state.answers.length === 0 && !covered) return askAgain(inner, { lead: talk.text('nothing-to-undo') });
      if (!covered) talk.take(back(state.answers));
      return askAgain(inner);
    }
    case 'restart':
      talk.close(talk.text('chose', { choice: talk.text('nav.restart') }));
      talk.restart();
      return askAgain(inner);
    case 'talk-to-hr':
      talk.close(talk.text('chose', { choice: talk.text('nav.hr') }));
      if (talk.hers.open) {
        talk.showCase();
        return Promise.resolve(Dialog.EndOfTurn);
      }
      talk.take(answered(talk.guide, state.answers, askedForHr));
      return askAgain(inner);
    case 'language': {
      if (!languages.includes(to.to)) return aside(inner, talk, 'language');
      talk.close(talk.text('chose', { choice: nameOf(to.to) }));
      talk.state = { ...talk.state, language: to.to };
      // Who changes the language at the very first card has not been greeted in one she understands.
      return askAgain(inner, state.answers.length === 0 ? { lead: welcome(talk) } : {});
    }
    case 'ask-language':
      return aside(inner, talk, 'language');
    case 'read-more':
      return aside(inner, talk, 'readMore');
    case 'show-data':
      return aside(inner, talk, 'myData');
    case 'delete-data':
      return aside(inner, talk, 'deleteData');
    default:
      return to satisfies never;
  }
}

/** What came of a press or a word about her case. */
export function atCase(inner: DialogContext, talk: Talk, came: AtCase): Promise<DialogTurnResult> {
  if (came === 'guide') return askAgain(inner, { lead: talk.text('mine.guide-beside') });
  if (came === 'not-hers') return askAgain(inner, { lead: talk.text('mine.not-yours') });
  return Promise.resolve(Dialog.EndOfTurn);
}

/** What an answer to HR's push leads to. */
export function afterPush(inner: DialogContext, talk: Talk, came: AfterPush): Promise<DialogTurnResult> {
  switch (came) {
    case 'in':
      if (talk.hers.open) {
        talk.hers.act({ kind: 'ended-by-employee', solved: true });
        return Promise.resolve(Dialog.EndOfTurn);
      }
      talk.restart();
      talk.answer(heardToBeIn, {});
      return askAgain(inner);
    case 'help':
      if (talk.question.kind === 'finding') talk.restart();
      return askAgain(inner, { lead: talk.text('push.helps') });
    case 'later':
      return aside(inner, talk, 'pushLater');
    case 'about':
      return aside(inner, talk, 'readMore');
    case 'hr':
      return navigate(inner, talk, { verb: 'talk-to-hr' });
    case 'nothing':
      return Promise.resolve(Dialog.EndOfTurn);
    default:
      return came satisfies never;
  }
}
