import { createHash, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { ServiceClientCredentialsFactory, type ServiceClientCredentials } from 'botframework-connector';

/** What goes into a token. All but `appId` and `serviceUrl` default to what Teams would put there. */
export interface TokenRequest {
  appId: string;
  serviceUrl: string;
  /** Default: the issuer in `settings`. */
  issuer?: string;
  /** Default: `appId`. */
  audience?: string;
  /** Seconds from now; negative: expired. The SDK forgives five minutes. Default: one hour. */
  expiresIn?: number;
  /** 'stranger' signs with a key that was never published but claims the published key id; 'unknown' names no known id. */
  key?: 'own' | 'stranger' | 'unknown';
  /** Further claims, or other values for the usual ones; undefined takes one away. */
  claims?: Record<string, unknown>;
}

/** A loopback stand-in for the issuer of the tokens Teams puts on its requests. */
export interface OpenIdIssuer {
  /** Everything ConfigurationBotFrameworkAuthentication takes to trust this issuer. The SDK wants all or nothing. */
  readonly settings: {
    ValidateAuthority: boolean;
    ToChannelFromBotLoginUrl: string;
    ToChannelFromBotOAuthScope: string;
    ToBotFromChannelTokenIssuer: string;
    OAuthUrl: string;
    ToBotFromChannelOpenIdMetadataUrl: string;
    ToBotFromEmulatorOpenIdMetadataUrl: string;
    CallerId: string;
  };
  /** A signed token. */
  token(request: TokenRequest): string;
  /** The same as the value of an Authorization header. */
  bearer(request: TokenRequest): string;
  /** Accepts tokens for `appId` and signs outbound requests with `Bearer out-…`, without asking anybody. */
  credentialsFactory(appId: string): ServiceClientCredentialsFactory;
  /** How often the keys were fetched. */
  readonly keyFetches: number;
  stop(): Promise<void>;
}

/** Starts the issuer. `endorsements`: which channels its key may speak for; default only msteams. */
export async function startIssuer(options: { endorsements?: string[] } = {}): Promise<OpenIdIssuer> {
  const endorsements = options.endorsements ?? ['msteams'];
  const own = keys('own');
  const kid = randomUUID();
  // The SDK caches keys by address for the life of the process, and ports come back: hence a path nobody had before.
  const path = `/${randomUUID()}`;
  let keyFetches = 0;

  const server = http.createServer((request, response) => {
    const documents: Record<string, () => unknown> = {
      [`${path}/openid`]: () => ({ issuer, jwks_uri: `${base}/keys`, id_token_signing_alg_values_supported: ['RS256'] }),
      [`${path}/keys`]: () => {
        keyFetches += 1;
        const { n, e } = own.publicKey.export({ format: 'jwk' });
        return { keys: [{ kty: 'RSA', use: 'sig', kid, n, e, endorsements }] };
      },
    };
    const document = documents[request.url ?? '']?.();
    response.writeHead(document ? 200 : 404, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(document ?? {}));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const issuer = 'https://api.botframework.com';

  const token = ({ appId, serviceUrl, key = 'own', expiresIn = 3600, ...rest }: TokenRequest) => {
    const now = Math.floor(Date.now() / 1000);
    const payload = {
      iss: rest.issuer ?? issuer,
      aud: rest.audience ?? appId,
      serviceurl: serviceUrl,
      nbf: Math.min(now, now + expiresIn) - 60,
      exp: now + expiresIn,
      ...rest.claims,
    };
    const signer = key === 'stranger' ? keys('stranger').privateKey : own.privateKey;
    return jwt({ alg: 'RS256', typ: 'JWT', kid: key === 'unknown' ? randomUUID() : kid }, payload, signer);
  };

  return {
    settings: {
      ValidateAuthority: true,
      ToChannelFromBotLoginUrl: `${base}/login`,
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: issuer,
      OAuthUrl: `${base}/oauth`,
      ToBotFromChannelOpenIdMetadataUrl: `${base}/openid`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${base}/openid`,
      CallerId: 'urn:botframework:azure',
    },
    token,
    bearer: (request) => `Bearer ${token(request)}`,
    credentialsFactory: (appId) => new LoopbackCredentials(appId),
    get keyFetches() {
      return keyFetches;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Accepts tokens for one app id and signs outbound requests by itself: the part of an issuer that fits into another process. */
export class LoopbackCredentials extends ServiceClientCredentialsFactory {
  constructor(private readonly appId: string) {
    super();
  }
  override async isValidAppId(appId: string) {
    return appId === this.appId;
  }
  override async isAuthenticationDisabled() {
    return false;
  }
  override async createCredentials(appId: string, audience: string | undefined) {
    const value = `out-${createHash('sha256').update(`${appId} ${audience}`).digest('hex').slice(0, 16)}`;
    const credentials: ServiceClientCredentials & { getToken(): Promise<string> } = {
      getToken: async () => value,
      signRequest: async (request) => {
        request.headers.set('Authorization', `Bearer ${value}`);
        return request;
      },
    };
    return credentials;
  }
}

// Making an RSA key takes a while, and the tests need only two different ones.
const made = new Map<string, { publicKey: KeyObject; privateKey: KeyObject }>();
const keys = (name: 'own' | 'stranger') => {
  const pair = made.get(name) ?? generateKeyPairSync('rsa', { modulusLength: 2048 });
  made.set(name, pair);
  return pair;
};

const jwt = (header: object, payload: object, key: KeyObject) => {
  const text = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
};
