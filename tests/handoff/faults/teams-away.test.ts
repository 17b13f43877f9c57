import { eventually } from '../../support/bot-process';
import { attached, startMailbox } from '../../support/mailbox';
import { type Adviser, type Employee, type Stage, startStage } from '../../support/stage';
import { refusals, type TeamsRequest } from '../../support/teams-stand-in';

jest.setTimeout(60_000);

const sends = ({ operation }: TeamsRequest): boolean => operation === 'send';
/** What people wrote, without what the bot says of it. */
const words = (side: Employee | Adviser, from: RegExp): string[] => side.lines.flatMap((line) => from.exec(line)?.[1] ?? []);

interface Case {
  readonly stage: Stage;
  readonly kari: Employee;
  readonly hanne: Adviser;
  readonly number: number;
}

/** A case that an adviser has. */
async function open(env: Readonly<Record<string, string>> = {}): Promise<Case> {
  const stage = await startStage({ env });
  const kari = await stage.employee();
  const number = await kari.asksHr();
  const hanne = await stage.adviser(number);
  await hanne.presses('Ta saken');
  await kari.sees('har tatt saken din');
  return { stage, kari, hanne, number };
}

async function both({ kari, hanne }: Case, count: number): Promise<void> {
  for (let i = 1; i <= count; i += 1) {
    await kari.says(`fra Kari ${i}`);
    await hanne.writes(`fra Hanne ${i}`);
  }
}

const inOrder = (who: string, count: number): string[] => Array.from({ length: count }, (_, i) => `fra ${who} ${i + 1}`);

test.each([
  ['throttled', 4, refusals.throttled(1)],
  ['a bad gateway', 4, refusals.badGateway()],
  // More than once, and nobody knows what became of it: then it is said so, as below.
  ['cut off before anything happened', 1, 'drop' as const],
])('while Teams is %s for a moment, the words of both sides arrive in order, each once', async (_name, times, answer) => {
  const one = await open();
  const { stage, kari, hanne } = one;
  stage.teams.fail({ match: sends, times, answer });
  await both(one, 5);
  await hanne.sees('fra Kari 5', 20_000);
  await kari.sees('fra Hanne 5', 20_000);
  expect(words(hanne, /^Kari Nordmann: (.*)$/)).toEqual(inOrder('Kari', 5));
  expect(words(kari, /^Hanne Rådgiver \(HR\): (.*)$/)).toEqual(inOrder('Hanne', 5));
  expect(stage.teams.stats().early).toBe(0);
});

test('an answer of Teams that is lost sends a word once more, and no further', async () => {
  const one = await open();
  const { stage, kari, hanne } = one;
  stage.teams.fail({ match: (request) => sends(request) && request.activity.text?.includes('fra Kari 2') === true, times: 5, answer: 'accept-then-drop' });
  await both(one, 3);
  await hanne.sees('fra Kari 3', 20_000);
  expect(words(hanne, /^Kari Nordmann: (.*)$/)).toEqual(['fra Kari 1', 'fra Kari 2', 'fra Kari 2', 'fra Kari 3']);
  // Nobody knows whether it arrived, and she is told what to do.
  await kari.sees('Jeg er ikke sikker på at det siste du skrev, kom fram');
});

test('who has to wait longer than ten seconds is told so, once, on either side', async () => {
  const { stage, kari, hanne, number } = await open();
  const inThread = ({ conversation }: TeamsRequest): boolean => conversation.includes(hanne.root);
  const lift = stage.teams.fail({ match: (request) => sends(request) && inThread(request), answer: refusals.throttled(12) });
  await kari.says('Hallo?');
  await kari.sees('Det tar litt tid før meldingen din når HR');
  lift();
  stage.teams.fail({ match: (request) => sends(request) && request.conversation === kari.chat.conversation, times: 1, answer: refusals.throttled(11) });
  await hanne.writes('Vi ser på det');
  await hanne.sees('Hallo?', 30_000);
  await hanne.sees('Meldingen til Kari Nordmann er forsinket', 30_000);
  await kari.sees('Vi ser på det', 30_000);
  expect(kari.lines.filter((line) => line.startsWith('Det tar litt tid'))).toHaveLength(1);
  expect(number).toBeGreaterThan(1_000);
});

