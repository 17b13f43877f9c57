/**
 * An employee with a Teams of her own (a demo that nobody else uses): she is shown cards, answers them, and can say
 * what a person would say of them. Everything is in the words of the guide, so that a better wording breaks nothing here.
 */
import type { Locator } from 'playwright-core';
import { labelOf, namesIn } from '../../cards/words';
import { guideFor, type QuestionId } from '../../src/core/guide/guide';
import type { Guide, Question } from '../../src/core/guide/types';
import { questionOf } from '../../src/core/guide/walk';
import type { Language } from '../../src/core/language';
import type { Organisation } from '../../src/core/organisation';
import { readOrganisation } from '../../src/organisation';
import { languages, type Params, t, type TextKey } from '../../src/texts';
import { clockAt, workday } from '../support/moved-clock';
import { asShown, literally, Playground, type RunningDemo, startDemo, viewports, wholly } from './playground';
import { barriers, misfits } from './readable';

export interface Where {
  readonly language: Language;
  readonly screen: keyof typeof viewports;
}

const screens = Object.keys(viewports) as Where['screen'][];
/** Each language at each width. */
export const everywhere: readonly Where[] = languages.flatMap((language) => screens.map((screen) => ({ language, screen })));
/** Each language on a phone. */
export const onPhones: readonly Where[] = everywhere.filter(({ screen }) => screen === 'phone');
/** Each language once, the widths by turns: a demo takes eight seconds to come up. */
export const byTurns: readonly Where[] = languages.map((language, index) => ({ language, screen: screens[index % screens.length] as Where['screen'] }));

/** Higher than any card, so that a picture of one has all of it. */
const tall = 2_400;
/** An impatient person's: long enough for an answer, too short for a slow one. */
const impatience = 2_000;


export class Employee {
  private readonly kept = new Set<string>();

  private constructor(
    private readonly demo: RunningDemo,
    private teams: Playground,
    private readonly screen: Where['screen'],
    private readonly story: string,
    private readonly organisation: Organisation,
    /** What she is spoken to in; a test that changes it says so here. */
    public language: Language,
  ) {}

  /**
   * Opens the chat for the first time. `story` begins the names of her pictures; she works for Askøy, or where the file
   * says. HR is reached by mail, unless `hr`. `at`: what time it is then; `settings`: other settings of the demo's; `up`: told where it is.
   */
  static async arrives(story: string, { language, screen }: Where, organisationFile?: string, { hr = false, at = workday, settings = {}, up }: { readonly hr?: boolean; readonly at?: number; readonly settings?: NodeJS.ProcessEnv; readonly up?: (address: string) => void } = {}): Promise<Employee> {
    const demo = await startDemo({ BOT_LANGUAGE: language, ORGANISATION_FILE: organisationFile, ...clockAt(at), ...(hr ? {} : { HR_TEAM_ID: '' }), ...settings });
    up?.(demo.address);
    const teams = await Playground.open(demo.address, screen);
    return new Employee(demo, teams, screen, `${story}-${language}-${screen}`, readOrganisation(organisationFile) as Organisation, language);
  }

  /** Takes everything down; true where the demo ended as it should. */
  async leaves(): Promise<boolean> {
    await this.teams.close();
    return (await this.demo.stop()) === 0;
  }

  /** The bot's process is killed, and starts again. */
  async losesTheBot(): Promise<void> {
    await this.demo.killBot();
  }

  /** The guide as she meets it. */
  get guide(): Guide {
    return guideFor(this.organisation, languages);
  }

  /** A text as she is shown it. */
  text(key: TextKey, params: Params = {}): string {
    return t(this.language, key, { ...namesIn(this.language, this.organisation, ''), ...params });
  }

  /** A text in another language than hers. */
  textIn(language: Language, key: TextKey, params: Params = {}): string {
    return t(language, key, { ...namesIn(language, this.organisation, ''), ...params });
  }

  /** What a choice is called on its button. */
  label(question: string, choice: string): string {
    return labelOf(this.language, this.question(question), choice);
  }

