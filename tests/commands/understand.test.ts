import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(__dirname, '../..');

function run(input: Buffer | string, ...args: string[]): { status: number | null; lines: string[] } {
  const { status, stdout } = spawnSync(process.execPath, ['-r', './tests/support/register.js', 'src/commands/understand.ts', ...args], {
    cwd: root,
    input,
    maxBuffer: 64 << 20,
  });
  return { status, lines: stdout.toString('utf8').split('\n').slice(0, -1) };
}

test('a line of JSON comes out for each line that goes in, whatever is in it', () => {
  const input = Buffer.concat([
    Buffer.from('En intern feil har oppstått\r\n\n'),
    Buffer.from([0xff, 0xfe, 0x00, 0x0a]),
    Buffer.from(`har ikke bankid\u2028eller\n${'lang '.repeat(200_000)}\ntakk`),
  ]);
  const { status, lines } = run(input);
  expect(status).toBe(0);
  const heard = lines.map((line) => JSON.parse(line) as { text: string; topic: string });
  expect(heard.map(({ topic }) => topic)).toEqual(['internal-error', 'unknown', 'unknown', 'no-eid', expect.any(String), 'thanks']);
  expect(heard[0]).toEqual({ text: 'En intern feil har oppstått', topic: 'internal-error', confidence: expect.any(Number), answers: { symptom: 'internal-error' } });
});

test('nothing in, nothing out', () => {
  expect(run('')).toEqual({ status: 0, lines: [] });
});

test('a labelled file is checked', () => {
  const { status, lines } = run('', '--check', 'tests/core/understanding/sentences.jsonl');
  expect(status).toBe(0);
  expect(lines.join('\n')).toMatch(/right topic: +\d+ of \d+/);
});
