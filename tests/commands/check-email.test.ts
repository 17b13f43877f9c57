import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { longestLine, linesOf } from '../../src/commands/lines';

const root = path.join(__dirname, '../..');
const command = ['-r', './tests/support/register.js', 'src/commands/check-email.ts'];
const nordvik = path.join(root, 'tests/support/other-municipality.json');

/** Runs the command on this input, to its end. */
function run(input: string | Buffer, organisation = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, input, encoding: 'utf8', env: { ...process.env, ORGANISATION_FILE: organisation } });
  return { status, stderr, lines: stdout.split('\n').slice(0, -1).map((line) => JSON.parse(line) as unknown) };
}

test('one address a line becomes one JSON a line, as it was written', () => {
  const input = 'Kari.Nordmann@askoy.kommune.no\r\n kari,nordmann@askoy.komune.no\nkari@gmail.com\n\nKari "Nordmann"\nåse@askoy.kommune.no';
  expect(run(input)).toEqual({
    status: 0,
    stderr: '',
    lines: [
      { input: 'Kari.Nordmann@askoy.kommune.no', verdict: 'ok' },
      { input: ' kari,nordmann@askoy.komune.no', verdict: 'typo', suggestion: 'kari.nordmann@askoy.kommune.no' },
      { input: 'kari@gmail.com', verdict: 'other' },
      { input: '', verdict: 'not-an-address' },
      { input: 'Kari "Nordmann"', verdict: 'not-an-address' },
      { input: 'åse@askoy.kommune.no', verdict: 'typo', suggestion: 'ase@askoy.kommune.no' },
    ],
  });
});

test('no line, no answer; a byte order mark is no part of the first', () => {
  expect(run('')).toEqual({ status: 0, stderr: '', lines: [] });
  expect(run('\uFEFFkari@askoy.kommune.no\n').lines).toEqual([{ input: 'kari@askoy.kommune.no', verdict: 'ok' }]);
});

test('the domains are those of the organisation file', () => {
  expect(run('kari@skole.nordvik.exampel\nkari@askoy.kommune.no\n', nordvik).lines).toEqual([
    { input: 'kari@skole.nordvik.exampel', verdict: 'typo', suggestion: 'kari@skole.nordvik.example' },
    { input: 'kari@askoy.kommune.no', verdict: 'other' },
  ]);
});

test('a faulty organisation file is refused with every fault', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vismahjelpen-test-'));
  const file = path.join(folder, 'faulty.json');
  writeFileSync(file, '{ "name": 7 }');
  const { status, stderr, lines } = run('kari@askoy.kommune.no\n', file);
  rmSync(folder, { recursive: true });
  expect({ status, lines }).toEqual({ status: 1, lines: [] });
  for (const fault of ['name', 'email', 'hr', 'links', 'privacy']) expect(stderr).toContain(`ORGANISATION_FILE: ${fault}: `);
});

test('an answer comes while the input is still open, and a reader who has seen enough is no fault', async () => {
  const child = spawn(process.execPath, command, { cwd: root, stdio: 'pipe' });
  let stderr = '';
  child.stderr.on('data', (text) => (stderr += String(text)));
  // It stops reading when nobody reads it.
  child.stdin.on('error', () => undefined);
  child.stdin.write('kari@gmail.com\n');
  for await (const line of createInterface({ input: child.stdout })) {
    expect(line).toBe('{"input":"kari@gmail.com","verdict":"other"}');
    break;
  }
  child.stdout.destroy();
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.stdin.end('kari@gmail.com\n'.repeat(100_000));
  expect([await ended, stderr]).toEqual([0, '']);
});

test('lines that come in any pieces are put together, and one that has no end is cut', async () => {
  const read = async (...pieces: string[]): Promise<string[]> => {
    const lines: string[] = [];
    async function* source() {
      yield* pieces;
    }
    for await (const line of linesOf(source())) lines.push(line);
    return lines;
  };
  expect(await read('a', 'b\r', '\nc\n\n', 'd')).toEqual(['ab', 'c', '', 'd']);
  const long = 'x'.repeat(longestLine);
  expect(await read(long, '\r\n', long, 'x', 'x\ny\n')).toEqual([long, long, 'y']);
});
