import type { Activity } from 'botbuilder';
import { type Chat, personalChat, type Someone, someone, teamChannel, type TeamChannel } from './activities';
import { buttonsOf, plain, wordsOf } from './cards';
import { type Environment, type Reply, startSignedBot, startTestBot, type TestBot } from './running-bot';
import type { ChatMessage } from './teams-stand-in';

type Heard = Awaited<ReturnType<House['post']>>;

/** Whatever takes activities and has a Teams: one bot, or several over one database. */
export interface House {
  readonly teams: TestBot['teams'];
  post(activity: object): Promise<Pick<Reply, 'status' | 'body'>>;
}

/** What a message says, with all that is on its card. */
export function wordsIn({ text = '', attachments = [] }: ChatMessage): string {
  return [plain(text.replaceAll('<br/>', '\n')), ...attachments.flatMap(({ content }) => wordsOf(content))].filter((part) => part !== '').join('\n');
}

const cardIn = ({ attachments = [] }: ChatMessage): unknown => attachments[0]?.content;
const hasButton = (message: ChatMessage, label: string): boolean => buttonsOf(cardIn(message)).some(({ title }) => title === label);

/** One side's view of a conversation: what stands there now, and how it comes to stand there. */
abstract class Side {
  /** What each press was answered with at once: a text, or the words of a card. */
  readonly answers: string[] = [];

  constructor(readonly stage: House) {}

  abstract get messages(): ChatMessage[];

  /** Every message as words, oldest first. */
  get lines(): string[] {
    return this.messages.map(wordsIn);
  }

  get seen(): string {
    return this.lines.join('\n---\n');
  }

  /** Waits until something stands there. */
  async sees(what: string | RegExp, withinMs = 10_000): Promise<ChatMessage> {
    const found = (): ChatMessage | undefined => this.messages.findLast((message) => (typeof what === 'string' ? wordsIn(message).includes(what) : what.test(wordsIn(message))));
    return this.stage.teams.waitFor(found, `somebody to see ${String(what)}`, withinMs).catch((error: unknown) => {
      throw new Error(`${(error as Error).message.split('\n')[0]}\nThere stands:\n${this.seen}`);
    });
  }

  /** The newest card with this button. */
  protected async withButton(label: string): Promise<{ message: ChatMessage; data: Record<string, unknown> }> {
    const message = await this.stage.teams
      .waitFor(() => this.messages.findLast((each) => hasButton(each, label)), `a button «${label}»`)
      .catch(() => {
        throw new Error(`no button «${label}»; there stands:\n${this.seen}\nwith ${this.messages.flatMap((each) => buttonsOf(cardIn(each)).map(({ title }) => title)).join(', ')}`);
      });
    const data = buttonsOf(cardIn(message)).find(({ title }) => title === label)?.data as Record<string, unknown>;
    return { message, data };
  }

  protected heard(reply: Heard): Heard {
    const { value } = (reply.body ?? {}) as { value?: unknown };
    if (value !== undefined) this.answers.push(typeof value === 'string' ? value : wordsOf(value).join('\n'));
    return reply;
  }
}

/** An employee in her private chat. */
export class Employee extends Side {
  constructor(
    stage: House,
    readonly chat: Chat,
  ) {
    super(stage);
  }

  get messages(): ChatMessage[] {
    return this.stage.teams.chat(this.chat.conversation);
  }

  post(activity: Activity): Promise<Heard> {
    return this.stage.post(activity);
  }

  async says(text: string): Promise<Activity> {
    const activity = this.chat.message(text);
    await this.post(activity);
    return activity;
  }

  async presses(label: string, inputs: Record<string, unknown> = {}): Promise<Heard> {
    const { message, data } = await this.withButton(label);
    return this.heard(await this.post(this.chat.press({ verb: String(data['verb']), data, messageId: message.id }, inputs)));
  }

