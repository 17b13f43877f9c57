/**
 * An employee with a Teams of her own (a demo that nobody else uses): she is shown cards, answers them, and can say
 * what a person would say of them. Everything is in the words of the guide, so that a better wording breaks nothing here.
 */
import type { Locator, Page } from 'playwright-core';
import { labelOf, textOf } from '../../cards/views';
import type { QuestionId } from '../../src/core/guide/guide';
import { type Language, languages } from '../../src/core/language';
import type { Organisation } from '../../src/core/organisation';
import { readOrganisation } from '../../src/organisation';
import { type Params, t, type TextKey } from '../../src/texts';
import { Playground, type RunningDemo, startDemo, viewports } from './playground';

type Screen = keyof typeof viewports;

/** Askøy's own settings: the demo has no others. */
const askoy = readOrganisation(undefined) as Organisation;

/** Each language at each width. */
export const everywhere = languages.flatMap((language) =>
  (Object.keys(viewports) as Screen[]).map((screen) => ({ language, screen })),
);

/** Higher than any card, so that a picture of one has all of it. */
const tall = 2_400;
/** An impatient person's: long enough for an answer, too short for a slow one. */
const impatience = 2_000;

export class Employee {
  private pictures = 0;

  private constructor(
    private readonly demo: RunningDemo,
    private teams: Playground,
    readonly screen: Screen,
    private readonly story: string,
    /** What she is spoken to in; a test that changes it says so here. */
    public language: Language,
  ) {}

  /** Opens the chat for the first time. `story` begins the names of her pictures. */
  static async arrives(story: string, { language, screen }: { language: Language; screen: Screen }): Promise<Employee> {
    const demo = await startDemo({ BOT_LANGUAGE: language });
    const teams = await Playground.open(demo.address, screen);
    return new Employee(demo, teams, screen, `${story}-${language}-${screen}`, language);
  }

  /** Takes everything down; true where the demo ended as it should. */
  async leaves(): Promise<boolean> {
    await this.teams.close();
    return (await this.demo.stop()) === 0;
  }

  /** A text as she is shown it. */
  text(key: TextKey, params: Params = {}): string {
    return t(this.language, key, { organisation: askoy.name, email: askoy.hr.email, ...params });
  }

  /** Waits until the newest card asks this, sees to it that it can be read, and keeps pictures of card and screen. */
  async sees(question: QuestionId | 'language', lead?: TextKey, params: Params = {}): Promise<Locator> {
    const title = question === 'language' ? this.text('language.title') : this.text(textOf(question, 'title'));
    await this.teams.waitForCard(title);
    if (lead) await this.teams.waitForCard(this.text(lead, params));
    const card = this.cards.last();
    await this.canRead(card);
    await this.keeps(card, lead && lead !== 'welcome' ? `${question}-${lead}` : question);
    return card;
  }

  /** Presses this answer on the newest card. */
  async answers(question: QuestionId, choice: string): Promise<void> {
    await this.teams.press(labelOf(this.language, question, choice));
  }

  /** Presses it twice, faster than anything can change on the screen. */
  async answersTwice(question: QuestionId, choice: string): Promise<void> {
    await this.cards.last().getByRole('button', { name: labelOf(this.language, question, choice), exact: true }).dblclick();
  }

  async presses(button: TextKey): Promise<void> {
    await this.teams.press(this.text(button));
  }

  async says(text: string): Promise<void> {
    await this.teams.say(text);
  }

  async fills(field: TextKey, text: string): Promise<void> {
    await this.teams.fillInput(this.text(field), text);
  }

  /** Presses a link; where it leads. (The page itself lies outside and is not fetched.) */
  async follows(link: TextKey): Promise<string> {
    const context = this.page.context();
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
    const words = text.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
    const message = this.page.locator('[aria-label="Message header"] + *').filter({ hasText: new RegExp(`^\\s*${words.join('\\s*')}\\s*$`) });
    await message.filter({ hasNot: this.cards }).first().waitFor();
  }

  /** Waits until the newest card of this question shows `outcome` and has no buttons or fields left. */
  async seesClosed(question: QuestionId, outcome: string): Promise<void> {
    const title = this.text(textOf(question, 'title'));
    const card = this.cardsSaying(title).filter({ hasText: outcome }).last();
    await card.waitFor();
    // A link may stay: it can do no harm, and who has pressed on too early still needs it.
    const alive = await card.locator('[role=button], input').count();
    if (alive > 0) throw new Error(`«${title}» is closed, and ${alive} of its buttons and fields are not`);
  }

  /** The answered card: "You answered: …" in place of its buttons. */
  seesAnswered(question: QuestionId, choice: string): Promise<void> {
    return this.seesClosed(question, this.text('answer', { answer: labelOf(this.language, question, choice) }));
  }

  /** How many cards of this question stand in the chat, open or closed. */
  times(question: QuestionId): Promise<number> {
    return this.cardsSaying(this.text(textOf(question, 'title'))).count();
  }

  /** Opens the page anew, again and again, until she is greeted. */
  async comesBack(): Promise<void> {
    for (let greeted = false; !greeted; ) {
      await this.teams.close();
      this.teams = await Playground.open(this.demo.address, this.screen);
      greeted = await this.cards.first().waitFor({ timeout: impatience }).then(() => true, () => false);
    }
  }

  /** Keeps what is on the screen now, for what is no card. */
  async keepsTheScreen(name: string): Promise<void> {
    await this.teams.picture(this.pictureName(name));
  }

  // The driver shows no more of its page than most tests need.
  private get page(): Page {
    return this.teams['page'];
  }

  private get cards(): Locator {
    return this.page.locator('.ac-adaptiveCard');
  }

  private cardsSaying(title: string): Locator {
    return this.cards.filter({ has: this.page.getByRole('heading', { name: title, exact: true }) });
  }

  /** Every picture is there, and nothing is cut off or runs out of the card or the screen. */
  private async canRead(card: Locator): Promise<void> {
    const faults: string[] = await card.evaluate(async (whole: any) => {
      const pictures: any[] = [...whole.querySelectorAll('img')];
      await Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
      const room = whole.getBoundingClientRect();
      const cut = [...whole.querySelectorAll('*')].filter((part: any) => {
        const { left, right } = part.getBoundingClientRect();
        // What is typed into a field may be longer than the field.
        const overflows = part.tagName !== 'INPUT' && part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1;
        return overflows || left < room.left - 1 || right > room.right + 1;
      });
      return [
        ...pictures.filter((picture) => picture.naturalWidth === 0).map((picture) => `no picture: ${picture.alt}`),
        ...cut.map((part: any) => `does not fit: ${part.textContent || part.outerHTML}`),
        ...(room.left < 0 || room.right > whole.ownerDocument.defaultView.innerWidth ? ['the card is wider than the screen'] : []),
      ];
    });
    if (faults.length > 0) throw new Error(faults.join('\n'));
  }

  private pictureName(name: string): string {
    this.pictures += 1;
    return `${this.story}-${String(this.pictures).padStart(2, '0')}-${name}`;
  }

  /** What she sees without scrolling, and the whole card. */
  private async keeps(card: Locator, name: string): Promise<void> {
    const file = this.pictureName(name);
    await this.teams.picture(`${file}-screen`);
    const { width, height } = viewports[this.screen];
    await this.page.setViewportSize({ width, height: tall });
    await card.screenshot({ path: `${__dirname}/pictures/${file}.png`, animations: 'disabled' });
    await this.page.setViewportSize({ width, height });
  }
}
