import type { Question } from './types';

/** Cards that stand beside the way through the guide: asked for at any time, they lead back to where the person was. */
export const asides = [
  // One choice a language there are texts for.
  { id: 'language', kind: 'aside', layout: 'page', choices: [] },
  {
    id: 'readMore',
    kind: 'aside',
    layout: 'page',
    link: 'privacy',
    choices: [
      { id: 'show', means: ['show-data'] },
      { id: 'delete', means: ['delete-data'] },
    ],
  },
  { id: 'myData', kind: 'aside', layout: 'page', choices: [{ id: 'delete', means: ['delete-data'] }] },
  {
    // Asked once more, because it cannot be undone.
    id: 'deleteData',
    kind: 'aside',
    layout: 'page',
    choices: [
      { id: 'yes', means: ['yes', 'delete-data'] },
      { id: 'no', means: ['no', 'keep-private'] },
    ],
  },
  {
    // Half understood in the middle of a step: asked before it takes her away from there.
    id: 'didYouMean',
    kind: 'aside',
    layout: 'page',
    choices: [
      { id: 'yes', means: ['yes'] },
      { id: 'no', means: ['no'] },
    ],
  },
  {
    // What HR's push asks. It has a card of its own, and is answered whatever else stands open.
    id: 'pushed',
    kind: 'aside',
    layout: 'page',
    choices: [
      { id: 'in', means: ['yes', 'works'] },
      { id: 'not-in', means: ['no', 'cannot'] },
      { id: 'later', means: ['unsure'] },
    ],
  },
  {
    id: 'pushLater',
    kind: 'aside',
    layout: 'page',
    choices: [
      { id: 'tomorrow', said: ['i morgen', 'i morgen tidlig', 'i morra', 'i morgon', 'i morgon tidleg', 'tomorrow', 'tomorrow morning', 'the next day', 'neste dag'] },
      { id: 'three-days', said: ['tre dager', 'tre dagar', 'three days', '3 dager', '3 dagar', '3 days'] },
      { id: 'week', said: ['uke', 'veke', 'week', 'neste uke', 'neste veke', 'next week', '1 uke', '1 veke', '1 week'] },
      { id: 'never', means: ['no'], said: ['aldri', 'never'] },
    ],
  },
] as const satisfies readonly Question[];
