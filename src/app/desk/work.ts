import { renderSheet } from '../../../cards';
import { caseSheet, type Desk as Drawing } from '../../../cards/case-card';
import type { Adviser, Deed, Refusal } from '../../core/case/types';
import { surplusRow } from '../../core/case/rows';
import type { Language } from '../../core/language';
import { shownName } from '../../core/shown';
import { ago, type Params, t, type TextKey } from '../../texts';
import { CaseWork } from '../case/work';
import { type Inbound, isInvoke } from '../happening';
import { type House, languageOf } from '../house';
import type { CaseFile, Channel, Draft, InvokeAnswer } from '../ports';
import type { CampaignChange } from '../ports/push';
import type { Scene } from '../scene';
import type { Decision } from '../turn';

/** What came of one turn in HR's team, as it is put together. */
export class DeskWork {
  readonly out: Draft[] = [];
  answer: InvokeAnswer | undefined;
  work: CaseWork | undefined;
  private readonly others: CaseWork[] = [];
  channel: Channel | undefined;
  notice: NonNullable<Decision['desk']>['notice'];
  hearsAll: number | undefined;
  readonly campaigns: CampaignChange[] = [];
  needsPushNumber = false;
  /** The language that the employee whose case it is reads now. */
  private readonly hers: Language | undefined;

  constructor(
    readonly house: House,
    readonly inbound: Inbound,
    readonly scene: Scene,
    readonly now: number,
  ) {
    const { file, employee, history } = scene;
    this.hers = file && languageOf(house, employee, file.case.report.language);
    if (file && this.hers) this.work = CaseWork.on(house, file, this.hers, history, now);
  }

  get me(): Adviser {
    const { id, name } = this.scene.person;
    return { id, name: shownName(name ?? '') || 'HR' };
  }

  get drawing(): Drawing {
    const { organisation, guide } = this.house;
    return { language: organisation.defaultLanguage, organisation, guide, hers: this.hers };
  }

  text(key: TextKey, params: Params = {}): string {
    return t(this.drawing.language, key, params);
  }

  /** Says it where it was asked: to whoever pressed, in passing; else in the thread. */
  say(text: string): void {
    if (isInvoke(this.inbound.happening)) this.answer = { kind: 'text', text };
    else this.put({ kind: 'text', text });
  }

  put(body: Draft['body']): void {
    this.out.push({ id: this.house.newId(), conversation: this.inbound.conversation, class: 'reply', body });
  }

  /** Does it to the case; says why not. */
  do(deed: Deed): boolean {
    const refusal = this.work?.do(deed);
    if (refusal) this.say(this.refusal(refusal));
    return this.work !== undefined && !refusal;
  }

  private refusal(refusal: Refusal): string {
    if (refusal.why !== 'taken') return this.text(`refused.${refusal.why}`);
    const { language } = this.drawing;
    return this.text('refused.taken', { name: shownName(refusal.by.name), ago: ago(language, refusal.at, this.now) });
  }

  /** One answer to many who report the same; how many. Who had one since the card was shown has had it. */
  announce(files: readonly CaseFile[], words: string, about: string, shownAt: number): number {
    const left = files.filter(({ case: one }) => (one.announcedAt ?? 0) < shownAt);
    for (const file of left) {
      const work = CaseWork.on(this.house, file, file.case.report.language, [], this.now);
      work.do({ kind: 'announced', by: this.me, words, about });
      this.others.push(work);
    }
    return left.length;
  }

  /** Says in a case's second thread, once, where the case goes on. */
  markSurplus({ case: one }: CaseFile): void {
    const { conversation, team } = this.inbound;
    const text = this.text('thread.continued', { number: `${one.report.number}` });
    this.out.push({ id: surplusRow(one.report.number, team?.thread ?? ''), conversation, class: 'reply', body: { kind: 'text', text } });
  }

  /** Words in a case's second thread go nowhere, and whoever wrote them is told each time. */
  saySurplus({ case: one }: CaseFile): void {
    this.say(this.text('thread.not-passed-on', { number: `${one.report.number}` }));
  }

  /** The case's card, as it is now, for whoever pressed. */
  showCase(): void {
    if (this.work && isInvoke(this.inbound.happening)) this.answer ??= { kind: 'card', card: renderSheet(caseSheet(this.work.case, this.drawing)) };
  }

  get decision(): Decision {
    const { channel, notice, hearsAll, answer } = this;
    const works = [...(this.work ? [this.work] : []), ...this.others];
    const cases = works.flatMap(({ change }) => change ?? []);
    const out = [...works.flatMap((work) => work.out), ...this.out];
    const left = this.inbound.happening.kind === 'left';
    return {
      state: this.scene.state,
      out,
      answer: answer ?? (isInvoke(this.inbound.happening) ? { kind: 'text', text: this.text('here-you-are') } : undefined),
      cases,
      // What is only read is read anew.
      idle: out.length + cases.length === 0 && this.campaigns.every(({ readUntil }) => readUntil) && channel === undefined && notice === undefined,
      campaigns: this.campaigns,
      needsPushNumber: this.needsPushNumber,
      desk: { ...(left ? { channel: null } : channel ? { channel } : {}), ...(notice === undefined ? {} : { notice }), ...(hearsAll ? { hearsAll } : {}) },
      keepUntil: this.now + threadKept,
    };
  }
}

/** A thread has no state of its own: where it is, is known as long as somebody asks in it. ms. */
const threadKept = 24 * 3_600_000;

