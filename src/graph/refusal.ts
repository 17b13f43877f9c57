import type { Refused } from '../app/directory';
import { type Answer, errorOf } from './answer';

/** What of Graph's text may go into a log: no ids, no addresses, not for ever. Personal data stands in nearly every refusal. */
const harmless = (message: string): string =>
  message
    .replace(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi, '…')
    .replace(/[^\s'"<>,;:()]+@[^\s'"<>,;:()]+/g, '…')
    .replace(/User Id '[^']*'/gi, "User Id '…'")
    .replace(/\s+/g, ' ')
    .slice(0, 300);

/** Status, codes and what may be repeated of the text, for the log and the operator. */
export function detailOf(answer: Answer): string {
  const { codes, message } = errorOf(answer);
  return [answer.status, ...new Set(codes), harmless(message)].filter((each) => each !== '').join(' ');
}

/**
 * Whether a 403 is about this person and not about what the bot may do. Graph says so only in words: «App is blocked by app
 * permission policy. TenantId: …» with AccessDenied within Forbidden (as reported in microsoft-teams-apps-company-communicator
 * #889 and #1537). All else is taken for a missing permission: «Missing role permissions on the request. API requires one
 * of '…'», Authorization_RequestDenied, «AAD App Id '…' is not allowed to manage the Teams App», or no words at all.
 */
const isPolicy = (answer: Answer): boolean => /\bpolicy\b|\bblocked\b/i.test(errorOf(answer).message);

/** What a refusal is about, where `needs` is the permission that what was asked takes. 404 is for the caller to tell apart. */
export function refusalOf(answer: Answer, needs: string): Refused {
  const detail = detailOf(answer);
  if (answer.status === 404) return { kind: 'refused', why: 'gone', detail };
  if (answer.status === 403 && isPolicy(answer)) return { kind: 'refused', why: 'policy', detail };
  return { kind: 'refused', why: 'permission', detail: `needs ${needs}: ${detail}` };
}
