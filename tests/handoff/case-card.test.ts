import { renderSheet } from '../../cards';
import { caseSheet, type Desk, moreSheet, sendIt, takeOverSheet } from '../../cards/case-card';
import { cardOf } from '../../cards/ready-answer';
import { CaseWork } from '../../src/app/case/work';
import { handingOff, guide } from '../../src/core/guide/guide';
import type { Case } from '../../src/core/case/types';
import type { Claimed } from '../../src/core/case/types';
import { checks, readyAnswers } from '../../src/core/case/types';
import { languages, t, type TextKey } from '../../src/texts';
import { askoy, nodes, plain, wordsOf } from '../support/cards';
import { house } from '../support/conversation';
import { startStage } from '../support/stage';

jest.setTimeout(60_000);

const report = {
  number: 1042,
  conversation: 'a:kari',
  person: { id: '29:kari', name: 'Kari Nordmann Hansen', email: 'kari@askoy.kommune.no' },
  language: 'en',
  answers: [{ question: 'symptom', choice: 'internal-error' }],
  words: '',
  openedAt: 0,
};
const one = { report, entries: 1, opened: 1, speakers: [], held: [], employeeAt: 0, state: 'claimed', owner: { id: '29:hanne', name: 'Hanne' }, claimedAt: 0 } as unknown as Case;
const desk: Desk = { language: 'nb', guide: handingOff(guide), organisation: askoy };
type Node = Record<string, unknown>;
const card = (over: Partial<Desk> = {}): Node => renderSheet(caseSheet(one, { ...desk, ...over })) as Node;
/** What a button opens. */
const opened = (of: Node, label: string): Node => nodes(of).find(({ type, title }) => type === 'Action.ShowCard' && plain(String(title)) === label)?.['card'] as Node;
const said = (of: Node): string => wordsOf(of).join('\n');

test.each([['case', card()], ['more', renderSheet(moreSheet(one, desk, '29:hanne', [{ id: '29:b', name: 'Bjørn' }])) as Node]])('each form on the card of a %s opens right below its own button', (_, drawn) => {
  const sets = (drawn['body'] as Node[]).filter(({ type }) => type === 'ActionSet').map(({ actions }) => (actions as Node[]).map(({ type }) => type));
  const forms = nodes(drawn).filter(({ type }) => type === 'Action.ShowCard');
  expect(forms.length).toBeGreaterThan(2);
  expect(sets.filter((set) => set.includes('Action.ShowCard'))).toEqual(forms.map(() => ['Action.ShowCard']));
  expect((drawn['actions'] as Node[]).map(({ type }) => type)).not.toContain('Action.ShowCard');
});

test.each(languages.flatMap((hers) => languages.map((language) => [hers, language] as const)))('what HR sends with one press stands above its button, to somebody who reads %s, from somebody who reads %s', (hers, language) => {
  const drawn = card({ hers, language });
  const checked = opened(drawn, t(language, 'case.check'));
  for (const check of checks) {
    const sentence = (read: string): string => t(read, `mine.checked.${check}`, { date: t(read, 'case.check.a-date') });
    expect(said(checked)).toContain(sentence(hers));
    expect(said(checked).includes(t(language, 'case.in-own', { text: sentence(language) }))).toBe(hers !== language);
  }
  const ready = opened(drawn, t(language, 'case.ready'));
  const offers = (ready['body'] as Node[]).filter(({ separator }) => separator === true);
  expect(offers.map((offer) => plain(String(nodes(offer).find(({ type }) => type === 'Action.Execute')?.['title'])))).toEqual(readyAnswers.map((answer) => sendIt(language, t(language, `case.answer.${answer}`))));
  expect(said(ready)).toContain(t(hers, 'q.link.title'));
  expect(said(ready)).toContain(t(hers, 'q.tryAgain.body'));
  expect(said(ready).includes(t(language, 'q.tryAgain.body'))).toBe(true);
});

test.each(languages.flatMap((hers) => readyAnswers.map((answer) => [hers, answer] as const)))('all that a ready answer says to her stands above its button: in %s, %s', (hers, answer) => {
  const work = CaseWork.on(house({ hr: { team: '19:hr' } }), { case: one, version: 1 }, hers, [], 1);
  expect(work.do({ kind: 'answered', by: { id: '29:hanne', name: 'Hanne' }, answer })).toBeUndefined();
  const sent = work.out.flatMap(({ conversation, body }) => (conversation === report.conversation && 'card' in body ? [wordsOf(body.card)] : []))[0] ?? [];
  // Who sends it, and which step it is of the guide, she reads above its title.
  const words = sent.slice(sent.indexOf(t(hers, `q.${cardOf[answer]}.title` as TextKey)));
  const offer = nodes(opened(card({ hers }), 'Ferdige svar')).find((node) => node['separator'] === true && nodes(node).some(({ title }) => plain(String(title)) === sendIt('nb', t('nb', `case.answer.${answer}`))));
  expect(words.length).toBeGreaterThan(1);
  expect(words.filter((each) => !said(offer as Node).includes(each))).toEqual([]);
});

