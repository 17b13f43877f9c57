import { commandIn } from '../app/desk/command';
import type { House } from '../app/house';
import type { Inbound } from '../app/happening';
import type { Log } from '../app/ports';
import type { Known } from '../app/scene';
import type { Connectors } from './connectors';
import { teamGroups } from './group';
import { teamsPeople } from './people';
import { teamMembers } from './team';

/** Whether the whole team is to be listed: to choose a colleague, or to count who reads along. */
function wantsTeam(inbound: Inbound): boolean {
  const { happening } = inbound;
  if (happening.kind === 'installed') return true;
  if (happening.kind === 'pressed') return ['case-more', 'case-hand-on'].includes(happening.press.action.verb);
  return commandIn(inbound)?.kind === 'set-up';
}

/** What Teams is asked before a turn: who speaks, and in a team what they are there. Bounded in time, never throws. */
export function teamsLookUp(house: House, connectors: Connectors, log: Log): (inbound: Inbound) => Promise<Known> {
  const personOf = teamsPeople(connectors, log);
  const memberOf = teamMembers(connectors, log);
  const groupOf = teamGroups(house, connectors, log);
  return async (inbound) => {
    if (!house.hr || !inbound.team) return { person: await personOf(inbound) };
    const [known, group] = await Promise.all([memberOf(inbound, wantsTeam(inbound)), groupOf(inbound)]);
    return { ...known, group };
  };
}
