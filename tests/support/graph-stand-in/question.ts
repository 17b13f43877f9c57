import type { GraphOperation } from './api';

/** What was asked, read as strictly as the documentation has it; a text says what is wrong with it. */
export type Question =
  | { readonly operation: 'user'; readonly user: string }
  | { readonly operation: 'by-mail'; readonly mail: string; readonly skip: number }
  | { readonly operation: 'installed'; readonly user: string; readonly app: string }
  | { readonly operation: 'chat'; readonly user: string; readonly installation: string }
  | { readonly operation: 'install'; readonly user: string }
  | { readonly operation: 'catalogue'; readonly externalId: string }
  | { readonly operation: 'batch' };

const userProperties = new Set(['id', 'displayName', 'mail', 'userPrincipalName', 'accountEnabled', 'userType', 'preferredLanguage']);

/** The text in `name eq '…'`, with doubled quotes for one; undefined where it is anything else. */
function equal(filter: string | undefined, name: string): string | undefined {
  const [, text] = new RegExp(`^${name} eq '((?:[^']|'')*)'$`).exec(filter ?? '') ?? [];
  return text?.replace(/''/g, "'");
}

/** Reads a method and an address after the base. */
export function read(method: string, url: string): Question | string {
  // What may stand in an address without being encoded (RFC 3986); a # would end it.
  if (!/^\/[\w\-.~!$&'()*+,;=:@%/]*(\?[\w\-.~!$&'()*+,;=:@%/?]*)?$/.test(url)) return 'the address is not encoded';
  const [path = '', search = ''] = url.split('?');
  const options = Object.fromEntries(new URLSearchParams(search));
  const names = Object.keys(options).toSorted().join(' ');
  const [, one, user, two, three, installation, four, ...more] = path.split('/').map(decodeURIComponent);
  if (more.length > 0) return 'the path is too long';
  if (method === 'POST') return post(path, names, one, user, [two, three, installation]);
  if (method !== 'GET') return `nothing is done with ${method}`;
  if (one === 'appCatalogs') {
    const externalId = equal(options['$filter'], 'externalId');
    return user === 'teamsApps' && two === undefined && names === '$filter' && externalId !== undefined ? { operation: 'catalogue', externalId } : 'the catalogue is asked in another way';
  }
  if (one !== 'users') return 'nobody knows this address';
  const select = options['$select']?.split(',') ?? [];
  const selects = select.length > 0 && select.every((name) => userProperties.has(name));
  if (user === undefined) {
    const mail = equal(options['$filter'], 'mail');
    const known = names === '$filter $select' || names === '$filter $select $skiptoken';
    return known && selects && mail ? { operation: 'by-mail', mail, skip: Number(options['$skiptoken'] ?? 0) } : 'people are asked for in another way';
  }
  if (two === undefined) return names === '$select' && selects ? { operation: 'user', user } : 'a person is asked for in another way';
  if (two !== 'teamwork' || three !== 'installedApps') return 'nobody knows this address';
  if (installation !== undefined) return four === 'chat' && names === '' ? { operation: 'chat', user, installation } : 'a chat is asked for in another way';
  const app = equal(options['$filter'], 'teamsApp/id');
  return names === '$expand $filter' && options['$expand'] === 'teamsApp' && app ? { operation: 'installed', user, app } : 'installations are asked for in another way';
}

function post(path: string, names: string, one: string | undefined, user: string | undefined, rest: readonly (string | undefined)[]): Question | string {
  if (names !== '') return 'nothing is posted with options';
  if (path === '/$batch') return { operation: 'batch' };
  const installs = one === 'users' && user && rest[0] === 'teamwork' && rest[1] === 'installedApps' && rest[2] === undefined;
  return installs ? { operation: 'install', user } : 'nothing is posted there';
}

/** Any of these is enough. */
const ofTeams = ['ReadForUser', 'ReadWriteSelfForUser', 'ReadWriteForUser', 'ReadWriteAndConsentSelfForUser', 'ReadWriteAndConsentForUser'].map((name) => `TeamsAppInstallation.${name}.All`);
export const needed: Readonly<Record<Exclude<GraphOperation, 'batch' | 'token'>, readonly string[]>> = {
  user: ['User.Read.All'],
  'by-mail': ['User.Read.All'],
  installed: ofTeams,
  chat: ofTeams,
  install: ofTeams.slice(1),
  catalogue: ['AppCatalog.Read.All'],
};
