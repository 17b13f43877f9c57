import { conclude, deniable, type Understood } from './conclude';
import { witness } from './evidence';
import { type Features, featuresOf } from './features';
import type { LanguageData } from './languages';
import { train } from './model';
import { practice } from './practice';
import { reader } from './read';
import { topics } from './topics';

/** Of texts that would be acted on, those that say so, and those that say it is not so («lenken er ikke utløpt»). */
const ways = ['so', 'fine'] as const;
/** Those are few, so each counts as often as this. */
const weight = 3;

/** Learns to understand texts from the words, phrases and examples of these languages: the same for the same data. */
export function learn(languages: readonly LanguageData[]): (text: string) => Understood {
  const read = reader(languages);
  const attest = witness(languages, read);
  const see = (text: string): Features => {
    const reading = read(text);
    return featuresOf(reading, attest(reading).facts);
  };
  const seen = practice(languages).map(({ text, topic }) => ({ label: topic, features: see(text) }));
  const classify = train(topics, seen);
  const denials = languages.flatMap(({ fine }) => fine).map((text) => ({ label: 'fine' as const, features: see(text) }));
  const judge = train<(typeof ways)[number]>(ways, [
    ...seen.filter(({ label }) => deniable.has(label)).map(({ features }) => ({ label: 'so' as const, features })),
    ...Array.from({ length: weight }, () => denials).flat(),
  ]);
  return (text) => {
    const reading = read(text);
    const { facts, ruledOut } = attest(reading);
    const features = featuresOf(reading, facts);
    const { label: topic, share } = classify(features, ruledOut);
    return conclude({ topic, confidence: share, fine: judge(features).label === 'fine' }, facts);
  };
}
