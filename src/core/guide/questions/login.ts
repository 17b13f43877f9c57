import type { Question } from '../types';
import { addressThere, atTheAccount, buttonMissing, done, failsOtherwise, internalError, stillFails, stops, works, wrongUser } from './choices';

/** Beside the account: the login tried again or another way, and what the less common troubles need. */
export const login = [
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
] as const satisfies readonly Question[];
