import type { EmailVerdict } from '../src/core/email';
import { guide } from '../src/core/guide/guide';
import type { Answer, Question } from '../src/core/guide/types';
import { questionOf, reasonForHr } from '../src/core/guide/walk';
import { type Language, languages } from '../src/core/language';
import type { Organisation } from '../src/core/organisation';
import type { Person } from '../src/core/person';
import { isText, type Params, plainInMarkdown, t, type TextKey } from '../src/texts';
import { type ButtonAction, dataOf, type Nonce } from './actions';
import type { Button, Content, Frame, Link, Picture } from './data';

/** Our own pictures, by the name of their file in cards/pictures. */
export type PictureName = 'video-poster' | 'error' | 'pencil' | 'change-email' | 'link-idporten';

/** What a card is drawn from, beside its question. */
export interface Showing {
  readonly language: Language;
  readonly organisation: Organisation;
  readonly person: Person;
  readonly answers: readonly Answer[];
  readonly nonce: Nonce;
  /** The public address of a picture. */
  readonly picture: (name: PictureName) => string;
}

/** An address that was checked, and what came of it. */
export interface Checked {
  readonly typed: string;
  readonly result: EmailVerdict;
}

const none: Link & Picture = { label: '', alt: '', url: '' };

/** A text in a Markdown field: what the settings or a person put into it does not act as Markdown. */
function inCard(language: Language, key: TextKey, params: Params = {}): string {
  const safe = Object.entries(params).map(([name, value]) => [name, plainInMarkdown(String(value))] as const);
  return t(language, key, Object.fromEntries(safe));
}

/** The key of a text that belongs to a question; throws where there is none (a test asks for every one). */
export function textOf(question: string, part: string): TextKey {
  const key = `q.${question}.${part}`;
  if (!isText(key)) throw new Error(`no text ${key}`);
  return key;
}

/** What a choice is called on its button. */
export function labelOf(language: Language, question: string, choice: string): string {
  return t(language, textOf(question, choice));
}

/** A choice's labels in all languages: what a typed answer is compared with. */
export function labelsOf(question: string, choice: string): readonly string[] {
  return languages.map((language) => labelOf(language, question, choice));
}

const paragraphs = (text: string): readonly { readonly text: string }[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ text: line }));

function button(label: string, action: ButtonAction, nonce: Nonce): Button {
  return { label, verb: action.verb, data: dataOf(action, nonce) };
}

function navigation(question: Question, { language, answers, nonce }: Showing): readonly Button[] {
  const talk = button(t(language, 'nav.hr'), { verb: 'talk-to-hr' }, nonce);
  if (answers.length === 0)
    return [
      ...languages
        .filter((other) => other !== language)
        .map((other) => button(t(language, `language.${other}`), { verb: 'language', to: other }, nonce)),
      talk,
    ];
  return [
    button(t(language, 'nav.back'), { verb: 'back' }, nonce),
    button(t(language, 'nav.restart'), { verb: 'restart' }, nonce),
    ...(question.kind === 'finding' ? [] : [talk]),
    button(t(language, 'nav.language'), { verb: 'ask-language' }, nonce),
  ];
}

/** The e-mail that is ready to be sent to HR. Plain text. */
export function mailFor({ language, organisation, person, answers }: Omit<Showing, 'nonce' | 'picture'>): {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
} {
  const lines = answers
    .filter(({ question }) => questionOf(guide, question))
    // The question as it was put: the title of a remedy is not one.
    .map(({ question, choice }) => {
      const asked = t(language, textOf(question, 'ask')) || t(language, textOf(question, 'title'));
      return `- ${asked} ${labelOf(language, question, choice)}`;
    });
  return {
    to: organisation.hr.email,
    subject: t(language, 'mail.subject'),
    text: t(language, 'mail.text', {
      answers: lines.length > 0 ? lines.join('\n') : t(language, 'mail.nothing-yet'),
      name: person.name ?? '',
    }).trimEnd(),
  };
}

/** Teams opens no mailto: from a card (msteams-docs #3677), so the button opens Outlook on the web, which takes a ready mail. */
function outlook({ to, subject, text }: ReturnType<typeof mailFor>): string {
  const query = Object.entries({ to, subject, body: text }).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `https://outlook.office.com/mail/deeplink/compose?${query.join('&')}`;
}

function electronicIds(language: Language, { electronicIds: ids }: Organisation): string {
  const names = ids.map((id) => (id === 'BankID' ? t(language, 'q.link.bankid') : id));
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(names);
}

