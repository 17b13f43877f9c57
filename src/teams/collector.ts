import type { Talk } from '../app/talk/talk';
import { type Activity, ActivityTypes, BotAdapter, type ResourceResponse } from './sdk';

/**
 * The adapter that dialogs run on: what the SDK's own prompts send becomes something said in this turn, and
 * nothing leaves before the turn is committed (law 2).
 */
export class Collector extends BotAdapter {
  constructor(private readonly talk: Talk) {
    super();
  }

  override sendActivities(_context: unknown, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    for (const { type, text } of activities) if (type === ActivityTypes.Message && text) this.talk.say(text);
    return Promise.resolve(activities.map(() => ({ id: '' })));
  }

  override updateActivity(): never {
    throw new Error('a card is redrawn through the turn: see Talk.redraw');
  }

  override deleteActivity(): never {
    throw new Error('nothing is deleted from inside a turn');
  }

  override continueConversation(): never {
    throw new Error('a turn never starts another one');
  }

  override continueConversationAsync(): never {
    throw new Error('a turn never starts another one');
  }
}
