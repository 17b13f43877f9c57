import { setTimeout } from 'node:timers/promises';
import type { ConversationState } from '../core/conversation';
import type { Happening, Inbound } from './happening';
import type { House } from './house';
import { KeyedQueue } from './keyed-queue';
import type { Address, CaseChange, Commit, Draft, Feedback, Forgotten, InvokeAnswer, Log, Place, Store } from './ports';
import type { CampaignChange, RecipientChange } from './ports/push';
import { type Fetched, type Known, type Scene, sceneFor } from './scene';

/** What a turn came to: nothing of it has happened before it is committed. */
export interface Decision {
  readonly state: ConversationState;
  readonly out: readonly Draft[];
  readonly answer?: InvokeAnswer | undefined;
  readonly feedback?: Feedback | undefined;
  readonly cases?: readonly CaseChange[] | undefined;
  readonly forget?: readonly Forgotten[] | undefined;
  readonly campaigns?: readonly CampaignChange[] | undefined;
  readonly recipients?: readonly RecipientChange[] | undefined;
  readonly forgetPushes?: string | undefined;
  readonly desk?: Commit['desk'];
  readonly cancel?: readonly Place[] | undefined;
  /** It is about what is kept of her: it is to be decided again with all of it. */
  readonly needsRecords?: boolean | undefined;
  /** Somebody who is not HR did what only HR may do: why it was refused, for the log. */
  readonly refused?: string | undefined;
  /** Pictures are to be passed on: it is to be decided again with them. */
  readonly needsPictures?: readonly string[] | undefined;
  /** A case is to be opened: it is to be decided again with a number for it. */
  readonly needsNumber?: boolean | undefined;
  /** The same for a push. */
  readonly needsPushNumber?: boolean | undefined;
  /** Nothing came of it but an answer: the same press is decided anew, there may be another answer by then. */
  readonly idle?: boolean | undefined;
  /** When all this may be deleted, ms since 1970 UTC; undefined: as other conversations. */
  readonly keepUntil?: number | undefined;
}

/** Decides on a copy of what it is given, does no I/O, and may be asked again with newer state. */
export type Decide = (inbound: Inbound, scene: Scene, now: number) => Promise<Decision>;

export interface TurnParts {
  readonly store: Store;
  readonly house: House;
  readonly decide: Decide;
  /** What to say when deciding failed: state unchanged, one apology. */
  readonly apologise: (inbound: Inbound, state: ConversationState) => Decision;
  /** Looks up who speaks: bounded in time, never throws. */
  readonly lookUp: (inbound: Inbound) => Promise<Known>;
  /** Fetches a picture of a message: bounded in time and size, never throws. */
  readonly fetchPicture: (url: string, address: Address) => Promise<Fetched>;
  /** Tells the deliverer that there is something to send. */
  readonly nudge: () => void;
  readonly now: () => number;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly log: Log;
}

/** A redelivery comes after some 15 s, a double press at once; after a minute a press is a new one (law 1). */
const pressRepeatsFor = 60_000;
/** A message is the same message for as long as its key is kept. */
const forEver = Number.MAX_SAFE_INTEGER;
/** Losing this often in a row is no bad luck. */
const tries = 30;
/** Longest pause after a loss, ms. Without one a process with a shorter way to the store wins every time. */
const longestPause = 100;

const isPress = (happening: Happening): boolean => happening.kind === 'pressed';

/** One inbound happening, its new state and all it must send, committed once. */
export class Turns {
  private readonly queue = new KeyedQueue();

  constructor(private readonly parts: TurnParts) {}

  /** Resolves when no turn is waiting or running. */
  drained(): Promise<void> {
    return this.queue.drained();
  }

