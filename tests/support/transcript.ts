import type { Conversation } from './conversation';

/** What somebody does, and what the newest card says then. */
export type Step = readonly [did: string, shown: string];

/** `> words` is said, `[label]` is pressed, `install` and `restart` happen. */
export async function transcript(conversation: Conversation, steps: readonly Step[]): Promise<void> {
  for (const [did, shown] of steps) {
    if (did === 'install') await conversation.install();
    else if (did === 'restart') conversation.restart();
    else if (did.startsWith('> ')) await conversation.say(did.slice(2));
    else await conversation.press(did.slice(1, -1));
    expect([did, conversation.words]).toEqual([did, expect.stringContaining(shown)]);
  }
}
