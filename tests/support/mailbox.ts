import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail server on loopback that takes everything, or refuses every address; it ends with the test. */
export interface Mailbox {
  readonly url: string;
  /** How many letters were handed in. */
  readonly count: number;
  /** Them, oldest first. */
  letters(): Promise<Email[]>;
}

const servers: SMTPServer[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

export async function startMailbox({ refuses = false } = {}): Promise<Mailbox> {
  const taken: Buffer[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(_address, _session, done) {
      done(refuses ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : undefined);
    },
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        taken.push(Buffer.concat(parts));
        done();
      });
    },
  });
  // A client that hangs up is no failure of the test.
  server.on('error', () => undefined);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  servers.push(server);
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    get count() {
      return taken.length;
    },
    letters: () => Promise.all(taken.map((letter) => PostalMime.parse(letter))),
  };
}

/** An attachment as text. */
export function attached(letter: Email | undefined, name: string): string {
  const found = letter?.attachments.find(({ filename }) => filename === name);
  if (!found) throw new Error(`no attachment ${name} among ${letter?.attachments.map(({ filename }) => filename).join(', ')}`);
  return typeof found.content === 'string' ? found.content : new TextDecoder().decode(found.content);
}
