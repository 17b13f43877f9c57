import type { Campaign } from '../src/core/campaign/campaign';
import { questionOf } from '../src/core/guide/walk';
import type { Guide } from '../src/core/guide/types';
import type { Language } from '../src/core/language';
import type { Organisation } from '../src/core/organisation';
import { shownName, shownText } from '../src/core/shown';
import { languages, nameOf, plainInMarkdown, t } from '../src/texts';
import { button } from './content';
import type { Nonce } from './actions';
import type { Content, Frame } from './data';
import { inCard, inTheirWords, labelOf } from './words';

/** The push that a card belongs to; undefined where it belongs to none. Everybody's card is the same: who pressed says whose. */
export function pushOfCard(card: string): { readonly number: number; readonly reminder: number } | undefined {
  const [, number, , reminder] = /^push-(\d{1,9})(-again-(\d{1,3}))?$/.exec(card) ?? [];
  return number === undefined ? undefined : { number: Number(number), reminder: Number(reminder ?? 0) };
}

const cardName = (number: number, reminder: number): string => (reminder === 0 ? `push-${number}` : `push-${number}-again-${reminder}`);

/** What a push's card is drawn from. */
export interface PushShowing {
  readonly language: Language;
  readonly guide: Guide;
  readonly organisation: Organisation;
  readonly campaign: Campaign;
  /** Which reminder it is; 0 for the push itself. */
  readonly reminder: number;
  /** Only shown to whoever is about to send it. */
  readonly preview?: boolean | undefined;
}

/** HR's own words, each line for itself. In another language than they were written in, that is said. */
function greetingIn({ language, organisation, campaign }: PushShowing): string {
  const { greeting } = campaign.plan;
  if (greeting === '') return '';
  const written = organisation.defaultLanguage;
  const words = plainInMarkdown(shownText(greeting));
  return language === written ? words : `${t(language, 'push.greeting-in', { language: nameOf(written) })}\n\n${words}`;
}

/** How to find out whether this comes from HR. */
export const howGenuine = (language: Language, organisation: Organisation): string =>
  organisation.hr.genuine ? inTheirWords(organisation.hr.genuine, language, organisation) : t(language, 'push.genuine-hr', { email: organisation.hr.email });

/**
 * What a new hire gets: who it is from, how to see that it is genuine, and one question. No link to log in at (it must not
 * look like phishing). `outcome`: what she answered; then its buttons are gone.
 */
export function pushFrame(showing: PushShowing, outcome = ''): Frame {
  const { language, guide, organisation, campaign, reminder, preview = false } = showing;
  const { number, by, createdAt } = campaign.plan;
  const nonce: Nonce = { card: cardName(number, reminder), rev: 0, shownAt: createdAt };
  const question = questionOf(guide, 'pushed');
  const names = { organisation: organisation.name, email: organisation.hr.email, sender: shownName(by.name) };
  const lead = reminder === 0 ? [greetingIn(showing), inCard(language, 'push.hello', names)] : [t(language, 'push.again')];
  const paragraphs = [inCard(language, 'push.genuine', { how: howGenuine(language, organisation) }), ...(reminder === 0 ? [t(language, 'push.secrets')] : [])];
  const content: Content = {
    layout: 'page',
    data: {
      paragraphs: paragraphs.map((text) => ({ text })),
      picture: { alt: '', url: '' },
      link: { label: t(language, 'push.video'), url: organisation.links.video ?? '' },
    },
  };
  const others = languages.filter((other) => other !== language);
  return {
    language,
    lead: [preview ? t(language, 'push.preview') : '', ...lead].filter((text) => text !== '').join('\n\n'),
    step: '',
    title: t(language, 'q.pushed.title'),
    content,
    ask: '',
    choices: outcome === '' && question ? question.choices.map(({ id }) => button(labelOf(language, question, id), { verb: 'push-answer', choice: id }, nonce)) : [],
    outcome,
    nav: outcome === '' ? [...others.map((to) => button(nameOf(to), { verb: 'push-language', to }, nonce)), button(t(language, 'nav.hr'), { verb: 'push-answer', choice: 'hr' }, nonce), button(t(language, 'nav.read-more'), { verb: 'push-answer', choice: 'about' }, nonce)] : [],
  };
}
