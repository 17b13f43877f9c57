import { conclude, type Understood } from './conclude';
import { witness } from './evidence';
import { featuresOf } from './features';
import type { LanguageData } from './languages';
import { train } from './model';
import { practice } from './practice';
import { reader } from './read';

/** Learns to understand texts from the words, phrases and examples of these languages: the same for the same data. */
export function learn(languages: readonly LanguageData[]): (text: string) => Understood {
  const read = reader(languages);
  const attest = witness(languages, read);
  const classify = train(
    practice(languages).map(({ text, topic }) => {
      const reading = read(text);
      return { topic, features: featuresOf(reading, attest(reading).facts) };
    }),
  );
  return (text) => {
    const reading = read(text);
    const { facts, ruledOut } = attest(reading);
    return conclude(classify(featuresOf(reading, facts), ruledOut), facts);
  };
}
