import type { Request } from 'restify';

export type Body = { readonly value: unknown } | { readonly status: 400 | 413 };

/** The bytes of a request, read to its end but kept only as far as they fit; undefined where there are more than `max`. */
async function bytesOf(request: Request, max: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Whoever is cut off while still sending sees a reset in place of the 413.
    if (size <= max) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size <= max ? Buffer.concat(chunks) : undefined;
}

/**
 * The JSON body of a request, or the status that refuses it. In place of restify's body parser, which runs before
 * anybody has shown a token and ends the process on a broken gzip body, unpacks a good one without a limit, and
 * leaves files behind for multipart. Teams sends plain JSON.
 */
export async function readJson(request: Request, max: number): Promise<Body> {
  const packed = request.header('content-encoding', 'identity').toLowerCase() !== 'identity';
  if (packed || request.getContentType() !== 'application/json') return { status: 400 };
  try {
    const bytes = await bytesOf(request, max);
    return bytes ? { value: JSON.parse(bytes.toString('utf8')) as unknown } : { status: 413 };
  } catch {
    // No JSON, or hung up halfway.
    return { status: 400 };
  }
}
