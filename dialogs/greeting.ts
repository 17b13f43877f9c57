import type { Talk } from '../src/app/talk/talk';
import { quietFor } from '../src/core/conversation';

const opening = (talk: Talk): string => talk.text(talk.shared ? 'welcome-shared' : 'welcome');

/** The first words to somebody; she counts as greeted from now on. */
export function welcome(talk: Talk): string {
  talk.state = { ...talk.state, greetedAt: talk.at };
  return opening(talk);
}

/** A greeting goes before whatever else is to be said first. */
export function leadFor(talk: Talk, lead: string | undefined): string {
  const greeting = talk.state.greetedAt === undefined ? welcome(talk) : '';
  return [greeting, lead ?? ''].filter((text) => text !== '').join('\n\n');
}

/** What comes before a question that stands already. */
export function whereWeAre(talk: Talk, otherwise: 'here-you-are' | 'where-you-were' = 'here-you-are'): string {
  if (talk.state.greetedAt === undefined) return welcome(talk);
  const last = quietFor(talk.state, talk.at);
  // The card that she was greeted on moves down, and the greeting with it: there is one opening.
  if (last === undefined && otherwise === 'here-you-are' && talk.state.answers.length === 0 && talk.state.open) return opening(talk);
  return last === undefined ? talk.text(otherwise) : talk.text('where-you-were-since', { date: talk.day(last) });
}
