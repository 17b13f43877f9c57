import type { WireActivity } from './wire';

/** A message as it stands in the chat now. `thread` differs from the address only for a new channel post. */
export interface ChatMessage extends WireActivity {
  id: string;
  thread: string;
  edited: boolean;
}

/** A channel thread in which something of the bot's stands. */
export interface Thread {
  /** The id of the message it began with, which may be a person's. */
  root: string;
  /** `<channel>;messageid=<root>`. */
  conversation: string;
  messages: ChatMessage[];
}

export const isBareChannel = (conversation: string): boolean =>
  conversation.startsWith('19:') && /@thread\.(tacv2|skype)$/.test(conversation);
/** The channel of a thread; any other conversation itself. */
export const rootOf = (conversation: string): string => conversation.split(';')[0] ?? conversation;
export const threadIn = (channel: string, root: string): string => `${channel};messageid=${root}`;

/** What the bot has written, as people see it now. */
export class Conversations {
  private readonly messages: ChatMessage[] = [];

  post(thread: string, id: string, activity: WireActivity): void {
    // Typing indicators and events pass; only messages stay in the chat.
    if (activity.type === 'message') this.messages.push({ ...activity, id, thread, edited: false });
  }

  /** Replaces a message, or deletes it where nothing takes its place. False where there is none. */
  change(conversation: string, id: string | undefined, activity: WireActivity | undefined): boolean {
    const at = this.messages.findIndex((each) => each.id === id && rootOf(each.thread) === rootOf(conversation));
    const old = this.messages[at];
    if (!old) return false;
    this.messages.splice(at, 1, ...(activity ? [{ ...activity, id: old.id, thread: old.thread, edited: true }] : []));
    return true;
  }

  chat(conversation: string): ChatMessage[] {
    return this.messages.filter(
      ({ thread }) => thread === conversation || (isBareChannel(conversation) && rootOf(thread) === conversation),
    );
  }

  thread(root: string): ChatMessage[] {
    return this.messages.filter(({ thread }) => thread === root || thread.endsWith(`;messageid=${root}`));
  }

  threads(channel: string): Thread[] {
    const conversations = new Set(this.chat(channel).map(({ thread }) => thread));
    return [...conversations].map((conversation) => ({
      root: conversation.split(';messageid=')[1] ?? '',
      conversation,
      messages: this.thread(conversation),
    }));
  }
}