  /** Waits until the newest card asks this; once for each card and lead, sees to it that everybody can read it, and keeps pictures. */
  async sees(question: QuestionId, lead?: TextKey, params: Params = {}): Promise<Locator> {
    await this.teams.waitForCard(this.title(question));
    if (lead) for (const paragraph of this.text(lead, params).split('\n\n')) await this.teams.waitForCard(paragraph);
    const card = this.teams.cards.last();
    const name = lead && lead !== 'welcome' ? `${question}-${lead}` : question;
    if (!this.kept.has(name)) await this.keeps(card, name);
    return card;
  }

  /** Presses this answer on the newest card. */
  async answers(question: QuestionId, choice: string): Promise<void> {
    await this.choice(question, choice).click();
  }

  /** Presses it twice, faster than anything can change on the screen. */
  async answersTwice(question: QuestionId, choice: string): Promise<void> {
    await this.choice(question, choice).dblclick();
  }

  async presses(button: TextKey): Promise<void> {
    await this.teams.button(this.text(button)).click();
  }

  /** The same of a button that no text of ours names: a language, by its own name. */
  async pressesNamed(name: string): Promise<void> {
    await this.teams.button(name).click();
  }

  async says(text: string): Promise<void> {
    await this.teams.say(text);
  }

  async fills(field: TextKey, text: string): Promise<void> {
    await this.teams.fillInput(this.text(field), text);
  }

  /** Presses a link; where it leads. (The page itself lies outside and is not fetched.) */
  async follows(link: TextKey): Promise<string> {
    const context = this.teams.page.context();
    const [request, tab] = await Promise.all([
      context.waitForEvent('request', (request) => request.isNavigationRequest()),
      context.waitForEvent('page'),
      this.presses(link),
    ]);
    // Behind another tab the chat is drawn once a second.
    await tab.close();
    return request.url();
  }

  /** Waits for a message that is exactly this, and no card. */
  async reads(text: string): Promise<void> {
    const words = text.split(/\s+/).map(literally);
    const message = this.teams.page.locator('[aria-label="Message header"] + *').filter({ hasText: new RegExp(`^\\s*${words.join('\\s*')}\\s*$`) });
    await message.filter({ hasNot: this.teams.cards }).first().waitFor();
  }

  /** Waits until the newest card of this question shows `outcome` and has no buttons or fields left. */
  async seesClosed(question: QuestionId, outcome: string): Promise<void> {
    const title = this.title(question);
    const card = this.cardsTitled(title).filter({ hasText: asShown(outcome) }).last();
    await card.waitFor();
    // A link may stay: it can do no harm, and who has pressed on too early still needs it.
    const alive = await card.locator('[role=button], input, textarea').count();
    if (alive > 0) throw new Error(`«${title}» is closed, and ${alive} of its buttons and fields are not`);
  }

  /** The answered card: "You answered: …" in place of its buttons. */
  seesAnswered(question: QuestionId, choice: string): Promise<void> {
    return this.seesClosed(question, this.text('answer', { answer: this.label(question, choice) }));
  }

  /** The same of a card beside the way, or one that was left by a button of the bottom row: "You chose: …". */
  seesChosen(question: QuestionId, chosen: string): Promise<void> {
    return this.seesClosed(question, this.text('chose', { choice: chosen }));
  }

  /** How many cards of this question stand in the chat, open or closed. */
  times(question: QuestionId): Promise<number> {
    return this.cardsTitled(this.title(question)).count();
  }

  /** Goes to another conversation in the list: HR's channel, or back to her own chat. */
  async goesTo(conversation: string): Promise<void> {
    await this.teams.goTo(conversation);
  }

  /** Waits until this stands somewhere in the open conversation. */
  async findsText(text: string): Promise<void> {
    await this.teams.waitForText(text);
  }

  /** Waits until the newest card says this; sees to it that everybody can read it, and keeps pictures. */
  async seesCard(text: string, name: string): Promise<Locator> {
    await this.teams.waitForCard(text);
    const card = this.teams.cards.last();
    await this.keeps(card, name);
    return card;
  }

  /** As somebody in HR: begins a thread in the open channel, with the bot named. */
  async posts(text: string): Promise<void> {
    await this.teams.post(text);
  }

  /** Waits until the newest thread's card says this, which stands on top in a channel. */
  async seesFirstCard(text: string, name: string): Promise<void> {
    const card = this.teams.cards.filter({ hasText: asShown(text) }).first();
    await card.waitFor();
    await this.keeps(card, name);
  }

