import type { GraphAnswer } from './api';

const refusal = (status: number, code: string, message: string, inner?: string): GraphAnswer => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: { error: { code, message, innerError: { ...(inner ? { code: inner } : {}), date: '2026-11-28T12:00:00', 'request-id': 'fdb1e2a4-0000-4000-8000-000000000000' } } },
});

/** What Graph answers, in the words that were seen of it where we know them. */
export const answers = {
  ok: (body: unknown): GraphAnswer => ({ status: 200, headers: { 'Content-Type': 'application/json' }, body }),
  created: (): GraphAnswer => ({ status: 201 }),
  badRequest: (message: string): GraphAnswer => refusal(400, 'BadRequest', message),
  unauthorized: (): GraphAnswer => refusal(401, 'InvalidAuthenticationToken', 'Access token is empty or has expired.'),
  directoryForbids: (): GraphAnswer => refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'),
  teamsForbids: (needs: readonly string[], has: readonly string[]): GraphAnswer =>
    refusal(403, 'Forbidden', `Missing role permissions on the request. API requires one of '${needs.join(', ')}'. Roles on the request '${has.join(', ')}'.`),
  blocked: (person: string, app: string): GraphAnswer =>
    refusal(403, 'Forbidden', `App is blocked by app permission policy. TenantId: 2f75752d-0000-4000-8000-2fa29227f529, UserObjectId: ${person}, AppId: ${app}, AppType: Private`, 'AccessDenied'),
  noSuchUser: (): GraphAnswer => refusal(404, 'Request_ResourceNotFound', "Resource 'x' does not exist or one of its queried reference-property objects are not present."),
  notInTeams: (person: string): GraphAnswer => refusal(404, 'NotFound', `User Id '${person}' not found.`),
  notFound: (): GraphAnswer => refusal(404, 'NotFound', 'Not Found'),
  conflict: (): GraphAnswer => refusal(409, 'Conflict', 'User already has an active installation for specified app.'),
  throttled: (seconds: number | string): GraphAnswer => {
    const { body } = refusal(429, 'TooManyRequests', 'Too many requests.');
    return { status: 429, headers: { 'Content-Type': 'application/json', 'Retry-After': String(seconds) }, body };
  },
  badGateway: (): GraphAnswer => ({ status: 502, headers: { 'Content-Type': 'text/html' }, body: '<html>Bad Gateway</html>' }),
};
