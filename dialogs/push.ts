import type { CardAction } from '../cards/actions';
import { labelOf } from '../cards/words';
import type { Talk } from '../src/app/talk/talk';
import { saysIn } from '../src/core/case/short-wishes';
import { questionOf } from '../src/core/guide/walk';
import { languages } from '../src/texts';
import { hear } from './hear';

type OfPush = Extract<CardAction, { verb: `push-${string}` }>;
export const isOfPush = (action: CardAction): action is OfPush => action.verb.startsWith('push-');

/** What an answer to a push leads to; `nothing`: it is said already. */
export type AfterPush = 'in' | 'help' | 'later' | 'hr' | 'about' | 'nothing';

const after: Readonly<Record<string, AfterPush>> = { in: 'in', 'not-in': 'help', later: 'later', hr: 'hr' };

const meanings: Readonly<Record<string, 'not-in' | 'later'>> = { 'not-in': 'not-in', later: 'later' };

/** Words that end the reminders. */
const enough = /^(?:stopp|stop|slutt|ikke spør(?: meg)?(?: igjen| mer)?|ikkje spør(?: meg)?(?: igjen| meir)?|do not ask(?: me)?(?: again)?)[.!]*$/i;

/** She answers what the push asks. Its card shows that from then on. */
function answers(talk: Talk, choice: string): AfterPush {
  const question = questionOf(talk.guide, 'pushed');
  if (!question || !after[choice]) return 'nothing';
  talk.push.hear('answered');
  const meant = meanings[choice];
  if (meant) talk.push.mean(meant);
  talk.closePush(choice === 'hr' ? talk.text('chose', { choice: talk.text('nav.hr') }) : talk.text('answer', { answer: labelOf(talk.language, question, choice) }));
  return after[choice];
}

/** Pressed on the card of a push. An old one, or a preview, changes nothing. */
export function pressedAtPush(talk: Talk, action: OfPush, card: string): AfterPush {
  if (talk.push.card !== card) {
    talk.passing(talk.text(talk.push.pushed ? 'push.over' : 'push.only-preview'));
    return 'nothing';
  }
  talk.push.pressed = true;
  if (action.verb === 'push-language') {
    if (!languages.includes(action.to)) return 'nothing';
    talk.state = { ...talk.state, language: action.to };
    if (talk.push.unanswered(talk.state)) talk.redrawPush();
    return 'nothing';
  }
  // She only looks: the question stands.
  if (action.choice === 'about') return 'about';
  if (!talk.push.unanswered(talk.state)) {
    talk.passing(talk.text('push.over'));
    return 'nothing';
  }
  return answers(talk, action.choice);
}

/** Written after a push, before anything else was: an answer to it, a wish to be left alone, or undefined for all else. */
export function wroteToPush(talk: Talk, text: string): AfterPush | undefined {
  if (talk.push.pushed && enough.test(text.trim())) {
    talk.push.stop();
    if (talk.push.unanswered(talk.state)) talk.closePush(talk.text('push.stopped'));
    talk.say(talk.text('push.stopped'));
    return 'nothing';
  }
  const question = questionOf(talk.guide, 'pushed');
  // That she is in answers it whenever it is said, whatever she was asked since.
  if (talk.push.unanswered(talk.state) && saysIn(text)) return answers(talk, 'in');
  if (!question || !talk.push.asks(talk.state)) return undefined;
  const heard = hear(talk.guide, question, text, talk.organisation.email.domains);
  if (heard.kind !== 'choice') return undefined;
  // Who tells more than that she is not in is listened to as ever.
  if (heard.choice === 'not-in' && Object.keys(heard.told).length > 0) {
    talk.push.mean('not-in');
    return undefined;
  }
  return answers(talk, heard.choice);
}
