import type { Question } from '../types';
import { account } from './account';
import { login } from './login';
import { trouble } from './trouble';

/** Where the way ends. */
const findings = [
  { id: 'solved', kind: 'finding', layout: 'feedback', choices: [] },
  { id: 'askBank', kind: 'finding', layout: 'page', choices: [] },
  { id: 'otherSystem', kind: 'finding', layout: 'page', choices: [] },
  { id: 'passOn', kind: 'finding', layout: 'page', choices: [] },
  { id: 'hr', kind: 'finding', layout: 'page', link: 'mail', choices: [] },
] as const satisfies readonly Question[];

/** The questions, remedies and findings, in the order in which most people meet them. */
export const questions = [...trouble, ...account, ...login, ...findings] as const satisfies readonly Question[];
