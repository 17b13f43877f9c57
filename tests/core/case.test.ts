import fc from 'fast-check';
import { act, isRefusal, open, reopensFor } from '../../src/core/case/act';
import { due } from '../../src/core/case/due';
import { checks, outcomes, parties, readyAnswers } from '../../src/core/case/types';
import type { Case, Deed, Entry } from '../../src/core/case/types';
import { reportOf } from '../support/cases';
import { start } from '../support/drafts';

const hour = 3_600_000;
const day = 24 * hour;
const hanne = { id: '29:hanne', name: 'Hanne' };
const bjorn = { id: '29:bjorn', name: 'Bjørn' };

const adviser = fc.constantFrom(hanne, bjorn);
const words = fc.record({ text: fc.string({ minLength: 0, maxLength: 8 }), message: fc.constantFrom('m1', 'm2', 'm3', undefined) });
const entry = fc.integer({ min: 1, max: 12 });

/** Whatever either side, or the clock, may try. */
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ kind: fc.constant('said' as const), words }),
  fc.record({ kind: fc.constant('edited' as const), words }),
  fc.record({ kind: fc.constant('withdrawn' as const), message: fc.constantFrom('m1', 'm2') }),
  fc.record({ kind: fc.constant('ended-by-employee' as const), solved: fc.boolean() }),
  fc.constant<Deed>({ kind: 'reopened-by-employee' }),
  fc.record({ kind: fc.constant('rated' as const), helped: fc.boolean(), words: fc.constant('') }),
  fc.constant<Deed>({ kind: 'asked-to-delete' }),
  fc.record({ kind: fc.constantFrom('claimed' as const, 'gave-back' as const, 'took-over' as const, 'reopened' as const), by: adviser }),
  fc.record({ kind: fc.constant('handed-on' as const), by: adviser, to: adviser }),
  fc.record({ kind: fc.constantFrom('wrote' as const, 'replied' as const, 'rewrote' as const, 'noted' as const), by: adviser, words }),
  fc.record({ kind: fc.constant('wrote' as const), by: adviser, words, doubtful: fc.constant(true) }),
  fc.record({ kind: fc.constant('took-back' as const), by: adviser, message: fc.constantFrom('m1', 'm2') }),
  fc.record({ kind: fc.constant('released' as const), by: adviser, entry, words: fc.string({ maxLength: 5 }) }),
  fc.record({ kind: fc.constant('kept' as const), by: adviser, entry }),
  fc.record({ kind: fc.constant('answered' as const), by: adviser, answer: fc.constantFrom(...readyAnswers) }),
  fc.record({ kind: fc.constant('checked' as const), by: adviser, check: fc.constantFrom(...checks) }),
  fc.record({ kind: fc.constant('waits' as const), by: adviser, for: fc.constantFrom(...parties) }),
  fc.record({ kind: fc.constant('closed' as const), by: adviser, outcome: fc.constantFrom(...outcomes), line: fc.constant('') }),
  fc.record({ kind: fc.constant('announced' as const), by: adviser, words: fc.string({ maxLength: 5 }) }),
  fc.constantFrom<Deed>({ kind: 'reminded' }, { kind: 'mailed' }, { kind: 'nudged' }, { kind: 'ran-out' }, { kind: 'went-by-mail' }),
);
const steps = fc.array(fc.record({ deed, after: fc.integer({ min: 0, max: 5 * day }) }), { maxLength: 60 });

interface Life {
  readonly states: readonly Case[];
  readonly history: readonly Entry[];
  readonly refused: readonly { readonly deed: Deed; readonly why: string }[];
}

/** A case lived through; each refusal must leave it as it was. */
function lived(tried: readonly { readonly deed: Deed; readonly after: number }[]): Life {
  let at = start;
  const first = open(reportOf(1001));
  const states = [first.case];
  const history = [first.entry];
  const refused: { deed: Deed; why: string }[] = [];
  for (const { deed: next, after } of tried) {
    at += after;
    const was = states.at(-1)!;
    const before = JSON.stringify(was);
    const result = act(was, next, at);
    expect(JSON.stringify(was)).toBe(before);
    if (isRefusal(result)) refused.push({ deed: next, why: result.why });
    else {
      states.push(result.case);
      history.push(result.entry);
    }
  }
  return { states, history, refused };
}

