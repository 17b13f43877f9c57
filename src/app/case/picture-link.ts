import { createHmac, timingSafeEqual } from 'node:crypto';

const sign = (key: string, id: string, until: number): Buffer => createHmac('sha256', key).update(`${id}|${until}`).digest();

/** The path of a picture that can be opened until a moment (ms since 1970 UTC), and by nobody who was not given it. */
export const picturePath = (key: string, id: string, until: number): string => `/pictures/${id}?until=${until}&sign=${sign(key, id, until).toString('base64url')}`;

/** Whether this is such a path, and its time has not come. */
export function mayOpen(key: string, { id, until, signature }: { readonly id: string; readonly until: string; readonly signature: string }, now: number): boolean {
  if (!/^\d{1,15}$/.test(until) || Number(until) <= now) return false;
  const given = Buffer.from(signature, 'base64url');
  const right = sign(key, id, Number(until));
  return given.length === right.length && timingSafeEqual(given, right);
}
