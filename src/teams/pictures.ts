import type { Address, Log } from '../app/ports';
import type { Fetched } from '../app/scene';
import { within } from '../app/within';
import { imageTypeOf } from '../core/image';
import type { Access } from './access';

/** The most that is kept of one picture, and for how long token and picture are waited for, each: a press wants its answer within 8 s. */
const mostBytes = 1024 * 1024;
const patience = 3_000;

const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);

/** Whether the bot's token may go there: to the very host that this conversation is with, and nowhere else. */
function isTrusted(picture: string, serviceUrl: string): boolean {
  if (!URL.canParse(picture) || !URL.canParse(serviceUrl)) return false;
  const [of, own] = [new URL(picture), new URL(serviceUrl)];
  return of.host === own.host && of.protocol === own.protocol && (of.protocol === 'https:' || isLoopback(of.hostname));
}

/** Reads no more than may be kept: what a header says of the length is not asked. */
async function readAll(body: ReadableStream<Uint8Array>): Promise<Buffer | 'too-big'> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > mostBytes) return 'too-big';
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Fetches a picture of a message with the bot's own token. Bounded in time and size, never throws. */
export function teamsPictures(access: Access, log: Log): (url: string, address: Address) => Promise<Fetched> {
  return async (url, { serviceUrl }) => {
    if (!isTrusted(url, serviceUrl)) {
      log.warn({ serviceUrl }, 'a picture of another host was not fetched');
      return { url, failed: 'unavailable' };
    }
    try {
      const token = await within(patience, access.bearer());
      const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
      // Whoever sends it elsewhere would be sent the token, too.
      const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(patience) });
      if (!response.ok || !response.body) return { url, failed: 'unavailable' };
      const bytes = await readAll(response.body);
      if (bytes === 'too-big') return { url, failed: 'too-big' };
      const type = imageTypeOf(bytes);
      return type ? { url, type, bytes } : { url, failed: 'no-picture' };
    } catch (error) {
      log.info({ reason: error instanceof Error ? error.name : 'unknown' }, 'a picture could not be fetched');
      return { url, failed: 'unavailable' };
    }
  };
}