test('where HR’s team has removed the bot, she is told, the case goes by mail whole, and is not opened a second time', async () => {
  const mailbox = await startMailbox();
  const { stage, kari, hanne, number } = await open({ SMTP_URL: mailbox.url, MAIL_FROM: 'bot@askoy.kommune.no' });
  await kari.says('før');
  await hanne.sees('før');
  stage.teams.removed(stage.channel.team.id);
  await kari.says('Er dere der?');
  await kari.sees('Jeg er ikke sikker på at det siste du skrev, kom fram til HR');
  await kari.sees('Jeg har sendt saken din til HR på e-post', 20_000);
  await eventually(async () => mailbox.count > 0, 'the letter');
  const [letter] = await mailbox.letters();
  expect(letter).toMatchObject({ subject: expect.stringContaining(`${number}`), replyTo: [{ address: 'kari.nordmann@askoy.kommune.no' }] });
  expect(attached(letter, `${number}.html`)).toContain('Er dere der?');
  const threads = stage.teams.threads(stage.channel.channel.id).length;
  stage.teams.restore(stage.channel.team.id);
  await stage.post(stage.channel.install());
  await kari.sees('Jeg har sendt saken din til HR på e-post');
  expect(mailbox.count).toBe(1);
  // Nothing but the card that says what is missing.
  const after = stage.teams.threads(stage.channel.channel.id);
  expect(after.filter(({ messages }) => JSON.stringify(messages[0]).includes(`Sak ${number}`)).length).toBeLessThanOrEqual(threads);
});

test('where the channel is deleted before a case is opened, HR gets it by mail, and what she writes next opens it where HR is now', async () => {
  const mailbox = await startMailbox();
  const stage = await startStage({ env: { SMTP_URL: mailbox.url, MAIL_FROM: 'bot@askoy.kommune.no' } });
  const kari = await stage.employee();
  stage.teams.deleted(stage.channel.channel.id);
  const number = await kari.asksHr('Adressen er i bruk');
  await kari.sees('Jeg har sendt saken din til HR på e-post', 20_000);
  await eventually(async () => mailbox.count > 0, 'the letter');
  expect(attached((await mailbox.letters())[0], `${number}.html`)).toContain('Adressen er i bruk');
  stage.teams.restore(stage.channel.channel.id);
  await kari.says('Jeg får fortsatt den samme feilen hos dere');
  const hanne = await stage.adviser(number);
  await hanne.sees('Kari Nordmann: Jeg får fortsatt den samme feilen hos dere');
  expect(mailbox.count).toBe(1);
});

test('where the employee has blocked the bot, HR is told with her address; when she is back, it goes on', async () => {
  const { stage, kari, hanne } = await open();
  stage.teams.blocked(kari.chat.conversation);
  await hanne.writes('Prøv nå');
  await hanne.sees(/Meldingen til Kari Nordmann kom kanskje ikke fram.*kari\.nordmann@askoy\.kommune\.no/s);
  stage.teams.restore(kari.chat.conversation);
  await kari.says('Her er jeg igjen');
  await hanne.sees('Her er jeg igjen');
  await hanne.writes('Fint');
  await kari.sees('Hanne Rådgiver (HR): Fint');
});

test('where the employee has uninstalled the bot, HR is told; when she installs it again, she is shown her case', async () => {
  const { stage, kari, hanne, number } = await open();
  await kari.post(kari.chat.uninstall());
  stage.teams.fail({ match: ({ conversation }) => conversation === kari.chat.conversation, times: 1, answer: refusals.forbidden() });
  await hanne.writes('Prøv nå');
  await hanne.sees('Meldingen til Kari Nordmann kom kanskje ikke fram');
  await kari.post(kari.chat.install());
  await kari.says('Hei');
  await hanne.sees('Kari Nordmann: Hei');
  expect(number).toBeGreaterThan(1_000);
});
