import { linesOf } from '../../../cards/words';
import { outcomeIn, personIn, reasonIn } from '../../../cards/case-card';
import { whatIn } from '../../../cards/desk-card';
import type { Case, Entry } from '../../core/case/types';
import type { Language } from '../../core/language';
import { fullMoment, isText, nameOf, t } from '../../texts';
import type { House } from '../house';
import { type Draft, mailTo, threadOf } from '../ports';

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replaceAll('\n', '<br>');

/** The words that go with a deed, whole. */
function wordsOf(house: House, language: Language, deed: Entry['deed']): string {
  if ('words' in deed) return typeof deed.words === 'string' ? deed.words : deed.words.text;
  if (deed.kind === 'answered') return t(language, `case.answer.${deed.answer}`);
  if (deed.kind === 'checked') return `${t(language, `case.check.${deed.check}`)} ${deed.date ?? ''}`.trim();
  if (deed.kind === 'waits') return t(language, `case.wait.${deed.for}`);
  if (deed.kind === 'handed-on') return deed.to.name;
  if (deed.kind === 'closed') return [outcomeIn(language, house.organisation.hr, deed), deed.line].filter((part) => part !== '').join(': ');
  return deed.kind === 'sent-file' ? deed.name : '';
}

/** What one line of the history says, whole: who, and what. Empty where there is nothing to say. */
function said(house: House, language: Language, one: Case, { deed }: Entry): { readonly who: string; readonly what: string } {
  const who = 'by' in deed ? deed.by.name : deed.kind === 'opened' || !clocks.includes(deed.kind) ? personIn(language, one) : t(language, 'bot.name');
  const key = `deed.${deed.kind}`;
  const about = deed.kind === 'announced' && deed.about ? ` (${whatIn({ language, guide: house.guide }, deed.about)})` : '';
  return { who, what: [`${isText(key) ? t(language, key) : deed.kind}${about}`, wordsOf(house, language, deed)].filter((part) => part !== '').join(': ') };
}

/** What the clock did, and nobody else. */
const clocks: readonly string[] = ['reminded', 'mailed', 'nudged', 'ran-out', 'went-by-mail'];

/** The whole of a case as a document: what it was opened with, and every line since. HTML that stands alone. `undelivered`: the numbers of the lines that did not reach the other side. */
export function historyDocument(house: House, one: Case, history: readonly Entry[], undelivered: readonly number[] = []): string {
  const { organisation, guide } = house;
  const language = organisation.defaultLanguage;
  const { number, person, language: spoken, answers, words, error = '', openedAt } = one.report;
  const row = (label: string, text: string): string => (text ? `<tr><th>${escaped(label)}</th><td>${escaped(text)}</td></tr>` : '');
  const title = t(language, 'case.title', { number: `${number}`, name: personIn(language, one) });
  const lines = history.map((entry) => {
    const { who, what } = said(house, language, one, entry);
    const style = entry.deed.kind === 'noted' ? ' class="note"' : '';
    const lost = undelivered.includes(entry.seq) ? `<br><em>${escaped(t(language, 'history.undelivered'))}</em>` : '';
    return `<tr${style}><td>${escaped(fullMoment(language, entry.at))}</td><td>${escaped(who)}</td><td>${escaped(what)}${lost}</td></tr>`;
  });
  return `<!doctype html>
<html lang="${escaped(language)}"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{font-family:sans-serif;max-width:50em;margin:2em auto}th{text-align:left;vertical-align:top;padding-right:1em}td{vertical-align:top;padding:.2em 1em .2em 0}.note{background:#fff4ce}</style></head>
<body><h1>${escaped(title)}</h1>
<table>${row(t(language, 'history.email'), person.email ?? '')}${row(t(language, 'case.language'), nameOf(spoken))}${row(t(language, 'history.opened'), fullMoment(language, openedAt))}${row(t(language, 'case.reason'), reasonIn(language, one))}${row(t(language, 'case.answers'), linesOf(language, guide, answers, organisation).join('\n'))}${row(t(language, 'case.words'), words)}${row(t(language, 'case.error'), error)}</table>
<h2>${escaped(t(language, 'history.title'))}</h2>
<table>${lines.join('\n')}</table>
</body></html>
`;
}

/** What was told of a case, and what of it did not arrive. */
export interface Told {
  readonly history: readonly Entry[];
  readonly undelivered?: readonly number[] | undefined;
}

/** The history as a letter to whoever asked, and what is said of it; no letter where none can be sent. */
export function historyLetter(house: House, one: Case, { history, undelivered }: Told, to: string | undefined, now: number): { readonly letter?: Draft; readonly said: string } {
  const language = house.organisation.defaultLanguage;
  if (!house.mails) return { said: t(language, 'case.history.no-mail') };
  if (!to) return { said: t(language, 'case.history.no-address') };
  const subject = t(language, 'case.title', { number: `${one.report.number}`, name: personIn(language, one) });
  const html = historyDocument(house, one, history, undelivered);
  const attachments = [{ name: `${one.report.number}-${new Date(now).toISOString().slice(0, 10)}.html`, type: 'text/html; charset=utf-8', content: html }];
  const letter = { to, subject, text: t(language, 'history.attached'), attachments };
  const concern = { place: threadOf(one.report.number), late: t(language, 'letter.history.late', { address: to }), lost: t(language, 'letter.history.lost', { address: to }) };
  return {
    letter: { id: house.newId(), conversation: mailTo(to), class: 'mail', body: { kind: 'letter', letter }, concern },
    said: t(language, 'case.history.sent', { address: to }),
  };
}
