import { LRUCache } from 'lru-cache';
import type { Inbound } from '../app/happening';
import type { Address, Log } from '../app/ports';
import type { Known, Membership, TeamMember } from '../app/scene';
import type { Person } from '../core/person';
import type { Connectors } from './connectors';

/** A turn waits no longer than this for Teams. */
const patience = 1_500;
/** Law 6: who was let go from HR acts no longer than this. */
const remembered = 15 * 60_000;
const retryAfterFailure = 10_000;
/** Larger teams are no list to choose a colleague from. */
const mostPages = 5;

const abortable = () => ({ abortSignal: AbortSignal.timeout(patience) });

/** The SDK's types ask for the token of the page before, which the first page does not have. */
type Page = { readonly pageSize: number; readonly continuationToken: string };

interface Member {
  readonly id?: string;
  readonly name?: string;
  readonly email?: string;
  readonly userPrincipalName?: string;
  readonly userRole?: string;
  readonly tenantId?: string;
}

/** A guest has a home elsewhere; Teams says so in one way or another. In a shared channel people of other tenants are none of its guests. */
const isGuest = ({ userRole, userPrincipalName, tenantId }: Member, tenant: string): boolean =>
  userRole === 'guest' || (userPrincipalName ?? '').includes('#EXT#') || (!!tenantId && !!tenant && tenantId !== tenant);

interface Asked {
  readonly membership: Membership;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
}

const statusOf = (error: unknown): number | undefined => (error as { statusCode?: number } | undefined)?.statusCode;

/** Who acts in a team, as its roster says; kept for a quarter of an hour. What cannot be had in time is unknown. */
export function teamMembers(connectors: Connectors, log: Log): (inbound: Inbound, wantsAll: boolean) => Promise<Known> {
  const known = new LRUCache<string, Asked>({ max: 2_000, ttl: remembered });
  const rosters = new LRUCache<string, readonly TeamMember[]>({ max: 20, ttl: remembered });

  const ask = async (team: string, { serviceUrl, tenant }: Address, { id }: Person): Promise<Asked> => {
    const key = `${team}|${id}`;
    const cached = known.get(key);
    if (cached) return cached;
    try {
      const { conversations } = await connectors.at(serviceUrl);
      const member = (await conversations.getConversationMember(team, id, abortable())) as Member;
      const asked: Asked = { membership: isGuest(member, tenant) ? 'guest' : 'member', email: member.email || member.userPrincipalName, name: member.name };
      known.set(key, asked);
      return asked;
    } catch (error) {
      const stranger = statusOf(error) === 404;
      log.info({ team, reason: error instanceof Error ? error.name : 'unknown', stranger }, 'a member of the team could not be found');
      known.set(key, { membership: stranger ? 'stranger' : 'unknown' }, { ttl: retryAfterFailure });
      return { membership: stranger ? 'stranger' : 'unknown' };
    }
  };

  const all = async (team: string, { serviceUrl, tenant }: Address): Promise<readonly TeamMember[] | undefined> => {
    const cached = rosters.get(team);
    if (cached) return cached;
    try {
      const { conversations } = await connectors.at(serviceUrl);
      const members: Member[] = [];
      let token: string | undefined;
      for (let page = 0; page < mostPages; page += 1) {
        const options = { pageSize: 500, ...(token ? { continuationToken: token } : {}), ...abortable() };
        const answer = await conversations.getConversationPagedMembers(team, options as Page);
        members.push(...(answer.members as Member[]));
        token = answer.continuationToken;
        if (!token) break;
      }
      const roster = members.flatMap((member) => (member.id && member.name ? [{ id: member.id, name: member.name, guest: isGuest(member, tenant) }] : []));
      rosters.set(team, roster);
      return roster;
    } catch (error) {
      log.info({ team, reason: error instanceof Error ? error.name : 'unknown' }, 'the members of the team could not be listed');
      return undefined;
    }
  };

  return async ({ team, address, from }, wantsAll) => {
    if (!team) return { person: from };
    const [asked, list] = await Promise.all([ask(team.id, address, from), wantsAll ? all(team.id, address) : undefined]);
    const name = asked.name ?? from.name;
    const person: Person = { ...from, ...(name ? { name } : {}), ...(asked.email ? { email: asked.email } : {}) };
    return { person, membership: asked.membership, team: list };
  };
}
