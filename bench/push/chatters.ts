import { setTimeout as pass } from 'node:timers/promises';
import { personalChat } from '../../tests/support/activities';
import { chatters, thinking } from './conditions';

/** People who talk to the bot, each at her own pace, and how long they wait for each answer. */
export class Chatters {
  private waits: number[] = [];
  private readonly waiting = new Map<string, () => void>();
  private readonly talking: Promise<void>[] = [];
  private over = false;

  /** `ports`: where a bot listens, one after the other. */
  constructor(
    private readonly serviceUrl: string,
    private readonly ports: () => readonly number[],
  ) {}

  start(): void {
    for (let index = 0; index < chatters; index += 1) this.talking.push(this.talk(index));
  }

  /** Something arrived in this chat. */
  arrived(conversation: string): void {
    this.waiting.get(conversation)?.();
    this.waiting.delete(conversation);
  }

  /** The waits since the last call, ms; what is not answered yet belongs to the next. */
  taken(): readonly number[] {
    const { waits } = this;
    this.waits = [];
    return waits;
  }

  async stop(): Promise<void> {
    this.over = true;
    await Promise.all(this.talking);
  }

  private async talk(index: number): Promise<void> {
    const chat = personalChat({ serviceUrl: this.serviceUrl });
    // Not all in step.
    await pass((index * thinking) / chatters);
    for (let turn = 0; !this.over; turn += 1) {
      const began = performance.now();
      const answered = new Promise<void>((resolve) => void this.waiting.set(chat.conversation, resolve));
      const ports = this.ports();
      const port = ports[(index + turn) % ports.length];
      const sent = await fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', connection: 'close' },
        body: JSON.stringify(chat.message(turn % 2 === 0 ? 'intern feil' : 'tilbake')),
      }).then((response) => response.ok, () => false);
      // A bot that was killed heard nothing, or its answer is somebody else's to send: not what is measured.
      if (sent && (await Promise.race([answered.then(() => true), pass(60_000, false, { ref: false })]))) this.waits.push(performance.now() - began);
      await pass(thinking);
    }
  }
}
