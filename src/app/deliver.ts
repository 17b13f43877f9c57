import { randomUUID } from 'node:crypto';
import { setTimeout as pass } from 'node:timers/promises';
import { judge, type Outcome, type Verdict } from '../core/delivery';
import type { ConversationState } from '../core/conversation';
import { afterLoss, sayLate } from '../core/concern';
import { roomAt } from '../core/pace';
import type { Budget } from './push/budget';
import { type Address, type Draft, isAtDesk, type Lane, type Log, type Mailer, type Message, type Outgoing, type Row, type Sender, type Store } from './ports';

export interface DeliverParts {
  readonly store: Store;
  readonly sender: Sender;
  /** Absent: letters fail. */
  readonly mailer?: Mailer | undefined;
  /** What a person is told whose card failed for good. */
  readonly consolation: (conversation: ConversationState) => Message;
  /** What goes out here is not there for pushes. */
  readonly budget?: Pick<Budget, 'note' | 'throttled'> | undefined;
  readonly now: () => number;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly log: Log;
}

/** Longer than a send may take (see teams/connector), so that a living holder does not lose its lane. */
const lease = 30_000;
/** Lanes worked on at the same time. */
const slots = 16;
/** How often to look for what another process or the clock has made due. */
const poll = 1_000;
/** How long, and how often, whoever holds a lane asks a store again that does not answer. */
const insistFor = 120_000;
const insistEvery = 250;
/** The same person is told at most this often that nothing works. */
const apologyEvery = 60_000;

/** Who waits for words that take longer than this is told so. */
export const lateAfter = 10_000;

/** How a row is sent, and the state of the conversation it goes to where it has one; or why it goes nowhere. */
type Way = { readonly send: () => Promise<Outcome>; readonly state?: ConversationState | undefined } | { readonly nowhere: string };

/** The only code that sends: takes lanes that are due and sends their rows, head first. */
export class Deliverer {
  private readonly busy = new Set<Promise<void>>();
  private readonly apologies = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private lastLook = Promise.resolve();
  private looking = false;
  private lookAgain = false;
  private stopping = false;
  private lookedAt = 0;
  /** Teams has asked for a pause in HR's channel: until then nothing more is begun there. */
  private deskPausesUntil = 0;
  /** When something is due that was not at the last look. */
  private next = Infinity;

  constructor(private readonly parts: DeliverParts) {}

  start(): void {
    this.lookedAt = this.parts.now();
    this.nudge();
  }

  /** There may be something to send. Cheap, and may be called at any time. */
  nudge(): void {
    if (this.stopping) return;
    if (this.looking) {
      this.lookAgain = true;
      return;
    }
    this.looking = true;
    clearTimeout(this.timer);
    this.lastLook = this.look().finally(() => {
      this.looking = false;
      const soon = this.lookAgain;
      this.lookAgain = false;
      if (this.stopping) return;
      if (soon) this.nudge();
      // What waits for its moment waits no longer. Timers may ring early.
      else this.timer = setTimeout(() => this.nudge(), Math.min(poll, Math.max(0, this.next - this.parts.now()) + 1));
    });
  }

  /** Whether it has looked at the outbox within `ms`. */
  alive(ms: number): boolean {
    return this.parts.now() - this.lookedAt < ms;
  }

  /** Sends nothing more, and waits for the sends in hand. What is left stays in the outbox for the next start. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    // It may be leasing lanes just now.
    await this.lastLook;
    await Promise.allSettled(this.busy);
  }

  /**
   * Tells a person that the store is out of reach: the one thing that is said without being written down first,
   * because there is nowhere to write it. At most once a minute to the same conversation.
   */
  async apologise(conversation: string, address: Address, text: string): Promise<void> {
    const { now, sender, log } = this.parts;
    for (const [key, at] of this.apologies) if (now() - at >= apologyEvery) this.apologies.delete(key);
    if (this.apologies.has(conversation)) return;
    this.apologies.set(conversation, now());
    const outcome = await sender.send(address, { kind: 'text', text });
    if (outcome.kind !== 'delivered') log.warn({ conversation, outcome }, 'an apology did not arrive');
  }

