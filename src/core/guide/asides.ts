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
    choices: [{ id: 'tomorrow' }, { id: 'three-days' }, { id: 'week' }, { id: 'never', means: ['no'] }],
  },
] as const satisfies readonly Question[];
