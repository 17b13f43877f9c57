import type { Choice, Question } from './types';

/** How it went, asked at the end of most remedies. */
const works: Choice & { id: 'works' } = { id: 'works', means: ['in', 'works', 'yes', 'done'] };
const stillFails: Choice & { id: 'still-fails' } = { id: 'still-fails', means: ['no', 'cannot', 'internal-error'] };
/** The same, where the error is an answer of its own and the next remedy is for whoever came in wrong. */
const failsOtherwise: Choice & { id: 'still-fails' } = { id: 'still-fails', means: ['no', 'cannot', 'wrong-user', 'other-account', 'asked-for-password'] };
/** The same, where it is asked next what it was. */
const stops: Choice & { id: 'still-fails' } = {
  id: 'still-fails',
  means: ['no', 'cannot', 'something-else', 'internal-error', 'wrong-user', 'asked-for-password'],
  tells: { 'internal-error': { stopped: 'internal-error' }, 'wrong-user': { stopped: 'wrong-user' }, 'asked-for-password': { stopped: 'asked-for-password' } },
};
const internalError: Choice & { id: 'internal-error' } = { id: 'internal-error', means: ['internal-error'] };
const wrongUser: Choice & { id: 'wrong-user' } = { id: 'wrong-user', means: ['wrong-user'], spoken: true };
const done: Choice & { id: 'done' } = { id: 'done', means: ['done', 'yes', 'works'] };
const cannot: Choice & { id: 'cannot' } = { id: 'cannot', means: ['cannot', 'no', 'internal-error'] };
/** V11. */
const buttonMissing: Choice & { id: 'button-missing' } = { id: 'button-missing', means: ['button-missing'], spoken: true };

/** The ways the login fails that have an answer of their own. */
const failures = [
  { id: 'internal-error', means: ['internal-error'] },
  { id: 'wrong-user', means: ['wrong-user'] },
  { id: 'id-porten', means: ['id-porten'] },
  { id: 'no-eid', means: ['no-eid'] },
  { id: 'asked-for-password', means: ['asked-for-password', 'forgot-password'] },
] as const satisfies readonly Choice[];

/** How people call an address that is not their work's. */
const privately = ['hotmail', 'hotmailadressen', 'hotmailadressa', 'gmail', 'gmailadressen', 'gmailadressa', 'yahoo', 'icloud', 'privat', 'private', 'privatadressen', 'privatadressa', 'privatmailen'];

/** What somebody sees who has opened the account's page, however she came in. That she is done does not tell which. */
const addressThere = [
  { id: 'other-address', means: ['wrong-address'], said: privately },
  { id: 'already-right', means: ['already-right', 'yes'] },
] as const satisfies readonly Choice[];

/** Asked where they are, or whose page it is. */
const atTheAccount = { 'colleague-signed-in': 'sign-out-first', 'where-to-log-in': 'which-page' } as const;

