import { howGenuine } from '../../../cards/push-card';
import { inTheirWords, labelOf, namesIn, textOf } from '../../../cards/words';
import { lengthOfMainWay, type Section, sectionsFrom } from '../../core/guide/sections';
import type { Answer, LinkName, Question } from '../../core/guide/types';
import { next, questionOf, reasonForHr } from '../../core/guide/walk';
import type { Language } from '../../core/language';
import type { Organisation } from '../../core/organisation';
import { isText, languages, nameOf, type Params, t, type TextKey } from '../../texts';
import type { House } from '../house';
import type { GuidePage, PagePart, PageWay } from './page';

/** The languages that there is a page in. */
export const pageLanguages: readonly Language[] = languages;

/** Width and height of our own drawings: the page does not jump while they load. */
const poster = [960, 540] as const;
const drawing = [960, 420] as const;
const atHr = 'hr';

/** The guide on one page, from the same rules and words as the cards. */
class Drawing {
  private readonly pictured = new Set<string>();
  /** The parts that are counted, in their order: whoever holds the paper looks for a number. */
  private counted: readonly string[] = [];

  constructor(
    private readonly house: House,
    private readonly language: Language,
  ) {}

  get page(): GuidePage {
    const { house, language } = this;
    const failing: readonly Answer[] = [{ question: 'symptom', choice: 'internal-error' }];
    const main = sectionsFrom(house.guide, failing);
    const [first] = sectionsFrom(house.guide, [{ question: 'symptom', choice: 'first-login' }]);
    if (!first) throw new Error('the guide has no first login');
    const on = new Set([first, ...main].map(({ question }) => question.id));
    const ends = lengthOfMainWay(main);
    this.counted = main.map(({ question }) => question.id);
    const names = { organisation: house.organisation.name, bot: this.say('bot.name') };
    return {
      language,
      title: this.say('page.title'),
      whose: [this.say('page.whose', names), this.say('page.genuine', { how: howGenuine(language, house.organisation) }), this.say('page.secrets')],
      languagesLabel: this.say('nav.language'),
      languages: languages.map((each) => ({ language: each, name: nameOf(each), url: house.page(each) })),
      first: this.part(first, on),
      main: { id: 'error', title: this.say('q.symptom.internal-error'), parts: main.slice(0, ends).map((each) => this.part(each, on)) },
      stuck: { id: 'stuck', title: this.say('page.stuck'), parts: main.slice(ends).map((each) => this.part(each, on)) },
      hr: this.hr(main),
      chat: this.chat,
    };
  }

  private part(section: Section, on: ReadonlySet<string>): PagePart {
    const { question } = section;
    const { id, step, layout } = question;
    const params = namesIn(this.language, this.house.organisation, id);
    const url = this.urlOf(question.link);
    const body = (url && this.of(id, 'body-link', params)) || this.of(id, 'body', params);
    const lines = [url ? this.of(id, 'video', params) : '', body].join('\n').split('\n');
    const { patterns } = this.house.organisation.email;
    return {
      id,
      step: step ? this.say(`step.${step}`) : '',
      title: this.titleOf(id),
      lines: lines.filter((line) => line !== ''),
      picture: this.picture(question, url),
      link: url ? { label: this.of(id, 'link'), url } : undefined,
      patterns: layout === 'email' ? { label: this.of(id, 'patterns'), forms: patterns } : undefined,
      // The title of a question is what is asked.
      ask: this.of(id, 'ask', params),
      ways: section.ways.map(({ choice, to, answers }) => ({ answer: labelOf(this.language, question, choice.id), ...this.where(to, answers, on) })),
    };
  }

  /** Where an answer leads on this page. What the page does not have is asked of HR. */
  private where(to: string, answers: readonly Answer[], on: ReadonlySet<string>): Omit<PageWay, 'answer'> {
    if (to === 'solved') return { go: this.of(to, 'title'), to: '' };
    if (!on.has(to) || next(this.house.guide, answers).kind === 'finding') return { go: this.say('page.ask-hr'), to: atHr };
    return { go: this.say('page.go-to', { title: this.titleOf(to) }), to };
  }

  private titleOf(id: string): string {
    const at = this.counted.indexOf(id);
    const title = this.of(id, 'title', namesIn(this.language, this.house.organisation, id));
    return at < 0 ? title : `${at + 1}. ${title}`;
  }

  /** Each drawing once: paper has no room for the same one twice. The poster of a video needs the video. */
  private picture({ id, picture, layout }: Question, url: string): PagePart['picture'] {
    if (!picture || this.pictured.has(picture) || (layout === 'video' && url === '')) return undefined;
    this.pictured.add(picture);
    return { url: this.house.picture(picture), alt: this.of(id, 'picture'), size: layout === 'video' ? poster : drawing };
  }

  private hr(main: readonly Section[]): GuidePage['hr'] {
    const { organisation, guide } = this.house;
    const { email } = organisation.hr;
    // What comes after the first line is about the mail that the bot has made ready in the chat.
    const [how = ''] = this.of('hr', 'body', { email }).split('\n');
    return { id: atHr, title: this.of('hr', 'title'), lines: [how], email, when: this.say('page.when-hr'), reasons: this.reasons([...main.flatMap(({ ways }) => ways), ...aboutWays(guide)]) };
  }

  /** Why the answers on this page lead to HR, each reason once, in the guide's order. */
  private reasons(ways: readonly { readonly answers: readonly Answer[]; readonly to: string }[]): readonly string[] {
    const { organisation, guide } = this.house;
    const met = new Set(ways.filter(({ to }) => to === 'hr').map(({ answers }) => reasonForHr(guide, answers)));
    const ids = new Set(guide.reasons.map(({ reason }) => reason).filter((id) => met.has(id)));
    return [...ids].map((id) => {
      const theirWay = id === 'no-inbox' && organisation.noInbox ? inTheirWords(organisation.noInbox, this.language, organisation) : '';
      const key = `reason.${id}`;
      return [isText(key) ? this.say(key) : '', theirWay].filter((text) => text !== '').join(' ');
    });
  }

  private get chat(): GuidePage['chat'] {
    const { chat } = this.house;
    return chat === undefined
      ? undefined
      : { title: this.say('page.chat'), lines: [this.say('page.chat.how')], link: { label: this.say('private-chat-open'), url: chat }, picture: this.say('page.chat.picture', { bot: this.say('bot.name') }) };
  }

  private urlOf(link: LinkName | undefined): string {
    const { links }: Organisation = this.house.organisation;
    switch (link) {
      case 'account-settings':
        return links.accountSettings;
      case 'visma':
        return links.vismaEnterprise ?? '';
      case 'video':
        return links.video ?? '';
      case 'mail':
      case 'privacy':
      case undefined:
        // A ready mail and what is stored about somebody are the chat's.
        return '';
      default:
        return link satisfies never;
    }
  }

  private say(key: TextKey, params: Params = {}): string {
    return t(this.language, key, params);
  }

  private of(question: string, part: string, params: Params = {}): string {
    const key = textOf(question, part);
    return key ? this.say(key, params) : '';
  }
}

/** The less common things that only HR can mend: whoever holds the paper cannot be asked which of them it is. */
const aboutWays = (guide: House['guide']): Section['ways'] =>
  (questionOf(guide, 'about')?.choices ?? []).map((choice) => {
    const answers = [{ question: 'about', choice: choice.id }];
    return { choice, answers, to: next(guide, answers).id };
  });

/** The guide as a page in this language. Pure: the same for everybody. */
export function guidePage(house: House, language: Language): GuidePage {
  return new Drawing(house, language).page;
}
