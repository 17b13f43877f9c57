import { createServer, type AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Letter } from '../../src/app/ports';
import { postman } from '../../src/mail/postman';
import { silentLog } from '../support/silent-log';

const letter: Letter = { to: 'hr.stotte@askoy.kommune.no', subject: 'Sak 1042: Åse trenger hjelp 👋', text: 'Hei på deg.\nÆØÅ' };
const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

/** A mail server on loopback, and what it was handed. */
async function mailServer(options: SMTPServerOptions = {}): Promise<{ url: string; taken: string[]; server: SMTPServer }> {
  const taken: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        taken.push(Buffer.concat(parts).toString('utf8'));
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  cleanUps.push(() => server.close());
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, taken, server };
}

const send = (url: string, over: Partial<Letter> = {}, id = 'row-1') => postman({ url, from: 'bot@askoy.kommune.no' }, silentLog).send({ ...letter, ...over }, id);
const refusing = (responseCode: number) => Object.assign(new Error('no'), { responseCode });

test('a letter arrives as it was written, with what is attached, and says that nobody typed it', async () => {
  const { url, taken } = await mailServer();
  const attachments = [{ name: '1042.html', type: 'text/html; charset=utf-8', content: '<p>Åse</p>' }];
  expect(await send(url, { html: '<p>Hei</p>', replyTo: 'ase@askoy.kommune.no', attachments })).toEqual({ kind: 'delivered' });
  const mail = await PostalMime.parse(taken[0] ?? '');
  expect(mail).toMatchObject({ subject: letter.subject, html: expect.stringContaining('<p>Hei</p>'), from: { address: 'bot@askoy.kommune.no' } });
  expect(mail.text?.trim()).toBe(letter.text);
  expect(mail.to).toEqual([{ name: '', address: letter.to }]);
  expect(mail.replyTo).toEqual([{ name: '', address: 'ase@askoy.kommune.no' }]);
  expect(mail.attachments).toMatchObject([{ filename: '1042.html', mimeType: 'text/html' }]);
  expect(new TextDecoder().decode(mail.attachments[0]?.content as ArrayBuffer)).toBe('<p>Åse</p>');
  expect(mail.headers).toEqual(expect.arrayContaining([expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' })]));
});

test('the same row has the same id, so that a second one can be dropped', async () => {
  const { url, taken } = await mailServer();
  for (const id of ['row-1', 'row-1', 'row-2']) await send(url, {}, id);
  const ids = await Promise.all(taken.map(async (raw) => (await PostalMime.parse(raw)).messageId));
  expect(ids[0]).toBe(ids[1]);
  expect(ids[2]).not.toBe(ids[0]);
});

test.each([
  ['the receiver is refused', { onRcptTo: (_to, _session, done) => done(refusing(550)) }, { kind: 'refused', status: 400, code: 'SMTP 550' }],
  ['the receiver is to be tried later', { onRcptTo: (_to, _session, done) => done(refusing(450)) }, { kind: 'unreached', detail: 'SMTP 450' }],
  ['the server is busy', { onConnect: (_session, done) => done(refusing(421)) }, { kind: 'unreached', detail: 'SMTP 421' }],
  ['the letter is refused', { onData: (stream, _session, done) => (stream.resume(), stream.on('end', () => done(refusing(554)))) }, { kind: 'refused', status: 400, code: 'SMTP 554' }],
] as [string, SMTPServerOptions, object][])('where %s, that is what came of it', async (_name, options, outcome) => {
  const { url } = await mailServer(options);
  expect(await send(url)).toEqual(outcome);
});

test('a server that is not there has certainly not got it', async () => {
  const { url, server } = await mailServer();
  await new Promise<void>((closed) => server.close(closed));
  expect(await send(url)).toMatchObject({ kind: 'unreached' });
});

test('a connection that is lost before the letter is no doubt; after it, it is', async () => {
  const cutAt = async (word: string): Promise<string> => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write('220 hei\r\n');
      let data = false;
      socket.on('data', (chunk) => {
        const said = chunk.toString();
        if (said.startsWith(word) || data) return void socket.destroy();
        data = said.startsWith('DATA');
        socket.write(data ? '354 go on\r\n' : '250 ok\r\n');
      });
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    cleanUps.push(() => server.close());
    return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  expect(await send(await cutAt('MAIL'))).toMatchObject({ kind: 'unreached' });
  expect(await send(await cutAt('never'))).toMatchObject({ kind: 'unsure' });
});

test('nothing in a name, an address or a subject becomes a header or another receiver', async () => {
  const { url, taken } = await mailServer();
  await send(url, { subject: 'Sak\r\nBcc: all@askoy.kommune.no', replyTo: 'a@x.no\r\nBcc: all@askoy.kommune.no' });
  await send(url, { to: 'hr@askoy.kommune.no, all@askoy.kommune.no' });
  for (const raw of taken) expect((await PostalMime.parse(raw)).headers.map(({ key }) => key)).not.toContain('bcc');
  const receivers = await Promise.all(taken.map(async (raw) => (await PostalMime.parse(raw)).to?.length));
  expect(receivers.every((count) => count === 1)).toBe(true);
});
