import type { Question } from '../types';
import { failures, internalError, stops, works } from './choices';

/** What the trouble is, and what has to be known before anything is changed. */
export const trouble = [
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
] as const satisfies readonly Question[];
