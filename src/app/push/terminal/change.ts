import { nextLine, type OffHours, offHoursLines, planLabel } from '../../../../cards/push-sure';
import { whenIn } from '../../../../cards/words';
import type { JournalWord, Sender } from '../../../core/campaign/campaign';
import { dateAt, timeOfDay } from '../../../core/hours';
import { isText, t } from '../../../texts';
import type { House } from '../../house';
import type { Draft } from '../../ports';
import type { CampaignChange, Counted } from '../../ports/push';
import { type Done as Came, done } from '../act';
import { possibleOf } from '../../../core/campaign/recipient';
import { offHours, scheduled } from '../when';
import type { Done, Refused } from './answers';
import { refusal } from './read';

/** What the terminal can ask of a push that is there. */
export type Asked =
  /** `at`: a date and a time of day as they were written. `yesLinks`: the greeting's links are meant. `yesNow`: also where people are not at work. */
  | { readonly deed: 'send'; readonly by: string; readonly at?: string | undefined; readonly yesLinks?: boolean | undefined; readonly yesNow?: boolean | undefined }
  | { readonly deed: 'resume'; readonly by: string; readonly yesNow?: boolean | undefined }
  | { readonly deed: 'pause' | 'cancel'; readonly by: string };

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
  const key = `terminal.did.${did === 'moved' ? 'scheduled' : did}`;
  const text = t(language, did === 'started' && count === 0 ? 'terminal.did.started-later' : isText(key) ? key : 'terminal.did.started', { number: `${campaign.plan.number}`, count, when });
  return { did, change, redraw, answer: { state: campaign.state, text: `${twice}${text}` } };
}

/** People are not at work now: whether it is meant is asked together with what there is to ask of the greeting's links. */
function unsure(house: House, deed: 'send' | 'resume', off: OffHours, links: readonly string[] = []): Refused {
  const language = house.organisation.defaultLanguage;
  const at = `${dateAt(off.next)} ${timeOfDay(off.next)}`;
  const asked = links.length > 0;
  const lines = [...offHoursLines(language, off), ...(asked ? [`${t(language, 'pushes.links', { links: links.join(', ') })}.`, t(language, 'pushes.links.ask')] : [])];
  const no = refusal(house, 'terminal.off-hours', { deed, yes: asked ? '--yes-links --yes-now' : '--yes-now', plan: `${asked ? '--yes-links ' : ''}--at "${at}"` });
  const plan = deed === 'send' ? { label: planLabel(language, off), at } : undefined;
  return { ...no, text: [...lines, no.text].join(' '), ask: { text: [...lines, ...(plan ? [nextLine(language, off)] : [])].join('\n'), anyway: t(language, 'pushes.off.send'), plan } };
}

/** What is to be committed so that it is done, and the sentence that says so; or why it is refused. */
export function changeOf(house: House, file: Counted, by: Sender, asked: Asked, now: number): Change | Refused {
  const { state, plan } = file.campaign;
  const language = house.organisation.defaultLanguage;
  const tell = (came: Came, twice = ''): Change | Refused => ('why' in came ? refusal(house, `pushes.refused.${came.why}`) : told(house, came, possibleOf(file.tallies).now, twice));
  switch (asked.deed) {
    case 'pause':
      return tell(done(house, file, { kind: 'paused', by }, now));
    case 'resume': {
      const came = done(house, file, { kind: 'resumed', by }, now);
      const off = asked.yesNow ? undefined : offHours(house, came, file.tallies, now);
      return off ? unsure(house, 'resume', off) : tell(came);
    }
    case 'cancel':
      return tell(done(house, file, { kind: 'cancelled', by, confirms: file.campaign.deeds }, now));
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
      const links = state === 'checked' && !asked.yesLinks ? plan.links : [];
      const came = done(house, file, { kind: 'sent-off', by, go: when ? { at: when.at } : {}, confirms: state === 'scheduled' ? file.campaign.deeds : undefined }, now);
      const off = asked.yesNow ? undefined : offHours(house, came, file.tallies, now);
      if (off) return unsure(house, 'send', off, links);
      return links.length > 0 ? refusal(house, 'terminal.links', { links: links.join(', ') }) : tell(came, twice);
    }
    default:
      return asked satisfies never;
  }
}
