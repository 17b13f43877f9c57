import { daysKeptOtherwise, type Kept } from '../src/core/case/kept';
import type { EmailVerdict, Fault } from '../src/core/email/check';
import type { Answer, Guide, LinkName, PictureName, Question } from '../src/core/guide/types';
import { detour, questionOf, reasonForHr } from '../src/core/guide/walk';
import type { Language } from '../src/core/language';
import type { Organisation } from '../src/core/organisation';
import type { Person } from '../src/core/person';
import { shownLines } from '../src/core/shown';
import { day, isText, nameOf, type Params, plainInMarkdown, t } from '../src/texts';
import { type ButtonAction, dataOf, type Nonce } from './actions';
import type { Button, Content, Fact, Layouts, Link, Picture } from './data';
import { inOutlook, mailFor } from './mail';
import { inCard, inTheirWords, labelOf, linesOf, namesIn, pairsOf, systemIn, textOf } from './words';

/** What a card is drawn from, beside its question. */
export interface Showing {
  readonly language: Language;
  readonly guide: Guide;
  readonly organisation: Organisation;
  readonly person: Person;
  /** The account belongs to nobody in particular. */
  readonly shared: boolean;
  readonly answers: readonly Answer[];
  /** What she may have meant, where that is asked. */
  readonly suspected?: string | undefined;
  /** When this chat began, ms since 1970 UTC. */
  readonly since: number;
  readonly nonce: Nonce;
  /** The public address of a picture. */
  readonly picture: (name: PictureName) => string;
  /** Opens a chat with the bot. */
  readonly chatLink: string;
  /** What is kept of her cases, on the cards that {@link tellsWhatIsKept}; else empty. */
  readonly kept?: readonly Kept[] | undefined;
  /** How many pushes of HR's she has, on the same cards. */
  readonly pushes?: number | undefined;
}

/** Whether the card of this question says what is kept of her cases. */
export const tellsWhatIsKept = (question: string): boolean => question === 'myData' || question === 'deleteData';

export interface Extra {
  /** A sentence before the question. */
  readonly lead?: string;
  /** An address that was checked, and what came of it. */
  readonly checked?: { readonly typed: string; readonly result: EmailVerdict } | undefined;
  /** Nothing else has helped: HR is offered as a choice. */
  readonly offerHr?: boolean;
  /** What was thought of the help is known. */
  readonly rated?: boolean;
  /** What she has written to HR so far. */
  readonly words?: string | undefined;
}

const noPicture: Picture = { alt: '', url: '' };

export function button(label: string, action: ButtonAction, nonce: Nonce): Button {
  return { label, verb: action.verb, data: dataOf(action, nonce) };
}

const paragraphs = (...texts: readonly string[]): readonly { readonly text: string }[] =>
  texts
    .flatMap((text) => text.split('\n'))
    .filter((line) => line !== '')
    .map((text) => ({ text }));

/** What any text may name. */
export function paramsFor(question: Question, { language, guide, organisation, answers, suspected, since, chatLink }: Showing): Params {
  const aside = questionOf(guide, detour);
  const { privacy } = organisation;
  const lines = linesOf(language, guide, answers, organisation);
  return {
    ...namesIn(language, organisation, question.id),
    system: systemIn(organisation, answers)?.name ?? '',
    purpose: inTheirWords(privacy.purpose, language, organisation),
    responsible: privacy.responsible,
    contact: privacy.contact,
    answers: lines.join('\n') || t(language, 'q.myData.none'),
    language: nameOf(language),
    date: day(language, since),
    bot: t(language, 'bot.name'),
    link: chatLink,
    meant: aside && suspected ? labelOf(language, aside, suspected) : '',
  };
}

function urlOf(link: LinkName, showing: Showing): string {
  const { links, privacy } = showing.organisation;
  switch (link) {
    case 'account-settings':
      return links.accountSettings;
    case 'visma':
      return links.vismaEnterprise ?? '';
    case 'video':
      return links.video ?? '';
    case 'privacy':
      return privacy.url ?? '';
    case 'mail':
      return inOutlook(mailFor(showing));
    default:
      return link satisfies never;
  }
}

