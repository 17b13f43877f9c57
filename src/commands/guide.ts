import { labelOf, missingWords, namesIn, textOf } from '../../cards/words';
import { faultsOf, type Place, treeOf } from '../core/guide/explore';
import { guideFor } from '../core/guide/guide';
import { detour, next, questionOf } from '../core/guide/walk';
import type { Language } from '../core/language';
import type { Organisation } from '../core/organisation';
import { readOrganisation } from '../organisation';
import { languages, t } from '../texts';

/** The guide as lines of text: questions with their rule, and under each answer what comes next. */
function* linesOf({ question, rule, ways }: Place, language: Language, indent: string, organisation: Organisation): Generator<string> {
  const title = textOf(question.id, 'title');
  yield `${indent}${question.id} (${question.kind}): ${title ? t(language, title, { ...namesIn(language, organisation, question.id), system: '…' }) : '—'}   [${rule.because ?? ''}]`;
  for (const { choice, to } of ways) {
    const label = `${indent}  • ${choice.id}: ${labelOf(language, question, choice.id)}`;
    yield 'elsewhere' in to ? `${label} → ${to.elsewhere}` : label;
    if (!('elsewhere' in to)) yield* linesOf(to, language, `${indent}      `, organisation);
  }
}

const language = process.argv[2] ?? 'nb';
const organisation = readOrganisation(process.env['ORGANISATION_FILE']);
if (Array.isArray(organisation) || !languages.includes(language)) {
  console.error(Array.isArray(organisation) ? organisation.join('\n') : `There are texts for ${languages.join(', ')}, not for ${language}.`);
  process.exit(2);
}
const guide = guideFor(organisation as Organisation, languages);
const broken = faultsOf(guide);
const wordless = languages.flatMap((each) => missingWords(each, guide));
if (broken.length === 0) {
  for (const line of linesOf(treeOf(guide), language, '', organisation as Organisation)) console.log(line);
  console.log('\nSaid at any time:');
  for (const { id } of questionOf(guide, detour)?.choices.filter(({ spoken }) => spoken) ?? [])
    console.log(`  • ${id} → ${next(guide, [{ question: detour, choice: id }]).id}`);
}
for (const fault of [...broken, ...wordless]) console.error(`FAULT ${fault}`);
process.exitCode = broken.length + wordless.length > 0 ? 1 : 0;
