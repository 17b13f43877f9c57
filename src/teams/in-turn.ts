import { Talk } from '../app/talk/talk';
import type { TurnContext } from './sdk';

/** Why a conversation starts again at its question, with its answers kept. */
export type Restart = 'updated' | 'hiccup';

const talkKey = Symbol('talk');
const restartKey = Symbol('restart');

/** Ties a turn's {@link Talk} to the SDK's context of it. */
export function beginTurn(context: TurnContext, talk: Talk, restart: Restart | undefined): void {
  context.turnState.set(talkKey, talk);
  context.turnState.set(restartKey, restart);
}

/** This turn's {@link Talk}, for a dialog. */
export function talkOf(context: TurnContext): Talk {
  const talk: unknown = context.turnState.get(talkKey);
  if (!(talk instanceof Talk)) throw new Error('this turn was not begun by converse()');
  return talk;
}

/** Why the dialog stack of this turn is a new one, if there was an old one. */
export function restartOf(context: TurnContext): Restart | undefined {
  return context.turnState.get<Restart | undefined>(restartKey);
}
