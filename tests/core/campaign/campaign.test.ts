import fc from 'fast-check';
import { actOn, begin, type Campaign, type PushDeed, type Sender } from '../../../src/core/campaign/campaign';

const hanne: Sender = { id: '29:hanne', name: 'Hanne Rådgiver' };
const bjorn: Sender = { id: '29:bjorn', name: 'Bjørn Rådgiver' };
const start = 1_000_000;
const made = (people = 3): Campaign => begin({ number: 7, by: hanne, greeting: 'Velkommen', links: [], createdAt: start, people });
const about = { possible: 2, later: 0, absent: 0, secondAbove: 500 };

function after(was: Campaign, ...deeds: readonly PushDeed[]): Campaign {
  return deeds.reduce((campaign, deed) => {
    const acted = actOn(campaign, deed, start + 1, about);
    if ('why' in acted) throw new Error(`${deed.kind} was refused: ${acted.why}`);
    return acted.campaign;
  }, was);
}

test('nothing is sent before everybody was looked up, and nothing where nobody can be reached', () => {
  const go: PushDeed = { kind: 'sent-off', by: hanne, go: {} };
  expect(actOn(made(), go, start, about)).toEqual({ why: 'not-checked' });
  expect(actOn(after(made(), { kind: 'checked' }), go, start, { ...about, possible: 0 })).toEqual({ why: 'nobody' });
  expect(after(made(), { kind: 'checked' }, go).state).toBe('running');
  // Announced before their accounts are made: it goes to them when they are there, and may be stopped until then.
  const early = actOn(after(made(), { kind: 'checked' }), go, start, { ...about, possible: 0, later: 2 });
  const done = 'campaign' in early ? after(early.campaign, { kind: 'finished' }) : undefined;
  expect(done && actOn(done, { kind: 'cancelled', by: hanne, confirms: done.deeds }, start, { ...about, later: 2 })).toMatchObject({ did: 'cancelled' });
  expect(done && actOn(done, { kind: 'cancelled', by: hanne }, start, about)).toEqual({ why: 'over' });
});

test('a push to more people than the limit needs the word of two, for what the first one chose', () => {
  const checked = after(made(501), { kind: 'checked' });
  const asked = after(checked, { kind: 'sent-off', by: hanne, go: { at: start + 5_000 } });
  const confirms = asked.deeds;
  expect(asked).toMatchObject({ state: 'confirming', by: hanne });
  expect(actOn(asked, { kind: 'sent-off', by: hanne, go: {}, confirms }, start + 2, about)).toEqual({ why: 'needs-another' });
  expect(after(asked, { kind: 'sent-off', by: bjorn, go: {}, confirms })).toMatchObject({ state: 'scheduled', at: start + 5_000 });
  expect(after(after(made(500), { kind: 'checked' }), { kind: 'sent-off', by: hanne, go: {} }).state).toBe('running');
  expect(actOn(asked, { kind: 'sent-off', by: bjorn, go: { at: start + 9_000 }, confirms }, start + 2, about)).toEqual({ why: 'stale' });
  // What was to go at once may be put off by whoever confirms it, and only by her.
  const atOnce = after(checked, { kind: 'sent-off', by: hanne, go: {} });
  expect(after(atOnce, { kind: 'sent-off', by: bjorn, go: { at: start + 9_000 }, confirms })).toMatchObject({ state: 'scheduled', by: bjorn, at: start + 9_000 });
  expect(actOn(atOnce, { kind: 'sent-off', by: hanne, go: { at: start + 9_000 }, confirms }, start + 2, about)).toEqual({ why: 'needs-another' });
  // By the time that it is confirmed, the moment may have passed.
  expect(actOn(asked, { kind: 'sent-off', by: bjorn, go: {}, confirms }, start + 6_000, about)).toMatchObject({ did: 'lapsed', campaign: { state: 'checked' } });
});

test('only what was drawn for this very question confirms: a press of before it, or for an earlier one, changes nothing', () => {
  const checked = after(made(501), { kind: 'checked' });
  for (const first of [{}, { at: start + 5_000 }]) {
    const asked = after(checked, { kind: 'sent-off', by: hanne, go: first });
    for (const go of [{}, { at: start + 9_000 }]) expect(actOn(asked, { kind: 'sent-off', by: bjorn, go }, start + 2, about)).toEqual({ why: 'stale' });
  }
  const asked = after(checked, { kind: 'sent-off', by: hanne, go: { at: start + 5_000 } });
  const confirm: PushDeed = { kind: 'sent-off', by: bjorn, go: {}, confirms: asked.deeds };
  const lapsed = actOn(asked, confirm, start + 6_000, about);
  if ('why' in lapsed) throw new Error(lapsed.why);
  // The moment has passed, and nobody is asked; then somebody chooses anew.
  expect(actOn(lapsed.campaign, confirm, start + 6_001, about)).toEqual({ why: 'stale' });
  const anew = after(lapsed.campaign, { kind: 'sent-off', by: hanne, go: {} });
  expect(actOn(anew, confirm, start + 6_002, about)).toEqual({ why: 'stale' });
  expect(after(anew, { ...confirm, confirms: anew.deeds }).state).toBe('running');
});