/** Teams plays a Vimeo video by the address of its page, not of its player. */
const playable = (video: string): string => video.replace(/^https:\/\/player\.vimeo\.com\/video\/(\d+).*$/, 'https://vimeo.com/$1');

/** What the organisation's settings and this person's way add before the text. */
function before({ id }: Question, { language, guide, organisation, answers }: Showing): readonly string[] {
  if (id !== 'hr' && id !== 'handoff') return [];
  const reason = reasonForHr(guide, answers);
  const key = `reason.${reason ?? ''}`;
  const theirWay = reason === 'no-inbox' && organisation.noInbox ? inTheirWords(organisation.noInbox, language, organisation) : '';
  return [isText(key) ? t(language, key) : '', plainInMarkdown(theirWay)];
}

/** "- Sak 1042 fra 23. november 2026 er avsluttet. 3 meldinger er lagret …": a line a case. */
function keptIn(language: Language, kept: readonly Kept[]): readonly string[] {
  const lines = kept.map((one) => {
    const { number, openedAt, messages, pictures } = one;
    const params = { number: `${number}`, date: day(language, openedAt), messages, pictures };
    switch (one.state) {
      case 'open':
        return t(language, 'q.myData.case-open', { ...params, days: one.days });
      case 'closed':
        return t(language, 'q.myData.case-closed', { ...params, until: day(language, one.until) });
      case 'archived':
        return t(language, 'q.myData.case-archived', params);
      default:
        return one satisfies never;
    }
  });
  return lines.length > 0 ? [t(language, 'q.myData.cases'), ...lines] : [];
}

/** Which of her cases are HR's to delete. */
function hrsIn(language: Language, kept: readonly Kept[]): readonly string[] {
  const numbers = kept.filter(({ state }) => state !== 'closed').map(({ number }) => `${number}`);
  return numbers.length > 0 ? [t(language, 'q.deleteData.kept', { numbers: numbers.join(', ') })] : [];
}

/** What they add after it. */
function after({ id }: Question, { language, guide, organisation, answers, shared, kept = [], pushes = 0 }: Showing): readonly string[] {
  const help = id === 'otherSystem' ? systemIn(organisation, answers)?.help : undefined;
  if (help) return [plainInMarkdown(inTheirWords(help, language, organisation))];
  if (id === 'myData') return [...keptIn(language, kept), ...(pushes > 0 ? [t(language, 'q.myData.pushes', { count: pushes })] : [])];
  if (id === 'deleteData') return hrsIn(language, kept);
  if (id !== 'readMore') return [];
  if (shared) return [t(language, 'q.readMore.kept-shared')];
  const { daysKept, responsible } = organisation.privacy;
  const cases = questionOf(guide, 'handoff') ? [t(language, 'q.readMore.cases', { days: organisation.hr.daysKept ?? daysKeptOtherwise })] : [];
  return [daysKept === undefined ? inCard(language, 'q.readMore.kept-undecided', { responsible }) : t(language, 'q.readMore.kept', { days: daysKept }), ...cases];
}

/** Exactly what HR will be shown. */
function forHr({ language, guide, organisation, person, answers }: Showing, words: string): Layouts['handoff']['facts'] {
  const facts: readonly Fact[] = [
    { label: t(language, 'q.handoff.from'), lines: [person.name ?? ''], address: person.email },
    { label: t(language, 'q.handoff.language'), lines: [nameOf(language)] },
    { label: t(language, 'q.handoff.answers'), lines: [], pairs: pairsOf(language, guide, answers, organisation) },
    { label: t(language, 'q.handoff.words'), lines: shownLines(words) },
  ];
  return facts
    .map(({ label, lines, address, pairs = [] }) => ({
      label,
      pairs,
      lines: lines.filter((line) => line !== '').map((text) => ({ text })),
      addresses: address ? [{ text: plainInMarkdown(address) }] : [],
    }))
    .filter(({ lines, addresses, pairs }) => lines.length + addresses.length + pairs.length > 0);
}

