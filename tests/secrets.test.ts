import { existsSync, readFileSync } from 'node:fs';
import { createLog } from '../src/log';
import { t } from '../src/texts';
import { buttons, type Chat } from './support/activities';
import { someDNumber, someFnr } from './support/national-ids';
import { startTestBot, type TestBot } from './support/running-bot';

const spaced = `${someDNumber.slice(0, 6)} ${someDNumber.slice(6)}`;
const secrets = [someFnr, someDNumber, spaced, 'Sommer2024', '482913'];

/** The database as it lies on the disk: the file, its journal, and whatever else lies beside it. */
const onDisk = ({ database }: TestBot): string =>
  ['', '-wal', '-shm', '.lock'].map((end) => `${database}${end}`).filter(existsSync).map((file) => readFileSync(file, 'latin1')).join('');

/** Where a secret would be found, if one were kept or passed on. */
const keptBy = (bot: TestBot) => ({
  database: onDisk(bot),
  log: bot.log,
  'what was sent': JSON.stringify(bot.teams.attempts.map(({ path, body }) => [path, body])),
});

function expectNone(bot: TestBot): void {
  for (const [place, text] of Object.entries(keptBy(bot)))
    for (const secret of secrets) expect([place, secret, text.includes(secret)]).toEqual([place, secret, false]);
}

let bot: TestBot;
let chat: Chat;
beforeEach(async () => {
  bot = await startTestBot();
  chat = bot.chat();
});

const texts = () => bot.teams.chat(chat.conversation).flatMap(({ text }) => text ?? []);
const hidden = () => texts().filter((text) => text === t('nb', 'secret-hidden'));
/** In a card there is no message to delete. */
const hiddenOnCard = () => texts().filter((text) => text === t('nb', 'secret-hidden-card'));
/** Waits for a card that was not there before. */
const say = async (text: string): Promise<void> => {
  const cards = () => bot.teams.sent.filter(({ operation, conversation, activity }) => operation === 'send' && conversation === chat.conversation && activity.attachments).length;
  const before = cards();
  expect((await bot.post(chat.message(text))).status).toBe(200);
  await bot.teams.waitFor(() => cards() > before, `a card after «${text}»`);
};

test('the walk of these tests does reach the database, or they would prove nothing', async () => {
  await say('hei');
  expect(onDisk(bot)).toContain('symptom');
  await bot.stop();
  expect(onDisk(bot)).toContain('symptom');
});

test('what is written in the chat is stored, logged and said without the secrets, and the person is told once', async () => {
  await say(`Hei, jeg heter Kari og har fødselsnummer ${someFnr}`);
  expect(hidden()).toHaveLength(1);
  await say('1');
  expect(hidden()).toHaveLength(1);
  expectNone(bot);
  await bot.stop();
  expectNone(bot);
});

test.each([
  ['a D-number with a space', `d-nummer ${spaced}`],
  ['a password', 'passordet mitt er Sommer2024'],
  ['a code', 'koden er 482913'],
  ['everything at once', `${someFnr} og ${someDNumber}, passord: Sommer2024, kode 482913`],
])('%s is hidden too, with one message for all of it', async (_name, text) => {
  const message = chat.message(text);
  for (let delivery = 1; delivery <= 2; delivery += 1) expect((await bot.post(message)).status).toBe(200);
  await bot.teams.waitFor(() => hidden().length > 0, 'the warning');
  await say('hei');
  expect(hidden()).toHaveLength(1);
  expectNone(bot);
  await bot.stop();
  expectNone(bot);
});

