import { guest, someone, teamChannel } from '../support/activities';
import { Adviser, type Employee, type Stage, startStage } from '../support/stage';
import { query } from '../support/stores';
import { refusals } from '../support/teams-stand-in';

jest.setTimeout(30_000);

const stateOf = async ({ bot }: Stage): Promise<string> => JSON.stringify(await query(`file:${bot.database}`, 'select number, version, state from cases order by number'));
const nonce = (number: number) => ({ card: `case-${number}`, rev: 2, shownAt: Date.now() });

/** What changes a case, as HR's buttons carry it. */
const deeds: readonly Record<string, unknown>[] = [
  { verb: 'case-claim' },
  { verb: 'case-take-over', sure: true },
  { verb: 'case-reply', reply: 'Hei fra en fremmed' },
  { verb: 'case-note', note: 'notat' },
  { verb: 'case-answer', answer: 'link' },
  { verb: 'case-check', check: 'active' },
  { verb: 'case-close', outcome: 'solved', line: '' },
  { verb: 'case-reopen' },
  { verb: 'case-history' },
  { verb: 'desk-notice', on: true },
  { verb: 'desk-answer-all', reason: 'internal-error', words: 'Hei alle' },
  { verb: 'desk-list', list: 'open', page: 0, text: '' },
];

async function opened(): Promise<{ stage: Stage; kari: Employee; number: number; hanne: Adviser }> {
  const stage = await startStage();
  const kari = await stage.employee();
  const number = await kari.asksHr('hemmelig');
  const hanne = await stage.adviser(number);
  return { stage, kari, number, hanne };
}

test('nobody acts as HR from a chat of her own, whatever she sends, on her own case or another’s', async () => {
  const { stage, kari, number } = await opened();
  const ola = await stage.employee('Ola Nordmann');
  await ola.sees('Hva skjer når du skal logge inn');
  const before = await stateOf(stage);
  for (const who of [kari, ola])
    for (const data of deeds) {
      const reply = await who.post(who.chat.press({ verb: String(data['verb']), data: { ...data, ...nonce(number) }, messageId: '1' }));
      expect(reply.status).toBe(200);
      expect(JSON.stringify(reply.body)).not.toContain('hemmelig');
    }
  expect(await stateOf(stage)).toBe(before);
  expect(ola.seen).not.toMatch(/hemmelig|Hei fra en fremmed/);
  expect(stage.bot.log.split('somebody who is not HR was refused').length - 1).toBe(2 * deeds.length);
});

test('a case is nobody else’s to close, reopen or rate', async () => {
  const { stage, number } = await opened();
  const ola = await stage.employee('Ola Nordmann');
  await ola.sees('Hva skjer når du skal logge inn');
  const before = await stateOf(stage);
  for (const data of [{ verb: 'my-case-close' }, { verb: 'my-case-solved' }, { verb: 'my-case-reopen' }, { verb: 'my-case-rate', helped: 'yes', words: '' }, { verb: 'my-case-guide' }])
    await ola.post(ola.chat.press({ verb: data.verb, data: { ...data, ...nonce(number) }, messageId: '1' }));
  expect(await stateOf(stage)).toBe(before);
});

test('in another team the bot prints the lines for the settings, and nothing more; no press there counts', async () => {
  const { stage, number } = await opened();
  const other = teamChannel({ serviceUrl: stage.teams.serviceUrl, members: [someone('Ola Fremmed')] });
  stage.teams.team(other);
  await stage.post(other.install());
  await stage.post(other.membersAdded());
  await stage.teams.waitFor(() => stage.teams.threads(other.channel.id)[0], 'the lines');
  const before = await stateOf(stage);
  const stranger = new Adviser(stage, other, other.members[0]!, stage.teams.threads(other.channel.id)[0]!.root);
  for (const data of deeds) await stranger.pressesButton('1', { ...data, ...nonce(number) });
  await stranger.writes('åpne saker', { mention: true });
  await stranger.sees('Jeg hjelper deg gjerne, men bare i en privat chat');
  expect(await stateOf(stage)).toBe(before);
  const [first, ...rest] = stage.teams.threads(other.channel.id).flatMap(({ messages }) => messages);
  expect(first?.text).toContain(`HR_TEAM_ID=${other.team.id}<br/>HR_CHANNEL_ID=${other.channel.id}`);
  expect(rest.map(({ attachments }) => JSON.stringify(attachments)).join()).not.toContain('hemmelig');
  expect(stranger.answers.join()).not.toContain('hemmelig');
});

test.each([
  ['a guest', 'Gjester i teamet kan ikke gjøre dette.', (stage: Stage) => {
    const visitor = guest('Gunnar Gjest');
    stage.teams.team({ ...stage.channel, members: [...stage.channel.members, visitor] });
    return visitor;
  }],
  ['somebody of another tenant, in a shared channel', 'Gjester i teamet kan ikke gjøre dette.', (stage: Stage) => {
    const other = someone('Olga Annetsteds', { tenantId: 'another' });
    stage.teams.team({ ...stage.channel, members: [...stage.channel.members, other] });
    return other;
  }],
  ['somebody whom the roster does not have', 'Bare medlemmer av HR-teamet kan gjøre dette.', () => someone('Ola Fremmed')],
  ['a member, while the roster cannot be had', 'Jeg får ikke sjekket med Teams', (stage: Stage) => {
    stage.teams.fail({ match: ({ operation }) => operation === 'members', answer: refusals.serviceError() });
    return stage.channel.members[1]!;
  }],
] as const)('%s is refused with a sentence, and nothing changes', async (_who, sentence, come) => {
  const { stage, kari, number, hanne } = await opened();
  const who = come(stage);
  const before = await stateOf(stage);
  const stranger = new Adviser(stage, stage.channel, who, hanne.root);
  for (const data of deeds) await stranger.pressesButton('1', { ...data, ...nonce(number) });
  expect(new Set(stranger.answers)).toEqual(new Set([expect.stringContaining(sentence)]));
  await stranger.writes('Hei Kari');
  await stranger.sees(sentence);
  expect(await stateOf(stage)).toBe(before);
  expect(kari.seen).not.toContain('Hei Kari');
  expect(stage.bot.log).toContain('somebody who is not HR was refused');
});

