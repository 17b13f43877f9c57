import { type Chat, personalChat, someone, teamChannel, type TeamChannel } from '../../tests/support/activities';
import { buttonsOf } from '../../tests/support/cards';
import type { ChatMessage, TeamsStandIn } from '../../tests/support/teams-stand-in';

export const hrTeam = '19:hr-of-the-benchmark@thread.tacv2';
/** A throttled channel takes its time. */
const patience = 180_000;

/** To the next bot; resolves when it has answered 200. */
export type Post = (activity: object) => Promise<void>;

/** HR's channel with one adviser, and employees who come to it. */
export class People {
  readonly channel: TeamChannel;
  private readonly hanne = someone('Hanne Rådgiver');

  constructor(
    private readonly teams: TeamsStandIn,
    private readonly post: Post,
  ) {
    this.channel = teamChannel({ serviceUrl: teams.serviceUrl, team: hrTeam, members: [this.hanne] });
  }

  async install(): Promise<void> {
    this.teams.team(this.channel);
    await this.post(this.channel.install());
    await this.post(this.channel.membersAdded());
  }

  /** From nothing to a case that Hanne has taken. */
  async open(name: string): Promise<Pair> {
    const chat = personalChat({ serviceUrl: this.teams.serviceUrl, name });
    this.teams.people(chat.conversation, [{ ...chat.person, email: `${name.toLowerCase().replace(' ', '.')}@askoy.kommune.no` }]);
    await this.post(chat.install());
    await this.post(chat.message('snakk med HR'));
    const send = await this.button('Send til HR', () => this.teams.chat(chat.conversation));
    await this.post(chat.press(send, { words: '' }));
    const begins = (message: ChatMessage | undefined): boolean => message?.summary?.endsWith(`· ${name}`) ?? false;
    const thread = await this.teams.waitFor(() => this.teams.threads(this.channel.channel.id).find(({ messages: [first] }) => begins(first)), `the thread of ${name}`, patience);
    const claim = await this.button('Ta saken', () => this.teams.thread(thread.root));
    await this.post(this.channel.press(this.hanne, thread.root, claim));
    return new Pair(this.teams, chat, thread.root, (text) => this.post(this.channel.reply(this.hanne, thread.root, text)), (text) => this.post(chat.message(text)));
  }

  private button(label: string, where: () => ChatMessage[]): Promise<{ verb: string; data: unknown; messageId: string }> {
    const look = (): { verb: string; data: unknown; messageId: string } | undefined => {
      for (const { id, attachments = [] } of where())
        for (const { title, data } of buttonsOf(attachments[0]?.content)) if (title === label) return { verb: String((data as { verb?: unknown }).verb), data, messageId: id };
      return undefined;
    };
    return this.teams.waitFor(look, `a button «${label}»`, patience);
  }
}

/** Both sides of one case. */
export class Pair {
  constructor(
    private readonly teams: TeamsStandIn,
    private readonly chat: Chat,
    private readonly root: string,
    readonly hrWrites: (text: string) => Promise<void>,
    readonly sheWrites: (text: string) => Promise<void>,
  ) {}

  /** The words of the other side as they stand, in their order. */
  get inThread(): string[] {
    return said(this.teams.thread(this.root));
  }

  get inChat(): string[] {
    return said(this.teams.chat(this.chat.conversation));
  }
}

/** What the benchmark said in this: «Kari Nordmann: ord 17». */
export const wordIn = (text: string | undefined): string | undefined => /: ((?:spørsmål|svar) \d+)$/.exec(text ?? '')?.[1];

const said = (messages: readonly ChatMessage[]): string[] => messages.flatMap(({ text }) => wordIn(text) ?? []);