test('what is typed into a card is hidden: in the answer, in its repeat, on the card and in the database', async () => {
  for (const words of ['intern feil', 'ja', 'ja', 'ja', '1']) await say(words);
  const shown = await bot.teams.waitFor(() => bot.teams.chat(chat.conversation).findLast(({ attachments }) => attachments), 'the card');
  const check = buttons(shown).find(({ verb }) => verb === 'check-email')!;
  for (const address of [someFnr, `${spaced}@askoy.kommune.no`]) {
    const invoke = chat.press(check, { address });
    const first = await bot.post(invoke);
    const again = await bot.post(invoke);
    expect(first.body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
    expect(again.body).toEqual(first.body);
    for (const secret of secrets) expect(first.text).not.toContain(secret);
  }
  await bot.teams.waitFor(() => hiddenOnCard().length === 2, 'a warning for each');
  // As old clients send it: a message with a value.
  expect((await bot.post(chat.submit(check, { address: `er det ${someDNumber}?` }))).status).toBe(200);
  await bot.teams.waitFor(() => hiddenOnCard().length === 3, 'a warning for the third');
  expect(hidden()).toEqual([]);
  expectNone(bot);
  await bot.stop();
  expectNone(bot);
});

test('what is said of the help is stored without secrets', async () => {
  for (const words of ['2', '1']) await say(words);
  const solved = await bot.teams.waitFor(() => bot.teams.chat(chat.conversation).findLast(({ attachments }) => attachments), 'the card');
  const helped = buttons(solved).find(({ verb }) => verb === 'feedback')!;
  await bot.post(chat.press(helped, { words: `Takk! Jeg har ${someFnr}, passordet er Sommer2024` }));
  await bot.stop();
  expect(onDisk(bot)).toContain('Takk! Jeg har ');
  expectNone(bot);
});

test('what means nothing to the bot is noted without secrets', async () => {
  await bot.post(chat.message('hei', { type: `event ${someFnr}` }));
  await bot.post(chat.press({}, {}, { name: `invoke ${spaced}` }));
  await bot.post(chat.press({ verb: 'detonate', data: { address: someFnr } }));
  await bot.post(chat.message(someFnr, { type: 'messageUpdate' }));
  expect(bot.log).toContain('an activity was ignored');
  expectNone(bot);
});

test('a press with strange data keeps no secret either', async () => {
  await bot.post(chat.press({ verb: 'answer', data: { choice: someFnr, card: someFnr, rev: 0, shownAt: 0 } }));
  await bot.post(chat.press({ verb: 'language', data: { to: `passord: Sommer2024`, card: spaced, rev: 0, shownAt: 0 } }));
  await bot.stop();
  expectNone(bot);
});

describe('the log', () => {
  const logged = (fields: object): string => {
    let lines = '';
    createLog('trace', { write: (line) => void (lines += line) }).error(fields, 'something happened');
    return lines;
  };
  const error = (message: string, more: object = {}): Error => Object.assign(new Error(message), more);

  const lines: readonly [string, object][] = [
    ['a field', { text: someFnr }],
    ['a field of a field', { a: [{ b: { c: `x ${spaced} y` } }] }],
    ['an error’s message', { err: error(`duplicate key ${someFnr}`) }],
    ['an error’s cause', { err: new Error('outer', { cause: error(`inner ${someFnr}`) }) }],
    ['an error’s own fields', { err: error('no', { detail: `Key (id)=(${someFnr})`, request: { body: { text: spaced } } }) }],
    ['errors within an error', { err: new AggregateError([error(someFnr), error('no', { detail: spaced })], 'several') }],
    ['an error within an error', { err: error('no', { reason: error(someFnr) }) }],
    ['what was thrown and is no error', { err: `no ${someFnr}` }],
    ['an error in another field', { reason: error(someFnr) }],
    ['a password in an error', { err: error('sent «passord: Sommer2024»') }],
    ['a code', { text: 'koden er 482913' }],
  ];
  test.each(lines)('masks a secret in %s', (_name, fields) => {
    const line = logged(fields);
    expect(JSON.parse(line)).toMatchObject({ level: 'error', msg: 'something happened' });
    for (const secret of secrets) expect(line).not.toContain(secret);
  });

  test('tells what an error was, why, and where', () => {
    const { err } = JSON.parse(logged({ err: new TypeError('outer', { cause: error('inner') }) })) as { err: { type: string; message: string; stack: string } };
    expect(err).toMatchObject({ type: 'TypeError', message: 'outer: inner' });
    expect(err.stack).toContain('secrets.test.ts');
    expect(JSON.parse(logged({ err: error('no', { code: 'ECONNREFUSED' }) }))).toMatchObject({ err: { code: 'ECONNREFUSED' } });
  });

  test.each([
    ['authorization', { authorization: 'Bearer abc.def.ghi' }],
    ['a request’s authorization', { request: { authorization: 'Bearer abc.def.ghi' } }],
    ['headers', { request: { headers: { Authorization: 'Bearer abc.def.ghi' } } }],
    ['the request that an error carries', { err: error('no', { request: { headers: { authorization: 'Bearer abc.def.ghi' }, body: 'abc.def.ghi' } }) }],
    ['a token', { answer: { token: 'abc.def.ghi' } }],
  ])('never shows %s', (_name, fields) => {
    expect(logged(fields)).not.toContain('abc.def.ghi');
  });
});