const holds = (check: (life: Life) => void): void => fc.assert(fc.property(steps, (tried) => check(lived(tried))), { numRuns: 500 });

test('no forbidden state: who has it is known, an end has an outcome, and nothing is held that was settled', () => {
  holds(({ states, history }) => {
    const held = history.flatMap(({ seq, to }) => (to === 'held' ? seq : []));
    const settled = history.flatMap(({ deed: done }) => (done.kind === 'released' || done.kind === 'kept' ? done.entry : []));
    expect(states.at(-1)?.held).toEqual(held.filter((seq) => !settled.includes(seq)));
    for (const one of states) {
      if (one.state === 'claimed') {
        expect(one.owner.id).toMatch(/^29:/);
        // Whoever has it is heard by the employee.
        expect(one.speakers).toContain(one.owner.id);
      } else if (one.state === 'closed') {
        expect(one.ending.outcome).toBeTruthy();
      }
      expect(new Set(one.speakers).size).toBe(one.speakers.length);
    }
  });
});

test('every deed that was done is one line of the history, numbered without a gap', () => {
  holds(({ states, history }) => {
    expect(history.map(({ seq }) => seq)).toEqual(history.map((_, index) => index + 1));
    expect(states.at(-1)?.entries).toBe(history.length);
  });
});

test('no note is shown to the employee, and no words of anybody who was not asked', () => {
  holds(({ states, history }) => {
    for (const [index, { deed: done, to }] of history.entries()) {
      if (done.kind === 'noted') expect(to).toBe('nobody');
      if (done.kind === 'wrote') {
        const was = states[index - 1]!;
        expect(to).toBe(was.state === 'claimed' && was.speakers.includes(done.by.id) && !done.doubtful ? 'employee' : 'held');
      }
    }
  });
});

test('words that were held are sent at most once, or kept; and never both', () => {
  holds(({ history }) => {
    const settled = history.flatMap(({ deed: done }) => (done.kind === 'released' || done.kind === 'kept' ? [done.entry] : []));
    expect(new Set(settled).size).toBe(settled.length);
    for (const seq of settled) expect(history[seq - 1]).toMatchObject({ deed: { kind: 'wrote' }, to: 'held' });
  });
});

test('what the employee says is never refused but where her case was closed too long ago', () => {
  holds(({ refused }) => {
    for (const { deed: tried, why } of refused) {
      if (tried.kind === 'said') expect(why).toBe('too-late');
      expect(['edited', 'withdrawn', 'noted', 'asked-to-delete']).not.toContain(tried.kind);
    }
  });
});

test('a second claim is told who has it and since when; a closed case is nobody’s to take', () => {
  holds(({ states }) => {
    const one = states.at(-1)!;
    const late = act(one, { kind: 'claimed', by: { id: '29:late', name: 'Late' } }, start + 1_000 * day);
    if (one.state === 'claimed') expect(late).toEqual({ why: 'taken', by: one.owner, at: one.claimedAt });
    else if (one.state === 'closed') expect(late).toEqual({ why: 'closed' });
    else expect(isRefusal(late)).toBe(false);
  });
});

test('a closed case is opened again by writing on, for fourteen days and no longer; by HR for ever', () => {
  holds(({ states }) => {
    const one = states.at(-1)!;
    if (one.state !== 'closed') return;
    const said = { kind: 'said', words: { text: 'Hei' } } as const;
    expect(act(one, said, one.ending.at + reopensFor)).toMatchObject({ case: { state: 'waiting' } });
    expect(act(one, said, one.ending.at + reopensFor + 1)).toEqual({ why: 'too-late' });
    expect(act(one, { kind: 'reopened', by: hanne }, one.ending.at + 1_000 * day)).toMatchObject({ case: { state: 'claimed', owner: hanne } });
  });
});

