import type { Question } from '../types';
import { addressThere, atTheAccount, buttonMissing, cannot, done } from './choices';

/** The two steps of the page on the account: the work address, and the link to ID-porten; with what stops people on them. */
export const account = [
  {
    id: 'accountSettings',
    kind: 'remedy',
    layout: 'page',
    picture: 'pencil',
    link: 'account-settings',
    step: 1,
    reminders: atTheAccount,
    choices: [
      ...addressThere,
      {
        id: 'cannot',
        means: ['cannot', 'no', 'internal-error', 'forgot-password', 'asked-for-password', 'old-mailbox'],
        tells: {
          'forgot-password': { blocked: 'forgot-password' },
          'asked-for-password': { blocked: 'forgot-password' },
          'old-mailbox': { blocked: 'old-mailbox' },
        },
      },
      buttonMissing,
    ],
  },
  {
    id: 'blocked',
    kind: 'question',
    layout: 'page',
    step: 1,
    choices: [
      { id: 'forgot-password', means: ['forgot-password', 'asked-for-password'] },
      { id: 'old-mailbox', means: ['old-mailbox'] },
      { id: 'other', means: ['something-else', 'unsure', 'cannot', 'button-missing'] },
    ],
  },
  {
    // V8: many never made a password there, because they log in with ID-porten.
    id: 'newPassword',
    kind: 'remedy',
    layout: 'page',
    link: 'account-settings',
    wordsOf: 'accountSettings',
    step: 1,
    reminders: atTheAccount,
    choices: [...addressThere, cannot, buttonMissing],
  },
  {
    id: 'withoutOldMailbox',
    kind: 'remedy',
    layout: 'page',
    link: 'account-settings',
    wordsOf: 'accountSettings',
    step: 1,
    reminders: atTheAccount,
    choices: [...addressThere, cannot, buttonMissing],
  },
  {
    id: 'emailFormat',
    kind: 'remedy',
    layout: 'email',
    picture: 'change-email',
    step: 1,
    reminders: { 'where-to-log-in': 'which-page' },
    choices: [
      { ...done, means: ['done', 'yes', 'works', 'sent'] },
      { id: 'address-taken', means: ['address-taken'] },
      { id: 'button-missing', means: ['button-missing'] },
      cannot,
      { id: 'already-right', means: ['already-right'], spoken: true },
    ],
  },
  {
    id: 'confirm',
    kind: 'remedy',
    layout: 'page',
    step: 1,
    codes: true,
    reminders: { 'activation-expired': 'send-again' },
    choices: [{ ...done, means: ['done', 'yes', 'works', 'confirmed'] }, { id: 'not-arrived', means: ['no-confirmation', 'no', 'cannot'] }],
  },
  {
    id: 'notArrived',
    kind: 'remedy',
    layout: 'page',
    step: 1,
    codes: true,
    reminders: { 'activation-expired': 'send-again' },
    choices: [{ ...done, means: ['done', 'yes', 'works', 'confirmed'] }, { id: 'cannot', means: ['no-confirmation', 'no', 'cannot'] }],
  },
  {
    // S9: also where the address was right from the start.
    id: 'link',
    kind: 'remedy',
    layout: 'page',
    picture: 'link-idporten',
    link: 'account-settings',
    step: 2,
    codes: true,
    reminders: atTheAccount,
    choices: [
      { id: 'done', means: ['done', 'yes', 'works', 'already-right', 'linked'] },
      { id: 'no-code', means: ['no-confirmation'] },
      { id: 'cannot', means: ['cannot', 'no', 'internal-error', 'button-missing'] },
    ],
  },
  {
    id: 'noCode',
    kind: 'remedy',
    layout: 'page',
    step: 2,
    codes: true,
    choices: [{ ...done, means: ['done', 'yes', 'works', 'linked'] }, { id: 'cannot', means: ['no-confirmation', 'no', 'cannot'] }],
  },
] as const satisfies readonly Question[];
