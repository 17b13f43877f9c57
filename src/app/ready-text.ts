import type { Language } from '../core/language';
import { t } from '../texts';
import { howGenuine } from '../../cards/push-card';
import type { House } from './house';

/** What HR sends by its own means to somebody whom Teams cannot reach. */
export interface ReadyText {
  readonly subject: string;
  readonly mail: string;
  readonly sms: string;
}

/** Two parts of an SMS in the alphabet of phones (GSM 03.38), of 153 characters each. */
export const mostOfSms = 306;

/** A mail and an SMS with the link to the guide as a page. Whose it is and how to see that comes with it, as far as there is room. */
export function readyText(house: Pick<House, 'organisation' | 'page'>, language: Language): ReadyText {
  const { name: organisation, hr } = house.organisation;
  const link = house.page(language);
  const how = howGenuine(language, house.organisation);
  const genuine = t(language, 'push.genuine', { how });
  // What an organisation says of itself may be long.
  const tries = [
    t(language, 'page.sms', { organisation, link, genuine }),
    t(language, 'page.sms', { organisation, link, genuine: t(language, 'push.genuine-hr', { email: hr.email }) }),
    t(language, 'page.sms-short', { organisation, link }),
  ];
  return {
    subject: t(language, 'page.mail.subject'),
    mail: t(language, 'page.mail', { organisation, link, genuine }),
    sms: tries.find((sms) => sms.length <= mostOfSms) ?? link,
  };
}
