import type { Request } from 'restify';
import { z } from 'zod';

/** Far above what is taken for a greeting: what is refused as one is told why. */
export const mostOfGreeting = 100_000;

/** Somebody's name: what is not seen in it is taken away where it is used. */
const name = z.string().trim().min(1).max(100).regex(/\p{L}/u);
const key = z.string().trim().min(1).max(200);

const bytesIn = (text: string): Buffer => Buffer.from(text, 'base64');
/** Compared with what it comes to: an expression that looks through 13 MB may run out of stack. */
const file = z.string().refine((text) => bytesIn(text).toString('base64') === text).transform(bytesIn);

/** What may be posted. Anything else in a body is refused: a misspelt `at` would otherwise send at once. */
export const asks = {
  make: z.strictObject({ by: name, key, file, greeting: z.string().max(mostOfGreeting).default('') }),
  again: z.strictObject({ by: name, key, only: z.string().max(50).default('missed'), sender: name.optional() }),
  send: z.strictObject({ by: name, at: z.string().max(100).optional(), yesLinks: z.boolean().optional(), yesNow: z.boolean().optional() }),
  resume: z.strictObject({ by: name, yesNow: z.boolean().optional() }),
  deed: z.strictObject({ by: name }),
};
export type Asks = { readonly [K in keyof typeof asks]: z.infer<(typeof asks)[K]> };

export const deeds = ['pause', 'cancel'] as const;

/** The number in a path; one that no push has, where there is none. */
export function numberIn(request: Request): number {
  const { number } = request.params as { number: string };
  return /^[1-9]\d{0,8}$/.test(number) ? Number(number) : 0;
}

/** `?page=2`, from 1 on, as a count from 0. */
export function pageIn(request: Request): number {
  const page = new URL(request.url ?? '', 'http://localhost').searchParams.get('page') ?? '1';
  return /^[1-9]\d{0,5}$/.test(page) ? Number(page) - 1 : 0;
}
