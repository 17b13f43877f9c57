import { whenIn } from '../../../../cards/push-desk';
import type { JournalWord, Sender } from '../../../core/campaign/campaign';
import { isText, t } from '../../../texts';
import type { House } from '../../house';
import type { Draft } from '../../ports';
import type { CampaignChange, Counted } from '../../ports/push';
import { type Done as Came, done } from '../act';
import { possibleOf } from '../../../core/campaign/recipient';
import { scheduled } from '../when';
import type { Done, Refused } from './answers';
import { refusal } from './read';

/** What the terminal can ask of a push that is there. */
export type Asked =
  /** `at`: a date and a time of day as they were written. `yesLinks`: the greeting's links are meant. */
  | { readonly deed: 'send'; readonly by: string; readonly at?: string | undefined; readonly yesLinks?: boolean | undefined }
  | { readonly deed: 'pause' | 'resume' | 'cancel'; readonly by: string };

interface Change {
  readonly did: JournalWord;
  readonly change: CampaignChange;
  readonly redraw: Draft;
  readonly answer: Done;
}

/** "2027-01-04 09:00", "4. januar 2027 kl. 9.00". */
const dateAndTime = /^(.*?)[\sT]\s*((?:kl\.?\s*)?\d{1,2}[:.]\d{2})$/i;

function told(house: House, { campaign, did, change, redraw }: Exclude<Came, { readonly why: unknown }>, count: number, twice: string): Change {
  const language = house.organisation.defaultLanguage;
  const when = campaign.state === 'scheduled' ? whenIn(language, campaign.at) : '';
  const key = `terminal.did.${did}`;
  const text = t(language, isText(key) ? key : 'terminal.did.started', { number: `${campaign.plan.number}`, count, when });
  return { did, change, redraw, answer: { state: campaign.state, text: `${twice}${text}` } };
}

/** What is to be committed so that it is done, and the sentence that says so; or why it is refused. */
export function changeOf(house: House, file: Counted, by: Sender, asked: Asked, now: number): Change | Refused {
  const { state, plan } = file.campaign;
  const language = house.organisation.defaultLanguage;
  const tell = (came: Came, twice = ''): Change | Refused => ('why' in came ? refusal(house, `pushes.refused.${came.why}`) : told(house, came, possibleOf(file.tallies).now, twice));
  switch (asked.deed) {
    case 'pause':
      return tell(done(house, file, { kind: 'paused', by }, now));
    case 'resume':
      return tell(done(house, file, { kind: 'resumed', by }, now));
    case 'cancel':
      return tell(done(house, file, { kind: 'cancelled', by }, now));
    case 'send': {
      // A name that is typed proves nobody: the second person must be seen in HR's team.
      if (state === 'confirming') return refusal(house, 'terminal.confirm-there', { number: `${plan.number}` });
      const [, date = '', time = ''] = dateAndTime.exec(asked.at?.trim() ?? '') ?? [];
      const when = asked.at === undefined ? undefined : scheduled(house, date, time, now);
      const twice = when?.twice ? `${t(language, 'terminal.twice', { time })} ` : '';
      if (when && 'key' in when) {
        const no = when.key === 'pushes.refused.not-a-time' ? refusal(house, 'terminal.not-a-time') : refusal(house, when.key, when.params);
        return { ...no, text: `${twice}${no.text}` };
      }
      if (state === 'checked' && plan.links.length > 0 && !asked.yesLinks) return refusal(house, 'terminal.links', { links: plan.links.join(', ') });
      return tell(done(house, file, { kind: 'sent-off', by, go: when ? { at: when.at } : {} }, now), twice);
    }
    default:
      return asked satisfies never;
  }
}
