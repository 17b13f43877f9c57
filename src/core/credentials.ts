/** How the bot proves who it is, to Teams and to Graph: one app. The names are those of the Bot Framework's own settings. */
export interface Credentials {
  readonly MicrosoftAppId: string;
  readonly MicrosoftAppPassword?: string | undefined;
  readonly MicrosoftAppType: string;
  readonly MicrosoftAppTenantId?: string | undefined;
  readonly CertificateThumbprint?: string | undefined;
  readonly CertificatePrivateKey?: string | undefined;
}
