import type { Campaign } from '../../core/campaign/campaign';
import { sent } from '../../core/campaign/recipient';
import { newConversation } from '../../core/conversation';
import type { Outcome } from '../../core/delivery';
import { type Language, speak } from '../../core/language';
import { languages } from '../../texts';
import type { House } from '../house';
import type { Address, Log, Message, Sender, Store } from '../ports';
import type { Settled, ToSend } from '../ports/push';
import type { Budget } from './budget';
import { Hands } from './hands';
import { Loop } from './loop';
import { pushMessage } from './message';

export interface PusherParts {
  readonly store: Store;
  readonly sender: Sender;
  readonly house: House;
  readonly budget: Budget;
  /** Whether an address that does not serve can be asked for anew. */
  readonly canRepair: boolean;
  /** Nobody is left to be sent to for now. */
  readonly rested: () => void;
  readonly now: () => number;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly log: Log;
}

/**
 * Pushes on their way at the same time: as many may be uncertain when a process is killed. About a second's worth: where Teams
 * takes a second for each the budget is still used up, and where it is quick only a few are on their way at any time.
 */
export const pushSlots = 48;
/** Longer than a send may take, see teams/sender. */
const lease = 30_000;
/** How often to look for a push that another process or the clock has begun. */
const poll = 1_000;
/** Nobody waits for a push to be written down. */
const gather = { ms: 20, most: pushSlots / 2 };
/** Templates are filled once for a push and a language, not for each person. */
const cardsKept = 50;

/**
 * The deliverer's hand for pushes: claim, send, record, as for replies (law 3), but many in one transaction, because nobody
 * waits for one of them. What came of the last ones is written down together with the claim of the next.
 */
export class Pusher {
  private readonly hands: Hands;
  private readonly cards = new Map<string, Promise<Message>>();
  /** Somebody was sent to in the last round. */
  private busy = false;
  /** The next time that somebody is to be tried again, as far as it came up here. */
  private againAt = Infinity;
  private readonly loop = new Loop(
    (stopping) => this.round(stopping),
    () => this.hands.idle,
  );

  constructor(private readonly parts: PusherParts) {
    const { store, now, log } = parts;
    this.hands = new Hands({ store, stage: 'send', lease, gather, wake: () => this.nudge(), now, log });
  }

  start(): void {
    this.loop.start();
  }

  /** There may be somebody to send to. Cheap, and may be called at any time. */
  nudge(): void {
    this.loop.nudge();
  }

  /** Takes nobody new, and writes down what comes of those in hand. */
  stop(): Promise<void> {
    return this.loop.stop();
  }

  private async round(stopping: boolean): Promise<number> {
    try {
      return await this.exchange(stopping);
    } catch (error) {
      this.parts.log.error({ err: error }, 'the pushes cannot be read or written');
      return 250;
    }
  }

  /** Writes down what has ended, takes who comes next, begins to send. How long there is nothing to do, ms. */
  private async exchange(stopping: boolean): Promise<number> {
    const { store, budget, now } = this.parts;
    const { hands } = this;
    const free = stopping ? 0 : pushSlots - hands.underWay;
    // A look costs nothing, asking for a share of the second is a write.
    if (!this.busy && hands.toWrite === 0 && !(await store.campaigns.anyDue('send', now()))) return this.untilAgain();
    const allowed = await budget.take(free);
    if (hands.toWrite === 0 && allowed === 0) return free > 0 ? budget.untilMore || 1 : poll;
    const taken = await hands.exchange(allowed).catch((error: unknown) => {
      budget.giveBack(allowed);
      throw error;
    });
    budget.giveBack(allowed - taken.length);
    for (const one of taken) hands.begin(one, this.send(one));
    const was = this.busy;
    this.busy = hands.underWay > 0;
    if (was && !this.busy) this.parts.rested();
    if (hands.toWrite >= gather.most) return 0;
    if (taken.length < allowed) return this.untilAgain();
    // All slots are full: the next answers wake us. Or all that is allowed is under way.
    return allowed === free ? poll : budget.untilMore;
  }

  /** Nobody is due: until the next look, or sooner where it is known when somebody is. */
  private untilAgain(): number {
    const left = this.againAt - this.parts.now();
    if (left <= 0) this.againAt = Infinity;
    return left > 0 && left < poll ? left + 1 : poll;
  }

  private async send(one: ToSend): Promise<Settled> {
    const { sender, log } = this.parts;
    const { campaign, n, fence } = one;
    let asked = false;
    try {
      const address = one.chat?.address ?? (await this.addressOf(one));
      if (!address) return { campaign, n, fence, standing: 'no-app', why: 'not-installed' };
      const message = await this.messageFor(one);
      asked = true;
      return this.cameOf(one, address, await sender.send(address, message));
    } catch (error) {
      log.error({ err: error, push: campaign, n }, 'a push could not be sent');
      // The store may be away for a moment. A fault of ours does not go round for ever, either: attempts are counted.
      return this.cameOf(one, undefined, asked ? { kind: 'unsure', detail: 'our own fault' } : { kind: 'unreached', detail: 'our own fault' });
    }
  }

  /** What came of one, to be written down with others. */
  private cameOf(one: ToSend, address: Address | undefined, outcome: Outcome): Settled {
    const { house, canRepair, budget, now, random, log } = this.parts;
    const { campaign, n, fence, attempts, repaired, person, conversation } = one;
    if (address && outcome.kind === 'refused' && outcome.status === 429) budget.throttled(address.conversationId);
    const step = sent(outcome, { attempts, repaired, canRepair: canRepair && person !== undefined }, now(), random());
    if (step.standing !== 'delivered') log.info({ push: campaign, n, outcome, standing: step.standing }, 'a push did not arrive');
    // A chat that only Graph has told of is known from now on.
    const isNew = step.standing === 'delivered' && !one.chat && conversation !== undefined && address !== undefined;
    const chat = isNew ? { key: conversation, address, state: { ...newConversation(house.guide), greetedAt: now() } } : undefined;
    if (step.at !== undefined) this.againAt = Math.min(this.againAt, step.at);
    return { ...step, campaign, n, fence, person, chat };
  }

  /** A chat that is known by its id alone: everything else about it is as in HR's channel. */
  private async addressOf({ conversation }: ToSend): Promise<Address | undefined> {
    const { channel } = await this.parts.store.desk();
    const [tenant, id] = (conversation ?? '').split(/\|(.*)/s);
    if (!channel || tenant === undefined || !id) return undefined;
    return { tenant, conversationId: id, serviceUrl: channel.serviceUrl, botId: channel.botId, userId: '', scope: 'personal' };
  }

  private messageFor(one: ToSend): Promise<Message> {
    const { house } = this.parts;
    const state = one.chat?.state;
    const language: Language =
      state?.language ?? speak({ chosen: undefined, forced: house.forcedLanguage, locale: state?.spoken ?? one.locale, fallback: house.organisation.defaultLanguage, available: languages });
    const name = `${one.campaign}|${language}`;
    const known = this.cards.get(name);
    if (known) return known;
    const made = this.cardOf(one.campaign, language);
    if (this.cards.size >= cardsKept) this.cards.clear();
    this.cards.set(name, made);
    made.catch(() => this.cards.delete(name));
    return made;
  }

  private async cardOf(number: number, language: Language): Promise<Message> {
    const { store, house } = this.parts;
    const file = await store.campaigns.numbered(number);
    if (!file) throw new Error(`push ${number} is gone`);
    return pushMessage(house, file.campaign satisfies Campaign, language);
  }
}