  private async look(): Promise<void> {
    const { store, now, log } = this.parts;
    try {
      const free = slots - this.busy.size;
      const lanes = free > 0 ? await store.outbox.lease(now(), lease, free) : [];
      this.lookedAt = now();
      for (const lane of lanes) {
        const work = this.drain(lane).catch((error: unknown) => {
          // The lease runs out, and whoever takes the lane next goes on from what is written.
          log.error({ err: error, lane: lane.lane }, 'a lane was dropped');
        });
        this.busy.add(work);
        void work.finally(() => {
          this.busy.delete(work);
          this.nudge();
        });
      }
      this.next = lanes.length < free ? await store.outbox.nextAt(now()) : Infinity;
    } catch (error) {
      this.next = Infinity;
      log.error({ err: error }, 'the outbox cannot be read');
    }
  }

  private async drain(lane: Lane): Promise<void> {
    const { store, now, log } = this.parts;
    if (lane.blocked) {
      const failed = await store.outbox.failWaiting(lane, now(), lane.blocked);
      if (failed > 0) log.warn({ lane: lane.lane, failed, reason: lane.blocked }, 'rows failed: the conversation cannot be reached');
    }
    const sent = [...lane.sent];
    for (;;) {
      const row = await this.insist(() => store.outbox.head(lane, now()));
      if (row && this.stopping) {
        // For whoever comes next, at once. What a killed process was sending waits until the lease has ended.
        if (row.status === 'pending') await store.outbox.settle(lane, row, now(), { kind: 'again', at: now() });
        return;
      }
      const goesOn = row ? await this.deliver(lane, row, sent) : !(await this.insist(() => store.outbox.release(lane, now())));
      // What is leased of HR's channel has room for one message, and is given back with it: whose turn the next is the store knows.
      if (!goesOn || isAtDesk(lane.conversation)) return;
    }
  }

  /** Claim, send, record. `sent`: when something went to this chat, newest first. False: the lane is to be left, because it waits or is another's. */
  private async deliver(lane: Lane, row: Row, sent: number[]): Promise<boolean> {
    const { store, now, random, log } = this.parts;
    const { outbox } = store;
    const atDesk = isAtDesk(lane.conversation);
    // Claimed by somebody who never came back: it may have arrived.
    const doubts = row.doubts + (row.status === 'sending' ? 1 : 0);
    // A push in doubt never goes again by itself (law 3): its first doubt is its last.
    const pushed = lane.class === 'push' ? 1 : 0;
    if (doubts > row.doubts) {
      const verdict = judge({ kind: 'unsure', detail: 'stopped while sending' }, { ...row, doubts: row.doubts + pushed }, now(), random());
      if (verdict.kind === 'uncertain') return outbox.settle(lane, row, now(), { ...verdict, follow: this.follow(lane, row, verdict, undefined) });
      log.warn({ row: row.id }, 'a row was being sent when its process stopped, and goes again');
    }
    const { body } = row;
    const end = (kind: 'failed' | 'cancelled', reason: string): Promise<boolean> =>
      outbox.settle(lane, row, now(), { kind, reason, follow: row.concern ? afterLoss(row.id, row.concern) : [] });
    const way = body.kind === 'letter' ? this.byMail(row, body) : await this.byTeams(lane, row, body);
    if ('nowhere' in way) return end(row.concern || body.kind === 'letter' ? 'failed' : 'cancelled', way.nowhere);
    const at = roomAt(sent);
    if (body.kind !== 'letter' && at > now()) {
      // Sooner, Teams would refuse it, and have it wait for longer.
      await this.insist(() => outbox.settle(lane, row, now(), { kind: 'again', at, doubt: doubts > row.doubts, reason: 'the conversation has no room' }));
      return false;
    }
    if (!(await this.insist(() => outbox.claim(lane, row, now(), lease, doubts > row.doubts))))
      return !(await outbox.release(lane, now()));
    if (atDesk && now() < this.deskPausesUntil) {
      // Asked for since this lane was leased.
      await this.insist(() => outbox.settle(lane, row, now(), { kind: 'again', at: this.deskPausesUntil, reason: 'HR’s channel pauses', pausesDesk: true }));
      return false;
    }

    if (body.kind !== 'letter') this.parts.budget?.note();
    const outcome = await way.send();
    sent.unshift(now());
    if (outcome.kind === 'refused' && outcome.status === 429) this.parts.budget?.throttled(lane.conversation);
    const verdict = judge(outcome, { ...row, attempts: row.attempts + 1, doubts: doubts + pushed }, now(), random());
    this.note(row, verdict);
    // Threads of one channel may be one conversation to Teams. Who goes on in another thread is only told to wait once more.
    const pausesDesk = atDesk && outcome.kind === 'refused' && outcome.status === 429 && verdict.kind === 'again';
    if (pausesDesk) this.deskPausesUntil = Math.max(this.deskPausesUntil, verdict.at);
    const settlement = { ...verdict, pausesDesk, follow: this.follow(lane, row, verdict, way.state) };
    const known = await this.insist(() => outbox.settle(lane, row, now(), settlement));
    if (!known) log.warn({ row: row.id, outcome }, 'a lane was lost while sending');
    return known && verdict.kind !== 'again' && verdict.kind !== 'blocked';
  }

