/** Where HR's channel is, as it was when the bot was added to it. */
export interface Channel {
  readonly tenant: string;
  readonly serviceUrl: string;
  readonly botId: string;
  /** The team's own id, never its group's; undefined until the team was heard from. */
  readonly team?: string | undefined;
  readonly channel: string;
}

/** What everybody hears first until it is taken back. */
export interface Notice {
  readonly by: string;
  readonly at: number;
}

/** What is kept once, not per conversation. */
export interface Desk {
  readonly channel?: Channel | undefined;
  readonly notice?: Notice | undefined;
  /** When something in HR's channel was first heard that did not mention the bot: it may read along. */
  readonly hearsAll?: number | undefined;
  /** That many report the same was shown to HR: when. */
  readonly offeredAt?: number | undefined;
}
