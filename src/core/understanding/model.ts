import type { Features } from './features';

export interface Labelled<Label extends string> {
  readonly features: Features;
  readonly label: Label;
}

/** The likeliest label that is not ruled out, and its share. */
export type Classify<Label extends string> = (features: Features, ruledOut?: ReadonlySet<string>) => { readonly label: Label; readonly share: number };

const rounds = 6;
const rate = 1;
/** Errors too small to be worth the time: most topics are out of the question for most examples. */
const negligible = 0.02;

/** Features as numbers: where their weights begin, and their values. */
interface Compact {
  readonly rows: Int32Array;
  readonly values: Float64Array;
}

/** Scores to shares that sum to one, in place. */
function shares(scores: Float64Array): Float64Array {
  const classes = scores.length;
  const highest = Math.max(...scores);
  let sum = 0;
  for (let k = 0; k < classes; k++) sum += scores[k] = Math.exp(scores[k]! - highest);
  for (let k = 0; k < classes; k++) scores[k]! /= sum;
  return scores;
}

/**
 * Multinomial logistic regression, learnt by AdaGrad in an order that is always the same. Features seen once are
 * not learnt: they would be learnt by heart.
 */
export function train<Label extends string>(labels: readonly [Label, ...Label[]], examples: readonly Labelled<Label>[]): Classify<Label> {
  const classes = labels.length;
  const seen = new Map<string, number>();
  for (const { features } of examples) for (const name of features.keys()) seen.set(name, (seen.get(name) ?? 0) + 1);
  const rows = new Map([...seen].filter(([, count]) => count > 1).map(([name], row) => [name, (row + 1) * classes]));
  const weights = new Float64Array((rows.size + 1) * classes);
  const squares = new Float64Array(weights.length).fill(0.05);

  const compact = (features: Features): Compact => {
    const known = [...features].filter(([name]) => rows.has(name));
    // The first row is every text's: how common a topic is.
    return {
      rows: Int32Array.from([0, ...known.map(([name]) => rows.get(name) ?? 0)]),
      values: Float64Array.from([0.3, ...known.map(([, value]) => value)]),
    };
  };
  const score = (known: Compact): Float64Array => {
    const scores = new Float64Array(classes);
    for (let at = 0; at < known.rows.length; at++) {
      const [row, value] = [known.rows[at]!, known.values[at]!];
      for (let k = 0; k < classes; k++) scores[k]! += weights[row + k]! * value;
    }
    return shares(scores);
  };

  const data = examples.map(({ features, label }) => ({ known: compact(features), right: labels.indexOf(label) }));
  // A step that shares no divisor with the number of examples visits each once, in a well mixed order.
  const step = 7919;
  for (let round = 0; round < rounds; round++)
    for (let turn = 0; turn < data.length; turn++) {
      const { known, right } = data[(turn * step + round) % data.length]!;
      const likely = score(known);
      for (let k = 0; k < classes; k++) {
        const error = likely[k]! - (k === right ? 1 : 0);
        if (Math.abs(error) < negligible) continue;
        for (let at = 0; at < known.rows.length; at++) {
          const gradient = error * known.values[at]!;
          const weight = known.rows[at]! + k;
          squares[weight]! += gradient * gradient;
          weights[weight]! -= (rate * gradient) / Math.sqrt(squares[weight]!);
        }
      }
    }

  return (features, ruledOut = new Set()) => {
    const likely = score(compact(features)).map((share, k) => (ruledOut.has(labels[k] ?? '') ? 0 : share));
    const best = likely.indexOf(Math.max(...likely));
    return { label: labels[best] ?? labels[0], share: likely[best] ?? 0 };
  };
}
