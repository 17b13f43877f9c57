import { setTimeout } from 'node:timers/promises';
import type { Answer, Refused } from '../../app/push/terminal/answers';
import type { Asks } from '../../http/push-asks';
import type { PushSettings } from './settings';
import { Stop } from './stop';

/** The largest list takes the bot some seconds to read. ms. */
const patience = 120_000;
/** A bot that is started again is back before that. ms. */
const awayFor = 60_000;
const askAgainAfter = 1_000;

/** The bytes of a file go as base64. */
type Sent<K extends keyof Asks> = K extends 'make' ? Omit<Asks['make'], 'file'> & { readonly file: string } : Asks[K];

/** The bot that runs, asked over HTTP. Throws {@link Stop} for all that is no answer. */
export class Bot {
  constructor(private readonly settings: Pick<PushSettings, 'url' | 'key'>) {}

  get<T extends Exclude<Answer, Refused>>(path: string): Promise<T> {
    return this.ask<T>(path);
  }

  post<T extends Exclude<Answer, Refused>, K extends keyof Asks>(path: string, body: Sent<K>): Promise<T> {
    return this.ask<T>(path, body);
  }

  /** The same where the bot may be away for a while; `waiting` is called once for each time that it is. */
  async getPatiently<T extends Exclude<Answer, Refused>>(path: string, waiting: () => void): Promise<T> {
    const end = Date.now() + awayFor;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.ask<T>(path);
      } catch (error) {
        const away = error instanceof Stop && 'key' in error.why && ['terminal.unreachable', 'terminal.failed'].includes(error.why.key);
        if (!away || Date.now() > end) throw error;
        if (attempt === 1) waiting();
        await setTimeout(askAgainAfter);
      }
    }
  }

  private async ask<T>(path: string, body?: object): Promise<T> {
    const { url, key } = this.settings;
    const init = {
      // A redirect would carry the key to somebody else.
      redirect: 'error',
      headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      signal: AbortSignal.timeout(patience),
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    } as const;
    const answer = await fetch(`${url}/api/push${path}`, init)
      .then(async (response) => ({ status: response.status, text: await response.text() }))
      .catch((cause: unknown) => {
        throw new Stop({ key: 'terminal.unreachable', params: { url } }, { cause });
      });
    return this.answered(answer.status, answer.text) as T;
  }

  private answered(status: number, text: string): object {
    const { url } = this.settings;
    if (status === 401) throw new Stop({ key: 'terminal.wrong-key' });
    if (status >= 500) throw new Stop({ key: 'terminal.failed' });
    const said = objectIn(text);
    if (said && typeof said['text'] === 'string' && 'refused' in said) throw new Stop(said as unknown as Refused);
    if (status === 404 && said && 'code' in said) throw new Stop({ key: 'terminal.no-api', params: { url } });
    if (status === 400 || status === 413) {
      const faults: unknown = said?.['faults'];
      throw new Stop({ key: 'terminal.not-taken', params: { what: Array.isArray(faults) ? faults.join(', ') : `${status}` } });
    }
    if (!said || status >= 300) throw new Stop({ key: 'terminal.not-the-bot', params: { url } });
    return said;
  }
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
