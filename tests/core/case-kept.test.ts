import { act, isRefusal, open } from '../../src/core/case/act';
import { keptOf } from '../../src/core/case/kept';
import type { Case, Deed, Entry } from '../../src/core/case/types';
import { reportOf } from '../support/cases';
import { start } from '../support/drafts';

const day = 24 * 3_600_000;
const by = { id: '29:hanne', name: 'Hanne' };
const words = { text: 'hei' };

/** What is kept of a case that went through these deeds. */
function after(...deeds: readonly Deed[]): ReturnType<typeof keptOf> {
  let { case: one, entry } = open(reportOf(1042)) as { case: Case; entry: Entry };
  const history = [entry];
  for (const deed of deeds) {
    const done = act(one, deed, start);
    if (isRefusal(done)) throw new Error(`refused: ${done.why}`);
    ({ case: one, entry } = done);
    history.push(entry);
  }
  return keptOf(one, history, 0, 30);
}
const ends = (outcome: 'solved' | 'archived'): Deed => ({ kind: 'closed', by, outcome, line: '' });

test('an open case is kept until so many days after its end', () => {
  expect(after({ kind: 'said', words })).toMatchObject({ state: 'open', days: 30, messages: 1 });
});

test('a closed one until a day that is known', () => {
  expect(after({ kind: 'claimed', by }, { kind: 'wrote', by, words }, ends('solved'))).toMatchObject({ state: 'closed', until: start + 30 * day, messages: 1 });
});

test('an archived one as long as HR does not open it again and close it otherwise, whatever the employee does', () => {
  const archived: readonly Deed[] = [{ kind: 'claimed', by }, ends('archived'), { kind: 'asked-to-delete' }];
  expect(after(...archived).state).toBe('archived');
  const again: readonly Deed[] = [...archived, { kind: 'reopened-by-employee' }, { kind: 'ended-by-employee', solved: true }];
  expect(after(...again).state).toBe('archived');
  expect(after(...archived, { kind: 'reopened', by }).state).toBe('archived');
  expect(after(...archived, { kind: 'reopened', by }, ends('solved')).state).toBe('closed');
});

test('words that were held are counted once, whether they were sent or not', () => {
  expect(after({ kind: 'wrote', by, words }, { kind: 'released', by, entry: 2, words: 'hei' }).messages).toBe(1);
  expect(after({ kind: 'wrote', by, words }, { kind: 'kept', by, entry: 2 }).messages).toBe(1);
});
