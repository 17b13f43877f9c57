import { labelOf, missingWords, namesIn, textOf } from '../../cards/words';
import { faultsOf, type Place, treeOf } from '../core/guide/explore';
import { guideFor, handingOff } from '../core/guide/guide';
import type { Answer, Guide } from '../core/guide/types';
import { detour, next, questionOf, reasonForHr } from '../core/guide/walk';
import type { Language } from '../core/language';
import type { Organisation } from '../core/organisation';
import { readOrganisation } from '../organisation';
import { isText, languages, t, unsaidIn } from '../texts';

/** A guide and what its texts need. */
interface Shown {
  readonly guide: Guide;
  readonly language: Language;
  readonly organisation: Organisation;
}

/** A text of a question, as she is shown it; empty where there is none. */
function said(id: string, part: string, { language, organisation }: Shown): string {
  const key = textOf(id, part);
  // What depends on a person or on other settings is left as it is called.
  const names = Object.fromEntries(['system', 'purpose', 'responsible', 'contact', 'answers', 'date', 'language', 'bot', 'link', 'meant'].map((name) => [name, '…']));
  return key ? t(language, key, { ...names, ...namesIn(language, organisation, id) }) : '';
}

/** What a card says beside its title and its answers; of HR, why HR. */
function* wordsOf(id: string, answers: readonly Answer[], shown: Shown, indent: string): Generator<string> {
  const reason = `reason.${reasonForHr(shown.guide, answers) ?? ''}`;
  const why = id === 'hr' && isText(reason) ? t(shown.language, reason) : '';
  for (const text of [why, said(id, 'body', shown), said(id, 'ask', shown)])
    for (const line of text.split('\n')) if (line !== '') yield `${indent}  | ${line}`;
}

/** The guide as lines of text: questions with their rule and words, and under each answer what comes next. */
function* linesOf({ question, rule, answers, ways }: Place, shown: Shown, indent = ''): Generator<string> {
  yield `${indent}${question.id} (${question.kind}): ${said(question.id, 'title', shown) || '—'}   [${rule.because ?? ''}]`;
  yield* wordsOf(question.id, answers, shown, indent);
  for (const { choice, to } of ways) {
    const label = `${indent}  ${choice.spoken ? '◦' : '•'} ${choice.id}: ${labelOf(shown.language, question, choice.id)}`;
    yield 'elsewhere' in to ? `${label} → ${to.elsewhere}` : label;
    if (!('elsewhere' in to)) yield* linesOf(to, shown, `${indent}      `);
  }
}

/** What leads away from any card when it is said, and where to. */
function* saidAnywhere(shown: Shown): Generator<string> {
  const aside = questionOf(shown.guide, detour);
  yield '\nSaid at any time (◦ above: said on that card only):';
  for (const { id } of aside?.choices ?? []) {
    const answers = [{ question: detour, choice: id }];
    const to = next(shown.guide, answers).id;
    yield `  ◦ ${id}: ${aside ? labelOf(shown.language, aside, id) : ''} → ${to}: ${said(to, 'title', shown)}`;
    yield* wordsOf(to, answers, shown, '    ');
  }
}

const language = process.argv[2] ?? 'nb';
const organisation = readOrganisation(process.env['ORGANISATION_FILE']);
if (Array.isArray(organisation) || !languages.includes(language)) {
  console.error(Array.isArray(organisation) ? organisation.join('\n') : `There are texts for ${languages.join(', ')}, not for ${language}.`);
  process.exit(2);
}
const guide = guideFor(organisation as Organisation, languages);
// Where HR takes conversations over, the guide ends otherwise: both are somebody's.
const guides = [guide, handingOff(guide)];
const broken = new Set(guides.flatMap(faultsOf));
const wordless = new Set(languages.flatMap((each) => [...guides.flatMap((one) => missingWords(each, one)), ...unsaidIn(each).map((key) => `no text ${key} in ${each}`)]));
if (broken.size + wordless.size === 0) {
  const shown: Shown = { guide, language, organisation: organisation as Organisation };
  for (const line of [...linesOf(treeOf(guide), shown), ...saidAnywhere(shown)]) console.log(line);
}
for (const fault of [...broken, ...wordless]) console.error(`FAULT ${fault}`);
process.exitCode = broken.size + wordless.size > 0 ? 1 : 0;
