import { createPublicKey, randomUUID, verify } from 'node:crypto';
import type { Issuer } from '../../../src/graph/token';
import type { GraphAnswer, GraphStandIn } from './api';

/** Never asked: the library wants https, and what it sends goes to loopback. */
const host = 'https://login.stand-in.example';
const graph = 'https://graph.microsoft.com';
const json = (status: number, body: unknown): GraphAnswer => ({ status, headers: { 'Content-Type': 'application/json' }, body });
const wrong = (number: number, why: string) => json(401, { error: 'invalid_client', error_description: `AADSTS${number}: ${why} Trace ID: ${randomUUID()}`, error_codes: [number] });

/** Gives tokens to one app, by secret, certificate or managed identity. */
export class Entra {
  readonly tokens = new Set<string>();

  constructor(private readonly client: GraphStandIn['client']) {}

  /** Undefined: not for us. */
  answer(method: string, url: URL, headers: Readonly<Record<string, unknown>>, body: string): GraphAnswer | undefined {
    const { tenant } = this.client;
    if (url.pathname === '/msi/token') return this.managed(url, headers);
    if (url.pathname === `/${tenant}/v2.0/.well-known/openid-configuration`)
      return json(200, {
        issuer: `${host}/${tenant}/v2.0`,
        authorization_endpoint: `${host}/${tenant}/oauth2/v2.0/authorize`,
        token_endpoint: `${host}/${tenant}/oauth2/v2.0/token`,
        jwks_uri: `${host}/${tenant}/discovery/v2.0/keys`,
      });
    return method === 'POST' && url.pathname === `/${tenant}/oauth2/v2.0/token` ? this.byProof(new URLSearchParams(body)) : undefined;
  }

  private byProof(form: URLSearchParams): GraphAnswer {
    const { id, secret, certificateKey } = this.client;
    if (form.get('grant_type') !== 'client_credentials' || !form.get('scope')?.split(' ').includes(`${graph}/.default`)) return json(400, { error: 'invalid_request', error_description: 'AADSTS900144: no.' });
    if (form.get('client_id') !== id) return wrong(700_016, 'Application was not found in the directory.');
    const assertion = form.get('client_assertion');
    if (assertion ? !certificateKey || !this.proves(assertion, certificateKey) : form.get('client_secret') !== secret)
      return wrong(assertion ? 700_027 : 7_000_215, 'Invalid client proof provided.');
    return json(200, { token_type: 'Bearer', expires_in: 3_599, access_token: this.token() });
  }

  /** As App Service gives them: api-version 2019-08-01. */
  private managed(url: URL, headers: Readonly<Record<string, unknown>>): GraphAnswer {
    const { searchParams } = url;
    const known = searchParams.get('client_id') === this.client.id && headers['x-identity-header'] === this.client.header;
    if (!known || ![graph, `${graph}/`].includes(searchParams.get('resource') ?? '')) return json(400, { statusCode: 400, message: 'No User Assigned Managed Identity found for specified ClientId.' });
    return json(200, { access_token: this.token(), expires_on: String(Math.floor(Date.now() / 1_000) + 86_400), resource: graph, token_type: 'Bearer' });
  }

  private proves(assertion: string, key: string): boolean {
    const [header = '', claims = '', signature = ''] = assertion.split('.');
    const { iss, sub, aud, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
    const { alg, x5t } = JSON.parse(Buffer.from(header, 'base64url').toString()) as Record<string, unknown>;
    const said = alg === 'RS256' && typeof x5t === 'string' && Buffer.from(x5t, 'base64url').length === 20;
    const whose = iss === this.client.id && sub === iss && aud === `${host}/${this.client.tenant}/oauth2/v2.0/token` && Number(exp) * 1_000 > Date.now();
    return said && whose && verify('sha256', Buffer.from(`${header}.${claims}`), createPublicKey(key), Buffer.from(signature, 'base64url'));
  }

  private token(): string {
    const token = `graph-${randomUUID()}`;
    this.tokens.add(token);
    return token;
  }
}

/** What the library takes to ask on loopback; another process needs only the port. */
export function issuerAt(port: number): Issuer {
  const httpClient: Issuer['httpClient'] = {
    async sendRequest(request) {
      const url = request.url.replace(host, `http://127.0.0.1:${port}`);
      const answer = await fetch(url, { method: request.method, headers: request.headers.toJSON(), body: request.body as string, signal: request.abortSignal as AbortSignal | undefined });
      const bodyAsText = await answer.text();
      const headers = request.headers;
      for (const [name] of headers) headers.delete(name);
      for (const [name, value] of answer.headers) headers.set(name, value);
      return { request, status: answer.status, headers, bodyAsText };
    },
  };
  return { authorityHost: host, disableInstanceDiscovery: true, httpClient };
}
