import type { Condition, Reason, Rule } from './types';

/** However it came up: as what she sees, as what stopped her on the way in, or said in the middle of something else. */
const fails = (choice: string): readonly Condition[] => [{ symptom: [choice] }, { stopped: [choice] }, { about: [choice] }];

/** What comes next, most specific first. */
export const rules: readonly Rule[] = [
  { because: 'she asked for it', when: [{ askHr: ['yes'] }], show: 'hr' },
  {
    because: 'she says she is in',
    when: ['firstLogin', 'tryAgain', 'signOut', 'bankid', 'chooseIdPorten', 'where'].map((remedy) => ({ [remedy]: ['works'] })),
    show: 'solved',
  },

  {
    because: 'no remedy is left',
    when: [
      { privateUse: ['keep-private'] },
      { about: ['keep-private', 'wrong-address', 'shared-account'] },
      { accountSettings: ['button-missing'] },
      { newPassword: ['button-missing'] },
      { withoutOldMailbox: ['button-missing'] },
      { checkAccount: ['button-missing'] },
      { blocked: ['other'] },
      { newPassword: ['cannot'] },
      { withoutOldMailbox: ['cannot'] },
      { checkAccount: ['cannot'] },
      { emailFormat: ['button-missing', 'cannot'] },
      { notArrived: ['cannot'] },
      { link: ['cannot'] },
      { noCode: ['cannot'] },
      { activation: ['cannot'] },
      { signOut: ['still-fails'] },
      { tryAgain: ['internal-error'], signOut: ['internal-error'] },
      { tryAgain: ['still-fails'], signOut: ['internal-error'], link: ['done'] },
      { tryAgain: ['still-fails'], signOut: ['internal-error'], noCode: ['done'] },
      { about: ['none'] },
    ],
    show: 'hr',
  },

  // What is said in the middle of something else goes before it.
  { because: 'a link to pass on', when: [{ about: ['somebody-else'] }], show: 'passOn' },
  { because: 'S8', when: [{ about: ['email'] }], show: 'whichEmail' },
  { because: 'V3: nobody but HR can merge accounts', when: [{ about: ['address-taken'] }, { emailFormat: ['address-taken'] }], show: 'hr' },
  { because: 'V12: HR or payroll mends it', when: [{ about: ['not-registered'] }], show: 'hr' },
  { because: 'V2, V4: the link and the code go there', when: [{ about: ['no-inbox'] }, { inbox: ['no'] }], show: 'hr' },
  { because: 'V13: ID-porten needs one', when: fails('no-eid'), show: 'otherEid', otherwise: 'hr' },
  { because: 'V13', when: [{ otherEid: ['no'] }], show: 'hr' },
  { because: 'S10', when: fails('id-porten'), show: 'bankid' },
  { because: 'S10: it stops elsewhere too', when: [{ bankid: ['nowhere'] }], show: 'askBank' },
  { because: 'V6', when: [{ about: ['activation-expired'] }], show: 'activation' },
  { because: 'V8', when: [{ blocked: ['forgot-password'] }, { about: ['forgot-password'], privateUse: ['go-on'] }], show: 'newPassword' },
  { because: 'V2', when: [{ about: ['no-confirmation'] }, { confirm: ['not-arrived'] }], show: 'notArrived' },
  { because: 'S11', when: [{ about: ['where-to-log-in'] }], show: 'where', otherwise: 'hr' },
  { because: 'V14', when: [{ about: ['other-system'] }], show: 'system', otherwise: 'hr' },
  { because: 'V14', when: [{ about: ['other-system'], system: ['visma'] }], show: 'hr' },
  // Its condition is the organisation's list.
  { because: 'V14', when: [], show: 'otherSystem' },

  // The second step, and what comes after it.
  { because: 'V4', when: [{ link: ['no-code'] }], show: 'noCode' },
  { because: 'S11', when: [{ link: ['done'] }, { noCode: ['done'] }, { activation: ['done'] }, { otherEid: ['yes'] }], show: 'tryAgain' },
  {
    because: 'V5',
    when: [
      { tryAgain: ['still-fails'] },
      // Where the error comes before the two steps, they are next.
      { tryAgain: ['internal-error'], link: ['done'] },
      { tryAgain: ['internal-error'], noCode: ['done'] },
      { chooseIdPorten: ['wrong-user'] },
      { bankid: ['wrong-user'] },
      { symptom: ['wrong-user'] },
      { stopped: ['wrong-user'] },
    ],
    show: 'signOut',
  },

  // The first step: the address.
  {
    because: 'S9: a right address skips the change, never the linking',
    when: [
      { accountSettings: ['already-right'] },
      { newPassword: ['already-right'] },
      { withoutOldMailbox: ['already-right'] },
      { checkAccount: ['already-right'] },
      { emailFormat: ['already-right'] },
      { confirm: ['done'] },
      { notArrived: ['done'] },
    ],
    show: 'link',
  },
  { because: 'V2: nothing has changed before that', when: [{ emailFormat: ['done'] }], show: 'confirm' },
  {
    because: 'S7, S8',
    when: [
      { accountSettings: ['other-address'] },
      { newPassword: ['other-address'] },
      { withoutOldMailbox: ['other-address'] },
      { checkAccount: ['other-address'], privateUse: ['go-on'] },
    ],
    show: 'emailFormat',
  },
  { because: 'V8', when: [{ blocked: ['old-mailbox'] }], show: 'withoutOldMailbox' },
  { because: 'V8', when: [{ accountSettings: ['cannot'] }], show: 'blocked' },
  { because: 'S6', when: [{ privateUse: ['go-on'], earlierUser: ['yes', 'unsure'] }], show: 'accountSettings' },
  {
    because: 'V10: before anything is changed',
    // Who has opened the new activation link reads that inbox.
    when: [{ inbox: ['yes'] }, { activation: ['done'], earlierUser: ['yes', 'unsure'] }, { activation: ['done'], checkAccount: ['other-address'] }],
    show: 'privateUse',
  },
  { because: 'V2, V4', when: [{ earlierUser: ['yes', 'unsure'] }, { checkAccount: ['other-address'] }], show: 'inbox' },
  { because: 'one look before HR', when: [{ earlierUser: ['no'] }], show: 'checkAccount' },
  {
    because: 'S5: the commonest cause we know',
    when: [
      ...fails('internal-error'),
      ...['firstLogin', 'tryAgain', 'signOut'].map((remedy) => ({ [remedy]: ['internal-error'] })),
      { bankid: ['only-here'] },
      { chooseIdPorten: ['still-fails'] },
    ],
    show: 'earlierUser',
  },

  // The other ways the login fails.
  { because: 'V7: a code is a part of the first login', when: [{ symptom: ['asked-for-password'] }], show: 'firstTime' },
  { because: 'S3, V7', when: [{ symptom: ['first-login'] }, { firstTime: ['yes'] }], show: 'firstLogin' },
  { because: 'S4: no password is needed', when: [{ firstTime: ['no'] }, { stopped: ['asked-for-password'] }, { about: ['forgot-password'] }], show: 'chooseIdPorten' },
  { because: 'S5', when: [{ firstLogin: ['still-fails'] }, { where: ['still-fails'] }], show: 'stopped' },
  { because: 'the less common ways', when: [{ symptom: ['something-else'] }, { stopped: ['something-else'] }], show: 'about' },

  // The beginning.
  { because: 'V14', when: [{}], show: 'system' },
  { because: 'S2, S3', when: [{}], show: 'symptom' },
  { because: 'no remedy is left', when: [{}], show: 'hr' },
];

