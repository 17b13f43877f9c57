import { render } from '../../../cards';
import { pushFrame } from '../../../cards/push-card';
import type { Campaign } from '../../core/campaign/campaign';
import type { Language } from '../../core/language';
import type { House } from '../house';
import type { Message } from '../ports';

/** The card of a push as everybody gets it who reads this language; or the so many-th reminder of it. */
export function pushMessage({ guide, organisation }: House, campaign: Campaign, language: Language, reminder = 0, preview = false): Message & { readonly kind: 'card' } {
  const frame = pushFrame({ language, guide, organisation, campaign, reminder, preview });
  return { kind: 'card', card: render(frame), summary: frame.title };
}