  /** Waits until so many are shown to be done, and not yet all; how many. */
  async seesDone(least: number, all: number): Promise<number> {
    return this.teams.waitForNumber(new RegExp(`(\\d+) av ${all} er ferdige`), (done) => done >= least && done < all);
  }

  /** As somebody in HR: how many the newest push's report says stand there. */
  async countOf(standing: 'delivered' | 'uncertain'): Promise<number> {
    const words = this.text(`standing.${standing}`).replace(/^./, (first) => first.toUpperCase());
    const report = (await this.teams.cards.first().innerText()).replaceAll('\u2011', '-');
    return Number(new RegExp(`${literally(words)}: (\\d+)`).exec(report)?.[1] ?? 0);
  }

  /** As somebody in HR: answers in the newest thread of the open channel. */
  async replies(text: string): Promise<void> {
    await this.teams.reply(text);
  }

  /** Opens the page anew, again and again, until she is greeted. */
  async comesBack(): Promise<void> {
    for (let greeted = false; !greeted; ) {
      await this.teams.close();
      this.teams = await Playground.open(this.demo.address, this.screen);
      greeted = await this.teams.cards.first().waitFor({ timeout: impatience }).then(() => true, () => false);
    }
  }

  /** Goes to a channel and mentions the bot there; the card it answers with. */
  async mentionsItIn(channel: string, text: string): Promise<Locator> {
    await this.teams.goTo(channel);
    await this.teams.post(text);
    const card = this.teams.cards.first();
    await card.waitFor();
    await this.keeps(card, channel);
    return card;
  }

  /** How many cards the open conversation has. */
  cardsInSight(): Promise<number> {
    return this.teams.cards.count();
  }

  /** The choices of a card, each with its number. */
  async choicesOn(card: Locator): Promise<readonly string[]> {
    const names = await card.locator('.ac-selectable').allInnerTexts();
    return names.map((name) => name.replaceAll('\u2011', '-').replace(/\s+/g, ' ').trim());
  }

  /** As somebody in HR: chooses from a list on the newest card, and fills a field there. */
  async chooses(label: string, choice: string): Promise<void> {
    await this.teams.chooseFrom(label, choice);
  }

  async fillsNamed(label: string, text: string): Promise<void> {
    await this.teams.fillInput(label, text);
  }

  /** Keeps what is on the screen now, around this text, for what is no card. */
  async keepsTheScreen(name: string, text?: string): Promise<void> {
    if (text) await this.teams.scrollTo(text);
    await this.teams.picture(this.pictureName(name));
  }

  private question(id: string): Question {
    const question = questionOf(this.guide, id);
    if (!question) throw new Error(`the guide has no question ${id}`);
    return question;
  }

  /** The newest answer of that name: what can be seen of it, the number before it too, is what it is called. */
  private choice(question: string, choice: string): Locator {
    return this.teams.button(new RegExp(`^\\d+ ${asShown(this.label(question, choice)).source}$`));
  }

  private title(question: QuestionId): string {
    const system = this.organisation.otherSystems[0]?.name ?? '';
    return this.text(`q.${question}.title`, { ...namesIn(this.language, this.organisation, question), system });
  }

  private cardsTitled(title: string): Locator {
    return this.teams.cards.filter({ has: this.teams.page.getByRole('heading', { name: wholly(asShown(title)) }) });
  }

  private pictureName(name: string): string {
    this.kept.add(name);
    return `${this.story}-${String(this.kept.size).padStart(2, '0')}-${name}`;
  }

  /** What she sees without scrolling, and the whole card; a card that not everybody can read is a fault. */
  private async keeps(card: Locator, name: string): Promise<void> {
    const file = this.pictureName(name);
    const faults = [...(await misfits(card)), ...(await barriers(card))];
    await this.teams.picture(`${file}-screen`);
    const { width, height } = viewports[this.screen];
    await this.teams.page.setViewportSize({ width, height: tall });
    await card.screenshot({ path: `${__dirname}/pictures/${file}.png`, animations: 'disabled' });
    await this.teams.page.setViewportSize({ width, height });
    if (faults.length > 0) throw new Error(faults.join('\n'));
  }
}