/** What a card says beside its title, question and buttons. `open`: its inputs can still be used. */
export function contentOf(question: Question, showing: Showing, open: boolean, { checked, rated, words = '' }: Extra): Content {
  const { language, organisation, person, picture, nonce, shared } = showing;
  const params = paramsFor(question, showing);
  const say = (part: string): string => {
    const key = textOf(question.id, part);
    return key ? inCard(language, key, params) : '';
  };
  const url = question.link ? urlOf(question.link, showing) : '';
  const link: Link = { label: say('link'), url };
  const drawn: Picture = question.picture ? { url: picture(question.picture), alt: say('picture') } : noPicture;

  switch (question.layout) {
    case 'page': {
      const closed = showing.kept?.some(({ state }) => state === 'closed');
      const body = (url && say('body-link')) || (closed && say('body-cases')) || say('body');
      return { layout: 'page', data: { paragraphs: paragraphs(...before(question, showing), body, ...after(question, showing)), picture: drawn, link } };
    }
    case 'video':
      return {
        layout: 'video',
        data: {
          paragraphs: paragraphs(url && say('video'), say('body')),
          picture: url ? drawn : noPicture,
          link,
          source: url && organisation.videoInCard ? playable(url) : '',
        },
      };
    case 'feedback': {
      const asked = open && !rated;
      const rate = (helped: 'yes' | 'no', part: string): Button => button(say(part), { verb: 'feedback', helped }, nonce);
      return {
        layout: 'feedback',
        data: {
          paragraphs: paragraphs(say('body'), rated ? say('thanks') : ''),
          ask: asked ? say('feedback') : '',
          inputLabel: say('input'),
          buttons: [rate('yes', 'helped'), rate('no', 'not-helped')],
        },
      };
    }
    case 'handoff':
      return {
        layout: 'handoff',
        data: {
          paragraphs: paragraphs(...before(question, showing), say('body')),
          facts: forHr(showing, words),
          asked: open,
          inputLabel: say('input'),
          typed: words,
          errorLabel: say('error'),
          buttons: (['send', 'cancel'] as const).map((choice) => button(say(choice), { verb: 'answer', choice }, nonce)),
        },
      };
    case 'email': {
      const form = (part: 'patterns' | 'teams' | 'input' | 'check'): string => inCard(language, `q.emailFormat.${part}`, params);
      return {
        layout: 'email',
        data: {
          paragraphs: paragraphs(say('body')),
          picture: drawn,
          patternsLabel: form('patterns'),
          // A pattern may be copied: nothing unseen goes into it, even where a line could break.
          patterns: organisation.email.patterns.map((text) => ({ text })),
          teamsLabel: form('teams'),
          teamsAddress: (!shared && person.email) || '',
          check: {
            ...button(open ? form('check') : '', { verb: 'check-email' }, nonce),
            inputLabel: form('input'),
            typed: checked?.typed ?? '',
          },
          verdict: verdictOn(checked, showing),
        },
      };
    }
    default:
      return question.layout satisfies never;
  }
}

function faultsIn(language: Language, faults: readonly Fault[]): string {
  return new Intl.ListFormat(language).format(faults.map((fault) => t(language, `check.fault.${fault}`)));
}

function verdictOn(checked: Extra['checked'], { language, organisation, person }: Showing): { text: string; address: string } {
  if (!checked) return { text: '', address: '' };
  const { result, typed } = checked;
  if (typed.trim() === '') return { text: inCard(language, 'check.empty'), address: '' };
  const key = result.verdict === 'fits' && !person.email ? 'check.fits-alone' : (`check.${result.verdict}` as const);
  const text = inCard(language, key, {
    organisation: organisation.name,
    pattern: organisation.email.patterns[0] ?? '',
    faults: result.verdict === 'typo' ? faultsIn(language, result.faults) : '',
  });
  return { text, address: result.verdict === 'typo' ? result.suggestion : '' };
}
