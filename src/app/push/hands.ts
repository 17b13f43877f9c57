import { stageOf, type Stage } from '../../core/campaign/recipient';
import type { Log, Store } from '../ports';
import { type InHand, type Settled, type ToSend, Unwritable } from '../ports/push';

export interface HandsParts {
  readonly store: Store;
  readonly stage: Stage;
  /** How long those who are taken are nobody else's, ms. */
  readonly lease: number;
  /** So long an end waits for others to be written down with it, or until there are so many. ms. */
  readonly gather: { readonly ms: number; readonly most: number };
  /** There is something to write down. */
  readonly wake: () => void;
  readonly now: () => number;
  readonly log: Log;
}

type Person = Pick<InHand, 'campaign' | 'n' | 'fence'>;

/** What is still certain of her where the rest of it cannot be written. A step that she would have taken is not taken. */
const bare = ({ campaign, n, fence, standing, why }: Settled): Settled => ({ campaign, n, fence, ...(stageOf(standing, why) === undefined ? { standing, why } : { standing: 'failed' }) });

/**
 * People in hand for one kind of step, and what came of those whose step has ended, until it is written down. Nobody waits for
 * one of them, and each write waits for the disk: so several are written together, and with the claim of the next.
 */
export class Hands {
  private readonly atWork = new Set<Person>();
  private readonly ended: Settled[] = [];
  private gathering: NodeJS.Timeout | undefined;

  constructor(private readonly parts: HandsParts) {}

  /** How many are at it. */
  get underWay(): number {
    return this.atWork.size;
  }

  /** How many ends are to be written down. */
  get toWrite(): number {
    return this.ended.length;
  }

  get idle(): boolean {
    return this.underWay === 0 && this.toWrite === 0;
  }

  /** Somebody's step has begun. It always comes to something. */
  begin(person: Person, step: Promise<Settled>): void {
    this.atWork.add(person);
    void step.then((settled) => {
      this.atWork.delete(person);
      this.ended.push(settled);
      this.gather();
    });
  }

  /**
   * Writes down what has ended and takes up to `most` more. What the store refuses together is written one by one, so that
   * nobody waits behind a line that can never be written. Rejects where the store is away, and then nothing is forgotten.
   */
  async exchange(most: number): Promise<readonly ToSend[]> {
    const settled = this.ended.splice(0);
    try {
      return await this.written(settled, most).catch(async (error: unknown) => {
        if (!(error instanceof Unwritable)) throw error;
        for (const one of settled) await this.alone(one);
        return this.written([], most);
      });
    } catch (error) {
      this.ended.unshift(...settled);
      throw error;
    }
  }

  /** All of them are still ours. */
  hold(): Promise<void> {
    const { store, stage, lease, now } = this.parts;
    return store.campaigns.hold(stage, now(), lease, [...this.atWork, ...this.ended]);
  }

  private written(settled: readonly Settled[], most: number): Promise<readonly ToSend[]> {
    const { store, stage, lease, now } = this.parts;
    return store.campaigns.exchange(stage, now(), lease, settled, most);
  }

  private async alone(one: Settled): Promise<void> {
    const { log } = this.parts;
    const { campaign: push, n, standing } = one;
    for (const end of [one, bare(one)])
      try {
        await this.written([end], 0);
        return;
      } catch (error) {
        if (!(error instanceof Unwritable)) throw error;
        log.error({ err: error, push, n, standing }, 'what came of a person of a push cannot be written');
      }
  }

  private gather(): void {
    const { gather, wake } = this.parts;
    if (this.ended.length >= gather.most || this.underWay === 0) {
      clearTimeout(this.gathering);
      this.gathering = undefined;
      wake();
    } else
      this.gathering ??= setTimeout(() => {
        this.gathering = undefined;
        wake();
      }, gather.ms);
  }
}
