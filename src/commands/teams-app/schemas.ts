/**
 * The schemas as Microsoft ships them, so that nothing is fetched. 1.21 has all that the manifest uses, and is the lowest
 * version that refuses an empty translation.
 */
export { default as languageSchema } from '@microsoft/app-manifest/build/json-schemas/teams/v1.21/MicrosoftTeams.Localization.schema.json';
export { default as manifestSchema } from '@microsoft/app-manifest/build/json-schemas/teams/v1.21/MicrosoftTeams.schema.json';
