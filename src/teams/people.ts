import { LRUCache } from 'lru-cache';
import type { Inbound } from '../app/happening';
import type { Log } from '../app/ports';
import type { Person } from '../core/person';
import type { Connectors } from './connectors';

/** A turn waits no longer than this for a name. */
const patience = 1_500;
const remembered = 15 * 60_000;
/** After a failed look-up: soon enough for the next question, not so soon that it slows each answer. */
const retryAfterFailure = 60_000;

/**
 * Who speaks: name and address as Teams' roster gives them. Kept in memory for a quarter of an hour; where it cannot
 * be had in time, only what the message itself says.
 */
export function teamsPeople(connectors: Connectors, log: Log): (inbound: Inbound) => Promise<Person> {
  const known = new LRUCache<string, Person>({ max: 5_000, ttl: remembered });

  return async ({ conversation, address, from, happening }) => {
    if (address.scope === 'shared' || happening.kind === 'installed' || happening.kind === 'left') return from;
    const cached = known.get(`${conversation}|${from.id}`);
    if (cached) return cached;
    const options = { abortSignal: AbortSignal.timeout(patience) };
    try {
      const { conversations } = await connectors.at(address.serviceUrl);
      const member = await conversations.getConversationMember(address.conversationId, from.id, options);
      const { name, email, userPrincipalName } = member as { name?: unknown; email?: unknown; userPrincipalName?: unknown };
      const given = [email, userPrincipalName].find((value): value is string => typeof value === 'string' && value !== '');
      const person: Person = {
        ...from,
        ...(typeof name === 'string' && name !== '' ? { name } : {}),
        ...(given ? { email: given } : {}),
      };
      known.set(`${conversation}|${from.id}`, person);
      return person;
    } catch (error) {
      log.info({ conversation, reason: error instanceof Error ? error.name : 'unknown' }, 'the roster could not be read');
      known.set(`${conversation}|${from.id}`, from, { ttl: retryAfterFailure });
      return from;
    }
  };
}
