import fc from 'fast-check';
import { CaseWork } from '../../src/app/case/work';
import type { Draft } from '../../src/app/ports';
import { threadOf } from '../../src/app/ports';
import type { Deed } from '../../src/core/case/types';
import { checks, outcomes, readyAnswers } from '../../src/core/case/types';
import { guide } from '../../src/core/guide/guide';
import type { Language } from '../../src/core/language';
import { languages } from '../../src/texts';
import { nodes, wordsOf } from '../support/cards';
import { reportOf } from '../support/cases';
import { house } from '../support/conversation';
import { start } from '../support/drafts';

/** Teams takes no more in one message (reference: 28 KB). Room is left for what the sender adds. */
const most = 27 * 1024;
const by = { id: '29:hanne', name: 'Hanne Rådgiver' };
const rooms = house({ hr: { team: '19:hr' }, mails: true });

const nasty = [
  '**fet** [lenke](https://evil.example) <at>Alle</at> `kode` _kursiv_',
  '${title} ${$root.title} {{x}} ${language}',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '\u202Esnudd\u202C \u200Bskjult\u2066x\u2069',
  '1. punkt\n2. punkt\n# overskrift',
  '<"&'.repeat(40_000),
  '😀'.repeat(50_000),
  'x'.repeat(100_000),
  'a\n'.repeat(5_000),
];
const text = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((value) => value.trim() !== ''));

const everything = (words: string, name: string): readonly Deed[] => {
  const who = { id: by.id, name };
  return [
    { kind: 'said', words: { text: words, message: 'm1' } },
    { kind: 'edited', words: { text: words, message: 'm1' } },
    { kind: 'wrote', by: who, words: { text: words, message: 'm2' } },
    { kind: 'claimed', by: who },
    { kind: 'wrote', by: who, words: { text: words, message: 'm3' } },
    { kind: 'rewrote', by: who, words: { text: words, message: 'm3' } },
    { kind: 'replied', by: who, words: { text: words } },
    { kind: 'noted', by: who, words: { text: words } },
    ...readyAnswers.map((answer) => ({ kind: 'answered' as const, by: who, answer })),
    ...checks.map((check) => ({ kind: 'checked' as const, by: who, check, date: '2027-02-01' })),
    { kind: 'announced', by: who, words },
    { kind: 'handed-on', by: who, to: { id: '29:bjorn', name } },
    { kind: 'asked-to-delete' },
    { kind: 'closed', by: who, outcome: 'solved', line: words },
    { kind: 'rated', helped: true, words },
    { kind: 'said', words: { text: words } },
    { kind: 'reminded' },
  ];
};

/** Ten, in the order of the guide. */
const answers = guide.questions.flatMap(({ id, choices }) => choices.slice(0, 1).map((choice) => ({ question: id, choice: choice.id }))).slice(0, 10);

/** All that is sent when a person of this name says this, and somebody of this name answers so. */
function sent(words: string, name: string, language: Language = 'nb'): readonly Draft[] {
  const work = CaseWork.open(rooms, reportOf(1001, { words, error: words, language, answers, person: { id: '29:kari', name, email: 'kari@askoy.kommune.no' } }));
  const out = [...work.out];
  let file = { case: work.case, version: 1 };
  const history = [...(work.change?.entries ?? [])];
  for (const [index, deed] of everything(words, name).entries()) {
    const next = CaseWork.on(rooms, file, language, history, start + (index + 1) * 60_000);
    expect([deed.kind, next.do(deed)]).toEqual([deed.kind, undefined]);
    out.push(...next.out);
    history.push(...(next.change?.entries ?? []));
    file = { case: next.case, version: file.version + 1 };
  }
  return out;
}

const sizeOf = ({ body }: Draft): number => Buffer.byteLength(JSON.stringify(body.kind === 'text' || body.kind === 'retext' ? body.text.replace(/&/g, '&amp;').replace(/</g, '&lt;') : body));

test('whatever people are called and write, no message is larger than Teams takes', () => {
  fc.assert(
    fc.property(text, text, fc.constantFrom(...languages), (words, name, language) => {
      for (const draft of sent(words, name, language)) if (draft.body.kind !== 'letter') expect([draft.id, sizeOf(draft) < most]).toEqual([draft.id, true]);
    }),
    { numRuns: 40 },
  );
});

