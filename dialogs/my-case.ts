import type { CardAction, CaseAction, Nonce } from '../cards/actions';
import { caseOf } from '../cards/case-card';
import type { Attached } from '../src/app/happening';
import { answerAboutPictures, askAboutPictures, mostShown } from '../src/app/talk/pictures';
import type { Talk } from '../src/app/talk/talk';
import { type ShortWish, shortWish } from '../src/core/case/short-wishes';
import type { Closed } from '../src/core/case/types';
import { back } from '../src/core/guide/walk';

/** What she can press on the cards about her case. */
export type MyCaseAction = Extract<CaseAction, { verb: `my-case-${string}` }>;

export const isMyCase = (action: CardAction): action is MyCaseAction => action.verb.startsWith('my-case-');

/** What a press or a text came to; `guide`: the question that stands is to be asked, beside the case. */
export type AtCase = 'done' | 'guide' | 'not-hers';

/** She is in: the guide's own end, with the case closed. */
function solve(talk: Talk): AtCase {
  talk.hers.act({ kind: 'ended-by-employee', solved: true });
  return 'done';
}

/** The question before HR was asked for, beside the case. */
function backToGuide(talk: Talk): AtCase {
  talk.take(back(talk.state.answers));
  return 'guide';
}

/** What was pressed on a card about a case. Another case's card, one of somebody else's, or of before it was opened again, changes nothing. */
export function pressedAtCase(talk: Talk, action: MyCaseAction, { card, rev }: Nonce): AtCase {
  const one = talk.hers.latest;
  if (!one || caseOf(card) !== one.report.number) return 'not-hers';
  const open = one.state !== 'closed';
  // What she answers about pictures has a card of its own.
  if (rev < (one.reopened ?? 0) && action.verb !== 'my-case-picture') {
    talk.answerWithCase(open ? 'mine' : 'end');
    return 'done';
  }
  switch (action.verb) {
    case 'my-case-solved':
      if (open) solve(talk);
      else talk.say(talk.text('mine.closed.solved-by-employee'));
      break;
    case 'my-case-close':
      if (open) talk.hers.act({ kind: 'ended-by-employee', solved: false });
      break;
    case 'my-case-guide':
      if (!open) break;
      talk.answerWithCase('mine');
      return backToGuide(talk);
    case 'my-case-reopen':
      if (!open && talk.hers.act({ kind: 'reopened-by-employee' })?.why === 'too-late') talk.say(talk.text('mine.too-late'));
      break;
    case 'my-case-picture':
      answerAboutPictures(talk, action.asked, action.send);
      return 'done';
    case 'my-case-rate':
      if (one.state === 'closed' && !one.rated) talk.hers.act({ kind: 'rated', helped: action.helped === 'yes', words: action.words.trim() });
      break;
    default:
      action satisfies never;
  }
  talk.answerWithCase(action.verb === 'my-case-rate' || action.verb === 'my-case-reopen' ? 'end' : 'mine');
  return 'done';
}

/** What she attached: pictures go to HR after a question, files by their name. She is told where they do not. */
export function showed(talk: Talk, { pictures, files }: Attached, message: string | undefined): void {
  if (!talk.hers.open) return talk.say(unseen(talk));
  for (const name of files.slice(0, mostShown)) talk.hers.act({ kind: 'sent-file', name });
  if (files.length > mostShown) talk.say(talk.text('mine.picture.too-many', { most: mostShown }));
  if (pictures.length > 0) askAboutPictures(talk, pictures.map((url) => ({ url, message })));
}

/** What is said of pictures and files that nobody looks at, and what she can do. */
export function unseen(talk: Talk): string {
  if (talk.justClosed) return talk.text('mine.picture.closed');
  return talk.text(talk.handsOver ? 'pictures-unseen' : 'pictures-unseen-mail');
}

/** What she wrote while HR has her case: every word goes there, whatever else comes of it. */
export function wroteToHr(talk: Talk, text: string, message: string | undefined): AtCase {
  talk.hers.act({ kind: 'said', words: { text, message } });
  const wish = shortWish(text);
  if (wish === 'guide') return backToGuide(talk);
  if (wish === 'solved' || wish === 'close') talk.hers.act({ kind: 'ended-by-employee', solved: wish === 'solved' });
  return 'done';
}

/** «Åpne saken», of a case that the guide has gone on from since. False: it says something else, or there is none to open. */
export const opensAgain = (talk: Talk, text: string): boolean => talk.mayReopen !== undefined && shortWish(text) === 'reopen' && talk.hers.act({ kind: 'reopened-by-employee' }) === undefined;

/** Whether what she writes belongs to a case that was closed a while ago, and opens it again. */
export function writesOn(talk: Talk, text: string, message: string | undefined): boolean {
  return talk.hers.act({ kind: 'said', words: { text, message } }) === undefined;
}

/** The words of the buttons that ask whether it helped. Once they were pressed, "it did not help" is news of the case. */
function ratedInWords(talk: Talk, { rated, ending }: Closed, helped: boolean): boolean {
  if (rated || ending.outcome === 'by-mail') {
    if (helped) talk.say(talk.text('thanks'));
    return helped;
  }
  talk.hers.act({ kind: 'rated', helped, words: '' });
  talk.say([talk.text('q.solved.thanks'), ...(helped ? [] : [talk.text('mine.closed-still')])].join(' '));
  return true;
}

/** Short words after the end, which do not open the case again: what was thought of the help, thanks, "ok". False: they are something else. */
export function saidAfterCase(talk: Talk, wish: ShortWish | undefined): boolean {
  const one = talk.hers.latest;
  if (one?.state !== 'closed') return false;
  if (wish === 'helped' || wish === 'not-helped') return ratedInWords(talk, one, wish === 'helped');
  if (wish === 'thanks') talk.say(talk.text('thanks'));
  else if (wish === 'solved') talk.say(talk.text('mine.closed.solved-by-employee'));
  else if (wish === 'close' || wish === 'nothing') talk.say(talk.text('mine.closed-still'));
  else return false;
  return true;
}
