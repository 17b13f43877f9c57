/**
 * `npm run -s understand`: one text a line on standard input, one line of JSON out for each. For those who tune it:
 * `npm run -s understand -- --check FILE` compares with a JSONL file of {text, topic, also?, answers?}, and without FILE
 * tries every example on what the others teach.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { understand } from '../core/understanding/understand';
import { crossValidate } from './cross-validate';
import { report } from './judge';

const expected = z.object({
  text: z.string(),
  topic: z.string(),
  also: z.array(z.string()).optional(),
  answers: z.record(z.string(), z.string()).optional(),
});

function check(file: string | undefined): string {
  if (!file) return report(crossValidate());
  const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line.trim());
  return report(lines.map((line) => expected.parse(JSON.parse(line))).map((one) => ({ expected: one, got: understand(one.text) })));
}

async function answerLines(): Promise<void> {
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const { topic, confidence, answers } = understand(text);
    const line = JSON.stringify({ text, topic, confidence: Math.round(confidence * 100) / 100, answers });
    if (!process.stdout.write(`${line}\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}

const [flag, file] = process.argv.slice(2);
if (flag === '--check') console.log(check(file));
else void answerLines();
