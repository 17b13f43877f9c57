import type { Address, Commit, Draft, LaneClass, Outgoing, Store } from '../../src/app/ports';

/** Monday morning. */
export const start = Date.UTC(2026, 10, 23, 8);

export const addressOf = (conversation: string): Address => ({
  tenant: 't',
  conversationId: conversation,
  serviceUrl: 'http://teams.example/',
  botId: '28:bot',
  userId: `29:${conversation}`,
  scope: 'personal',
});

const draft = (id: string, conversation: string, kind: LaneClass, body: Outgoing): Draft => ({ id, conversation, class: kind, body });

/** Rows for the outbox whose words are their ids. */
export const text = (id: string, conversation = 'kari', kind: LaneClass = 'reply'): Draft =>
  draft(id, conversation, kind, { kind: 'text', text: id });
export const card = (id: string, conversation = 'kari', kind: LaneClass = 'reply'): Draft =>
  draft(id, conversation, kind, { kind: 'card', card: { id }, summary: id });
export const redraw = (id: string, of: string, conversation = 'kari'): Draft =>
  draft(id, conversation, 'reply', { kind: 'redraw', of, card: { id }, summary: id });

/** What one turn of a conversation changes; version 0 and nothing to say, unless told otherwise. */
export function commitOf(over: Partial<Omit<Commit, 'conversation'>> & { readonly key?: string; readonly version?: number; readonly keepUntil?: number } = {}): Commit & { readonly conversation: NonNullable<Commit['conversation']> } {
  const { key = 'kari', version = 0, now = start, out = [], seen, feedback, keepUntil } = over;
  return { now, seen, out, feedback, conversation: { key, version, state: { guideVersion: 1, answers: [] }, address: addressOf(key), keepUntil } };
}

/** A turn of `key` that nobody competes with. */
export async function heard(store: Store, key: string, now: number, ...out: readonly Draft[]): Promise<void> {
  const version = (await store.conversation(key))?.version ?? 0;
  const committed = await store.commit(commitOf({ key, version, now, out }));
  if (committed !== 'committed') throw new Error(`the turn was ${committed}`);
}
