import { sendIt } from '../../cards/case-card';
import type { Where } from './employee';
import { Employee } from './employee';

/** The chat with the bot, and HR's channel. One person sits on both sides: the Playground has no second one. */
const chat = 'Personal Chat';
const channel = 'HR-saker';
const name = 'Kari Nordmann Hansen';

const played: readonly Where[] = [
  { language: 'nb', screen: 'desktop' },
  { language: 'en', screen: 'phone' },
  { language: 'nn', screen: 'phone' },
];

describe.each(played)('a case, in $language on a $screen', (where) => {
  let her: Employee;
  beforeAll(async () => {
    her = await Employee.arrives('hand-off', where, undefined, { hr: true });
  });
  afterAll(async () => {
    expect(await her.leaves()).toBe(true);
  });

  // HR reads the organisation's language, whatever the employee speaks.
  const hr = (key: Parameters<Employee['textIn']>[1], params: Parameters<Employee['textIn']>[2] = {}): string => her.textIn('nb', key, { name, ...params });

  test('is carried from the first question to «closed»', async () => {
    await her.sees('symptom', 'welcome');
    await her.answers('symptom', 'internal-error');
    await her.sees('earlierUser');
    await her.presses('nav.hr');
    await her.seesCard(her.text('q.handoff.title'), 'confirm');
    const words = where.language === 'en' ? 'Visma says that the address is taken.' : where.language === 'nn' ? 'Visma seier at adressa er i bruk.' : 'Visma sier at adressen er i bruk.';
    await her.fills('q.handoff.input', words);
    await her.presses('q.handoff.send');
    await her.seesCard(her.text('mine.title'), 'mine');
    await her.findsText(her.text('q.handoff.sent', { number: '1001' }));

    await her.goesTo(channel);
    await her.seesCard(hr('case.title', { number: '1001' }), 'case');
    await her.findsText(words);
    await her.pressesNamed(hr('case.claim'));
    await her.seesCard(hr('case.claimed'), 'claimed');
    await her.pressesNamed(hr('case.reply'));
    await her.seesCard(hr('case.reply.input'), 'reply');
    await her.pressesNamed(hr('case.ready'));
    await her.seesCard(hr('case.ready.note'), 'ready');
    await her.pressesNamed(hr('case.check'));
    await her.seesCard(hr('case.check.note'), 'check');
    await her.pressesNamed(hr('case.close'));
    await her.seesCard(hr('case.close.outcome'), 'close');
    await her.pressesNamed(hr('case.more'));
    await her.seesCard(hr('case.note'), 'more');
    await her.pressesNamed(hr('case.less'));
    await her.seesCard(hr('case.ready'), 'less');
    await her.replies('Which address do you see?');

    await her.goesTo(chat);
    await her.findsText(her.text('mine.claimed', { name }));
    await her.findsText(her.text('mine.says', { name, text: 'Which address do you see?' }));
    await her.says('kari@hotmail.example');
    await her.goesTo(channel);
    await her.findsText(hr('thread.says', { text: 'kari@hotmail.example' }));
    await her.keepsTheScreen('thread', hr('thread.says', { text: 'kari@hotmail.example' }));

    await her.pressesNamed(hr('case.ready'));
    await her.pressesNamed(sendIt('nb', hr('case.answer.link')));
    await her.findsText(hr('thread.sent-card', { by: name, text: hr('case.answer.link') }));
    await her.goesTo(chat);
    await her.seesCard(her.text('q.link.title'), 'suggested');
    await her.presses('mine.solved');
    await her.seesCard(her.text('mine.closed'), 'closed');
    await her.presses('q.solved.helped');
    await her.findsText(her.text('q.solved.thanks'));
    await her.goesTo(channel);
    await her.findsText(hr('thread.ended-solved'));
    await her.findsText(hr('case.closed', { outcome: hr('outcome.solved-by-employee') }));
    await her.keepsTheScreen('ended', hr('thread.ended-solved'));
  });

  test('is opened again by HR, and closed by HR with an outcome and a line', async () => {
    await her.pressesNamed(hr('case.reopen'));
    await her.findsText(hr('case.claimed'));
    await her.goesTo(chat);
    await her.seesCard(her.text('mine.reopened-by-hr', { name, number: '1001' }), 'reopened');

    await her.goesTo(channel);
    await her.pressesNamed(hr('case.close'));
    await her.chooses(hr('case.close.outcome'), hr('outcome.solved-in-visma').replace(/^./, (first) => first.toUpperCase()));
    await her.fillsNamed(hr('case.close.line'), 'Logg inn med ID-porten.');
    await her.pressesNamed(hr('case.close.do'));
    await her.findsText(hr('thread.closed-line', { by: name, outcome: hr('outcome.solved-in-visma'), line: 'Logg inn med ID-porten.' }));
    await her.keepsTheScreen('closed-by-hr', hr('thread.closed-line', { by: name, outcome: hr('outcome.solved-in-visma'), line: 'Logg inn med ID-porten.' }));
    await her.goesTo(chat);
    const end = await her.seesCard(her.text('mine.closed.solved-in-visma'), 'closed-by-hr-hers');
    expect(await end.innerText()).toContain('Logg inn med ID');
  });
});
