import type { Transaction } from 'kysely';
import type { Campaigns, Elsewhere } from '../app/ports/push';
import { hasIt, type Standing, underWay } from '../core/campaign/recipient';
import { startOfDay } from '../core/hours';
import type { Engine } from './engine';
import type { Schema } from './schema';

/** Has a push, or may have: no other one goes out to these. */
const reached: readonly Standing[] = [...hasIt, 'sending'];

interface Other {
  readonly person: string | null;
  readonly campaign: number;
  readonly n: number;
  readonly standing: Standing;
  readonly sent_at: number | null;
}

const wordFor = ({ standing, sent_at: sentAt }: Pick<Other, 'standing' | 'sent_at'>, today: number): Elsewhere => (underWay.includes(standing) || (sentAt ?? 0) >= today ? 'on-another' : 'had-it');

/** Where people stand in other pushes, for the dry run; see the port. */
export function elsewhereOn({ db }: Engine): Campaigns['elsewhere'] {
  return async (number, persons, now) => {
    if (persons.length === 0) return new Map();
    const rows = await db
      .selectFrom('recipients')
      .innerJoin('campaigns', 'campaigns.number', 'recipients.campaign')
      .select(['recipients.person', 'recipients.standing', 'recipients.sent_at'])
      .where('recipients.person', 'in', persons)
      .where('recipients.campaign', '!=', number)
      .where((eb) =>
        eb.or([
          eb('recipients.standing', 'in', hasIt),
          eb.and([eb('recipients.standing', 'in', underWay), eb('campaigns.status', 'in', ['scheduled', 'confirming', 'running', 'paused', 'done'])]),
        ]),
      )
      .execute();
    const today = startOfDay(now);
    const found = new Map<string, Elsewhere>();
    for (const row of rows) if (row.person !== null && found.get(row.person) !== 'on-another') found.set(row.person, wordFor(row, today));
    return found;
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
