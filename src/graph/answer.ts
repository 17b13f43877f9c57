/** What Graph said. Status 0: nothing, or nothing that could be read. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** ms from now, where it said so. */
  readonly retryAfter?: number | undefined;
}

/** The error object that Graph answers with. */
interface GraphError {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly innerError?: { readonly code?: unknown };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** Another attempt may be luckier: throttled, too slow, or Graph itself is unwell. */
export const isPassing = (status: number): boolean => status === 0 || status === 408 || status === 429 || status >= 500;
export const isGood = (status: number): boolean => status >= 200 && status < 300;

/** `Retry-After` in ms: seconds, or a moment (RFC 9110, 10.2.3). Undefined where there is none or it says nothing. */
export function readRetryAfter(value: string | null | undefined, now: number): number | undefined {
  if (!value?.trim()) return undefined;
  const ms = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** The codes and the text of a refusal, empty where it has none. */
export function errorOf({ body }: Answer): { readonly codes: readonly string[]; readonly message: string } {
  const error = (isObject(body) && isObject(body['error']) ? body['error'] : {}) as GraphError;
  const codes = [error.code, error.innerError?.code].filter((code): code is string => typeof code === 'string' && code !== '');
  return { codes, message: typeof error.message === 'string' ? error.message : '' };
}

/** Anything of Graph's; what else it has is for the caller to say. */
export interface Thing {
  readonly id: string;
}

/** One thing of Graph's; undefined where the body is something else. */
export const itemIn = (body: unknown): Thing | undefined => (isObject(body) && typeof body['id'] === 'string' ? (body as unknown as Thing) : undefined);

/** One page of a list, and where the next one is. */
export function pageIn(body: unknown): { readonly items: readonly Thing[]; readonly next?: string | undefined } {
  const { value, '@odata.nextLink': next } = isObject(body) ? body : {};
  return { items: Array.isArray(value) ? value.flatMap((each) => itemIn(each) ?? []) : [], next: typeof next === 'string' ? next : undefined };
}

/** The answers in a batch by the ids of their questions. */
export function answersIn(body: unknown, now: number): ReadonlyMap<string, Answer> {
  const { responses } = isObject(body) ? body : {};
  const answers = (Array.isArray(responses) ? responses : []).filter(isObject).map(({ id, status, headers, body: inner }): [string, Answer] => {
    // As in HTTP, and other than in an object, a header's name may be written either way.
    const waits = Object.entries(isObject(headers) ? headers : {}).find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
    const retryAfter = typeof waits === 'string' || typeof waits === 'number' ? readRetryAfter(String(waits), now) : undefined;
    return [String(id), { status: typeof status === 'number' ? status : 0, body: inner, retryAfter }];
  });
  return new Map(answers);
}
