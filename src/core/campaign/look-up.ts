import { checkEmail } from '../email/check';
import type { Standing, Why } from './recipient';

/** What the directory knows of an address, as far as it counts here. */
export interface Known {
  readonly enabled: boolean;
  readonly guest: boolean;
}

/** Where somebody stands whom the directory knows, before it is asked for her chat; undefined: nothing is in the way. */
export function obstacleOf({ enabled, guest }: Known): { readonly standing: Standing; readonly why: Why } | undefined {
  if (guest) return { standing: 'no-app', why: 'guest' };
  return enabled ? undefined : { standing: 'no-app', why: 'off' };
}

/**
 * Where somebody stands whom the directory does not know. An address of the organisation's own that is written well is one
 * whose account is not there yet: new hires are announced before it is made.
 */
export function absenceOf(address: string, domains: readonly string[]): { readonly standing: Standing; readonly why: Why } {
  const { verdict } = checkEmail(address, domains, undefined);
  if (verdict === 'typo') return { standing: 'unknown', why: 'typo' };
  return domains.some((domain) => address.endsWith(`@${domain}`)) ? { standing: 'not-there', why: '' } : { standing: 'unknown', why: '' };
}
