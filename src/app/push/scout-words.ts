import { pushRow } from '../../core/campaign/rows';
import { shownName } from '../../core/shown';
import { t } from '../../texts';
import type { House } from '../house';
import { type Draft, type Log, pushThread, type Store } from '../ports';
import { type InHand, Unwritable } from '../ports/push';

/** In one word of HR's. */
const mostNamed = 10;

/** What HR is told, in the thread of a push, of what came of looking its people up. Nothing is forgotten because the store was away. */
export class ScoutWords {
  private given: InHand[] = [];
  private readonly waiting = new Map<string, Draft>();

  constructor(private readonly parts: { readonly store: Store; readonly house: House; readonly now: () => number; readonly log: Log }) {}

  /** Her account did not come, and is not looked for any more. */
  gaveUp(one: InHand): void {
    this.given.push(one);
  }

  /** Whoever runs the bot has to mend it. */
  refused({ campaign }: InHand, detail: string): void {
    this.word(campaign, 'graph', this.text('pushes.graph-refuses', { detail }));
  }

  /** The directory cannot be asked now. */
  away({ campaign }: InHand): void {
    this.word(campaign, 'away', this.text('pushes.away'));
  }

  /** Tells what there is to tell. */
  async tell(): Promise<void> {
    const { store, now, log } = this.parts;
    this.gather();
    const out = [...this.waiting.values()];
    if (out.length === 0) return;
    try {
      await store.commit({ now: now(), out });
    } catch (error) {
      if (!(error instanceof Unwritable)) throw error;
      log.error({ err: error }, 'what HR was to be told of a push cannot be written');
    }
    for (const { id } of out) this.waiting.delete(id);
  }

  /** One word for all of whom it is known by now: it is HR's channel, and people wait there. */
  private gather(): void {
    const given = this.given;
    this.given = [];
    for (const campaign of new Set(given.map((one) => one.campaign))) {
      const theirs = given.filter((one) => one.campaign === campaign);
      const lines = theirs.slice(0, mostNamed).map(({ name, address }) => this.text('pushes.gave-up', { name: shownName(name) || address, address }));
      const more = theirs.length > mostNamed ? [this.text('pushes.misread.more', { count: theirs.length - mostNamed })] : [];
      this.add(`${pushRow(campaign, theirs[0]?.n ?? 0)}-gave-up`, campaign, [...lines, ...more].join('\n'));
    }
  }

  /** A word in the thread of a push, once. */
  private word(campaign: number, about: string, text: string): void {
    this.add(`push-${campaign}-word-${about}`, campaign, text);
  }

  private add(id: string, campaign: number, text: string): void {
    this.waiting.set(id, { id, conversation: pushThread(campaign), class: 'reply', body: { kind: 'text', text } });
  }

  private text(key: Parameters<typeof t>[1], params?: Parameters<typeof t>[2]): string {
    return t(this.parts.house.organisation.defaultLanguage, key, params);
  }
}
