import { LRUCache } from 'lru-cache';
import type { House } from '../app/house';
import type { Inbound } from '../app/happening';
import type { Log } from '../app/ports';
import type { Connectors } from './connectors';
import { TeamsConnectorClient } from './sdk';

/** A turn waits no longer than this for Teams. */
const patience = 1_500;
/** A team does not change its group. */
const remembered = 24 * 3_600_000;
const retryAfterFailure = 10_000;

/**
 * The Microsoft 365 group behind a team, which the settings may name it by and not every activity says. Asked once per
 * team; undefined where it need not be known, or cannot be had in time.
 */
export function teamGroups({ hr }: House, connectors: Connectors, log: Log): (inbound: Inbound) => Promise<string | undefined> {
  const known = new LRUCache<string, { readonly group?: string | undefined }>({ max: 200, ttl: remembered });

  return async ({ team, address: { serviceUrl } }) => {
    if (!hr || !team || team.group !== undefined || team.id === hr.team) return undefined;
    const cached = known.get(team.id);
    if (cached) return cached.group;
    try {
      const { credentials } = await connectors.at(serviceUrl);
      const client = new TeamsConnectorClient(credentials, { baseUri: serviceUrl });
      const { aadGroupId: group } = await client.teams.fetchTeamDetails(team.id, { abortSignal: AbortSignal.timeout(patience) });
      known.set(team.id, { group });
      return group;
    } catch (error) {
      log.info({ team: team.id, reason: error instanceof Error ? error.name : 'unknown' }, 'the group of the team could not be read');
      known.set(team.id, {}, { ttl: retryAfterFailure });
      return undefined;
    }
  };
}
