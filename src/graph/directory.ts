import { setTimeout as pass } from 'node:timers/promises';
import { type ChatFound, type Directory, DirectoryAway, type Refused } from '../app/directory';
import type { Log } from '../app/ports';
import type { Turns } from '../app/ports/push';
import { type Answer, errorOf, isGood, itemIn, pageIn } from './answer';
import { Budget } from './budget';
import { type AppIds, Catalogue } from './catalogue';
import { GraphClient, query, quoted, segment } from './client';
import type { Clock } from './patience';
import { findPeople } from './people';
import { type InstallPermission, mayConsent } from './permissions';
import { detailOf, refusalOf } from './refusal';
import type { Token } from './token';

/** A permission of the app within a team or chat, as its manifest declares it. */
export interface ResourcePermission {
  readonly name: string;
  readonly type: string;
}

export interface GraphSettings extends AppIds {
  /** What the bot was given for installing; it decides what the request has to say. */
  readonly installPermission: InstallPermission;
  /** All that the manifest declares: consent is for exactly these. */
  readonly resourcePermissions: readonly ResourcePermission[];
}

/** What it is asked with; tests have others. */
export interface GraphParts {
  readonly token: Token;
  /** When this process may ask, of all that do. */
  readonly turns: Turns;
  readonly log: Log;
  readonly base?: string | undefined;
  readonly clock?: Clock | undefined;
  readonly within?: number | undefined;
}

export const publicBase = 'https://graph.microsoft.com/v1.0';
/** Whoever waits for Graph does not keep a process alive that is told to stop. */
const realClock: Clock = { now: Date.now, pass: (ms) => pass(ms, undefined, { ref: false }), random: Math.random };

const appsOf = (person: string): string => `/users/${segment(person)}/teamwork/installedApps`;

/** Microsoft Graph as the directory, for one organisation and one app. */
export class GraphDirectory implements Directory {
  private readonly client: GraphClient;
  private readonly catalogue: Catalogue;
  private readonly log: Log;
  private told = '';

  constructor(
    private readonly settings: GraphSettings,
    { base = publicBase, clock = realClock, token, turns, log, within }: GraphParts,
  ) {
    this.client = new GraphClient({ base, token, budget: new Budget(turns, clock), clock, log, within });
    this.catalogue = new Catalogue(this.client, settings, clock.now);
    this.log = log;
  }

  async find(addresses: readonly string[]): ReturnType<Directory['find']> {
    const found = await findPeople(this.client, addresses);
    for (const each of found) if (each && 'why' in each) this.tell(each);
    return found;
  }

  async chat(person: string): Promise<ChatFound> {
    const app = await this.catalogue.app();
    if (app.kind === 'refused') return this.tell(app);
    const options = query({ $expand: 'teamsApp', $filter: `teamsApp/id eq ${quoted(app.id)}` });
    const listed = await this.client.ask({ what: 'her installation', path: `${appsOf(person)}${options}` });
    if (!isGood(listed.status)) return this.refused(listed);
    const [installation] = pageIn(listed.body).items;
    if (!installation) return { kind: 'not-installed' };
    const answer = await this.client.ask({ what: 'her chat', path: `${appsOf(person)}/${segment(installation.id)}/chat` });
    // Uninstalled a moment ago, or installed a moment ago and the chat not made yet: either way there is none.
    if (answer.status === 404) return { kind: 'not-installed' };
    if (!isGood(answer.status)) return this.refused(answer);
    const chat = itemIn(answer.body);
    if (!chat) throw new DirectoryAway('Graph gave a chat without an id');
    return { kind: 'chat', id: chat.id };
  }

  async install(person: string): Promise<{ readonly kind: 'installed' } | Refused> {
    const app = await this.catalogue.app();
    if (app.kind === 'refused') return this.tell(app);
    const answer = await this.client.ask({ what: 'installing', path: appsOf(person), body: this.order(app.id) });
    // 409: she has it. So it is, too, where an earlier attempt got through and its answer did not.
    if (isGood(answer.status) || answer.status === 409) return { kind: 'installed' };
    return answer.status === 404 ? this.missing(person, answer) : this.refused(answer);
  }

  /** What installing takes: the app, and consent to what it declares where the bot's permission is to give it (example 2 of userteamwork-post-installedapps). */
  private order(app: string): object {
    const { installPermission, resourcePermissions } = this.settings;
    const consent = {
      consentedPermissionSet: { resourceSpecificPermissions: resourcePermissions.map(({ name, type }) => ({ permissionValue: name, permissionType: type })) },
    };
    return {
      'teamsApp@odata.bind': `${this.client.base}/appCatalogs/teamsApps/${segment(app)}`,
      ...(mayConsent(installPermission) && resourcePermissions.length > 0 ? consent : {}),
    };
  }

  /**
   * Which of the two was not found. Asking for the person tells, rather than words; only that Entra knows her and Teams
   * does not (no licence yet, or so new that it has not got round) stands in words alone: «User Id '…' not found.»
   */
  private async missing(person: string, answer: Answer): Promise<Refused> {
    const known = await this.client.ask({ what: 'whether she is there', path: `/users/${segment(person)}${query({ $select: 'id' })}` });
    if (known.status === 404) return { kind: 'refused', why: 'gone', detail: detailOf(known) };
    if (/^User\b/i.test(errorOf(answer).message)) return { kind: 'refused', why: 'not-ready', detail: `has an account, and Teams does not know it: ${detailOf(answer)}` };
    this.catalogue.forget();
    return this.tell({ kind: 'refused', why: 'no-app', detail: detailOf(answer) });
  }

  private refused(answer: Answer): Refused {
    return this.tell(refusalOf(answer, this.settings.installPermission));
  }

  /** The operator hears of what only the operator can mend; once, however many people it is refused for. */
  private tell(refusal: Refused): Refused {
    const { why, detail } = refusal;
    if ((why === 'permission' || why === 'no-app') && detail !== this.told) {
      this.told = detail;
      this.log.warn({ why, detail }, 'Graph refuses what the bot has to ask');
    }
    return refusal;
  }
}
