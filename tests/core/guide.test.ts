import fc from 'fast-check';
import { guide, guideFor } from '../../src/core/guide/guide';
import type { Answer, Guide } from '../../src/core/guide/types';
import { answered, askedForHr, back, carriedOver, detour, next, questionOf, reasonForHr, toldAlready } from '../../src/core/guide/walk';
import { askoy } from '../support/cards';
import { waysThrough } from '../support/ways';
import { manySystems } from '../support/organisations';

const askoys = guideFor(askoy, ['nb', 'en']);
const theirs = guideFor(manySystems, ['nb', 'en']);

const answers = (...pairs: readonly string[]): Answer[] =>
  pairs.map((pair) => {
    const [question = '', choice = ''] = pair.split('=');
    return { question, choice };
  });

describe.each([
  ['Askøy', askoys],
  ['an organisation with other systems, other e-IDs and a link to Visma', theirs],
])('the guide of %s', (_name, its) => {
  const ways = waysThrough(its);

  test('leads every way to a finding', () => {
    expect(ways.length).toBeGreaterThan(40);
    for (const way of ways) expect(next(its, way).kind).toBe('finding');
  });

  test('asks nobody more than nineteen things, however much goes wrong, and nobody more than six before the first that may help', () => {
    for (const way of ways) {
      expect(way.length).toBeLessThanOrEqual(19);
      const first = way.findIndex(({ question }) => questionOf(its, question)?.kind === 'remedy');
      expect(first < 0 ? way.length : first).toBeLessThanOrEqual(6);
    }
  });

  test('changes nothing before the person knows what follows for the private use', () => {
    for (const way of ways) {
      const change = way.findIndex(({ question }) => question === 'accountSettings' || question === 'emailFormat');
      if (change >= 0) expect(way.slice(0, change)).toContainEqual({ question: 'privateUse', choice: 'go-on' });
    }
  });

  test('sends nobody to an inbox she cannot open', () => {
    for (const way of ways) {
      const at = way.findIndex(({ question, choice }) => question === 'inbox' && choice === 'no');
      if (at >= 0) expect([way.length, next(its, way).id]).toEqual([at + 1, 'hr']);
    }
  });

  test('knows why HR is needed wherever the answers tell', () => {
    for (const way of ways)
      if (next(its, way).id === 'hr' && way.at(-1)?.choice !== 'none') expect([way, reasonForHr(its, way)]).toEqual([way, expect.any(String)]);
  });

  test('has no two buttons that say the same', () => {
    for (const { id, choices } of its.questions) expect([id, new Set(choices.map((choice) => choice.id)).size]).toEqual([id, choices.length]);
  });
});

test('each question of the guide is met by somebody', () => {
  const met = [askoys, theirs].flatMap((its) => waysThrough(its).flatMap((way) => [...way.map(({ question }) => question), next(its, way).id]));
  const spoken = ['whichEmail'];
  const reachable = new Set([...met, ...spoken]);
  expect(guide.questions.filter(({ id, kind }) => kind !== 'aside' && !reachable.has(id))).toEqual([]);
});

