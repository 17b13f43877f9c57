import { cleanGreeting } from '../../../core/campaign/greeting/greeting';
import type { Listed, ReadList } from '../../../core/campaign/list/list';
import { type NoList, readFile } from '../../../core/campaign/list/read-file';
import { isText, type Params, t, type TextKey } from '../../../texts';
import type { House } from '../../house';
import type { Campaigns, CampaignFile } from '../../ports/push';
import { everybody } from '../scene';
import type { Refused } from './answers';

/** A refusal in the organisation's own language. `refused` is what a program tells it by. */
export function refusal({ organisation }: House, key: TextKey, params: Params = {}): Refused {
  return { refused: key.replace(/^(?:terminal|pushes\.refused|pushes)\./, ''), text: t(organisation.defaultLanguage, key, params) };
}

function noList(house: House, no: NoList): Refused {
  switch (no.wrong) {
    case 'empty':
      return refusal(house, 'terminal.empty');
    case 'binary': {
      const own = `terminal.binary.${no.kind}`;
      return refusal(house, isText(own) ? own : 'terminal.binary.other');
    }
    case 'no-addresses':
      return refusal(house, 'terminal.no-addresses', { rows: no.rows });
    case 'too-large':
      return refusal(house, `terminal.too-large.${no.of}`, { found: no.found, most: no.most });
    default:
      return no satisfies never;
  }
}

/** Who is in a file, or why it is not to be used. At least one person is. */
export function listIn(house: House, bytes: Uint8Array): ReadList | Refused {
  const read = readFile(bytes, house.organisation.email.domains);
  if ('wrong' in read) return noList(house, read);
  return read.people.length > 0 ? read : { ...refusal(house, 'terminal.nobody'), misread: read.misread };
}

/** Whether it is the same request as the one that a push was made of. Whoever has left the report since is not asked for. */
export async function isSame(house: House, campaigns: Campaigns, { campaign: { plan } }: CampaignFile, people: readonly Listed[], greeting: string): Promise<boolean> {
  if (plan.people !== people.length || plan.greeting !== cleanGreeting(greeting, house.organisation.email.domains).text) return false;
  const listed = await campaigns.people(plan.number, { limit: everybody });
  return listed.every(({ n, address }) => address === '' || address === people[n - 1]?.address);
}
