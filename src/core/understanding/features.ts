import type { Reading } from './read';
import type { Fact } from './topics';
import { denied } from './evidence';
import { clauseEnd, fold } from './words';

/** How much a kind of feature counts before learning: what is said for certain more than a few letters of a word. */
const weights = { fact: 1.5, symbol: 1, pair: 0.7, near: 0.5, letters: 0.3, size: 0.5 } as const;

export type Features = ReadonlyMap<string, number>;

/** What the model sees of a text: facts, concepts and stems, pairs of them, letter groups that survive typing errors. */
export function featuresOf({ symbols, words }: Reading, facts: ReadonlySet<Fact>): Features {
  const features = new Map<string, number>();
  for (const fact of facts) features.set(`fact ${fact}`, weights.fact);
  symbols.forEach((symbol, at) => {
    if (denied(symbols, at)) features.set(`not ${symbol}`, weights.symbol);
  });
  const said = symbols.filter((symbol) => symbol !== clauseEnd);
  said.forEach((symbol, at) => {
    features.set(symbol, weights.symbol);
    const [next, afterNext] = [said[at + 1], said[at + 2]];
    features.set(`${symbol} ${next ?? '$'}`, weights.pair);
    if (at === 0) features.set(`^ ${symbol}`, weights.pair);
    if (afterNext) features.set(`${symbol} . ${afterNext}`, weights.near);
  });
  for (const word of words) {
    const marked = `<${fold(word)}>`;
    for (let at = 0; at + 4 <= marked.length; at++) features.set(`/${marked.slice(at, at + 4)}`, weights.letters);
  }
  features.set(`size ${Math.min(5, said.length)}`, weights.size);
  return scaled(features);
}

/** To one length, so that a long text does not shout. */
function scaled(features: Map<string, number>): Features {
  let squares = 0;
  for (const value of features.values()) squares += value * value;
  const scale = 1 / Math.sqrt(squares);
  for (const [name, value] of features) features.set(name, value * scale);
  return features;
}