/** As many answers as the longest way through the guide has, and a few more. */
const answers = guide.questions
  .flatMap(({ id, choices }) => choices.map((choice) => ({ question: id, choice: choice.id })))
  .filter(({ question }, index, all) => all.findIndex((other) => other.question === question) === index)
  .slice(0, 14);

/** A case that holds as much as one can. */
const full = (text: string, name: string): Claimed => {
  const person = { id: '29:kari', name, email: `${'kari.nordmann-hansen'.repeat(5)}@askoy.kommune.no` };
  return { ...one, report: { ...report, person, answers, words: text, error: text }, owner: { id: '29:hanne', name }, waitsFor: { party: 'employee', since: 0 }, askedToDelete: 0 } as unknown as Claimed;
};

const heavy = ['x', 'æøå', '😀', '€', '"', 'ord\n'].map((some) => [some, some.repeat(6_000 / some.length)] as const);
const names = ['Kari Nordmann', 'Åsbjørg Sæther-Øvrebø '.repeat(4), '😀'.repeat(40), '北'.repeat(80)];

test.each(languages.flatMap((hers) => languages.map((language) => [hers, language] as const)))('no card of a case is larger than Teams takes, whatever it holds: hers %s, HR’s %s', (hers, language) => {
  const over = { ...desk, hers, language };
  const colleagues = Array.from({ length: 100 }, (_, index) => ({ id: `29:${'c'.repeat(60)}${index}`, name: `Fornavn Mellomnavn Etternavnsen ${index}` }));
  const sizes = heavy.flatMap(([sign, text]) =>
    names.flatMap((name) => {
      const held = full(text, name);
      return [caseSheet(held, over), moreSheet(held, over, '29:hanne', colleagues), takeOverSheet(held, over)].map((sheet) => [sign, name, Buffer.byteLength(JSON.stringify(renderSheet(sheet)))] as const);
    }),
  );
  expect(sizes.filter(([, , size]) => size >= 27 * 1024)).toEqual([]);
});

test('of a heavy card the other language goes first, then the end of what she wrote, and it is said', () => {
  const lines = (count: number): Claimed => full('Visma sier at adressen er i bruk, og jeg kommer ikke videre.\n'.repeat(count), 'Kari Nordmann');
  const drawn = (count: number): string => said(renderSheet(caseSheet(lines(count), desk)) as Node);
  expect(drawn(1)).toContain('På bokmål: ');
  expect(drawn(29)).not.toContain('På bokmål: ');
  expect(drawn(29).match(/Visma sier at adressen er i bruk, og/g)).toHaveLength(58);
  expect(said(renderSheet(caseSheet(full('€'.repeat(3_000), 'Kari Nordmann'), desk)) as Node)).toContain('€ […]');
});

test('HR is reminded of her language where HR writes, only where it is another one', () => {
  for (const label of ['Svar', 'Ferdige svar', 'Sjekket i Visma', 'Avslutt']) {
    expect(said(opened(card(), label))).toContain('Kari Nordmann Hansen leser engelsk.');
    expect(said(opened(card({ hers: 'nn' }), label))).toContain('Kari Nordmann Hansen leser norsk nynorsk.');
    expect(said(opened(card({ hers: 'nb' }), label))).not.toContain(' leser ');
  }
});

test('a date goes only with the press that sends it', () => {
  const takes = nodes(opened(card(), 'Sjekket i Visma')).filter(({ type }) => type === 'Action.Execute').map(({ title, associatedInputs }) => [plain(String(title)), associatedInputs]);
  expect(takes.filter(([, inputs]) => inputs === 'auto')).toEqual([['Send startdato', 'auto']]);
});

test('each answer of the guide stands below its question', () => {
  const words = wordsOf(card());
  expect(words[words.indexOf('Hva skjer når du skal logge inn i Visma?') + 1]).toBe('Det står «En intern feil har oppstått»');
});

test('what the card shows is what she gets, in the language that she reads by then', async () => {
  const stage = await startStage();
  const kari = await stage.employee();
  await kari.asksHr();
  const hanne = await stage.adviser(1001);
  await kari.says('english');
  await kari.sees('HR has received your case');
  await hanne.presses('Ta saken');
  await hanne.sees('Kari Nordmann leser engelsk.', 20_000);
  expect(hanne.seen).toContain('You are active in Visma.\nPå bokmål: Du er aktiv i Visma.');
  await hanne.presses('Send: aktiv');
  await kari.sees('Hanne Rådgiver (HR): You are active in Visma.');
});
