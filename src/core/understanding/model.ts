import type { Features } from './features';
import { type Topic, topics } from './topics';

export interface Labelled {
  readonly features: Features;
  readonly topic: Topic;
}

const rounds = 14;
const rate = 1;
const classes = topics.length;

function shares(scores: Float64Array): Float64Array {
  const highest = Math.max(...scores);
  let sum = 0;
  for (let k = 0; k < classes; k++) sum += scores[k] = Math.exp((scores[k] ?? 0) - highest);
  for (let k = 0; k < classes; k++) scores[k] = (scores[k] ?? 0) / sum;
  return scores;
}

/**
 * Multinomial logistic regression, learnt by AdaGrad in an order that is always the same. Features seen once are
 * not learnt: they would be learnt by heart. Gives a function from features to the likeliest topic and its share.
 */
export function train(examples: readonly Labelled[]): (features: Features) => { topic: Topic; confidence: number } {
  const seen = new Map<string, number>();
  for (const { features } of examples) for (const name of features.keys()) seen.set(name, (seen.get(name) ?? 0) + 1);
  const rows = new Map([...seen].filter(([, count]) => count > 1).map(([name], row) => [name, (row + 1) * classes]));
  const weights = new Float64Array((rows.size + 1) * classes);
  const squares = new Float64Array(weights.length).fill(0.05);

  const compact = (features: Features): readonly (readonly [number, number])[] => {
    const known: (readonly [number, number])[] = [[0, 0.3]];
    for (const [name, value] of features) {
      const row = rows.get(name);
      if (row !== undefined) known.push([row, value]);
    }
    return known;
  };
  const score = (known: readonly (readonly [number, number])[]): Float64Array => {
    const scores = new Float64Array(classes);
    for (const [row, value] of known) for (let k = 0; k < classes; k++) scores[k]! += weights[row + k]! * value;
    return shares(scores);
  };

  const data = examples.map(({ features, topic }) => ({ known: compact(features), right: topics.indexOf(topic) }));
  // A step that shares no divisor with the number of examples visits each once, in a well mixed order.
  const step = 7919;
  for (let round = 0; round < rounds; round++)
    for (let turn = 0; turn < data.length; turn++) {
      const { known, right } = data[(turn * step + round) % data.length]!;
      const likely = score(known);
      for (let k = 0; k < classes; k++) {
        const error = likely[k]! - (k === right ? 1 : 0);
        if (Math.abs(error) < 0.002) continue;
        for (const [row, value] of known) {
          const gradient = error * value;
          const at = row + k;
          squares[at]! += gradient * gradient;
          weights[at]! -= (rate * gradient) / Math.sqrt(squares[at]!);
        }
      }
    }

  return (features) => {
    const likely = score(compact(features));
    const best = likely.indexOf(Math.max(...likely));
    return { topic: topics[best] ?? 'unknown', confidence: likely[best] ?? 0 };
  };
}