/** Why HR is asked, most specific first. */
export const reasons = [
  { when: { about: ['address-taken'] }, reason: 'address-taken' },
  { when: { emailFormat: ['address-taken'] }, reason: 'address-taken' },
  { when: { about: ['not-registered'] }, reason: 'not-registered' },
  { when: { about: ['no-inbox'] }, reason: 'no-inbox' },
  { when: { inbox: ['no'] }, reason: 'no-inbox' },
  { when: { symptom: ['no-eid'] }, reason: 'no-eid' },
  { when: { stopped: ['no-eid'] }, reason: 'no-eid' },
  { when: { about: ['no-eid'] }, reason: 'no-eid' },
  { when: { about: ['where-to-log-in'] }, reason: 'where-to-log-in' },
  { when: { about: ['other-system'] }, reason: 'other-system' },
  { when: { activation: ['cannot'] }, reason: 'activation-expired' },
  { when: { notArrived: ['cannot'] }, reason: 'no-confirmation' },
  { when: { noCode: ['cannot'] }, reason: 'no-confirmation' },
  { when: { privateUse: ['keep-private'] }, reason: 'keep-private' },
  { when: { about: ['keep-private'] }, reason: 'keep-private' },
  { when: { about: ['wrong-address'] }, reason: 'wrong-address' },
  { when: { about: ['shared-account'] }, reason: 'shared-account' },
  { when: { emailFormat: ['button-missing'] }, reason: 'button-missing' },
  { when: { accountSettings: ['button-missing'] }, reason: 'button-missing' },
  { when: { newPassword: ['button-missing'] }, reason: 'button-missing' },
  { when: { withoutOldMailbox: ['button-missing'] }, reason: 'button-missing' },
  { when: { checkAccount: ['button-missing'] }, reason: 'button-missing' },
  { when: { emailFormat: ['cannot'] }, reason: 'cannot-change' },
  { when: { link: ['cannot'] }, reason: 'cannot-link' },
  { when: { tryAgain: ['still-fails'] }, reason: 'still-fails' },
  { when: { tryAgain: ['internal-error'], signOut: ['still-fails'] }, reason: 'still-fails' },
  { when: { tryAgain: ['internal-error'], signOut: ['internal-error'] }, reason: 'still-fails' },
  { when: { signOut: ['still-fails'] }, reason: 'wrong-user' },
  { when: { checkAccount: ['cannot'] }, reason: 'no-earlier-user' },
  { when: { accountSettings: ['cannot'] }, reason: 'no-access' },
] as const satisfies readonly Reason[];
