import { randomUUID, sign } from 'node:crypto';
import type { TokenCredential, TokenCredentialOptions } from '@azure/identity';
import { DirectoryAway } from '../app/directory';
import type { Credentials } from '../core/credentials';

/** Where tokens are asked for in place of Entra. Tests have an issuer of their own. */
export type Issuer = TokenCredentialOptions & { readonly disableInstanceDiscovery?: boolean };

/** Gives a token, within the signal's time. */
export type Token = (signal: AbortSignal) => Promise<string>;

/** All application permissions that an administrator has consented to. */
const scope = 'https://graph.microsoft.com/.default';
/** An assertion is used at once; ten minutes is what MSAL gives its own. Seconds. */
const assertionLasts = 600;

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Signed proof that the app has the certificate's key (RFC 7523). Made here because the settings have the certificate by
 * its thumbprint, as the Bot Framework wants it, and the library's own class wants the certificate itself.
 */
function assertion({ MicrosoftAppId, MicrosoftAppTenantId, CertificateThumbprint = '', CertificatePrivateKey = '' }: Credentials, host: string): string {
  const x5t = Buffer.from(CertificateThumbprint.replace(/[^0-9a-f]/gi, ''), 'hex').toString('base64url');
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    aud: `${host}/${MicrosoftAppTenantId}/oauth2/v2.0/token`,
    iss: MicrosoftAppId,
    sub: MicrosoftAppId,
    jti: randomUUID(),
    nbf: now,
    exp: now + assertionLasts,
  };
  const signed = `${part({ alg: 'RS256', typ: 'JWT', x5t })}.${part(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), CertificatePrivateKey).toString('base64url')}`;
}

async function credentialOf(identity: Credentials, issuer: Issuer): Promise<TokenCredential> {
  // 130 ms and more, and 27 MB, that a bot without a push never needs.
  const { ClientAssertionCredential, ClientSecretCredential, ManagedIdentityCredential } = await import('@azure/identity');
  // Whether to ask again is the client's to say.
  const options = { ...issuer, retryOptions: { maxRetries: 0 } };
  const { MicrosoftAppId: id, MicrosoftAppTenantId: tenant = '', MicrosoftAppPassword: secret } = identity;
  if (identity.MicrosoftAppType === 'UserAssignedMSI') return new ManagedIdentityCredential({ clientId: id, ...options });
  if (secret) return new ClientSecretCredential(tenant, id, secret, options);
  const host = issuer.authorityHost ?? 'https://login.microsoftonline.com';
  return new ClientAssertionCredential(tenant, id, async () => assertion(identity, host), options);
}

/** Rejects when the time is over: the library does not end all that it asks by the signal. */
const end = (signal: AbortSignal): Promise<never> => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));

/** What went wrong, without what the issuer says at length: its own number for it (AADSTS7000222: the secret has expired), else the kind of error. */
function reasonOf(error: unknown): string {
  const { name, code, message } = error as { readonly name?: string; readonly code?: string; readonly message?: string };
  return /AADSTS\d+/.exec(message ?? '')?.[0] ?? code ?? name ?? 'unknown';
}

/**
 * Tokens for Graph, by secret, certificate or managed identity. The library is loaded and the first token asked for when
 * there is something to ask; it keeps tokens until they are about to end. Throws {@link DirectoryAway} where none can be had.
 */
export function graphToken(identity: Credentials, issuer: Issuer = {}): Token {
  let credential: Promise<TokenCredential> | undefined;
  return async (signal) => {
    try {
      credential ??= credentialOf(identity, issuer);
      const found = await Promise.race([(await credential).getToken(scope, { abortSignal: signal }), end(signal)]);
      if (found) return found.token;
    } catch (error) {
      throw new DirectoryAway(`no token for Graph: ${reasonOf(error)}`, undefined, { cause: error });
    }
    throw new DirectoryAway('no token for Graph: there is no such identity');
  };
}

