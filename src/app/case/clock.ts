import { renderSheet } from '../../../cards';
import { offerSheet } from '../../../cards/desk-card';
import { mostReported } from '../../core/case/report';
import { CaseWork } from './work';
import type { ClockParts } from '../clock-parts';
import { lateAfter } from '../deliver';
import { offerRow, offerWindow } from '../desk/command';
import { dueOf, languageOf } from '../house';
import { type CaseFile, deskPlace, type Draft, threadOf } from '../ports';

/** Cases looked at in one round. What is left is looked at in the next. */
const perRound = 50;
const minute = 60_000;

/**
 * What happens to cases when nobody does anything: HR is reminded, the employee is nudged, a case that does not reach
 * HR's channel goes by mail. Any number of processes may do it: the case's version lets one of them.
 */
export class Clock {
  constructor(private readonly parts: ClockParts) {}

  /** One round. Rejects where the store does. */
  async tick(): Promise<void> {
    await this.sayLate();
    await this.ring();
    await this.rescue();
    await this.offer();
  }

  /** Words that wait behind others, or for HR's channel: whoever waits for them is told. */
  private async sayLate(): Promise<void> {
    const { store, now, nudge } = this.parts;
    if ((await store.outbox.sayLate(now() - lateAfter, now())) > 0) nudge();
  }

  /** Cases whose time has come. */
  private async ring(): Promise<void> {
    const { store, house, now } = this.parts;
    for (const file of await store.cases.due(now(), perRound)) {
      const due = dueOf(house, file.case);
      const work = await this.workOn(file);
      if (due && due.at <= now()) work.do(due.deed);
      await this.commit(work);
    }
  }

  /** Cases whose words do not reach HR's channel: HR gets them by mail, whole, and they end here. */
  private async rescue(): Promise<void> {
    const { store, house, now, log } = this.parts;
    if (!house.mails) return;
    for (const file of await store.cases.unreached(now() - house.organisation.hr.mailWithin * minute, perRound)) {
      const { number } = file.case.report;
      log.warn({ case: number }, 'a case does not reach its thread, and goes by mail');
      const work = await this.workOn(file);
      work.do({ kind: 'went-by-mail' });
      await this.commit(work, [threadOf(number)]);
    }
  }

  /** Many who report the same: HR is asked once whether Visma is down. */
  private async offer(): Promise<void> {
    const { store, house, now } = this.parts;
    const { organisation, guide, hr } = house;
    if (!hr) return;
    const at = now();
    const desk = await store.desk();
    if (!desk.channel || desk.notice || at - (desk.offeredAt ?? 0) < offerWindow) return;
    // Those whose case is closed again have met it all the same.
    const opened = await store.cases.find({ openedAfter: at - offerWindow, limit: 10 * perRound });
    const { symptom = '', count = 0 } = mostReported(opened.map(({ case: one }) => one.report)) ?? {};
    if (count < organisation.hr.noticeAfter) return;
    const sheet = offerSheet({ language: organisation.defaultLanguage, organisation, guide }, symptom, count, at);
    // Two processes that see it at once say it once.
    const id = offerRow(symptom, at);
    const draft: Draft = { id, conversation: deskPlace, class: 'reply', body: { kind: 'card', card: renderSheet(sheet), summary: sheet.title } };
    await store.commit({ now: at, desk: { offeredAt: at }, out: [draft] });
    this.parts.nudge();
  }

  private async workOn(file: CaseFile): Promise<CaseWork> {
    const { store, house, now } = this.parts;
    const { number, conversation, language } = file.case.report;
    const [chat, history] = await Promise.all([store.conversation(conversation), store.cases.history(number)]);
    return CaseWork.on(house, file, languageOf(house, chat?.state, language), history, now());
  }

  /** Writes it down, unless somebody was faster: then the next round looks again. */
  private async commit(work: CaseWork, cancel: readonly string[] = []): Promise<void> {
    const { store, now, nudge } = this.parts;
    const change = work.change ?? work.rewound;
    const committed = await store.commit({ now: now(), cases: [change], out: work.out, cancel });
    if (committed === 'committed' && work.out.length > 0) nudge();
  }
}