  /**
   * Takes one turn. Resolves with the body for an invoke (undefined where there is none) when all of it is in the
   * store; rejects only where the store does.
   */
  take(inbound: Inbound): Promise<InvokeAnswer | undefined> {
    // In the order it came: the look-up stands in the queue too, or a quick second message would overtake.
    return this.queue.run(inbound.conversation, async () => {
      const known = await this.parts.lookUp(inbound);
      const team = inbound.team && { ...inbound.team, group: inbound.team.group ?? known.group };
      return this.takeInOrder({ ...inbound, team }, known);
    });
  }

  private async takeInOrder(inbound: Inbound, known: Known): Promise<InvokeAnswer | undefined> {
    const { store, now, random, log, nudge } = this.parts;
    let number: number | undefined;
    let pushNumber: number | undefined;
    let fetched: readonly Fetched[] | undefined;
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const repeat = await this.repeated(inbound);
      if (repeat) return repeat.answer;
      const snapshot = await store.conversation(inbound.conversation);
      const scene = await sceneFor(store, this.parts.house, inbound, known, snapshot, number, now());
      let decision = await this.decided(inbound, scene);
      if (decision.needsRecords) {
        const [records, pushCount] = await Promise.all([store.cases.recordsOf(inbound.conversation), store.campaigns.countIn(inbound.conversation)]);
        decision = await this.decided(inbound, { ...scene, records, pushCount });
      }
      if (decision.needsPictures) {
        // Once for all tries: they take time, and nothing that is decided meanwhile changes them.
        fetched ??= await Promise.all(decision.needsPictures.map((url) => this.parts.fetchPicture(url, inbound.address)));
        decision = await this.decided(inbound, { ...scene, fetched });
      }
      if (decision.needsNumber) {
        number = await store.cases.nextNumber();
        decision = await this.decided(inbound, { ...scene, number });
      }
      if (decision.needsPushNumber) {
        pushNumber ??= await store.campaigns.nextNumber();
        decision = await this.decided(inbound, { ...scene, number: pushNumber });
      }
      const committed = await store.commit({
        now: now(),
        seen: inbound.key && !decision.idle
          ? { key: inbound.key, repeatsFor: this.repeatsFor(inbound), answer: decision.answer }
          : undefined,
        conversation: {
          key: inbound.conversation,
          version: snapshot?.version ?? 0,
          state: decision.state,
          address: inbound.address,
          keepUntil: decision.keepUntil,
          person: inbound.address.scope === 'personal' ? inbound.from.entraId : undefined,
        },
        cases: decision.cases,
        forget: decision.forget,
        campaigns: decision.campaigns,
        recipients: decision.recipients,
        forgetPushes: decision.forgetPushes,
        desk: decision.desk,
        cancel: decision.cancel,
        feedback: decision.feedback,
        out: decision.out,
      });
      if (committed === 'committed') {
        if (decision.refused) log.warn({ conversation: inbound.conversation, from: inbound.from.id, why: decision.refused }, 'somebody who is not HR was refused');
        if (decision.out.length > 0) nudge();
        return decision.answer;
      }
      log.debug({ conversation: inbound.conversation, attempt, committed }, 'turn is run again');
      await setTimeout(random() * Math.min(longestPause, 2 ** attempt));
    }
    throw new Error(`a turn lost the version check ${tries} times in a row`);
  }

  private repeatsFor({ happening }: Inbound): number {
    return isPress(happening) ? pressRepeatsFor : forEver;
  }

  private async repeated(inbound: Inbound): Promise<{ answer: InvokeAnswer | undefined } | undefined> {
    const seen = inbound.key ? await this.parts.store.seen(inbound.key) : undefined;
    return seen && this.parts.now() - seen.at < this.repeatsFor(inbound) ? { answer: seen.answer } : undefined;
  }

  private async decided(inbound: Inbound, scene: Scene): Promise<Decision> {
    const { decide, apologise, now, log } = this.parts;
    try {
      return await decide(inbound, scene, now());
    } catch (error) {
      log.error({ err: error, conversation: inbound.conversation, kind: inbound.happening.kind }, 'a turn could not be decided');
      return apologise(inbound, scene.state);
    }
  }
}
