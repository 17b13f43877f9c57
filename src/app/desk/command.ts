import type { CardAction, List, PushAction } from '../../../cards/actions';
import type { Inbound } from '../happening';
import type { CaseQuery } from '../ports';

/** What HR asks the bot by mentioning it. */
export type Command =
  | { readonly kind: 'list'; readonly list: List; readonly page: number; readonly text: string; readonly query: CaseQuery }
  | { readonly kind: 'case'; readonly number: number; readonly query: CaseQuery }
  | { readonly kind: 'answer-all'; readonly reason: string; readonly words: string; readonly shownAt: number; readonly query: CaseQuery }
  | { readonly kind: 'push'; readonly action: PushAction; readonly query?: undefined }
  | { readonly kind: 'today'; readonly query?: undefined }
  | { readonly kind: 'notice'; readonly on: boolean; readonly query?: undefined }
  | { readonly kind: 'set-up' | 'help'; readonly query?: undefined };

/** So many in so long report the same: Visma may be down. ms. */
export const offerWindow = 30 * 60_000;
/** The row that shows HR that many report the same, at this moment. */
export const offerRow = (symptom: string, at: number): string => `offer-${symptom}-${Math.floor(at / offerWindow)}`;
/** More at once are no answer to people, but a newsletter. */
const mostAtOnce = 500;
/** Cases on one page of a list. */
export const perPage = 4;

function queryOf(list: List, page: number, text: string, me: string): CaseQuery {
  const paged = { limit: perPage, offset: page * perPage };
  switch (list) {
    case 'mine':
      return { open: true, owner: me, ...paged };
    case 'open':
      return { open: true, ...paged };
    case 'waiting':
      return { state: 'waiting', ...paged };
    case 'found':
      return { text, ...paged };
    default:
      return list satisfies never;
  }
}

const listed = (list: List, page: number, text: string, me: string): Command => ({ kind: 'list', list, page, text, query: queryOf(list, page, text, me) });

const push = (action: PushAction): Command => ({ kind: 'push', action });
const isOfPush = (action: CardAction): action is PushAction => action.verb.startsWith('desk-push-');

/** Each command in every language, and as people shorten it. */
const words: readonly (readonly [RegExp, (match: RegExpExecArray, me: string) => Command])[] = [
  [/^(?:mine(?: saker)?|my cases)$/i, (_, me) => listed('mine', 0, '', me)],
  [/^(?:åpne|opne|open)(?: saker| cases)?$/i, (_, me) => listed('open', 0, '', me)],
  [/^(?:venter|ventar|ventende|ventande|waiting)(?: saker| cases)?$/i, (_, me) => listed('waiting', 0, '', me)],
  [/^(?:sak|case)\s*#?\s*(\d{1,9})$/i, ([, digits = '']) => ({ kind: 'case', number: Number(digits), query: { number: Number(digits), limit: 1 } })],
  [/^(?:søk|finn|search|find)\s+(.+)$/i, ([, text = ''], me) => listed('found', 0, text.trim(), me)],
  [/^(?:i ?dag|today)$/i, () => ({ kind: 'today' })],
  [/^(?:visma er nede|visma is down|driftsmelding|notice)$/i, () => ({ kind: 'notice', on: true })],
  [/^(?:visma er oppe|visma virker|visma verkar|visma is up|driftsmelding av|notice off)$/i, () => ({ kind: 'notice', on: false })],
  [/^(?:ny utsending|send ut|new push)$/i, () => push({ verb: 'desk-push-form' })],
  [/^(?:utsendinger|utsendingar|pushes)$/i, () => push({ verb: 'desk-push-list', page: 0 })],
  [/^(?:utsending|push)\s*#?\s*([1-9]\d{0,8})$/i, ([, digits = '']) => push({ verb: 'desk-push-show', push: Number(digits) })],
  [/^(?:logg|journal|log)$/i, () => push({ verb: 'desk-push-journal', page: 0 })],
  [/^(?:oppsett|set-?up|status)$/i, () => ({ kind: 'set-up' })],
  [/^(?:hjelp|help|\?)$/i, () => ({ kind: 'help' })],
];

/** The command in a text that mentions the bot, undefined where it is none. */
export function parseCommand(text: string, me: string): Command | undefined {
  for (const [pattern, command] of words) {
    const match = pattern.exec(text.trim().replace(/[.!]+$/, ''));
    if (match) return command(match, me);
  }
  return undefined;
}

/** What nobody writes to an employee. In a case's thread all else may be an answer to her: «Finn BankID-appen», «Visma er nede». */
const unmistakable = /^(?:(?:mine|åpne|opne) saker|(?:my|open) cases|(?:sak|case)\s*#?\s*\d{1,9}|oppsett|set-up|hjelp|help)[.!]*$/i;

/** The command that HR gave in this turn, written or pressed. `inCase`: in the thread of a case. */
export function commandIn({ happening, mentioned, from }: Inbound, inCase = false): Command | undefined {
  if (happening.kind === 'said') return mentioned && (!inCase || unmistakable.test(happening.text.trim())) ? parseCommand(happening.text, from.id) : undefined;
  if (happening.kind !== 'pressed') return undefined;
  const { action, nonce } = happening.press;
  // Those whom the card counted, and who came since.
  if (action.verb === 'desk-answer-all')
    return {
      kind: 'answer-all',
      reason: action.reason,
      words: action.words.trim(),
      shownAt: nonce.shownAt,
      query: { open: true, openedAfter: nonce.shownAt - offerWindow, limit: mostAtOnce },
    };
  if (isOfPush(action)) return push(action);
  if (action.verb === 'desk-list') return listed(action.list, action.page, action.text, from.id);
  return action.verb === 'desk-notice' ? { kind: 'notice', on: action.on } : undefined;
}
