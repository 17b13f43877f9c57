import type { LanguageData } from './languages';
import { type Topic, topics } from './topics';

export interface Example {
  readonly text: string;
  readonly topic: Topic;
}

/** Ways that a login fails. They beat whatever else is said with them, but a wish for a human. */
const failures: readonly Topic[] = ['internal-error', 'no-eid', 'address-taken', 'activation-expired', 'no-confirmation', 'forgot-password', 'id-porten'];
const beaten: readonly Topic[] = ['other-account', 'first-login', 'help', 'help', 'first-login'];

const of = ({ examples }: LanguageData, topic: Topic, at: number): string => examples[topic][at % examples[topic].length] ?? '';

/** Two things said at once: a sample of the pairs of topics of which one beats the other, small enough to be quick. */
function together(language: LanguageData): readonly Example[] {
  const pairs: Example[] = [];
  const join = (stronger: Topic, weaker: Topic, at: number): void => {
    const [first, second] = [of(language, stronger, at), of(language, weaker, at * 5 + 3)];
    pairs.push({ topic: stronger, text: at % 2 ? `${first} ${second}` : `${second}, ${first}` });
  };
  for (const topic of failures) for (let at = 0; at < 8; at++) join(topic, beaten[at % beaten.length] ?? 'help', at * 2 + 1);
  for (let at = 0; at < 10; at++) {
    join('talk-to-human', failures[at % failures.length] ?? 'help', at);
    join('talk-to-human', beaten[at % beaten.length] ?? 'help', at * 3 + 1);
    join('talk-to-human', failures[at % 3] ?? 'help', at * 2 + 1);
    join('other-account', at % 2 ? 'first-login' : 'help', at * 2);
    join('first-login', 'help', at * 2);
  }
  return pairs;
}

/** All examples of all languages, and made ones that say two things. */
export function practice(languages: readonly LanguageData[]): readonly Example[] {
  return languages.flatMap((language) => [
    ...topics.flatMap((topic) => language.examples[topic].map((text) => ({ text, topic }))),
    ...together(language),
  ]);
}
