import type { Understood } from './conclude';
import { languages } from './languages';
import { learn } from './learn';

export { certain, type Understood } from './conclude';
export { isTopic, type Signal, type Topic } from './topics';
export { normalise } from './words';

/**
 * What a typed text is about, how sure that is (from `certain` on the bot acts on it without asking), and what else it
 * says. Any language is understood, whichever is spoken. Learnt from the files in examples/ when this is loaded.
 */
export const understand: (text: string) => Understood = learn(languages);
