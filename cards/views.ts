import type { Question } from '../src/core/guide/types';
import type { Language } from '../src/core/language';
import { languages, nameOf, plainInMarkdown, t } from '../src/texts';
import { button, contentOf, type Extra, paramsFor, type Showing } from './content';
import type { Button, Content, Frame, Invitation } from './data';
import { inCard, labelOf, textOf } from './words';

/** Teams shows six buttons and hides the rest behind "…": more languages than this are chosen on a card of their own. */
const mostLanguages = 3;

function navigation(question: Question, { language, answers, nonce }: Showing, offerHr: boolean | undefined): readonly Button[] {
  // Once is enough: on the card of HR itself, and where it is offered as an answer.
  const talk = question.id === 'hr' || question.id === 'handoff' || offerHr ? [] : [button(t(language, 'nav.hr'), { verb: 'talk-to-hr' }, nonce)];
  const back = button(t(language, 'nav.back'), { verb: 'back' }, nonce);
  const choose = button(t(language, 'nav.language'), { verb: 'ask-language' }, nonce);
  if (question.kind === 'aside') return [back];
  if (answers.length > 0)
    return [back, button(t(language, 'nav.restart'), { verb: 'restart' }, nonce), ...talk, choose];
  const others = languages.filter((other) => other !== language);
  return [
    ...(languages.length > mostLanguages ? [choose] : others.map((to) => button(nameOf(to), { verb: 'language', to }, nonce))),
    ...talk,
    button(t(language, 'nav.read-more'), { verb: 'read-more' }, nonce),
  ];
}

/** The card that asks this question, its buttons alive. */
export function openFrame(question: Question, showing: Showing, extra: Extra = {}): Frame {
  const { language, nonce } = showing;
  const params = paramsFor(question, showing);
  const say = (part: string): string => {
    const key = textOf(question.id, part);
    return key ? inCard(language, key, params) : '';
  };
  const choices = question.choices
    .filter(({ spoken }) => !spoken)
    .map(({ id }) => button(labelOf(language, question, id), { verb: 'answer', choice: id }, nonce));
  return {
    language,
    lead: plainInMarkdown(extra.lead ?? ''),
    step: question.step ? t(language, `step.${question.step}`) : '',
    title: say('title'),
    content: contentOf(question, showing, true, extra),
    ask: say('ask'),
    choices: extra.offerHr ? [...choices, button(t(language, 'nav.hr'), { verb: 'talk-to-hr' }, nonce)] : choices,
    outcome: '',
    nav: navigation(question, showing, extra.offerHr),
  };
}

/** The same card once it is answered or left: the outcome in place of its buttons. */
export function closedFrame(question: Question, showing: Showing, outcome: string): Frame {
  return {
    ...openFrame(question, showing),
    content: contentOf(question, showing, false, {}),
    choices: [],
    nav: [],
    outcome,
  };
}

/** A card with nothing but one sentence. */
export function bareFrame(language: Language, title: string): Frame {
  const content: Content = { layout: 'page', data: { paragraphs: [], picture: { alt: '', url: '' }, link: { label: '', url: '' } } };
  return { language, lead: '', step: '', title, content, ask: '', choices: [], outcome: '', nav: [] };
}

/** What a mention in a channel or a group chat is answered with: nothing personal is said there. */
export function invitationFrame({ language, chatLink }: Pick<Showing, 'language' | 'chatLink'>): Invitation {
  return {
    language,
    text: t(language, 'private-chat-only'),
    link: { label: t(language, 'private-chat-open'), url: chatLink },
  };
}
