import fc from 'fast-check';
import { type Attempted, judge, type Outcome, pause, type Verdict } from '../../src/core/delivery';

const now = Date.UTC(2026, 10, 23, 8);
const minute = 60_000;
const day = 24 * 60 * minute;
const fresh: Attempted = { attempts: 1, doubts: 0, createdAt: now };
const doubted: Attempted = { ...fresh, attempts: 2, doubts: 1 };

const refused = (status: number, code?: string, retryAfter?: number): Outcome => ({ kind: 'refused', status, code, retryAfter });
const unsure: Outcome = { kind: 'unsure', detail: 'timeout' };
const again = (reason: string, after: number, doubt = false): Verdict => ({ kind: 'again', at: now + after, doubt, reason });

/** Chance says ½ throughout: the first pause is 750 ms, the second 1,500. */
const table: readonly (readonly [string, Outcome, Attempted, Verdict])[] = [
  ['taken', { kind: 'delivered', activityId: 'm' }, fresh, { kind: 'sent', activityId: 'm' }],
  ['taken, without an id', { kind: 'delivered' }, fresh, { kind: 'sent' }],
  ['throttled with a time', refused(429, undefined, 3_000), fresh, again('429', 3_000)],
  ['throttled without a time', refused(429), fresh, again('429', 750)],
  ['throttled with a time that is now', refused(429, undefined, 0), fresh, again('429', 750)],
  ['busy elsewhere', refused(412, 'PreconditionFailed'), fresh, again('412 PreconditionFailed', 750)],
  ['a token that is no longer good', refused(401), fresh, again('401', 750)],
  ['a bad gateway', refused(502), fresh, again('502', 750)],
  ['down, with a time', refused(503, undefined, 60_000), fresh, again('503', 60_000)],
  ['a gateway that waited too long', refused(504), fresh, again('504', 750)],
  ['throttled, after a doubt', refused(429), doubted, again('429', 1_500)],
  ['no connection', { kind: 'unreached', detail: 'ECONNREFUSED' }, fresh, again('ECONNREFUSED', 750)],
  ['no answer', unsure, fresh, again('timeout', 750, true)],
  ['no answer, after a doubt', unsure, doubted, { kind: 'uncertain', reason: 'timeout' }],
  ['an error that says nothing', refused(500), fresh, again('500', 750, true)],
  ['an error that says nothing, after a doubt', refused(500), doubted, { kind: 'uncertain', reason: '500' }],
  ['blocked by the person', refused(403, 'ConversationBlockedByUser'), fresh, { kind: 'blocked', reason: '403 ConversationBlockedByUser' }],
  ['a conversation that is gone', refused(404), fresh, { kind: 'blocked', reason: '404' }],
  ['a message that is gone', refused(404, 'ActivityNotFoundInConversation'), fresh, { kind: 'failed', reason: '404 ActivityNotFoundInConversation' }],
  ['a bad request', refused(400, 'BadSyntax'), fresh, { kind: 'failed', reason: '400 BadSyntax' }],
  ['too large', refused(413), fresh, { kind: 'failed', reason: '413' }],
  ['throttled to the end of the day', refused(429, undefined, day), fresh, again('429', day)],
  ['throttled beyond the day', refused(429, undefined, day + 1), fresh, { kind: 'failed', reason: 'gave up after a day: 429' }],
  ['down for a day, after a doubt', refused(503), { ...doubted, createdAt: now - day }, { kind: 'uncertain', reason: 'gave up after a day: 503' }],
  ['no answer, after a day of refusals', unsure, { ...fresh, createdAt: now - day }, { kind: 'uncertain', reason: 'gave up after a day: timeout' }],
];

test.each(table)('%s', (_, outcome, row, verdict) => {
  expect(judge(outcome, row, now, 0.5)).toEqual(verdict);
});

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const anyOutcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.constant(unsure),
  fc.constant<Outcome>({ kind: 'unreached', detail: 'ENOTFOUND' }),
  fc.record({
    kind: fc.constant('refused' as const),
    status: fc.oneof(fc.constantFrom(401, 412, 429, 500, 502, 503, 504), fc.integer({ min: 300, max: 599 })),
    retryAfter: fc.option(fc.integer({ min: 0, max: 2 * day }), { nil: undefined }),
  }),
);

test('whatever Teams answers, a row goes again at most once in doubt, always later, and never more than a day after it was made', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.tuple(anyOutcome, chance)), (stream) => {
      let row = { ...fresh, attempts: 0 };
      let at = now;
      for (const [outcome, random] of stream) {
        row.attempts += 1;
        const verdict = judge(outcome, row, at, random);
        if (verdict.kind !== 'again') return;
        expect(verdict.at).toBeGreaterThan(at);
        expect(verdict.at - row.createdAt).toBeLessThanOrEqual(day);
        at = verdict.at;
        if (verdict.doubt) row = { ...row, doubts: row.doubts + 1 };
        expect(row.doubts).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('what only ever passes by ends within a day and few attempts, whatever chance says', () => {
  fc.assert(
    fc.property(fc.constantFrom(401, 412, 429, 502, 503, 504), fc.infiniteStream(chance), (status, stream) => {
      let at = now;
      for (let attempts = 1; attempts < 700; attempts += 1) {
        const verdict = judge(refused(status), { ...fresh, attempts }, at, stream.next().value as number);
        if (verdict.kind !== 'again') return expect(verdict.kind).toBe('failed');
        at = verdict.at;
      }
      throw new Error('it goes on and on');
    }),
    { numRuns: 20 },
  );
});

test('a pause is at least half of what it may be, doubles up to five minutes, and differs by chance', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), chance, (attempts, random) => {
      const full = Math.min(5 * minute, 1_000 * 2 ** (attempts - 1));
      const ms = pause(attempts, random);
      expect(ms).toBeGreaterThanOrEqual(full / 2);
      expect(ms).toBeLessThanOrEqual(full);
    }),
  );
  expect(pause(3, 0.1)).toBeLessThan(pause(3, 0.9));
});
