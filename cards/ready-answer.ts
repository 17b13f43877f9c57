import type { ReadyAnswer } from '../src/core/case/types';
import type { Guide } from '../src/core/guide/types';
import { questionOf } from '../src/core/guide/walk';
import type { Language } from '../src/core/language';
import type { Organisation } from '../src/core/organisation';
import { plainInMarkdown, t } from '../src/texts';
import { closedFrame } from './views';

/** The guide's card that each ready answer shows. */
export const cardOf: Readonly<Record<ReadyAnswer, string>> = {
  'account-settings': 'accountSettings',
  email: 'emailFormat',
  link: 'link',
  'try-again': 'tryAgain',
};

/** They are on every case's card, and but for her address the same for everybody: put together once, not with each drawing. */
const known = new WeakMap<Organisation, Map<string, readonly string[]>>();

/** What that card says, before it is sent: its title, each paragraph, and what it says of addresses. */
export function readyWords(answer: ReadyAnswer, email: string, { guide, organisation }: { readonly guide: Guide; readonly organisation: Organisation }, language: Language): readonly string[] {
  const words = known.get(organisation) ?? new Map<string, readonly string[]>();
  known.set(organisation, words);
  const name = `${language} ${answer}`;
  const said = words.get(name) ?? wordsOn(cardOf[answer], guide, organisation, language);
  words.set(name, said);
  return answer === 'email' && email ? [...said, `${t(language, 'q.emailFormat.teams')} ${plainInMarkdown(email)}`] : said;
}

function wordsOn(card: string, guide: Guide, organisation: Organisation, language: Language): readonly string[] {
  const question = questionOf(guide, card);
  if (!question) return [];
  const nobody = { person: { id: '' }, shared: false, answers: [], since: 0, nonce: { card: '', rev: 0, shownAt: 0 }, picture: () => '', chatLink: '' };
  const { title, content } = closedFrame(question, { language, guide, organisation, ...nobody }, '');
  const addresses = content.layout === 'email' ? [content.data.patternsLabel, ...content.data.patterns.map(({ text }) => plainInMarkdown(text))] : [];
  return [title, ...content.data.paragraphs.map(({ text }) => text), ...addresses];
}
