import { randomUUID } from 'node:crypto';
import { parsePress } from '../../cards/actions';
import { RootDialog } from '../../dialogs/root';
import type { Happening, Inbound } from '../../src/app/happening';
import type { Address, InvokeAnswer } from '../../src/app/ports';
import type { House } from '../../src/app/house';
import type { Decide, Decision } from '../../src/app/turn';
import { type ConversationState, newConversation } from '../../src/core/conversation';
import { isHoliday } from '../../src/holidays';
import { guideFor } from '../../src/core/guide/guide';
import type { Language } from '../../src/core/language';
import { mask } from '../../src/core/mask';
import { languages } from '../../src/texts';
import { converse } from '../../src/teams/converse';
import { askoy, buttonsOf, wordsOf } from './cards';
import { silentLog } from './silent-log';

export function house(over: Partial<House> = {}): House {
  const organisation = over.organisation ?? askoy;
  return {
    organisation,
    guide: guideFor(organisation, languages),
    forcedLanguage: undefined,
    picture: (name) => `https://bot.example/assets/${name}.png`,
    chatLink: (botId) => `https://teams.example/chat/${botId}`,
    page: (language) => `https://bot.example/guide/${language}`,
    newId: randomUUID,
    mails: false,
    pictureLink: (id, until) => `https://bot.example/pictures/${id}?until=${until}`,
    isHoliday,
    directory: false,
    ...over,
  };
}

/** One message of the chat as a person sees it now. */
export interface Shown {
  readonly row: string;
  readonly text?: string;
  card?: Record<string, unknown>;
}

const at = Date.UTC(2026, 10, 23, 8);

/** A person in a private chat with the bot: says and presses, and sees what a person would. No store, no network. */
export class Conversation {
  readonly chat: Shown[] = [];
  state: ConversationState;
  answer: InvokeAnswer | undefined;
  /** What was last decided, beside what is to be shown. */
  decision: Decision | undefined;
  now = at;
  private readonly decide: Decide;

  constructor(
    private readonly settings: {
      readonly locale?: string;
      readonly house?: House;
      readonly email?: string;
      readonly name?: string;
      readonly scope?: Address['scope'];
      /** In a shared chat: whether the bot was spoken to by name. */
      readonly mentioned?: boolean;
    } = {},
  ) {
    const at = settings.house ?? house();
    this.state = newConversation(at.guide);
    this.decide = converse(new RootDialog(), at, silentLog);
  }

  /** The newest card of the chat. */
  get card(): Record<string, unknown> {
    const card = this.chat.findLast((shown) => shown.card)?.card;
    if (!card) throw new Error('there is no card yet');
    return card;
  }

  get words(): string {
    return wordsOf(this.card).join('\n');
  }

  get buttons(): string[] {
    return buttonsOf(this.card).map(({ title }) => title);
  }

  /** Plain messages, oldest first. */
  get texts(): string[] {
    return this.chat.flatMap(({ text }) => text ?? []);
  }

  get language(): Language | undefined {
    return this.state.language;
  }

  install(): Promise<void> {
    return this.happens({ kind: 'installed' });
  }

  leave(): Promise<void> {
    return this.happens({ kind: 'left' });
  }

  say(text: string): Promise<void> {
    const clean = mask(text);
    return this.happens({ kind: 'said', text: clean }, clean !== text);
  }

  /** Presses a button of the newest card, or of another one, with what is typed into the card's inputs. */
  press(label: string, inputs: Record<string, unknown> = {}, card: unknown = this.card): Promise<void> {
    const button = buttonsOf(card).find(({ title }) => title === label);
    if (!button) throw new Error(`no button «${label}» among ${buttonsOf(card).map(({ title }) => title).join(', ')}`);
    return this.pressData({ ...(button.data as object), ...inputs });
  }

  pressData(data: unknown, invoked = true): Promise<void> {
    const press = parsePress(data);
    return this.happens(press ? { kind: 'pressed', press, invoked } : { kind: 'unreadable', invoked });
  }

  /** The process ends and another one goes on from what is stored. */
  restart(): void {
    this.state = JSON.parse(JSON.stringify(this.state)) as ConversationState;
  }

  async happens(happening: Happening, masked = false): Promise<void> {
    const { locale = 'nb-NO', email, name = 'Kari Nordmann', scope = 'personal', mentioned = true } = this.settings;
    const person = { id: '29:kari', name, ...(email ? { email } : {}) };
    const address: Address = { tenant: 't', conversationId: 'a:1', serviceUrl: 'http://teams.example/', botId: '28:bot', userId: '29:kari', scope };
    const inbound: Inbound = { happening, key: undefined, conversation: 't|a:1', address, from: person, locale, mentioned, masked };
    const before = JSON.stringify(this.state);
    const scene = { state: this.state, person, history: [], desk: {} };
    const first = await this.decide(inbound, scene, this.now);
    const decision = first.needsRecords ? await this.decide(inbound, { ...scene, records: [] }, this.now) : first;
    // A decision that changes what it was given could not be run again after a lost version check.
    if (JSON.stringify(this.state) !== before) throw new Error('the stored state was changed in place');
    this.state = decision.state;
    this.answer = decision.answer;
    this.decision = decision;
    this.restart();
    for (const { id, body } of decision.out) {
      if (body.kind === 'text') this.chat.push({ row: id, text: body.text });
      else if (body.kind === 'card') this.chat.push({ row: id, card: body.card as Record<string, unknown> });
      else if (body.kind === 'redraw') {
        const drawn = this.chat.find(({ row }) => row === body.of);
        if (!drawn) throw new Error('a card was redrawn that was never shown');
        drawn.card = body.card as Record<string, unknown>;
      }
    }
    this.now += 1_000;
  }
}
