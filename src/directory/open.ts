import manifest from '../../manifest/manifest.json';
import type { Directory } from '../app/directory';
import type { Log } from '../app/ports';
import type { Turns } from '../app/ports/push';
import type { Credentials } from '../core/credentials';
import { GraphDirectory } from '../graph/directory';
import type { InstallPermission } from '../graph/permissions';
import { graphToken, type Issuer } from '../graph/token';
import { type FilePerson, fileDirectory } from './file';

/** Which directory there is. */
export type DirectorySettings =
  | {
      readonly kind: 'graph';
      readonly identity: Credentials;
      /** One of the two is there. */
      readonly teamsAppId?: string | undefined;
      readonly catalogAppId?: string | undefined;
      readonly installPermission: InstallPermission;
    }
  | { readonly kind: 'file'; readonly people: readonly FilePerson[] };

/** Other endpoints than Microsoft's public ones. Tests have their own. */
export interface GraphAuthority {
  /** With the version, as in `https://graph.microsoft.com/v1.0`. */
  readonly base: string;
  readonly issuer?: Issuer | undefined;
}

/** The directory that the settings name; undefined where they name none. Asks nobody until it is asked. */
export function openDirectory(settings: DirectorySettings | undefined, turns: Turns, log: Log, authority?: GraphAuthority): Directory | undefined {
  if (!settings) return undefined;
  if (settings.kind === 'file') return fileDirectory(settings.people);
  const resourcePermissions = manifest.authorization.permissions.resourceSpecific;
  return new GraphDirectory({ ...settings, resourcePermissions }, { token: graphToken(settings.identity, authority?.issuer), base: authority?.base, turns, log });
}
