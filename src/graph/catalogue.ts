import type { TeamsApp } from '@microsoft/microsoft-graph-types';
import type { Refused } from '../app/directory';
import { isGood, pageIn, type Thing } from './answer';
import { type GraphClient, query, quoted } from './client';
import { cataloguePermission } from './permissions';
import { refusalOf } from './refusal';

/** How the app is known: by the catalogue's own id, or else by the id in its manifest. */
export interface AppIds {
  readonly catalogAppId?: string | undefined;
  readonly teamsAppId?: string | undefined;
}

export type InCatalogue = { readonly kind: 'app'; readonly id: string } | Refused;

/** An app that is not there may be put there at any time; it is looked for again after this. ms. */
const absentFor = 60_000;

/** The app's id in the organisation's catalogue, looked up once. */
export class Catalogue {
  private known: { readonly found: Promise<InCatalogue>; readonly until: number } | undefined;

  constructor(
    private readonly client: GraphClient,
    private readonly ids: AppIds,
    private readonly now: () => number,
  ) {}

  /** The id, or why there is none: not in the catalogue, or the bot may not look. Throws DirectoryAway. */
  async app(): Promise<InCatalogue> {
    const { catalogAppId } = this.ids;
    if (catalogAppId) return { kind: 'app', id: catalogAppId };
    if (!this.known || this.known.until <= this.now()) this.known = { found: this.lookUp(), until: Infinity };
    const mine = this.known;
    try {
      const app = await mine.found;
      if (app.kind === 'refused' && this.known === mine && mine.until === Infinity) this.known = { found: mine.found, until: this.now() + absentFor };
      return app;
    } catch (error) {
      if (this.known === mine) this.known = undefined;
      throw error;
    }
  }

  /** The id was no longer right: the app was uploaded anew, and has another one. */
  forget(): void {
    this.known = undefined;
  }

  private async lookUp(): Promise<InCatalogue> {
    const { teamsAppId = '' } = this.ids;
    const path = `/appCatalogs/teamsApps${query({ $filter: `externalId eq ${quoted(teamsAppId)}` })}`;
    const answer = await this.client.ask({ what: 'the app in the catalogue', path });
    if (!isGood(answer.status)) return refusalOf(answer, cataloguePermission);
    // An app that somebody only uploaded for himself has the same id in its manifest, and cannot be installed for others.
    const apps = (pageIn(answer.body).items as readonly (TeamsApp & Thing)[]).filter(({ distributionMethod }) => distributionMethod !== 'sideloaded');
    const app = apps.find(({ distributionMethod }) => distributionMethod === 'organization') ?? apps[0];
    return app ? { kind: 'app', id: app.id } : { kind: 'refused', why: 'no-app', detail: 'the catalogue has no app with the id in TEAMS_APP_ID' };
  }
}
