import { campaignSheet } from '../../../cards/push-desk';
import { actOn, type Campaign, type PushDeed } from '../../core/campaign/campaign';
import { afterCancel, countOf, possibleOf, type Tally, underWay } from '../../core/campaign/recipient';
import { reminderRow } from '../../core/campaign/rows';
import { quiet, quietFor } from '../../core/campaign/moment';
import type { ClockParts } from '../clock-parts';
import { languageOf } from '../house';
import type { Draft } from '../ports';
import type { CampaignChange, CampaignFile, Counted, Pushed } from '../ports/push';
import { deskOf, redrawn } from './act';
import { pushMessage } from './message';

const perRound = 100;
const day = 24 * 3_600_000;
/** The card of a push that has ended is drawn again for as long as people answer. ms. */
const shownFor = 14 * 24 * 3_600_000;
/** And looked at so often, ms. */
const calm = 60_000;

/**
 * What happens to pushes when nobody does anything: a dry run ends, a schedule begins, all have been sent to, people are
 * reminded, and the card shows how it goes. Any number of processes may do it: the push's version lets one of them.
 */
export class PushClock {
  private calmAt = 0;

  constructor(private readonly parts: ClockParts) {}

  /** One round. Rejects where the store does. */
  async tick(): Promise<void> {
    const { store, now, log } = this.parts;
    const lost = await store.campaigns.sweep(now());
    if (lost > 0) log.warn({ lost }, 'pushes were being sent when their process stopped, and are uncertain');
    // Nobody is asked again at night, also where the bot was away at the agreed time.
    if (!this.quietNow) await this.remind();
    await this.each(await store.campaigns.inState('checking', 'scheduled', 'running', 'paused'));
    if (now() - this.calmAt < calm) return;
    this.calmAt = now();
    await this.each(await store.campaigns.inState('checked', 'confirming'));
    await this.each((await store.campaigns.inState('done', 'cancelled')).filter(({ campaign }) => now() - endOf(campaign) < shownFor));
  }

  private get quietNow(): boolean {
    const { house, now } = this.parts;
    return quiet(now(), house.organisation.hr.hours, house.isHoliday).quiet;
  }

  /** One that cannot be looked at does not hold up the others. */
  private async each(files: readonly CampaignFile[]): Promise<void> {
    for (const { campaign } of files) {
      const { number } = campaign.plan;
      await this.look(number).catch((error: unknown) => this.parts.log.error({ err: error, push: number }, 'a push could not be looked at'));
    }
  }

  private async look(number: number): Promise<void> {
    const { store, now } = this.parts;
    const file = await store.campaigns.counted(number);
    if (!file) return;
    const { campaign, tallies } = file;
    const deed = dueDeed(campaign, tallies, now(), { patience: this.parts.house.organisation.hr.pushNamesKept * day, quietNow: this.quietNow });
    const { now: possible, absent } = possibleOf(tallies);
    const acted = deed && actOn(campaign, deed, now(), { possible, later: 0, absent, secondAbove: Infinity });
    if (acted && 'campaign' in acted) {
      const cancels = deed.kind === 'cancelled';
      const journal = [{ at: now(), campaign: number, who: '', what: acted.did, count: campaign.plan.people }];
      return this.draw({ ...file, campaign: acted.campaign, tallies: cancels ? afterCancel(tallies) : tallies }, { journal, cancels, readUntil: null });
    }
    return this.draw(file);
  }

  /** The push's card as it is now, where that is something new. */
  private async draw(file: Counted, more: Pick<CampaignChange, 'journal' | 'cancels' | 'readUntil'> = {}): Promise<void> {
    const { store, house, now, nudge } = this.parts;
    const { campaign, version, tallies } = file;
    const drawn = JSON.stringify([campaign.state, tallies.toSorted((one, other) => `${one.standing}${one.why}`.localeCompare(`${other.standing}${other.why}`))]);
    if (drawn === file.drawn) return;
    // What the clock did to it is shown all the same.
    if (!more.journal && now() < (file.readUntil ?? -Infinity)) return;
    const draft = redrawn(campaign, campaignSheet(deskOf(house, now()), campaign, tallies), house.newId());
    if ((await store.commit({ now: now(), campaigns: [{ version, campaign, drawn, ...more }], out: [draft] })) === 'committed') nudge();
  }

  /** Whom it was agreed to ask again. */
  private async remind(): Promise<void> {
    const { store, now, log } = this.parts;
    for (const pushed of await store.campaigns.toRemind(now(), perRound)) {
      const { campaign: push, n } = pushed.recipient;
      await this.remindOne(pushed).catch((error: unknown) => log.error({ err: error, push, n }, 'somebody could not be reminded'));
    }
  }

  private async remindOne({ campaign, recipient }: Pushed): Promise<void> {
    const { store, house, now, nudge } = this.parts;
    const { n, standing, reminders, conversation } = recipient;
    const { number } = campaign.plan;
    const chat = conversation !== undefined && standing === 'answered' ? await store.conversation(conversation) : undefined;
    // She is in, or HR has her case, or her chat is gone.
    if (!chat) return void (await store.commit({ now: now(), recipients: [{ campaign: number, n, remindAt: null }], out: [] }));
    // In the middle of something: it stays due, and is looked at again with every round.
    if (now() - (chat.state.heardAt ?? -Infinity) < quietFor) return;
    const body = pushMessage(house, campaign, languageOf(house, chat.state, house.organisation.defaultLanguage), reminders + 1);
    const out: Draft = { id: reminderRow(number, n, reminders + 1), conversation: chat.key, class: 'push', body };
    if ((await store.commit({ now: now(), recipients: [{ campaign: number, n, reminded: reminders }], out: [out] })) === 'committed') nudge();
  }
}

function endOf(campaign: Campaign): number {
  if (campaign.state === 'done') return campaign.endedAt;
  return campaign.state === 'cancelled' ? campaign.at : Infinity;
}

/** What the clock does to a push now. `patience`: how long one that nobody sends, or goes on with, is kept, ms. */
function dueDeed(campaign: Campaign, tallies: readonly Tally[], now: number, { patience, quietNow }: { readonly patience: number; readonly quietNow: boolean }): PushDeed | undefined {
  if (campaign.state === 'checking') return countOf(tallies, ['listed']) === 0 ? { kind: 'checked' } : undefined;
  if (campaign.state === 'checked' || campaign.state === 'confirming' || campaign.state === 'paused') return now - campaign.plan.createdAt > patience ? { kind: 'cancelled', by: { id: '', name: '' }, confirms: campaign.deeds } : undefined;
  // Where the bot was away at its time, it waits until people are at work again.
  if (campaign.state === 'scheduled') return campaign.at <= now && !quietNow ? { kind: 'began' } : undefined;
  return campaign.state === 'running' && countOf(tallies, underWay) === 0 ? { kind: 'finished' } : undefined;
}
