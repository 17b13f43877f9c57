import type { CardAction, CaseAction } from '../cards/actions';
import { caseOf } from '../cards/case-card';
import type { Attached } from '../src/app/happening';
import { mostShown, type Talk } from '../src/app/talk';
import { back } from '../src/core/guide/walk';
import { normalise, understand } from '../src/core/understanding/understand';

/** What she can press on the cards about her case. */
export type MyCaseAction = Extract<CaseAction, { verb: `my-case-${string}` }>;

export const isMyCase = (action: CardAction): action is MyCaseAction => action.verb.startsWith('my-case-');

/** What a press or a text came to; `guide`: the question that stands is to be asked, beside the case. */
export type AtCase = 'done' | 'guide' | 'not-hers';

/** Words that end a case: the wish to, said shortly. */
const closing = /^(?:avslutt|lukk|lukke|avslutte|steng|close|stopp|stop|avslutt saken|avslutt saka|lukk saken|lukk saka|close the case|close case)[.!]?$/i;
/** Longer texts are for HR, whatever is in them. */
const mostWordsOfOwn = 8;

export const isShort = (text: string): boolean => normalise(text).split(' ').length <= mostWordsOfOwn;

/** She is in: the guide's own end, with the case closed. */
function solve(talk: Talk): AtCase {
  talk.hers.act({ kind: 'ended-by-employee', solved: true });
  return 'done';
}

/** What was pressed on a card about a case. Another case's card, or one of somebody else's, changes nothing. */
export function pressedAtCase(talk: Talk, action: MyCaseAction, card: string): AtCase {
  const one = talk.hers.latest;
  if (!one || caseOf(card) !== one.report.number) return 'not-hers';
  const open = one.state !== 'closed';
  switch (action.verb) {
    case 'my-case-solved':
      if (open) solve(talk);
      break;
    case 'my-case-close':
      if (open) talk.hers.act({ kind: 'ended-by-employee', solved: false });
      break;
    case 'my-case-guide':
      if (!open) break;
      talk.take(back(talk.state.answers));
      talk.answerWithCase('mine');
      return 'guide';
    case 'my-case-reopen':
      if (!open && talk.hers.act({ kind: 'reopened-by-employee' })?.why === 'too-late') talk.say(talk.text('mine.too-late'));
      break;
    case 'my-case-picture':
      talk.answerAboutPictures(action.asked, action.send);
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
  if (pictures.length > 0) talk.askAboutPictures(pictures.map((url) => ({ url, message })));
}

/** What is said of pictures and files that nobody looks at, and what she can do. */
export function unseen(talk: Talk): string {
  if (talk.justClosed) return talk.text('mine.picture.closed');
  return talk.text(talk.handsOver ? 'pictures-unseen' : 'pictures-unseen-mail');
}

/** What she wrote while HR has her case: it goes there, unless it ends the case. */
export function wroteToHr(talk: Talk, text: string, message: string | undefined): AtCase {
  if (closing.test(text.trim())) {
    talk.hers.act({ kind: 'ended-by-employee', solved: false });
    return 'done';
  }
  if (isShort(text) && !text.includes('?')) {
    const { signals } = understand(text);
    if (signals.includes('works') && !signals.includes('talk-to-human')) return solve(talk);
  }
  talk.hers.act({ kind: 'said', words: { text, message } });
  return 'done';
}

/** Whether what she writes belongs to a case that was closed a while ago, and opens it again. */
export function writesOn(talk: Talk, text: string, message: string | undefined): boolean {
  return talk.hers.act({ kind: 'said', words: { text, message } }) === undefined;
}