function verdictOn(checked: Checked | undefined, { language, organisation, person }: Showing) {
  if (!checked) return { text: '', address: '' };
  const { result } = checked;
  const key = result.verdict === 'fits' && !person.email ? 'check.fits-alone' : (`check.${result.verdict}` as const);
  const text = inCard(language, key, {
    organisation: organisation.name,
    pattern: organisation.email.patterns[0] ?? '',
  });
  return { text, address: result.verdict === 'typo' ? result.suggestion : '' };
}

function contentOf(question: Question, showing: Showing, open: boolean, checked: Checked | undefined): Content {
  const { language, organisation, person, picture, nonce, answers } = showing;
  const params = { organisation: organisation.name, email: organisation.hr.email, ids: electronicIds(language, organisation) };
  const say = (part: string): string => inCard(language, textOf(question.id, part), params);
  const drawn = (name: PictureName): Picture => ({ url: picture(name), alt: say('picture') });
  const toAccount = (): Link => ({ label: say('link'), url: organisation.links.accountSettings });

  switch (question.layout) {
    case 'plain':
      return { layout: 'plain', data: { paragraphs: paragraphs(say('body')) } };
    case 'video': {
      const { video } = organisation.links;
      return {
        layout: 'video',
        data: {
          paragraphs: paragraphs(say(video ? 'body' : 'no-video')),
          picture: video ? { url: picture('video-poster'), alt: t(language, 'video.poster') } : none,
          link: video ? { label: t(language, 'video.link'), url: video } : none,
        },
      };
    }
    case 'account-settings':
      return {
        layout: 'account-settings',
        data: { paragraphs: paragraphs(say('body')), picture: drawn('pencil'), link: toAccount() },
      };
    case 'link':
      return {
        layout: 'link',
        data: { paragraphs: paragraphs(say('body')), picture: drawn('link-idporten'), link: toAccount() },
      };
    case 'try-again': {
      const { vismaEnterprise } = organisation.links;
      return {
        layout: 'try-again',
        data: {
          paragraphs: paragraphs(say(vismaEnterprise ? 'body-link' : 'body')),
          link: vismaEnterprise ? { label: say('link'), url: vismaEnterprise } : none,
        },
      };
    }
    case 'hr': {
      const reason = reasonForHr(guide, answers);
      const why = reason && isText(`reason.${reason}`) ? [{ text: t(language, `reason.${reason}` as TextKey) }] : [];
      return {
        layout: 'hr',
        data: {
          paragraphs: [...why, ...paragraphs(say('body'))],
          link: { label: say('link'), url: outlook(mailFor(showing)) },
        },
      };
    }
    case 'email-format':
      return {
        layout: 'email-format',
        data: {
          paragraphs: paragraphs(say('body')),
          picture: drawn('change-email'),
          patternsLabel: say('patterns'),
          patterns: organisation.email.patterns.map((text) => ({ text })),
          teamsLabel: say('teams'),
          teamsAddress: person.email ?? '',
          check: {
            ...button(open ? say('check') : '', { verb: 'check-email' }, nonce),
            inputLabel: say('input'),
            typed: checked?.typed ?? '',
          },
          verdict: verdictOn(checked, showing),
        },
      };
    default:
      return question.layout satisfies never;
  }
}

export interface Extra {
  /** A sentence before the question. */
  readonly lead?: string;
  readonly checked?: Checked | undefined;
}

/** The card that asks this question, its buttons alive. */
export function openFrame(question: Question, showing: Showing, { lead = '', checked }: Extra = {}): Frame {
  const { language, nonce } = showing;
  return {
    language,
    lead: plainInMarkdown(lead),
    step: question.step ? t(language, `step.${question.step}`) : '',
    title: t(language, textOf(question.id, 'title')),
    content: contentOf(question, showing, true, checked),
    ask: t(language, textOf(question.id, 'ask')),
    choices: question.choices.map(({ id }) =>
      button(labelOf(language, question.id, id), { verb: 'answer', choice: id }, nonce),
    ),
    outcome: '',
    nav: navigation(question, showing),
  };
}

/** The same card once it is answered or left: the outcome in place of its buttons. */
export function closedFrame(question: Question, showing: Showing, outcome: string): Frame {
  return {
    ...openFrame(question, showing),
    content: contentOf(question, showing, false, undefined),
    choices: [],
    nav: [],
    outcome,
  };
}

/** The card that asks for the language. It keeps a way back to the question it interrupts. */
export function languageFrame({ language, nonce }: Pick<Showing, 'language' | 'nonce'>): Frame {
  return {
    language,
    lead: '',
    step: '',
    title: t(language, 'language.title'),
    content: { layout: 'plain', data: { paragraphs: [] } },
    ask: '',
    choices: languages.map((to) => button(t(language, `language.${to}`), { verb: 'language', to }, nonce)),
    outcome: '',
    nav: [button(t(language, 'nav.back'), { verb: 'back' }, nonce)],
  };
}
