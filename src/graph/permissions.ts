/**
 * What an administrator may consent to for installing the app for people. The first is the least that works with an app that
 * declares resource-specific permissions (RSC), as ours does; the second is for an app without them; the others
 * may install any app (Microsoft Graph permissions reference; userteamwork-post-installedapps).
 */
export const installPermissions = [
  'TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All',
  'TeamsAppInstallation.ReadWriteSelfForUser.All',
  'TeamsAppInstallation.ReadWriteAndConsentForUser.All',
  'TeamsAppInstallation.ReadWriteForUser.All',
] as const;
export type InstallPermission = (typeof installPermissions)[number];

/** Whether who has this permission may consent for the person, and then has to, in the body of the request. */
export const mayConsent = (permission: InstallPermission): boolean => permission.includes('AndConsent');

/** For finding people with their account's state, which the smaller User.ReadBasic.All does not show. */
export const findPermission = 'User.Read.All';
/** For looking the app up in the organisation's catalogue. */
export const cataloguePermission = 'AppCatalog.Read.All';
