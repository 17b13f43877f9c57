import { type Fact, isSignal, type Signal, type Topic, topics } from './topics';

/** The questions of the guide whose answer a text can bring along. */
export type Question = 'symptom' | 'firstTime' | 'earlierUser' | 'inbox';

export interface Understood {
  readonly topic: Topic;
  /** 0..1; at `certain` and above the bot acts on it without asking. */
  readonly confidence: number;
  /** What the text already tells of the questions; never guessed. */
  readonly answers: Readonly<Partial<Record<Question, string>>>;
  /** Everything the text says with certainty, the topic (when certain and not unknown) first. */
  readonly signals: readonly Signal[];
}

/** Set by cross-validation (docs/understanding.md). */
export const certain = 0.7;

/** What counts as a symptom, the gravest first: the failure is what the bot can help with. */
const symptoms = ['internal-error', 'no-eid', 'wrong-user', 'id-porten', 'asked-for-password', 'first-login'] as const;

/** «Nå er jeg inne, men på feil bruker» is no success. */
const setbacks: readonly Signal[] = ['cannot', ...symptoms];

/** Facts that answer a question. The first that is said counts: «vet ikke om jeg har bruker fra før» says two of them. */
const answering: readonly (readonly [Fact, Question, string])[] = [
  ['firstTime:no', 'firstTime', 'no'],
  ['firstTime:yes', 'firstTime', 'yes'],
  ['earlierUser:unsure', 'earlierUser', 'unsure'],
  ['earlierUser:no', 'earlierUser', 'no'],
  ['earlierUser:yes', 'earlierUser', 'yes'],
  ['no-inbox', 'inbox', 'no'],
  ['inbox:yes', 'inbox', 'yes'],
];

/** What somebody may say is not so. Who has another user, or is new, says that by its own facts. */
export const deniable: ReadonlySet<Topic> = new Set<Topic>(topics.filter((topic) => !['first-login', 'other-account', 'thanks', 'yes', 'no', 'unknown'].includes(topic)));

/** What is left below this, where the likeliest topics are ruled out, is not what the text is about. */
const worthNaming = 0.1;

/** From here on, a text that says it is not so is about nothing; below, it is only not certain. */
const sureOfFine = 0.65;

interface Likeliest {
  readonly topic: Topic;
  readonly confidence: number;
  /** How likely the text says that it is not so; 0 where it rather says so. */
  readonly fine: number;
}

/** From the likeliest topic and what is said for certain to what the bot may rely on. */
export function conclude(likeliest: Likeliest, told: ReadonlySet<Fact>): Understood {
  const { confidence: share, fine } = likeliest;
  const doubtful = fine > 0 && deniable.has(likeliest.topic);
  const denied = doubtful && fine >= sureOfFine;
  const topic = denied || share < worthNaming ? 'unknown' : likeliest.topic;
  // There is nothing to act on, however sure it is.
  const confidence = doubtful || topic === 'unknown' ? Math.min(share, certain - 0.01) : share;
  const sure = confidence >= certain;
  const facts = new Set(told);
  if (doubtful) facts.delete(likeliest.topic);
  const said = new Set<Fact>(sure ? [topic, ...facts] : facts);
  if (said.has('in')) said.add('works');
  if (setbacks.some((name) => said.has(name))) for (const success of ['in', 'works'] as const) said.delete(success);
  // «Det virker i nettbanken, men ikke her»: what works, and what does not, is another place.
  if (said.has('eid-fails-elsewhere')) said.delete('eid-works-elsewhere');
  if (said.has('eid-works-elsewhere')) for (const here of ['in', 'works', 'cannot'] as const) said.delete(here);
  const answers: Partial<Record<Question, string>> = {};
  const symptom = symptoms.find((name) => said.has(name) && (name !== 'first-login' || (sure && topic === name)));
  if (symptom) answers.symptom = symptom;
  for (const [fact, question, answer] of answering) if (facts.has(fact)) answers[question] ??= answer;
  return { topic, confidence, answers, signals: [...said].filter(isSignal) };
}
