import type { Directory } from '../directory';
import type { House } from '../house';
import type { Log, Store } from '../ports';
import type { InHand } from '../ports/push';
import { Hands } from './hands';
import { LookUp } from './look-up';
import { Loop } from './loop';
import { ScoutWords } from './scout-words';

export interface ScoutParts {
  readonly store: Store;
  readonly directory: Directory;
  readonly house: House;
  /** Somebody can be sent to, who could not before. */
  readonly nudge: () => void;
  readonly now: () => number;
  readonly log: Log;
}

const stages = ['find', 'install'] as const;
type Looking = (typeof stages)[number];

/** In hand at the same time, and asked for together. Each install is some requests, and all processes together ask Graph 25 times a second at most. */
const slots: Readonly<Record<Looking, { readonly all: number; readonly together: number }>> = { find: { all: 60, together: 15 }, install: { all: 8, together: 1 } };
/** Renewed for as long as somebody is at it: how long the directory takes with all its retries cannot be told. */
const lease = 60_000;
const renewed = lease / 3;
const poll = 1_000;
/** Nobody waits for one of them. */
const gather = { ms: 200, most: 15 };

/** What is asked of the directory for pushes: who is behind an address, and the app put there for those who lack it. */
export class Scout {
  private readonly words: ScoutWords;
  private readonly lookUp: LookUp;
  private readonly loops: Readonly<Record<Looking, Loop>>;
  private readonly hands: Readonly<Record<Looking, Hands>>;
  private readonly heldAt: Record<Looking, number> = { find: 0, install: 0 };

  constructor(private readonly parts: ScoutParts) {
    const { store, now, log } = parts;
    this.words = new ScoutWords(parts);
    this.lookUp = new LookUp({ ...parts, words: this.words });
    const handsFor = (stage: Looking): Hands => new Hands({ store, stage, lease, gather, wake: () => this.loops[stage].nudge(), now, log });
    const loopFor = (stage: Looking): Loop => new Loop((stopping) => this.round(stage, stopping), () => this.hands[stage].idle);
    this.hands = { find: handsFor('find'), install: handsFor('install') };
    this.loops = { find: loopFor('find'), install: loopFor('install') };
  }

  start(): void {
    for (const stage of stages) this.loops[stage].start();
  }

  /** There may be somebody to look up. */
  nudge(): void {
    for (const stage of stages) this.loops[stage].nudge();
  }

  /** Takes nobody new, and writes down what comes of those in hand. */
  async stop(): Promise<void> {
    await Promise.all(stages.map((stage) => this.loops[stage].stop()));
  }

  private async round(stage: Looking, stopping: boolean): Promise<number> {
    try {
      await this.hold(stage);
      const rest = await this.exchange(stage, stopping);
      await this.words.tell();
      return rest;
    } catch (error) {
      this.parts.log.error({ err: error, stage }, 'people of a push could not be looked up');
      return poll;
    }
  }

  /** Writes down what has come of some and takes the next in hand, as the pusher does. How long there is nothing to do, ms. */
  private async exchange(stage: Looking, stopping: boolean): Promise<number> {
    const { store, nudge, now } = this.parts;
    const { all, together } = slots[stage];
    const hands = this.hands[stage];
    const free = all - hands.underWay;
    const most = stopping || free < together ? 0 : free;
    const ended = hands.toWrite > 0;
    if (!ended && (most === 0 || !(await store.campaigns.anyDue(stage, now())))) return poll;
    const taken = await hands.exchange(most);
    this.begin(stage, taken);
    if (ended) nudge();
    return most > 0 && taken.length === most ? 0 : poll;
  }

  private begin(stage: Looking, taken: readonly InHand[]): void {
    const { together } = slots[stage];
    const hands = this.hands[stage];
    for (let from = 0; from < taken.length; from += together) {
      const some = taken.slice(from, from + together);
      const steps = stage === 'find' ? this.lookUp.find(some) : some.map((one) => this.lookUp.install(one));
      for (const [index, step] of steps.entries()) if (some[index]) hands.begin(some[index], step);
    }
  }

  /** Nobody else shall look up, or install for, whom we are still at. */
  private async hold(stage: Looking): Promise<void> {
    const { now } = this.parts;
    const hands = this.hands[stage];
    if (!hands.idle && now() - this.heldAt[stage] < renewed) return;
    if (!hands.idle) await hands.hold();
    this.heldAt[stage] = now();
  }
}
