import type { Choice } from '../types';

/** How it went, asked at the end of most remedies. */
export const works: Choice & { id: 'works' } = { id: 'works', means: ['in', 'works', 'yes', 'done'] };
export const stillFails: Choice & { id: 'still-fails' } = { id: 'still-fails', means: ['no', 'cannot', 'internal-error'] };
/** The same, where the error is an answer of its own and the next remedy is for whoever came in wrong. */
export const failsOtherwise: Choice & { id: 'still-fails' } = { id: 'still-fails', means: ['no', 'cannot', 'wrong-user', 'other-account', 'asked-for-password'] };
/** The same, where it is asked next what it was. */
export const stops: Choice & { id: 'still-fails' } = {
  id: 'still-fails',
  means: ['no', 'cannot', 'something-else', 'internal-error', 'wrong-user', 'asked-for-password'],
  tells: { 'internal-error': { stopped: 'internal-error' }, 'wrong-user': { stopped: 'wrong-user' }, 'asked-for-password': { stopped: 'asked-for-password' } },
};
export const internalError: Choice & { id: 'internal-error' } = { id: 'internal-error', means: ['internal-error'] };
export const wrongUser: Choice & { id: 'wrong-user' } = { id: 'wrong-user', means: ['wrong-user'], spoken: true };
export const done: Choice & { id: 'done' } = { id: 'done', means: ['done', 'yes', 'works'] };
export const cannot: Choice & { id: 'cannot' } = { id: 'cannot', means: ['cannot', 'no', 'internal-error'] };
/** V11. */
export const buttonMissing: Choice & { id: 'button-missing' } = { id: 'button-missing', means: ['button-missing'], spoken: true };

/** The ways the login fails that have an answer of their own. */
export const failures = [
  { id: 'internal-error', means: ['internal-error'] },
  { id: 'wrong-user', means: ['wrong-user'] },
  { id: 'id-porten', means: ['id-porten'] },
  { id: 'no-eid', means: ['no-eid'] },
  { id: 'asked-for-password', means: ['asked-for-password', 'forgot-password'] },
] as const satisfies readonly Choice[];

/** How people call an address that is not their work's. */
export const privately = ['hotmail', 'hotmailadressen', 'hotmailadressa', 'gmail', 'gmailadressen', 'gmailadressa', 'yahoo', 'icloud', 'privat', 'private', 'privatadressen', 'privatadressa', 'privatmailen'];

/** What somebody sees who has opened the account's page, however she came in. That she is done does not tell which. */
export const addressThere = [
  { id: 'other-address', means: ['wrong-address'], said: privately },
  { id: 'already-right', means: ['already-right'] },
] as const satisfies readonly Choice[];

/** Asked where they are, or whose page it is. */
export const atTheAccount = { 'colleague-signed-in': 'sign-out-first', 'where-to-log-in': 'which-page' } as const;
