import type { Answer, Guide } from '../../src/core/guide/types';
import { answered, next } from '../../src/core/guide/walk';

/** Every way through the guide by its buttons, from the first question to a finding. */
export function waysThrough(guide: Guide, so: readonly Answer[] = []): (readonly Answer[])[] {
  const question = next(guide, so);
  if (question.kind === 'finding') return [so];
  return question.choices
    .filter(({ spoken }) => !spoken)
    .flatMap(({ id }) => waysThrough(guide, answered(guide, so, { question: question.id, choice: id })));
}