  /**
   * What Teams has answered must not be forgotten because the store was away for a moment: it would be sent again,
   * knowingly, and everybody whose lane is held would wait for the lease to end. The fence makes asking again harmless.
   */
  private async insist<T>(ask: () => Promise<T>): Promise<T> {
    const { now, log } = this.parts;
    const end = now() + insistFor;
    for (let tries = 1; ; tries += 1)
      try {
        return await ask();
      } catch (error) {
        if (now() >= end) throw error;
        if (tries === 1) log.error({ err: error }, 'the store does not answer, and is asked again');
        await pass(insistEvery);
      }
  }

  /** Who is told what of it, with the row's own end. */
  private follow(lane: Lane, row: Row, verdict: Verdict, state: ConversationState | undefined): readonly Draft[] {
    const { concern } = row;
    if (verdict.kind === 'sent') return [];
    if (verdict.kind === 'again') return concern && verdict.at - row.createdAt > lateAfter ? [sayLate(row.id, concern)] : [];
    if (concern) return afterLoss(row.id, concern);
    if (verdict.kind !== 'failed' || row.body.kind !== 'card' || !state) return [];
    return [{ id: randomUUID(), conversation: lane.conversation, class: 'reply', body: this.parts.consolation(state) }];
  }

  /** Where a message goes now, and what it takes the place of. */
  private async byTeams(lane: Lane, row: Row, body: Message): Promise<Way> {
    const { store, sender } = this.parts;
    const target = 'of' in body ? await this.insist(() => store.outbox.activityOf(body.of)) : undefined;
    if ('of' in body && !target) return { nowhere: 'what it redraws was never sent' };
    const found = await this.insist(() => store.addressOf(lane.conversation, 'of' in body ? body.of : row.id));
    if ('nowhere' in found) return found;
    return { send: () => sender.send(found.address, body, target), state: found.state };
  }

  private byMail(row: Row, { letter }: Extract<Outgoing, { kind: 'letter' }>): Way {
    const { mailer } = this.parts;
    return mailer ? { send: () => mailer.send(letter, row.id) } : { nowhere: 'no mail server is set' };
  }

  private note(row: Row, verdict: Verdict): void {
    const { log } = this.parts;
    if (verdict.kind === 'sent') return;
    const fields = { row: row.id, kind: row.body.kind, verdict };
    if (verdict.kind === 'again') log.info(fields, 'a row waits to be sent again');
    else log.warn(fields, 'a row did not arrive');
  }
}
