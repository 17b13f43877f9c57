import { renderSheet } from '../../../cards';
import type { Sheet } from '../../../cards/data';
import { campaignSheet, type PushDesk } from '../../../cards/push-desk';
import { actOn, type Campaign, type JournalWord, type PushDeed, type PushRefusal, type Sender } from '../../core/campaign/campaign';
import { afterCancel, possibleOf } from '../../core/campaign/recipient';
import { deedRow, pushRoot } from '../../core/campaign/rows';
import type { House } from '../house';
import { type Draft, pushThread } from '../ports';
import type { CampaignChange, Counted } from '../ports/push';

/** Something that a person does to a push; the clock's deeds have nobody. */
export type HumanDeed = Extract<PushDeed, { readonly by: Sender }>;

/** What came of a deed: what is to be committed, and the push's card as it is then; or why it is refused. */
export type Done =
  | { readonly campaign: Campaign; readonly did: JournalWord; readonly change: CampaignChange; readonly redraw: Draft; readonly sheet: Sheet }
  | { readonly why: PushRefusal };

/** HR's card, wherever and by whomever it is drawn. */
export const deskOf = ({ organisation, mails }: House, now: number): PushDesk => ({ language: organisation.defaultLanguage, organisation, now, mails });

/** Does it to a push as it was read. The same wherever it was asked for: in HR's channel or at the terminal. */
export function done(house: House, { campaign: was, version, tallies }: Counted, deed: HumanDeed, now: number): Done {
  const { now: possible, later, absent } = possibleOf(tallies);
  const acted = actOn(was, deed, now, { possible, later, absent, secondAbove: house.organisation.hr.secondAbove });
  if ('why' in acted) return acted;
  const { campaign, did } = acted;
  const { number } = was.plan;
  const cancels = deed.kind === 'cancelled';
  const sheet = campaignSheet(deskOf(house, now), campaign, cancels ? afterCancel(tallies) : tallies);
  return {
    campaign,
    did,
    sheet,
    // Whose account was waited for is cancelled, too.
    change: { version, campaign, cancels, readUntil: null, journal: [{ at: now, campaign: number, who: deed.by.name, what: did, count: cancels ? possible + later : possible }] },
    redraw: redrawn(campaign, sheet),
  };
}

/** A push's own card, drawn again where it stands in HR's channel: once for what was done last, and with an `id` as it goes on. */
export const redrawn = ({ plan: { number }, deeds }: Campaign, sheet: Sheet, id?: string): Draft => ({
  id: id === undefined ? deedRow(number, deeds) : `${deedRow(number, deeds)}-${id}`,
  conversation: pushThread(number),
  class: 'reply',
  body: { kind: 'redraw', of: pushRoot(number), card: renderSheet(sheet), summary: sheet.title },
});

/** The card that opens a new push's thread in HR's channel. */
export function opened(house: House, campaign: Campaign, now: number): Draft {
  const { number, people } = campaign.plan;
  const sheet = campaignSheet(deskOf(house, now), campaign, [{ standing: 'listed', why: '', count: people }]);
  return { id: pushRoot(number), conversation: pushThread(number), class: 'reply', body: { kind: 'card', card: renderSheet(sheet), summary: sheet.title } };
}