  /** From nothing to a case in HR's hands; the number. */
  async asksHr(words = ''): Promise<number> {
    await this.says('snakk med HR');
    await this.presses('Send til HR', { words });
    return this.number();
  }

  /** The number of her newest case. */
  async number(): Promise<number> {
    const { lines } = await this.sees(/Saksnummer \d+/).then(() => this);
    return Number(lines.join('\n').match(/Saksnummer (\d+)/g)?.at(-1)?.replace(/\D/g, ''));
  }
}

/** An adviser of HR's in the thread of one case. */
export class Adviser extends Side {
  constructor(
    stage: House,
    readonly channel: TeamChannel,
    readonly who: Someone,
    readonly root: string,
  ) {
    super(stage);
  }

  get messages(): ChatMessage[] {
    return this.stage.teams.thread(this.root);
  }

  post(activity: Activity): Promise<Heard> {
    return this.stage.post(activity);
  }

  async writes(text: string, { mention = false } = {}): Promise<Activity> {
    const activity = this.channel.reply(this.who, this.root, text, { mention });
    await this.post(activity);
    return activity;
  }

  async presses(label: string, inputs: Record<string, unknown> = {}): Promise<Heard> {
    const { message, data } = await this.withButton(label);
    return this.pressesButton(message.id, data, inputs);
  }

  async pressesButton(messageId: string, data: Record<string, unknown>, inputs: Record<string, unknown> = {}): Promise<Heard> {
    return this.heard(await this.post(this.channel.press(this.who, this.root, { verb: String(data['verb']), data, messageId }, inputs)));
  }
}

/** A bot with an HR team, and people on both sides. */
export interface Stage extends House {
  readonly bot: TestBot;
  readonly channel: TeamChannel;
  employee(name?: string, locale?: string): Promise<Employee>;
  /** Somebody of HR's in the thread of this case. */
  adviser(number: number, who?: Someone): Promise<Adviser>;
}

/** Puts the HR team to a bot, or to several over one database. */
export async function setStage(house: House, channel: TeamChannel): Promise<Omit<Stage, 'bot' | 'teams' | 'post'>> {
  house.teams.team(channel);
  await house.post(channel.install());
  await house.post(channel.membersAdded());
  return {
    channel,
    async employee(name = 'Kari Nordmann', locale = 'nb-NO') {
      const chat = personalChat({ serviceUrl: house.teams.serviceUrl, name, locale });
      const email = `${name.toLowerCase().replaceAll(' ', '.')}@askoy.kommune.no`;
      house.teams.people(chat.conversation, [{ ...chat.person, email, userPrincipalName: email }]);
      const employee = new Employee(house, chat);
      await employee.post(chat.install());
      return employee;
    },
    async adviser(number, who = channel.members[0] ?? someone('Hanne Rådgiver')) {
      const title = new RegExp(`^Sak ${number} · `);
      const opened = await house.teams.waitFor(
        () => house.teams.threads(channel.channel.id).find(({ messages }) => messages[0] && title.test(wordsIn(messages[0]))),
        `the thread of case ${number}`,
      );
      return new Adviser(house, channel, who, opened.root);
    },
  };
}

/** The team of HR's that a test's bots are told of. */
export const hrTeam = '19:hr-of-the-tests@thread.tacv2';

/** Starts a bot with an HR team, of two and `others`; all ends with the test. */
export async function startStage({ env = {}, signed = false, others = [] }: { env?: Environment; signed?: boolean; others?: readonly Someone[] } = {}): Promise<Stage> {
  const bot = await (signed ? startSignedBot : startTestBot)({ env: { HR_TEAM_ID: hrTeam, ...env } });
  const channel = teamChannel({ serviceUrl: bot.teams.serviceUrl, team: hrTeam, members: [someone('Hanne Rådgiver'), someone('Bjørn Rådgiver'), ...others] });
  return { bot, teams: bot.teams, post: bot.post, ...(await setStage(bot, channel)) };
}
