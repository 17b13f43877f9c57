/**
 * `npm run -s check-email < addresses.txt`: for each line one of JSON, {"input","verdict","suggestion"?}. The
 * verdict is ok, typo (with the suggestion), other (sound, but outside the organisation's domains) or not-an-address. The
 * organisation is that of ORGANISATION_FILE, or Askøy. Exits with 1 and every fault where that file has any.
 */
import { pipeline } from 'node:stream/promises';
import { checkEmail } from '../core/email/check';
import type { Organisation } from '../core/organisation';
import { readOrganisation } from '../organisation';
import { linesOf } from './lines';

function judged(input: string, { email }: Organisation): object {
  const result = checkEmail(input, email.domains);
  if (result.verdict === 'typo') return { input, verdict: 'typo', suggestion: result.suggestion };
  return { input, verdict: result.verdict === 'fits' ? 'ok' : result.verdict };
}

const organisation = readOrganisation(process.env['ORGANISATION_FILE']);
if (!('email' in organisation)) {
  console.error(organisation.map((fault) => `ORGANISATION_FILE: ${fault}`).join('\n'));
  process.exitCode = 1;
} else {
  pipeline(
    process.stdin,
    // Unlike the stream's own decoding it takes away the byte order mark that Windows puts in front.
    async function* (bytes: AsyncIterable<Uint8Array>) {
      const decoder = new TextDecoder();
      for await (const piece of bytes) yield decoder.decode(piece, { stream: true });
      yield decoder.decode();
    },
    async function* (pieces: AsyncIterable<string>) {
      for await (const line of linesOf(pieces)) yield `${JSON.stringify(judged(line, organisation))}\n`;
    },
    process.stdout,
  ).catch((error: NodeJS.ErrnoException) => {
    // Who reads has seen enough: `| head`.
    if (error.code !== 'EPIPE') throw error;
  });
}