describe('the way goes on', () => {
  test.each([
    ['from an address that is right already to the linking, never past it', ['symptom=internal-error', 'earlierUser=yes', 'inbox=yes', 'privateUse=go-on', 'accountSettings=already-right'], 'link'],
    ['also where no earlier user is known of', ['symptom=internal-error', 'earlierUser=no', 'checkAccount=already-right'], 'link'],
    ['from "don’t know" as from "yes"', ['symptom=internal-error', 'earlierUser=unsure'], 'inbox'],
    ['from the error at the very first login to the usual cause', ['symptom=first-login', 'firstLogin=internal-error'], 'earlierUser'],
    ['to one look at the account before HR is asked', ['symptom=internal-error', 'earlierUser=no'], 'checkAccount'],
    ['past the change of address to one more remedy', ['symptom=internal-error', 'earlierUser=yes', 'inbox=yes', 'privateUse=go-on', 'accountSettings=already-right', 'link=done', 'tryAgain=still-fails'], 'signOut'],
    ['to HR when none is left', ['symptom=internal-error', 'earlierUser=yes', 'inbox=yes', 'privateUse=go-on', 'accountSettings=already-right', 'link=done', 'tryAgain=still-fails', 'signOut=still-fails'], 'hr'],
    ['from a forgotten password at work to ID-porten, which needs none', ['about=forgot-password'], 'chooseIdPorten'],
    ['and in the middle of the earlier account to a new one', ['symptom=internal-error', 'earlierUser=yes', 'inbox=yes', 'privateUse=go-on', 'about=forgot-password'], 'newPassword'],
    ['from a detour back to where she was', ['symptom=internal-error', 'earlierUser=yes', 'about=email', 'whichEmail=go-on'], 'inbox'],
    ['from a first login that asks for a code to what a first login is', ['symptom=asked-for-password', 'firstTime=yes'], 'firstLogin'],
    ['from no e-ID to HR, where the organisation states no other', ['symptom=no-eid'], 'hr'],
  ])('%s', (_name, way, question) => {
    expect(next(askoys, answers(...way)).id).toBe(question);
  });

  test.each([
    ['from another system to its own help', ['system=visma-employee'], 'otherSystem'],
    ['from no BankID to the other e-IDs it states', ['system=visma', 'symptom=no-eid'], 'otherEid'],
    ['from "where do I log in" to the link', ['system=visma', 'symptom=something-else', 'about=where-to-log-in'], 'where'],
  ])('where the organisation says more: %s', (_name, way, question) => {
    expect(next(theirs, answers(...way)).id).toBe(question);
  });
});

test('a wish for HR leads there, and back leads back', () => {
  const midway = answers('symptom=internal-error');
  const asked = answered(askoys, midway, askedForHr);
  expect(next(askoys, asked).id).toBe('hr');
  expect(next(askoys, back(asked)).id).toBe('earlierUser');
});

test('a guide with a hole in it is refused loudly', () => {
  const broken: Guide = { ...guide, rules: [{ when: [{}], show: 'nowhere' }] };
  expect(() => next(broken, [])).toThrow(/leads nowhere/);
});

describe('what was told already', () => {
  test('is not asked again, in whatever order it was told', () => {
    expect(toldAlready(askoys, [], { earlierUser: 'yes', symptom: 'internal-error' })).toEqual(answers('symptom=internal-error', 'earlierUser=yes'));
    expect(toldAlready(askoys, [], { earlierUser: 'yes' })).toEqual([]);
  });

  test('takes nobody past a remedy, nor past a choice there is none of', () => {
    expect(toldAlready(askoys, answers('symptom=first-login'), { firstLogin: 'works' })).toEqual(answers('symptom=first-login'));
    expect(toldAlready(askoys, [], { symptom: 'blue-screen' })).toEqual([]);
  });
});

describe('an answer given anew', () => {
  test('forgets what was asked on its strength, and keeps what was not', () => {
    const before = answers('symptom=internal-error', 'earlierUser=yes', 'about=email', 'whichEmail=go-on', 'inbox=yes');
    expect(answered(askoys, before, { question: detour, choice: 'address-taken' })).toEqual(answers('symptom=internal-error', 'earlierUser=yes', 'inbox=yes', 'about=address-taken'));
    expect(answered(askoys, before, { question: 'symptom', choice: 'no-eid' }).map(({ question }) => question)).not.toContain('earlierUser');
  });
});

describe('answers carried over from an older guide', () => {
  test('are kept as far as they mean something', () => {
    expect(carriedOver(askoys, answers('symptom=internal-error', 'browser=edge', 'earlierUser=yes'))).toEqual(answers('symptom=internal-error', 'earlierUser=yes'));
    expect(carriedOver(askoys, answers('symptom=blue-screen', 'earlierUser=yes'))).toEqual([]);
  });

  test('of today’s guide are all kept, whatever the way, with or without a wish for HR', () => {
    for (const way of waysThrough(askoys)) {
      expect(carriedOver(askoys, way)).toEqual(way);
      expect(carriedOver(askoys, [...way, askedForHr])).toEqual([...way, askedForHr]);
    }
  });

  test('lead somewhere, whatever nonsense was stored', () => {
    const stored = fc.array(fc.record({ question: fc.oneof(fc.constantFrom(...guide.questions.map(({ id }) => id)), fc.string()), choice: fc.oneof(fc.constantFrom('yes', 'done', 'works', 'email'), fc.string()) }));
    fc.assert(fc.property(stored, (nonsense) => questionOf(askoys, next(askoys, carriedOver(askoys, nonsense)).id) !== undefined));
  });
});
