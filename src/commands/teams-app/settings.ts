import { z } from 'zod';
import { readOrganisation } from '../../organisation';

/** What the placeholders in `manifest/*.json` stand for, by their names. */
export type Values = Readonly<Record<string, string>>;

const guid = (hint: string) => z.guid({ error: ({ input }) => (input === undefined ? `is missing. ${hint}` : `is no GUID. ${hint}`) });
const https = (hint: string) => z.url({ protocol: /^https$/, error: ({ input }) => (input === undefined ? `is missing. ${hint}` : `must be an https address. ${hint}`) });

const environment = z.object({
  TEAMS_APP_ID: guid('Make one with: node -p "crypto.randomUUID()", and keep it: to Teams another id is another app.'),
  MicrosoftAppId: guid('It is the application (client) id of the Azure Bot resource.'),
  PUBLIC_URL: https('It is where Teams reaches the bot.'),
  DEVELOPER_URL: https('It is the page where people find help with the app.'),
  PRIVACY_URL: https('It is the privacy notice (or give the organisation file a privacy.url).'),
  TERMS_OF_USE_URL: https('It is the page with the terms of use.'),
});

export const packageSettingNames = Object.keys(environment.shape);

/**
 * What fills the manifest, out of an environment, the organisation file it names and the version of this program.
 * Gives every fault instead, a sentence each, if there are any.
 */
export function readPackageSettings(env: Readonly<Record<string, string | undefined>>, version: string): { readonly values: Values } | { readonly faults: readonly string[] } {
  // An empty setting counts as unset, as in the bot itself.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = readOrganisation(given['ORGANISATION_FILE']);
  const organisation = 'name' in read ? read : undefined;
  const settings = environment.safeParse({ PRIVACY_URL: organisation?.privacy.url, ...given });
  if (organisation && settings.success)
    return { values: { ...settings.data, PUBLIC_HOST: new URL(settings.data.PUBLIC_URL).hostname, ORGANISATION: organisation.name, VERSION: version } };
  return {
    faults: [
      ...(settings.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`),
      ...(Array.isArray(read) ? read.map((fault) => `ORGANISATION_FILE: ${fault}`) : []),
    ],
  };
}