/** The questions, remedies and findings, in the order in which most people meet them. */
export const questions = [
  {
    // V14: left out where the organisation lists no other system; those it lists come after this one.
    id: 'system',
    kind: 'question',
    layout: 'page',
    choices: [{ id: 'visma', means: ['internal-error', 'first-login'] }],
  },
  {
    id: 'symptom',
    kind: 'question',
    layout: 'page',
    choices: [
      failures[0],
      { id: 'first-login', means: ['first-login'] },
      ...failures.slice(1),
      { id: 'something-else', means: ['something-else'] },
    ],
  },
  {
    id: 'about',
    kind: 'question',
    layout: 'page',
    choices: [
      { id: 'where-to-log-in', means: ['where-to-log-in'] },
      { id: 'activation-expired', means: ['activation-expired'] },
      { id: 'not-registered', means: ['not-registered'] },
      { id: 'address-taken', means: ['address-taken'] },
      { id: 'no-confirmation', means: ['no-confirmation'] },
      { id: 'other-system', means: ['other-system'] },
      { id: 'somebody-else', means: ['somebody-else'] },
      { id: 'none', means: ['something-else', 'no'] },
      // Said in the middle of something else, or before anything was asked.
      { id: 'email', means: ['email'], spoken: true },
      { id: 'forgot-password', means: ['forgot-password'], spoken: true },
      { id: 'id-porten', means: ['id-porten'], spoken: true },
      { id: 'no-eid', means: ['no-eid'], spoken: true },
      { id: 'no-inbox', means: ['no-inbox'], spoken: true },
      { id: 'wrong-address', means: ['wrong-address'], spoken: true },
      { id: 'shared-account', means: ['shared-account'], spoken: true },
      { id: 'keep-private', means: ['keep-private'], spoken: true },
    ],
  },
  {
    id: 'firstTime',
    kind: 'question',
    layout: 'page',
    choices: [
      { id: 'yes', means: ['yes', 'first-login'] },
      { id: 'no', means: ['no'] },
    ],
  },
  {
    id: 'firstLogin',
    kind: 'remedy',
    layout: 'video',
    picture: 'video-poster',
    link: 'video',
    // V7: the first login sends one.
    codes: true,
    choices: [works, internalError, { ...stops, means: stops.means?.filter((signal) => signal !== 'internal-error') ?? [] }],
  },
  {
    // What stopped somebody who was on her way in: the symptoms again, in the same words.
    id: 'stopped',
    kind: 'question',
    layout: 'page',
    wordsOf: 'symptom',
    choices: [...failures, { id: 'something-else', means: ['something-else'] }],
  },
  {
    // S5 says "may be": a person who does not know is helped the same way as one who is sure.
    id: 'earlierUser',
    kind: 'question',
    layout: 'page',
    choices: [
      { id: 'yes', means: ['yes', 'other-account'] },
      { id: 'unsure', means: ['unsure'] },
      { id: 'no', means: ['no'] },
    ],
  },
  {
    // V2, V4: the confirmation and the code go there.
    id: 'inbox',
    kind: 'question',
    layout: 'page',
    choices: [
      { id: 'yes', means: ['yes'] },
      { id: 'no', means: ['no', 'no-inbox'] },
    ],
  },
  {
    // V10: asked before anything is changed, because it cannot be undone by us.
    id: 'privateUse',
    kind: 'question',
    layout: 'page',
    choices: [
      // What was read is no consent: "done" is none.
      { id: 'go-on', means: ['yes'] },
      { id: 'keep-private', means: ['no', 'keep-private'] },
    ],
  },
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
  { id: 'tryAgain', kind: 'remedy', layout: 'page', link: 'visma', codes: true, wordsOf: 'symptom', choices: [works, internalError, failsOtherwise] },
  {
    // V5; and on a shared PC a colleague may be signed in.
    id: 'signOut',
    kind: 'remedy',
    layout: 'page',
    link: 'visma',
    codes: true,
    wordsOf: 'symptom',
    choices: [works, internalError, failsOtherwise],
  },
  {
    // One look at the account before HR is asked.
    id: 'checkAccount',
    kind: 'remedy',
    layout: 'page',
    picture: 'pencil',
    link: 'account-settings',
    wordsOf: 'accountSettings',
    reminders: atTheAccount,
    choices: [...addressThere, { id: 'cannot', means: ['cannot', 'no', 'internal-error', 'forgot-password', 'asked-for-password', 'old-mailbox'] }, buttonMissing],
  },
  {
    id: 'bankid',
    kind: 'remedy',
    layout: 'page',
    codes: true,
    wordsOf: 'symptom',
    // "It works" may be said of BankID here: only who is in is in. And where it fails is not guessed.
    choices: [
      { id: 'works', means: ['in'] },
      { id: 'only-here', means: ['internal-error', 'eid-works-elsewhere'] },
      { id: 'nowhere', means: ['eid-fails-elsewhere'] },
      wrongUser,
    ],
  },
  // V13: left out where the organisation states nothing but BankID.
  { id: 'otherEid', kind: 'question', layout: 'page', choices: [{ id: 'yes', means: ['yes'] }, { id: 'no', means: ['no', 'no-eid'] }] },
  { id: 'chooseIdPorten', kind: 'remedy', layout: 'page', link: 'visma', codes: true, wordsOf: 'symptom', choices: [works, stillFails, wrongUser] },
  { id: 'activation', kind: 'remedy', layout: 'page', codes: true, choices: [done, { id: 'cannot', means: ['cannot', 'no', 'activation-expired'] }] },
  // Left out where the organisation has not stated the address.
  { id: 'where', kind: 'remedy', layout: 'page', link: 'visma', choices: [works, stops] },
  { id: 'whichEmail', kind: 'remedy', layout: 'email', choices: [{ id: 'go-on', means: ['done', 'yes', 'thanks'] }] },
  { id: 'solved', kind: 'finding', layout: 'feedback', choices: [] },
  { id: 'askBank', kind: 'finding', layout: 'page', choices: [] },
  { id: 'otherSystem', kind: 'finding', layout: 'page', choices: [] },
  { id: 'passOn', kind: 'finding', layout: 'page', choices: [] },
  { id: 'hr', kind: 'finding', layout: 'page', link: 'mail', choices: [] },
] as const satisfies readonly Question[];
