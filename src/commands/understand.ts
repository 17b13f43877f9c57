/**
 * `npm run -s understand`: one text a line on standard input, one line of JSON out for each. For those who tune it:
 * `npm run -s understand -- --check FILE` compares with a JSONL file of {text, topic, also?, answers?}, and without FILE
 * tries every example on what the others teach.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
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

/** The lines of a stream. node:readline also ends a line at U+2028, and then more lines come out than went in. */
async function* linesOf(stream: NodeJS.ReadStream): AsyncGenerator<string> {
  stream.setEncoding('utf8');
  let rest = '';
  for await (const chunk of stream as AsyncIterable<string>) {
    const parts = chunk.split('\n');
    parts[0] = rest + (parts[0] ?? '');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  if (rest) yield rest;
}

async function answerLines(): Promise<void> {
  for await (const line of linesOf(process.stdin)) {
    const text = line.replace(/\r$/, '');
    const { topic, confidence, answers } = understand(text);
    const rounded = Math.floor(confidence * 100) / 100;
    if (!process.stdout.write(`${JSON.stringify({ text, topic, confidence: rounded, answers })}\n`)) await once(process.stdout, 'drain');
  }
}

const [flag, file] = process.argv.slice(2);
if (flag === '--check') console.log(check(file));
else void answerLines();
