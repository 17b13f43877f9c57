import type { Log } from '../app/ports';
import { type Answer, answersIn, isGood, isPassing, readRetryAfter } from './answer';
import type { Budget } from './budget';
import { type Clock, Patience } from './patience';
import type { Token } from './token';

/** For a token, and for each request with the whole of its answer. ms. */
const deadline = 10_000;

export interface ClientParts {
  /** With the version, e.g. `https://graph.microsoft.com/v1.0`. */
  readonly base: string;
  readonly token: Token;
  readonly budget: Budget;
  readonly clock: Clock;
  readonly log: Log;
  /** Shorter in tests. */
  readonly within?: number | undefined;
}

/** A question to Graph. */
export interface Question {
  /** For the log and the operator, in place of the path, which says whom it is about. */
  readonly what: string;
  /** After the base; of a page that follows, the whole address. */
  readonly path: string;
  /** Posted, where there is one. */
  readonly body?: object | undefined;
}

/** Part of a path: ids and addresses may have `/`, `#`, `+` or `'` in them. */
export const segment = (text: string): string => encodeURIComponent(text).replace(/'/g, '%27');
/** Text within a filter: quotes are doubled (OData 4.01, URL conventions 5.1.1.6.1). Still to be encoded with the rest of the filter. */
export const quoted = (text: string): string => `'${text.replace(/'/g, "''")}'`;
/** `?` and the options of a query. */
export const query = (options: Readonly<Record<string, string>>): string =>
  `?${Object.entries(options).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;

/** Asks Graph over HTTP: with a token, within a budget, and again where that may help. */
export class GraphClient {
  constructor(private readonly parts: ClientParts) {}

  get base(): string {
    return this.parts.base;
  }

  /** The answer to one question, good or a refusal. Throws DirectoryAway where there is none to be had now. */
  async ask(question: Question, patience = this.patience(question.what), costs = 1): Promise<Answer> {
    for (;;) {
      const answer = await this.once(question, costs, patience.until);
      // A token that is not taken is no answer to the question, and the next one would be the same.
      if (answer.status === 401) throw patience.away(answer);
      if (!isPassing(answer.status)) return answer;
      this.parts.log.debug({ what: question.what, status: answer.status, retryAfter: answer.retryAfter }, 'Graph is asked again');
      await patience.after(answer);
    }
  }

  /**
   * The answers to as many questions in one request, in their order; as many as the budget lets go at once. Those that it puts off are asked again, the others not.
   */
  async askAll(what: string, paths: readonly string[]): Promise<readonly Answer[]> {
    const patience = this.patience(what);
    const answers: Answer[] = paths.map(() => ({ status: 0, body: undefined }));
    for (let open = [...paths.keys()]; open.length > 0; ) {
      const requests = open.map((index) => ({ id: String(index), method: 'GET', url: paths[index] }));
      const answer = await this.ask({ what, path: '/$batch', body: { requests } }, patience, requests.length);
      const found = answersIn(answer.body, this.parts.clock.now());
      for (const index of open) answers[index] = found.get(String(index)) ?? { ...answer, status: answer.status < 400 ? 0 : answer.status };
      const refused = answers.find(({ status }) => status === 401);
      if (refused) throw patience.away(refused);
      open = open.filter((index) => isPassing(answers[index]?.status ?? 0));
      const longest = open.flatMap((index) => answers[index] ?? []).toSorted((one, other) => (other.retryAfter ?? 0) - (one.retryAfter ?? 0))[0];
      if (longest) await patience.after(longest);
    }
    return answers;
  }

  private patience(what: string): Patience {
    return new Patience(this.parts.clock, what);
  }

  private async once({ what, path, body }: Question, costs: number, until: number): Promise<Answer> {
    const { base, budget, clock, log, within = deadline } = this.parts;
    // Before the budget: what waits for the first token together would go out together.
    const token = await this.parts.token(AbortSignal.timeout(within));
    await budget.take(costs, until);
    try {
      const response = await fetch(path.startsWith('/') ? `${base}${path}` : path, {
        method: body ? 'POST' : 'GET',
        headers: { Authorization: `Bearer ${token}`, Accept: 'application/json', ...(body ? { 'Content-Type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
        // Nobody but Graph gets the token.
        redirect: 'error',
        signal: AbortSignal.timeout(within),
      });
      const { readable, body: said } = read(await response.text());
      const retryAfter = readRetryAfter(response.headers.get('retry-after'), clock.now());
      return { status: !readable && isGood(response.status) ? 0 : response.status, body: said, retryAfter };
    } catch (error) {
      // Not the error itself: the address in it says whom it is about.
      log.debug({ what, code: codeOf(error) }, 'Graph did not answer');
      return { status: 0, body: undefined };
    }
  }
}

/** Whatever stands between us and Graph may answer with a page of its own. */
function read(text: string): { readonly readable: boolean; readonly body?: unknown } {
  try {
    return { readable: true, body: text ? JSON.parse(text) : undefined };
  } catch {
    return { readable: false };
  }
}

/** Why there is no answer: the system's code (fetch hides it in the cause), else the error's name. */
function codeOf(error: unknown): string {
  const { name, cause } = error as { readonly name?: string; readonly cause?: { readonly code?: string } };
  return cause?.code ?? name ?? 'unknown';
}