test('what the clock finds due may be done, and winds the clock on or stops it', () => {
  const patience = { claimWithin: 30, answerWithin: 3 };
  const calendar = { addMinutes: (at: number, minutes: number) => at + minutes * 60_000, addDays: (at: number, days: number) => at + days * day };
  holds(({ states }) => {
    let one: Case = states.at(-1)!;
    for (let rounds = 0; ; rounds += 1) {
      const next = due(one, patience, calendar);
      if (!next) break;
      const done = act(one, next.deed, next.at);
      if (isRefusal(done)) throw new Error(`the clock was refused: ${JSON.stringify(next)}`);
      one = done.case;
      expect(rounds).toBeLessThan(3);
    }
  });
});

test('a case that went by mail is opened again in a thread of its own, any other in the one it has', () => {
  holds(({ states, history }) => {
    for (const [index, one] of states.entries()) {
      const was = states[index - 1];
      if (was?.state !== 'closed' || one.state === 'closed') continue;
      expect(one.opened).toBe(was.opened + 1);
      expect(one.root).toBe(was.byMail ? history[index]?.seq : was.root);
    }
  });
});

/** A case after these deeds, one an hour. */
function after(...deeds: readonly Deed[]): Case {
  return deeds.reduce((was: Case, next, index) => {
    const done = act(was, next, start + (index + 1) * hour);
    if (isRefusal(done)) throw new Error(`${next.kind} was refused: ${done.why}`);
    return done.case;
  }, open(reportOf(1001)).case);
}
const asked: readonly Deed[] = [{ kind: 'claimed', by: hanne }, { kind: 'waits', by: hanne, for: 'employee' }, { kind: 'nudged' }];
const said = { text: 'Hei', message: 'm1' };

test.each<[string, Deed]>([
  ['writes', { kind: 'wrote', by: hanne, words: said }],
  ['replies', { kind: 'replied', by: bjorn, words: said }],
  ['sends a ready answer', { kind: 'answered', by: hanne, answer: 'link' }],
  ['answers all', { kind: 'announced', by: bjorn, words: 'Hei alle' }],
])('the clock that waits for the employee starts anew when HR %s', (_what, next) => {
  expect(after(...asked, next)).toMatchObject({ state: 'claimed', waitsFor: { party: 'employee', since: start + 4 * hour } });
  expect(after(...asked, next)).not.toHaveProperty('waitsFor.nudged');
  const visma = after({ kind: 'claimed', by: hanne }, { kind: 'waits', by: hanne, for: 'visma' }, next);
  expect(visma).toMatchObject({ waitsFor: { party: 'visma', since: start + 2 * hour } });
});

test.each<[string, Deed]>([
  ['handed on', { kind: 'handed-on', by: hanne, to: bjorn }],
  ['taken over', { kind: 'took-over', by: bjorn }],
])('a case that is %s still waits for the same', (_what, next) => {
  expect(after(...asked, next)).toMatchObject({ state: 'claimed', owner: bjorn, waitsFor: { party: 'employee', since: start + 2 * hour, nudged: true } });
});

test('who gives a case out of her hands is asked again before her words go; what she has sent is still hers to change', () => {
  for (const next of [{ kind: 'handed-on', by: hanne, to: bjorn }, { kind: 'gave-back', by: hanne }] as const) {
    const one = after({ kind: 'claimed', by: hanne }, { kind: 'wrote', by: hanne, words: said }, next);
    expect(act(one, { kind: 'wrote', by: hanne, words: { text: 'Lykke til' } }, start + day)).toMatchObject({ entry: { to: 'held' } });
    expect(act(one, { kind: 'rewrote', by: hanne, words: said }, start + day)).toMatchObject({ entry: { to: 'employee' } });
    expect(act(one, { kind: 'took-back', by: hanne, message: 'm1' }, start + day)).toMatchObject({ entry: { to: 'employee' } });
  }
});

test('she who changes her words is heard', () => {
  expect(after(...asked, { kind: 'edited', words: said })).not.toHaveProperty('waitsFor');
  expect(after(...asked, { kind: 'edited', words: said }).employeeAt).toBe(start + 4 * hour);
});
