import type { Credentials } from '../core/credentials';
import {
  AuthenticationConstants,
  AuthenticationError,
  type BotFrameworkAuthentication,
  ClaimsIdentity,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type ConnectorClient,
  type ServiceClientCredentialsFactory,
} from './sdk';

/** Other endpoints than Microsoft's public ones: all of them or none. Tests have an issuer of their own. */
export interface Authority {
  readonly settings: Readonly<Record<string, string | boolean>>;
  readonly credentials: ServiceClientCredentialsFactory;
}

/** What came of asking who sent a request. */
export type Admission = 'admitted' | 'refused' | 'unknown';

/** Microsoft's public cloud: who signs Teams' requests, and whom the bot's own token is for. */
const issuer = 'https://api.botframework.com';
const audience = issuer;
const loginEndpoint = 'https://login.microsoftonline.com/botframework.com';
/** Errors of the token itself that the SDK lets through as they are. */
const badTokens = ['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError'];

/** One part of a token as the JSON object it should be; undefined where it is anything else. */
function partOf(encoded: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const part: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    return typeof part === 'object' && part !== null ? (part as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether it looks like a token of Teams, before the SDK checks it: a torn one makes it throw a fault of its own, an
 * endless one it lets in, and so it does with one that the app got for itself, without a look at the service URL.
 */
function isFromTeams(authorization: string): boolean {
  const [, header = '', payload = ''] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(authorization) ?? [];
  const claims = partOf(payload);
  return partOf(header) !== undefined && claims?.['iss'] === issuer && typeof claims['exp'] === 'number';
}

/** The only code that knows tokens. */
export class Access {
  private readonly auth: BotFrameworkAuthentication;
  private readonly credentials: ServiceClientCredentialsFactory;

  constructor(
    private readonly settings: Credentials | undefined,
    authority?: Authority,
  ) {
    // An empty app id switches the SDK's authentication off, in both directions.
    const given = { ...(settings ?? { MicrosoftAppId: '' }) };
    this.credentials = authority?.credentials ?? new ConfigurationServiceClientCredentialFactory(given);
    this.auth = new ConfigurationBotFrameworkAuthentication({ ...authority?.settings }, this.credentials);
  }

  /** Whether requests must be signed. */
  get signed(): boolean {
    return this.settings !== undefined;
  }

  /** The tenant whose requests are let in; undefined: any. */
  get tenant(): string | undefined {
    return this.settings?.MicrosoftAppTenantId;
  }

  /** Checks an inbound request's token against its activity. `unknown`: the issuer's keys cannot be had now. */
  async admit(activity: object, authorization: string): Promise<Admission> {
    if (!this.signed) return 'admitted';
    const { channelId, serviceUrl } = activity as { channelId?: unknown; serviceUrl?: unknown };
    // Without these the SDK compares nothing with the token, or throws what is not an authentication error.
    if (channelId !== 'msteams' || typeof serviceUrl !== 'string' || serviceUrl === '') return 'refused';
    if (!isFromTeams(authorization)) return 'refused';
    try {
      await this.auth.authenticateRequest(activity as never, authorization);
      return 'admitted';
    } catch (error) {
      const refused = error instanceof AuthenticationError || (error instanceof Error && badTokens.includes(error.name));
      return refused ? 'refused' : 'unknown';
    }
  }

  /** Resolves where a token for Teams can be had (from the SDK's cache, mostly); rejects where not. */
  async token(): Promise<void> {
    await this.bearer();
  }

  /** The token itself; undefined where requests are not signed. */
  async bearer(): Promise<string | undefined> {
    if (!this.settings) return undefined;
    const credentials: unknown = await this.credentials.createCredentials(
      this.settings.MicrosoftAppId,
      audience,
      loginEndpoint,
      true,
    );
    return (credentials as { getToken(): Promise<string> }).getToken();
  }

  /** A client for one service URL that sends exactly one request: whether to try again is the outbox's to say. */
  async connector(serviceUrl: string): Promise<ConnectorClient> {
    const { AudienceClaim, AppIdClaim } = AuthenticationConstants;
    const id = this.settings?.MicrosoftAppId;
    const claims = id
      ? [AudienceClaim, AppIdClaim].map((type) => ({ type, value: id }))
      : [];
    const client = await this.auth.createConnectorFactory(new ClaimsIdentity(claims, true)).create(serviceUrl, audience);
    // Untyped in the SDK. The policy retries 5xx up to three times and ECONNRESET too: a message twice.
    const { pipeline } = client['client'] as { pipeline: { removePolicy(policy: { name: string }): unknown } };
    pipeline.removePolicy({ name: 'defaultRetryPolicy' });
    return client;
  }
}
