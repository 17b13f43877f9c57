import { type Fact, isSignal, type Signal, type Topic } from './topics';

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
const told: readonly (readonly [Fact, Question, string])[] = [
  ['firstTime:no', 'firstTime', 'no'],
  ['firstTime:yes', 'firstTime', 'yes'],
  ['earlierUser:unsure', 'earlierUser', 'unsure'],
  ['earlierUser:no', 'earlierUser', 'no'],
  ['earlierUser:yes', 'earlierUser', 'yes'],
  ['no-inbox', 'inbox', 'no'],
  ['inbox:yes', 'inbox', 'yes'],
];

/** From the likeliest topic and what is said for certain to what the bot may rely on. */
export function conclude({ topic, confidence }: { readonly topic: Topic; readonly confidence: number }, facts: ReadonlySet<Fact>): Understood {
  const sure = confidence >= certain && topic !== 'unknown';
  const said = new Set<Fact>(sure ? [topic, ...facts] : facts);
  if (setbacks.some((name) => said.has(name))) said.delete('works');
  const answers: Partial<Record<Question, string>> = {};
  const symptom = symptoms.find((name) => said.has(name) && (name !== 'first-login' || (sure && topic === name)));
  if (symptom) answers.symptom = symptom;
  for (const [fact, question, answer] of told) if (facts.has(fact)) answers[question] ??= answer;
  // There is nothing to act on, however sure it is.
  const capped = topic === 'unknown' ? Math.min(confidence, certain - 0.01) : confidence;
  return { topic, confidence: capped, answers, signals: [...said].filter(isSignal) };
}