test('what is planned moves, for whoever has seen when it was to go; and nothing that runs is planned', () => {
  const planned = after(made(), { kind: 'checked' }, { kind: 'sent-off', by: hanne, go: { at: start + 5_000 } });
  const move: PushDeed = { kind: 'sent-off', by: bjorn, go: { at: start + 9_000 }, confirms: planned.deeds };
  expect(actOn(planned, { ...move, confirms: undefined }, start, about)).toEqual({ why: 'stale' });
  const moved = after(planned, move);
  expect(moved).toMatchObject({ state: 'scheduled', by: bjorn, at: start + 9_000 });
  expect(actOn(moved, move, start, about)).toEqual({ why: 'stale' });
  expect(actOn(moved, { ...move, go: { at: start }, confirms: moved.deeds }, start + 2, about)).toEqual({ why: 'past' });
  // Now is not when anybody was told that it goes.
  expect(actOn(moved, { ...move, go: {}, confirms: moved.deeds }, start + 2, about)).toEqual({ why: 'planned' });
  const running = after(moved, { kind: 'began' });
  expect(actOn(running, { ...move, confirms: running.deeds }, start, about)).toEqual({ why: 'sent-already' });
  // Two have said yes to one of many people; its time is for one to move.
  const many = after(made(501), { kind: 'checked' }, { kind: 'sent-off', by: hanne, go: { at: start + 5_000 } }, { kind: 'sent-off', by: bjorn, go: {}, confirms: 3 });
  expect(after(many, { ...move, confirms: many.deeds })).toMatchObject({ state: 'scheduled', at: start + 9_000 });
});

test('what is over stays over, and what runs is paused and goes on', () => {
  const running = after(made(), { kind: 'checked' }, { kind: 'sent-off', by: hanne, go: {} });
  const paused = after(running, { kind: 'paused', by: bjorn });
  expect(paused).toMatchObject({ state: 'paused', by: bjorn });
  expect(actOn(paused, { kind: 'finished' }, start, about)).toEqual({ why: 'not-running' });
  expect(after(paused, { kind: 'resumed', by: hanne }).state).toBe('running');
  // «Yes, cancel it» answers what stood there: to what goes on by now nobody has said it.
  for (const confirms of [undefined, running.deeds]) expect(actOn(paused, { kind: 'cancelled', by: hanne, confirms }, start, about)).toEqual({ why: 'stale' });
  const cancelled = after(paused, { kind: 'cancelled', by: hanne, confirms: paused.deeds });
  for (const deed of [{ kind: 'resumed', by: hanne }, { kind: 'cancelled', by: hanne }, { kind: 'sent-off', by: hanne, go: {} }, { kind: 'began' }] as const)
    expect(actOn(cancelled, deed, start, about)).toHaveProperty('why');
});

test('whatever is done in whatever order, by whomever: no push begins unchecked or unconfirmed, none begins twice, and each deed is one line', () => {
  const by = fc.constantFrom(hanne, bjorn);
  const deed: fc.Arbitrary<PushDeed> = fc.oneof(
    fc.constantFrom<PushDeed>({ kind: 'checked' }, { kind: 'began' }, { kind: 'finished' }),
    fc.record({ kind: fc.constant('sent-off' as const), by, go: fc.oneof(fc.constant({}), fc.record({ at: fc.integer({ min: start - 10, max: start + 50 }) })), confirms: fc.constantFrom(undefined, 3, 4, 5) }),
    fc.record({ kind: fc.constantFrom('paused' as const, 'resumed' as const, 'cancelled' as const), by, confirms: fc.constantFrom(undefined, 3, 4, 5) }),
  );
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 25 }), fc.constantFrom(3, 600), (deeds, people) => {
      let campaign = made(people);
      const words = new Set<string>();
      const done: string[] = [];
      for (const [at, one] of deeds.entries()) {
        const acted = actOn(campaign, one, start + at, about);
        if ('why' in acted) continue;
        expect(acted.campaign.deeds).toBe(campaign.deeds + 1);
        expect(acted.campaign.plan).toBe(campaign.plan);
        if (one.kind === 'sent-off') words.add(one.by.id);
        campaign = acted.campaign;
        done.push(acted.did);
      }
      const begun = done.filter((did) => did === 'started' || did === 'began');
      expect(begun.length).toBeLessThanOrEqual(1);
      if (begun.length > 0) {
        expect(done[0]).toBe('checked');
        if (people === 600) expect(words.size).toBe(2);
      }
      expect(done.filter((did) => did === 'cancelled').length).toBeLessThanOrEqual(1);
    }),
  );
});
