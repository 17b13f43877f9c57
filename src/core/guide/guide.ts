import type { Guide } from './types';

/**
 * What the bot asks and advises, as data. The facts are those of the municipality's own page (S1–S13) and of
 * Visma's public pages (V1–V14), see docs/facts.md; the words are in src/texts under `q.<id>.…`.
 */
export const guide = {
  version: 1,
  questions: [
    {
      id: 'symptom',
      kind: 'question',
      layout: 'plain',
      choices: [
        { id: 'internal-error', topics: ['internal-error'] },
        { id: 'first-login', topics: ['first-login'] },
        { id: 'something-else', topics: ['something-else'] },
      ],
    },
    {
      id: 'first-login',
      kind: 'remedy',
      layout: 'video',
      // V7: the first login sends one.
      codes: true,
      choices: [
        { id: 'works', topics: ['yes', 'done'] },
        { id: 'internal-error', topics: ['internal-error'] },
        { id: 'still-fails', topics: ['no', 'something-else', 'cannot'] },
      ],
    },
    {
      // S5 says "may be": a person who does not know is helped the same way as one who is sure.
      id: 'earlier-user',
      kind: 'question',
      layout: 'plain',
      choices: [
        { id: 'yes', topics: ['yes'] },
        { id: 'unsure', topics: ['unsure'] },
        { id: 'no', topics: ['no'] },
      ],
    },
    {
      // V10: asked before anything is changed, because it cannot be undone by us.
      id: 'private-use',
      kind: 'question',
      layout: 'plain',
      choices: [
        { id: 'go-on', topics: ['yes', 'done'] },
        { id: 'keep-private', topics: ['no'] },
      ],
    },
    {
      id: 'account-settings',
      kind: 'remedy',
      layout: 'account-settings',
      step: 1,
      choices: [
        { id: 'done', topics: ['done', 'yes'] },
        { id: 'already-right', topics: ['already-right'] },
        { id: 'cannot', topics: ['cannot', 'no'] },
      ],
    },
    {
      id: 'email-format',
      kind: 'remedy',
      layout: 'email-format',
      step: 1,
      choices: [
        { id: 'done', topics: ['done', 'yes'] },
        { id: 'already-right', topics: ['already-right'] },
        { id: 'cannot', topics: ['cannot', 'no'] },
      ],
    },
    {
      id: 'link',
      kind: 'remedy',
      layout: 'link',
      step: 2,
      codes: true,
      choices: [
        { id: 'done', topics: ['done', 'yes', 'already-right'] },
        { id: 'cannot', topics: ['cannot', 'no'] },
      ],
    },
    {
      id: 'try-again',
      kind: 'remedy',
      layout: 'try-again',
      codes: true,
      choices: [
        { id: 'works', topics: ['yes', 'done'] },
        { id: 'still-fails', topics: ['no', 'cannot', 'internal-error'] },
      ],
    },
    { id: 'solved', kind: 'finding', layout: 'plain', choices: [] },
    { id: 'hr', kind: 'finding', layout: 'hr', choices: [] },
  ],
  rules: [
    { when: [{ 'ask-hr': ['yes'] }], show: 'hr' },
    { when: [{ 'first-login': ['works'] }, { 'try-again': ['works'] }], show: 'solved' },
    { when: [{}], show: 'symptom' },
    { when: [{ symptom: ['first-login'] }], show: 'first-login' },
    {
      // S5: whatever stops the first login, an earlier user may be why.
      when: [{ symptom: ['internal-error'] }, { 'first-login': ['internal-error', 'still-fails'] }],
      show: 'earlier-user',
    },
    { when: [{ 'earlier-user': ['yes', 'unsure'] }], show: 'private-use' },
    { when: [{ 'private-use': ['go-on'] }], show: 'account-settings' },
    { when: [{ 'account-settings': ['done'] }], show: 'email-format' },
    {
      // S9: a right address skips the change, never the linking.
      when: [{ 'account-settings': ['already-right'] }, { 'email-format': ['done', 'already-right'] }],
      show: 'link',
    },
    { when: [{ link: ['done'] }], show: 'try-again' },
    { when: [{}], show: 'hr' },
  ],
  reasons: [
    { when: { 'private-use': ['keep-private'] }, reason: 'keep-private' },
    { when: { 'account-settings': ['cannot'] }, reason: 'no-access' },
    { when: { 'email-format': ['cannot'] }, reason: 'cannot-change' },
    { when: { link: ['cannot'] }, reason: 'cannot-link' },
    { when: { 'try-again': ['still-fails'] }, reason: 'still-fails' },
    { when: { 'earlier-user': ['no'] }, reason: 'no-earlier-user' },
  ],
} as const satisfies Guide;

/** The ids as types, so that a text or a card for a question that does not exist does not compile. */
export type QuestionId = (typeof guide)['questions'][number]['id'];
export type ReasonId = (typeof guide)['reasons'][number]['reason'];
