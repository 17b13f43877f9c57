import type { TeamsRequest } from './wire';

/** A request and how it ended: the status answered, or the fault that befell it. */
export interface Attempt extends TeamsRequest {
  outcome: number | 'hang' | 'drop' | 'accept-then-drop' | 'accept-then-hang';
}

/** Those who wait for something to happen at Teams, told of each request. */
export class Waiting {
  private looks: (() => void)[] = [];

  constructor(private readonly attempts: readonly Attempt[]) {}

  happened(): void {
    for (const look of this.looks) look();
  }

  for<T>(look: () => T | undefined | null | false, description: string, withinMs: number): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const done = (settle: () => void): void => {
        clearTimeout(timer);
        this.looks = this.looks.filter((each) => each !== again);
        settle();
      };
      const again = (): void => {
        try {
          const found = look();
          if (found) done(() => resolve(found));
        } catch (reason) {
          done(() => reject(reason));
        }
      };
      const timer = setTimeout(() => done(() => reject(new Error(`Waited in vain for ${description}.\n${this.story()}`))), withinMs);
      this.looks.push(again);
      again();
    });
  }

  /** What happened, a line a request, for the message of a test that waited in vain. */
  private story(): string {
    if (this.attempts.length === 0) return 'No request arrived.';
    return this.attempts
      .map(({ operation, conversation, activity, outcome }) => {
        const what = activity.text ?? activity.summary ?? activity.attachments?.[0]?.contentType ?? activity.type ?? '';
        return `  ${operation} ${conversation} ${JSON.stringify(what)} -> ${outcome}`;
      })
      .join('\n');
  }
}
