import { howGenuine } from '../../../cards/push-card';
import type { Card } from '../../../cards/data';
import type { ConversationState } from '../../core/conversation';
import { handingOff } from '../../core/guide/guide';
import type { Guide } from '../../core/guide/types';
import { questionOf } from '../../core/guide/walk';
import type { Language } from '../../core/language';
import type { Organisation } from '../../core/organisation';
import type { Person } from '../../core/person';
import { day, type Params, t, type TextKey, weekday } from '../../texts';
import { HerCases } from '../case/hers';
import type { Happening, Inbound } from '../happening';
import { type House, isShared, languageFor } from '../house';
import type { Draft, InvokeAnswer, Notice, Outgoing } from '../ports';
import { HerPush } from '../push/hers';
import type { Scene } from '../scene';

/** What happened, who is spoken to and in which language, and all that is said. */
export abstract class Speaking {
  readonly out: Draft[] = [];
  answerToInvoke: InvokeAnswer | undefined;
  readonly hers: HerCases;
  readonly push: HerPush;
  readonly guide: Guide;

  constructor(
    protected readonly house: House,
    protected readonly inbound: Inbound,
    protected readonly scene: Pick<Scene, 'person' | 'desk' | 'file' | 'history' | 'number' | 'records' | 'fetched' | 'pushed' | 'awaited' | 'pushCount'>,
    readonly at: number,
    public state: ConversationState,
  ) {
    this.hers = new HerCases(house, inbound.address, scene, at, () => this.language);
    this.push = new HerPush(house, scene.pushed, at, inbound.conversation);
    // HR takes a conversation over inside Teams, but not one of nobody in particular.
    this.guide = this.hers.channel && !this.shared ? handingOff(house.guide) : house.guide;
  }

  get happening(): Happening {
    return this.inbound.happening;
  }

  get organisation(): Organisation {
    return this.house.organisation;
  }

  get language(): Language {
    return languageFor(this.house, this.inbound, this.state);
  }

  get shared(): boolean {
    return isShared(this.house, this.scene.person);
  }

  /** Who speaks: of a shared account neither name nor address says that. */
  protected get someone(): Person {
    const { person } = this.scene;
    return this.shared ? { id: person.id } : person;
  }

  get teamsEmail(): string | undefined {
    return this.someone.email;
  }

  /** HR can take this conversation over. */
  get handsOver(): boolean {
    return questionOf(this.guide, 'handoff') !== undefined;
  }

  /** A push is on its way to her: it is the greeting. */
  get awaited(): boolean {
    return this.scene.awaited === true;
  }

  /** HR says that Visma is down. */
  get notice(): Notice | undefined {
    return this.scene.desk.notice;
  }

  protected get chatLink(): string {
    return this.house.chatLink(this.inbound.address.botId);
  }

  text(key: TextKey, params: Params = {}): string {
    const { organisation } = this.house;
    return t(this.language, key, { organisation: organisation.name, email: organisation.hr.email, ...params });
  }

  /** What she is told who doubts that this comes from HR: the same as on a push. */
  get howGenuine(): string {
    return this.text('push.genuine', { how: howGenuine(this.language, this.organisation) });
  }

  /** "mandag 30. november". */
  weekday(at: number): string {
    return weekday(this.language, at, true);
  }

  day(at: number): string {
    return day(this.language, at);
  }

  /** Says a plain text, as a message of its own. */
  say(text: string): void {
    this.put({ kind: 'text', text });
  }

  /** To whoever pressed, in passing; a press that came as a message is answered in the chat. */
  passing(text: string): void {
    if (this.happening.kind === 'pressed' && this.happening.invoked) this.answerToInvoke = { kind: 'text', text };
    else this.say(text);
  }

  /** At once, for whoever pressed. */
  answerWith(card: Card): void {
    if (this.happening.kind === 'pressed' && this.happening.invoked) this.answerToInvoke = { kind: 'card', card };
  }

  newId(): string {
    return this.house.newId();
  }

  put(body: Outgoing, id = this.newId()): void {
    this.out.push({ id, conversation: this.inbound.conversation, class: 'reply', body });
  }
}
