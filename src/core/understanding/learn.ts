import { conclude, deniable, type Understood } from './conclude';
import { witness } from './evidence';
import { type Features, featuresOf } from './features';
import type { LanguageData } from './languages';
import { train } from './model';
import { practice } from './practice';
import { reader, type Reading } from './read';
import { topics } from './topics';

/** Of texts that would be acted on, those that say so, and those that say it is not so («lenken er ikke utløpt»). */
const ways = ['so', 'fine'] as const;
/** Those are few, so each counts as often as this. */
const weight = 3;

/** What can be in order or not: «passordet er greit» is said like «koden er grei», so one teaches the other. */
const things = new Set(
  'password code confirmation link activationlink activation address email workemail inbox bankid idporten eid codedevice account visma website otherapp app pc hr human language'.split(' '),
);

/** A text as it is judged whether it says so: whatever it is about. */
function aboutAnything({ symbols }: Reading): Reading {
  return { symbols: symbols.map((symbol) => (things.has(symbol) ? 'thing' : symbol)), words: [] };
}

/** Learns to understand texts from the words, phrases and examples of these languages: the same for the same data. */
export function learn(languages: readonly LanguageData[]): (text: string) => Understood {
  const read = reader(languages);
  const attest = witness(languages, read);
  const examples = practice(languages).map(({ text, topic }) => ({ topic, reading: read(text) }));
  const classify = train(
    topics,
    examples.map(({ topic, reading }) => ({ label: topic, features: featuresOf(reading, attest(reading).facts) })),
  );
  const manner = (reading: Reading): Features => featuresOf(aboutAnything(reading), new Set());
  const denials = languages.flatMap(({ fine }) => fine).map((text) => ({ label: 'fine' as const, features: manner(read(text)) }));
  const judge = train<(typeof ways)[number]>(ways, [
    ...examples.filter(({ topic }) => deniable.has(topic)).map(({ reading }) => ({ label: 'so' as const, features: manner(reading) })),
    ...Array.from({ length: weight }, () => denials).flat(),
  ]);
  return (text) => {
    const reading = read(text);
    const { facts, ruledOut } = attest(reading);
    const features = featuresOf(reading, facts);
    const { label: topic, share } = classify(features, ruledOut);
    const judged = judge(manner(reading));
    return conclude({ topic, confidence: share, fine: judged.label === 'fine' ? judged.share : 0 }, facts);
  };
}