test('nothing of it acts as Markdown, a mention, a template or a link in anybody’s chat', () => {
  fc.assert(
    fc.property(fc.constantFrom(...nasty.slice(0, 5)), fc.constantFrom(...nasty.slice(0, 4)), (words, name) => {
      for (const { body } of sent(words, name)) {
        if (!('card' in body)) continue;
        for (const node of nodes(body.card)) {
          if (node['type'] === 'TextBlock') expect(node['text']).not.toMatch(/(?<!\\)\[lenke|<at>|<script|(?<!\\)\*\*|(?<!\\)`kode|^# |^1\. punkt/m);
        }
        expect(wordsOf(body.card).join()).not.toMatch(/\u202E|\u2066/);
        // A template in somebody's words stays what it is.
        if (words.startsWith('$') && wordsOf(body.card).some((shown) => shown.includes('{{x}}')))
          expect(wordsOf(body.card).some((shown) => shown.includes('${title}'))).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

/** What the case's rows say in a place, in order, without the cards. */
const linesIn = (drafts: readonly Draft[], place: string): string[] =>
  drafts.flatMap(({ conversation, body }) => (conversation === place && body.kind === 'text' ? body.text : []));

const step = fc.oneof(
  fc.record({ who: fc.constant('kari' as const), text: fc.integer() }),
  fc.record({ who: fc.constantFrom('hanne' as const, 'bjorn' as const), how: fc.constantFrom('wrote' as const, 'replied' as const, 'noted' as const), text: fc.integer() }),
  fc.record({ who: fc.constantFrom('hanne' as const, 'bjorn' as const), how: fc.constantFrom('claimed' as const, 'took-over' as const, 'gave-back' as const), text: fc.constant(0) }),
  fc.record({ who: fc.constant('release' as const), text: fc.integer({ min: 0, max: 5 }) }),
);

test('every word of hers reaches HR, every word meant for her reaches her, once and in order; no note and no word that is held does', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let work = CaseWork.open(rooms, reportOf(1001));
      const drafts: Draft[] = [...work.out];
      const history = [...(work.change?.entries ?? [])];
      let file = { case: work.case, version: 1 };
      const toHr: string[] = [];
      const toHer: string[] = [];
      for (const [index, each] of steps.entries()) {
        work = CaseWork.on(rooms, file, 'nb', history, start + index);
        // A word of its own each time, so that none is mistaken for another.
        const mark = `#${index}:${each.text}#`;
        const adviser = each.who === 'bjorn' ? { id: '29:bjorn', name: 'Bjørn' } : by;
        let deed: Deed;
        if (each.who === 'kari') deed = { kind: 'said', words: { text: mark, message: `k${index}` } };
        else if (each.who === 'release') {
          const seq = file.case.held[each.text];
          const written = history.find((entry) => entry.seq === seq)?.deed;
          if (seq === undefined || written?.kind !== 'wrote') continue;
          deed = { kind: 'released', by: written.by, entry: seq, words: written.words.text };
        } else if (each.how === 'wrote' || each.how === 'replied' || each.how === 'noted') deed = { kind: each.how, by: adviser, words: { text: mark, message: `h${index}` } };
        else deed = { kind: each.how, by: adviser };
        if (work.do(deed)) continue;
        const entry = work.change!.entries.at(-1)!;
        if (deed.kind === 'said') toHr.push(mark);
        if (entry.to === 'employee' && 'words' in deed) toHer.push(typeof deed.words === 'string' ? deed.words : deed.words.text);
        drafts.push(...work.out);
        history.push(entry);
        file = { case: work.case, version: file.version + 1 };
      }
      const marks = (lines: readonly string[], from: RegExp): string[] => lines.filter((line) => from.test(line)).flatMap((line) => /#\d+:-?\d+#/.exec(line)?.[0] ?? []);
      expect(marks(linesIn(drafts, threadOf(1001)), /^Kari Nordmann: /)).toEqual(toHr);
      expect(marks(linesIn(drafts, 'kari'), /\(HR\): /)).toEqual(toHer);
      expect(new Set(drafts.map(({ id }) => id)).size).toBe(drafts.length);
      const her = JSON.stringify(drafts.filter(({ conversation }) => conversation === 'kari'));
      for (const { deed, to } of history) if ((deed.kind === 'noted' || (deed.kind === 'wrote' && to === 'held')) && !toHer.includes(deed.words.text)) expect(her).not.toContain(deed.words.text);
    }),
    { numRuns: 200 },
  );
});

test('every outcome has its words on both sides, in every language', () => {
  for (const language of ['nb', 'nn', 'en'])
    for (const outcome of outcomes) {
      const work = CaseWork.open(rooms, reportOf(1001, { language }));
      const next = CaseWork.on(rooms, { case: work.case, version: 1 }, language, [], start + 1);
      expect(next.do({ kind: 'closed', by, outcome, desk: 'it', line: '' })).toBeUndefined();
      expect(JSON.stringify(next.out)).not.toMatch(/\[nb\]|undefined/);
    }
});
