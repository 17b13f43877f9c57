import { rootOf } from './conversations';
import { refusals } from './refusals';
import type { Refusal, TeamsRequest } from './wire';

/** Somebody in a conversation, as Teams lists people. */
export interface Person {
  id: string;
  name: string;
  aadObjectId?: string;
  email?: string;
  userPrincipalName?: string;
  tenantId?: string;
  /** A person from outside has `guest`; omitted: `user`. */
  userRole?: 'user' | 'guest';
}

/** A team and one of its channels. */
export interface TeamInfo {
  tenant: string;
  team: { id: string; name: string; aadGroupId: string };
  channel: { id: string };
  members: readonly Person[];
}

/** Who is where. */
export class Roster {
  private readonly people = new Map<string, readonly Person[]>();
  private readonly teams = new Map<string, TeamInfo & { channels: Set<string> }>();

  set(conversation: string, persons: readonly Person[]): void {
    this.people.set(conversation, persons);
  }

  /** The members are everybody's in the team; its channels add up. */
  setTeam(info: TeamInfo): void {
    const channels = this.teams.get(info.team.id)?.channels ?? new Set([info.team.id]);
    this.teams.set(info.team.id, { ...info, channels: channels.add(info.channel.id) });
    this.set(info.team.id, info.members);
  }

  /** The conversation and all it lies in: a thread's channel, a channel's team. */
  placesOf(conversation: string): string[] {
    const channel = rootOf(conversation);
    const team = [...this.teams.values()].find(({ channels }) => channels.has(channel))?.team.id;
    return [...new Set([conversation, channel, ...(team ? [team] : [])])];
  }

  /** The 1:1 chat of a person, who may be named by either id. */
  privateChatOf(member: Partial<Person> | undefined): string | undefined {
    const same = (each: Person): boolean =>
      each.id === member?.id || (each.aadObjectId !== undefined && [member?.aadObjectId, member?.id].includes(each.aadObjectId));
    return [...this.people].find(([conversation, persons]) => conversation.startsWith('a:') && persons.some(same))?.[0];
  }

  members({ conversation, target, path }: TeamsRequest): Refusal {
    const persons = this.listOf(conversation);
    if (!persons) return refusals.conversationNotFound();
    // Teams calls the Entra id objectId here and aadObjectId elsewhere; the SDK copes with both.
    const listed = persons.map((each) => ({ userRole: 'user', ...each, objectId: each.aadObjectId }));
    if (target !== undefined) {
      const one = listed.find((each) => each.id === target || each.aadObjectId === target);
      return one ? { status: 200, body: one } : refusals.memberNotFound();
    }
    if (!path.includes('/pagedmembers')) return { status: 200, body: listed };
    const query = new URL(path, 'http://teams').searchParams;
    const from = Number(query.get('continuationToken') ?? 0);
    const to = from + Number(query.get('pageSize') ?? 200);
    return { status: 200, body: { members: listed.slice(from, to), ...(to < listed.length && { continuationToken: String(to) }) } };
  }

  team({ conversation }: TeamsRequest): Refusal {
    const known = this.teams.get(conversation);
    if (!known) return refusals.conversationNotFound();
    const { team, tenant, channels } = known;
    const body = {
      ...team,
      type: 'standard',
      tenantId: tenant,
      channelCount: channels.size,
      memberCount: this.listOf(team.id)?.length ?? 0,
    };
    return { status: 200, body };
  }

  private listOf(conversation: string): readonly Person[] | undefined {
    const place = this.placesOf(conversation).find((each) => this.people.has(each));
    return place === undefined ? undefined : this.people.get(place);
  }
}
