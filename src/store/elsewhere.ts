import { sql, type Transaction } from 'kysely';
import type { Campaigns, Elsewhere } from '../app/ports/push';
import type { Campaign } from '../core/campaign/campaign';
import { hasIt, type Standing, underWay, type Why } from '../core/campaign/recipient';
import { startOfDay } from '../core/hours';
import type { Engine } from './engine';
import type { Schema } from './schema';

/** Has a push, or may have: no other one goes out to these. */
const reached: readonly Standing[] = [...hasIt, 'sending'];
/** Sent off, or about to be: whoever is under way in it counts on it. */
const goesOut: readonly Campaign['state'][] = ['scheduled', 'confirming', 'running', 'paused', 'done'];

const texts = (of: readonly string[]) => sql.raw(of.map((each) => `'${each}'`).join(', '));

/**
 * Why somebody stands where she does, as it is now: passed over for another push only as long as one has reached her or is on
 * its way. Nothing is written where the other push ends otherwise, and so nothing can be forgotten.
 */
export const whyNow = sql<Why>`case
  when recipients.standing = 'passed-over' and recipients.why = 'on-another' and recipients.person is not null and not exists (
    select 1 from recipients as other join campaigns as push on push.number = other.campaign
    where other.person = recipients.person and (other.campaign <> recipients.campaign or other.n <> recipients.n)
      and (other.standing in (${texts(reached)})
        or (other.standing in (${texts(underWay)}) and (other.campaign = recipients.campaign or push.status in (${texts(goesOut)})))))
  then 'missed' else recipients.why end`;

interface Other {
  readonly person: string | null;
  readonly campaign: number;
  readonly n: number;
  readonly standing: Standing;
  readonly sent_at: number | null;
}

const wordFor = ({ standing, sent_at: sentAt }: Pick<Other, 'standing' | 'sent_at'>, today: number): Elsewhere => (underWay.includes(standing) || (sentAt ?? 0) >= today ? 'on-another' : 'had-it');

/** Where people stand in other pushes, for the dry run; see the port. */
export function elsewhereOn({ db }: Engine): Pick<Campaigns, 'elsewhere' | 'waitedFor' | 'notAllowed'> {
  const others = (number: number) => db.selectFrom('recipients').innerJoin('campaigns', 'campaigns.number', 'recipients.campaign').where('recipients.campaign', '!=', number);

  return {
    async elsewhere(number, persons, now) {
      if (persons.length === 0) return new Map();
      const rows = await others(number)
        .select(['recipients.person', 'recipients.standing', 'recipients.sent_at'])
        .where('recipients.person', 'in', persons)
        .where((eb) => eb.or([eb('recipients.standing', 'in', hasIt), eb.and([eb('recipients.standing', 'in', underWay), eb('campaigns.status', 'in', goesOut)])]))
        .execute();
      const today = startOfDay(now);
      const found = new Map<string, Elsewhere>();
      for (const row of rows) if (row.person !== null && found.get(row.person) !== 'on-another') found.set(row.person, wordFor(row, today));
      return found;
    },

    async waitedFor(number, addresses) {
      if (addresses.length === 0) return new Set();
      const rows = await others(number)
        .select('recipients.address')
        .where('recipients.standing', '=', 'not-there')
        .where('recipients.stage', 'is not', null)
        .where('recipients.address', 'in', addresses)
        .where('campaigns.status', 'in', goesOut)
        .execute();
      return new Set(rows.map(({ address }) => address));
    },

    async notAllowed(number, persons) {
      if (persons.length === 0) return new Set();
      const rows = await others(number).select('recipients.person').where('recipients.person', 'in', persons).where('recipients.standing', '=', 'no-app').where('recipients.why', '=', 'policy').execute();
      return new Set(rows.flatMap(({ person }) => person ?? []));
    },
  };
}

/** What keeps a person from being sent to just now: another push has reached her; or is about to be asked the same. */
export type Hindrance = Elsewhere | 'busy';

/**
 * Asked once more where people are taken to be sent to: two pushes may have been looked up before either was sent. Their
 * rows of this push are locked. Whoever takes the later push locks the earlier one's row, too, so that of two processes that
 * take the same person at the same moment one sees the other.
 */
export async function hindrances(trx: Transaction<Schema>, name: Engine['name'], number: number, persons: readonly string[], now: number): Promise<ReadonlyMap<string, Hindrance>> {
  const found = new Map<string, Hindrance>();
  if (persons.length === 0) return found;
  const today = startOfDay(now);
  const others = trx.selectFrom('recipients').select(['person', 'campaign', 'n', 'standing', 'sent_at']).where('person', 'in', persons);
  const note = (rows: readonly Other[]): void => {
    for (const row of rows) if (row.person !== null && reached.includes(row.standing)) found.set(row.person, wordFor(row, today));
  };
  const seen = await others.where('campaign', '!=', number).execute();
  note(seen);
  const earlier = seen.filter(({ campaign, standing }) => campaign < number && !reached.includes(standing));
  if (name !== 'postgres' || earlier.length === 0) return found;
  const locked = await others.where('campaign', '<', number).forUpdate().skipLocked().execute();
  note(locked);
  for (const { person, campaign, n } of earlier)
    if (person !== null && !found.has(person) && !locked.some((row) => row.campaign === campaign && row.n === n)) found.set(person, 'busy');
  return found;
}
