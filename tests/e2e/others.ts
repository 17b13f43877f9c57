import { createServer, type IncomingMessage, request } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** Teams for people whom the Playground does not know: takes what is sent to them, and passes on all else. */
export class Others {
  /** How many messages each of their chats got. */
  readonly got = new Map<string, number>();
  private playground = '';
  private readonly server = createServer((asked, answer) => {
    const chat = /\/v3\/conversations\/([^/]+)\/activities/.exec(decodeURIComponent(asked.url ?? ''))?.[1] ?? '';
    if (!this.chats.includes(chat)) return void asked.pipe(this.onward(asked, (answered) => answered.pipe(answer.writeHead(answered.statusCode ?? 502, answered.headers))));
    asked.resume().once('end', () => {
      this.got.set(chat, (this.got.get(chat) ?? 0) + 1);
      answer.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id: `${chat}-${this.got.get(chat)}` }));
    });
  });

  /** `chats`: the ids of their chats. */
  constructor(private readonly chats: readonly string[]) {}

  /** Where the bot is to send to; everything else goes on to the Playground once that is known. */
  async listen(): Promise<string> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/_connector`;
  }

  passOnTo(playground: string): void {
    this.playground = playground;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private onward({ method, url = '', headers }: IncomingMessage, answer: (answered: IncomingMessage) => void): ReturnType<typeof request> {
    return request(`${this.playground}${url}`, { method, headers: { ...headers, host: new URL(this.playground).host } }, answer);
  }
}
