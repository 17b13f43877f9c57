import { certain, type Understood } from '../core/understanding/conclude';

export interface Expected {
  readonly text: string;
  readonly topic: string;
  /** Topics that are right as well. */
  readonly also?: readonly string[] | undefined;
  /** Compared only where it is given. */
  readonly answers?: Readonly<Record<string, string>> | undefined;
}

export interface Judged {
  readonly expected: Expected;
  readonly got: Understood;
}

const percent = (part: number, whole: number): string => `${part} of ${whole} (${((100 * part) / Math.max(1, whole)).toFixed(1)} %)`;

const right = ({ expected, got }: Judged): boolean => [expected.topic, ...(expected.also ?? [])].includes(got.topic);

function sameAnswers({ expected, got }: Judged): boolean {
  const wanted = Object.entries(expected.answers ?? got.answers);
  return wanted.length === Object.keys(got.answers).length && wanted.every(([question, answer]) => Object.entries(got.answers).some(([q, a]) => q === question && a === answer));
}

/** A report for people: how often it was right, how often wrong though certain, and each text that went wrong. */
export function report(judged: readonly Judged[]): string {
  const sure = judged.filter(({ got }) => got.confidence >= certain);
  const wrong = judged.filter((one) => !right(one));
  const wronglySure = wrong.filter(({ got }) => got.confidence >= certain && got.topic !== 'unknown');
  const answersWrong = judged.filter((one) => !sameAnswers(one));
  return [
    ...wrong.map(({ expected, got }) => `${got.confidence >= certain ? 'WRONG and certain' : 'wrong'}: «${expected.text}» is ${expected.topic}, not ${got.topic} (${got.confidence.toFixed(2)})`),
    ...answersWrong.map(({ expected, got }) => `answers: «${expected.text}» tells ${JSON.stringify(expected.answers)}, not ${JSON.stringify(got.answers)}`),
    `right topic:         ${percent(judged.length - wrong.length, judged.length)}`,
    `certain:             ${percent(sure.length, judged.length)}`,
    `wrong though certain: ${percent(wronglySure.length, judged.length)}`,
    `right answers:       ${percent(judged.length - answersWrong.length, judged.length)}`,
  ].join('\n');
}
