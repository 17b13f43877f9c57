import { createServer, type AddressInfo, type Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Letter, Log } from '../../src/app/ports';
import { postman } from '../../src/mail/postman';
import { mailServer } from '../../src/mail/server';
import { silentLog } from '../support/silent-log';

const letter: Letter = { to: 'hr.stotte@askoy.kommune.no', subject: 'Sak 1042: Åse trenger hjelp 👋', text: 'Hei på deg 🙂\nÆØÅ\n.\nDATA\nSlutt' };
const from = 'bot@askoy.kommune.no';
const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

interface Taken {
  /** Whom it is for by the envelope, which is what counts. */
  readonly receivers: readonly string[];
  readonly raw: Buffer;
}

/** A mail server on loopback, and what it was handed. */
async function start(options: SMTPServerOptions = {}): Promise<{ host: string; taken: Taken[]; server: SMTPServer }> {
  const taken: Taken[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const receivers = session.envelope.rcptTo.map(({ address }) => address);
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        taken.push({ receivers, raw: Buffer.concat(parts) });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  cleanUps.push(() => server.close());
  return { host: `127.0.0.1:${(server.server.address() as AddressInfo).port}`, taken, server };
}

/** A server that does with each chunk it gets what `hear` says, after a greeting. */
async function startRaw(hear: (socket: Socket, said: string) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.write('220 hei\r\n');
    socket.on('data', (chunk) => hear(socket, chunk.toString()));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  cleanUps.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const send = (host: string, over: Partial<Letter> = {}, id = 'row-1') => postman({ url: `smtp://${host}`, from }, silentLog).send({ ...letter, ...over }, id);
const read = (taken: readonly Taken[]): Promise<Email[]> => Promise.all(taken.map(({ raw }) => PostalMime.parse(raw)));
const refusing = (responseCode: number) => Object.assign(new Error('no'), { responseCode });

test('a letter arrives as it was written, with what is attached, and says that nobody typed it', async () => {
  const { host, taken } = await start();
  const attachments = [
    { name: 'Sak Åse 👋.html', type: 'text/html; charset=utf-8', content: '<p>Åse 🙂</p>' },
    { name: 'sak.json', type: 'application/json; charset=utf-8', content: '{"navn":"Åse"}' },
  ];
  expect(await send(host, { html: '<p>Hei på deg 🙂</p>', replyTo: 'ase@askoy.kommune.no', attachments })).toEqual({ kind: 'delivered' });
  const [mail] = await read(taken);
  expect(mail).toMatchObject({ subject: letter.subject, html: expect.stringContaining('<p>Hei på deg 🙂</p>'), from: { address: from } });
  expect(mail?.text?.trim()).toBe(letter.text);
  expect(mail?.to).toEqual([{ name: '', address: letter.to }]);
  expect(mail?.replyTo).toEqual([{ name: '', address: 'ase@askoy.kommune.no' }]);
  expect(mail?.attachments.map(({ filename, mimeType, content }) => [filename, mimeType, new TextDecoder().decode(content as ArrayBuffer)])).toEqual(
    attachments.map(({ name, type, content }) => [name, type.split(';')[0], content]),
  );
  const headers = new Map(mail?.headers.map(({ key, value }) => [key, value]));
  expect(headers.get('auto-submitted')).toBe('auto-generated');
  expect(headers.get('x-auto-response-suppress')).toBe('All');
});

test('the same row has the same id, so that a second one can be dropped', async () => {
  const { host, taken } = await start();
  for (const id of ['row-1', 'row-1', 'row-2']) await send(host, {}, id);
  const ids = (await read(taken)).map(({ messageId }) => messageId);
  expect(ids).toEqual(['<row-1@askoy.kommune.no>', '<row-1@askoy.kommune.no>', '<row-2@askoy.kommune.no>']);
});

test.each([
  ['the receiver is refused', { onRcptTo: (_to, _session, done) => done(refusing(550)) }, { kind: 'refused', status: 400, code: 'SMTP 550' }],
  ['the receiver is to be tried later', { onRcptTo: (_to, _session, done) => done(refusing(450)) }, { kind: 'unreached', detail: 'SMTP 450' }],
  ['the sender is refused', { onMailFrom: (_from, _session, done) => done(refusing(553)) }, { kind: 'refused', status: 400, code: 'SMTP 553' }],
  ['the server is busy', { onConnect: (_session, done) => done(refusing(421)) }, { kind: 'unreached', detail: 'EPROTOCOL SMTP 421' }],
  ['the server wants nothing of us', { onConnect: (_session, done) => done(refusing(554)) }, { kind: 'unreached', detail: 'EPROTOCOL SMTP 554' }],
  ['the letter is refused', { onData: (stream, _session, done) => (stream.resume(), stream.on('end', () => done(refusing(554)))) }, { kind: 'refused', status: 400, code: 'SMTP 554' }],
  ['the letter is to be tried later', { onData: (stream, _session, done) => (stream.resume(), stream.on('end', () => done(refusing(451)))) }, { kind: 'unreached', detail: 'SMTP 451' }],
  ['we are to log in first', { onMailFrom: (_from, _session, done) => done(refusing(530)) }, { kind: 'unreached', detail: 'SMTP 530' }],
] as [string, SMTPServerOptions, object][])('where %s, that is what came of it', async (_name, options, outcome) => {
  const { host } = await start(options);
  expect(await send(host)).toEqual(outcome);
});

describe('a server that falls away', () => {
  test('has certainly not got it where it was not there', async () => {
    const { host, server } = await start();
    await new Promise<void>((closed) => server.close(closed));
    expect(await send(host)).toEqual({ kind: 'unreached', detail: 'ECONNREFUSED' });
  });

  test('has certainly not got it where its name is unknown', async () => {
    expect(await send('nowhere.invalid')).toMatchObject({ kind: 'unreached' });
  });

  /** Answers until it hears the word; what comes after DATA is the letter. */
  const cutAt = (word: string, features = ''): Promise<string> => {
    let letterComes = false;
    return startRaw((socket, said) => {
      if (said.startsWith(word) || letterComes) return void socket.destroy();
      letterComes = said.startsWith('DATA');
      socket.write(letterComes ? '354 go on\r\n' : said.startsWith('EHLO') ? `250-hei\r\n${features}250 SMTPUTF8\r\n` : '250 ok\r\n');
    });
  };

  test.each(['EHLO', 'MAIL', 'RCPT', 'DATA'])('has certainly not got it at %s', async (word) => {
    expect(await send(await cutAt(word))).toMatchObject({ kind: 'unreached' });
  });

  test('has certainly not got it where DATA came with the first command and was not answered', async () => {
    expect(await send(await cutAt('MAIL', '250-PIPELINING\r\n'))).toMatchObject({ kind: 'unreached' });
  });

  test('may have got it once the letter is on its way', async () => {
    expect(await send(await cutAt('never'))).toMatchObject({ kind: 'unsure' });
  });
});

describe('a server that goes on talking and never comes to the point', () => {
  const within = (host: string) => postman({ url: `smtp://${host}`, from }, silentLog, 300).send(letter, 'row-1');
  const dawdle = (socket: Socket): void => {
    const talking = setInterval(() => socket.write('250-well\r\n'), 20);
    socket.once('close', () => clearInterval(talking));
  };

  test('is left in time, before the letter', async () => {
    expect(await within(await startRaw(dawdle))).toEqual({ kind: 'unreached', detail: 'EABORT' });
  });

  test('and after it, when it may have taken it', async () => {
    let letterComes = false;
    const host = await startRaw((socket, said) => {
      if (letterComes) return dawdle(socket);
      letterComes = said.startsWith('DATA');
      socket.write(letterComes ? '354 go on\r\n' : '250 ok\r\n');
    });
    expect(await within(host)).toEqual({ kind: 'unsure', detail: 'EABORT' });
  });
});

describe('a password', () => {
  const lines: string[] = [];
  const keep = (fields: object, message: string): void => void lines.push(JSON.stringify(fields) + message);
  const log: Log = { debug: keep, info: keep, warn: keep, error: keep };
  const withPassword = (scheme: string, host: string) => postman({ url: `${scheme}://bot:s%40ksjon@${host}`, from }, log).send(letter, 'row-1');
  const listening = () => {
    const heard: unknown[] = [];
    const options: SMTPServerOptions = { authOptional: true, allowInsecureAuth: true, onAuth: ({ password }, _session, done) => (heard.push(password), done(null, { user: 'bot' })) };
    return { heard, options };
  };
  // The test server says so of its own certificate, which is why it is the right one here.
  afterEach(() => jest.restoreAllMocks());
  beforeEach(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined));

  test.each([
    ['where there is no TLS', 'smtp', { disabledCommands: ['STARTTLS'] }],
    ['where nobody vouches for the certificate', 'smtp', { disabledCommands: [] }],
    ['where nobody vouches for the certificate, from the first byte', 'smtps', { secure: true, disabledCommands: [] }],
  ] as [string, string, SMTPServerOptions][])('does not leave %s, nor does the letter', async (_name, scheme, options) => {
    const { heard, options: auth } = listening();
    const { host, taken } = await start({ ...auth, ...options });
    expect(await withPassword(scheme, host)).toMatchObject({ kind: 'unreached' });
    expect([heard, taken]).toEqual([[], []]);
  });

  test('is in no line of the log', () => {
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toMatch(/s(%40|@)ksjon|c0Brc2pvb/);
    expect(() => postman({ url: 'smtp://bot:s%40ksjon@mail/?x', from }, log)).toThrow(/^SMTP_URL or MAIL_FROM is wrong$/);
  });
});

test('a mail server is read out of its URL', () => {
  expect(mailServer('smtps://b%40x:s%2Fk@mail.askoy.no')).toEqual({ host: 'mail.askoy.no', port: 465, secure: true, auth: { user: 'b@x', pass: 's/k' } });
  expect(mailServer('smtp://[::1]:2525')).toEqual({ host: '::1', port: 2525, secure: false });
  expect(mailServer('smtp://mail/')).toEqual({ host: 'mail', port: 25, secure: false });
});

describe('nothing that is written becomes a header or another receiver', () => {
  const more = 'all@askoy.kommune.no';

  test('in a subject, an address to reply to, a name or an id', async () => {
    const { host, taken } = await start();
    const attachments = [{ name: `a.html\r\nBcc: ${more}`, type: `text/html\r\nBcc: ${more}`, content: 'x' }];
    const replyTo = `a@x.no\r\nBcc: ${more}`;
    expect(await send(host, { subject: `Sak\r\nBcc: ${more}\r\n\r\nHei`, replyTo, attachments }, `row\r\nBcc: ${more}`)).toEqual({ kind: 'delivered' });
    const [mail] = await read(taken);
    expect(taken[0]?.raw.toString()).not.toMatch(/^bcc:/im);
    expect(taken[0]?.receivers).toEqual([letter.to]);
    expect(mail).toMatchObject({ subject: `Sak Bcc: ${more} Hei`, attachments: [{}] });
    expect(mail?.text?.trim()).toBe(letter.text);
    expect(mail?.replyTo).toBeUndefined();
  });

  test.each([`hr@a.no, ${more}`, `hr@a.no\r\nRCPT TO:<${more}>`, `hr@a.no>\r\nRCPT TO:<${more}`, `"${more}"@a.no`, `hr@a.no;${more}`, `hr@a.no\n`, 'hr', ''])(
    'in an address: %j is none, and nobody is asked',
    async (to) => {
      let asked = 0;
      const host = await startRaw(() => (asked += 1));
      expect(await send(host, { to })).toEqual({ kind: 'refused', status: 400, code: 'no address' });
      expect(asked).toBe(0);
    },
  );
});
