import { Employee } from './employee';

describe('a mention in a channel', () => {
  let her: Employee;
  beforeAll(async () => {
    her = await Employee.arrives('channel', { language: 'nb', screen: 'desktop' });
    await her.sees('symptom', 'welcome');
    await her.answers('symptom', 'internal-error');
    await her.sees('earlierUser');
  });
  afterAll(async () => {
    expect(await her.leaves()).toBe(true);
  });

  test('is answered by an invitation to a private chat, and by nothing that is hers', async () => {
    const card = await her.mentionsItIn('HR-saker', 'jeg kommer ikke inn i Visma');
    expect((await card.innerText()).split('\n').filter((line) => line.trim() !== '')).toEqual([her.text('private-chat-only'), her.text('private-chat-open')]);
    expect(await her.follows('private-chat-open')).toMatch(/^https:\/\/teams\.microsoft\.com\/l\/chat\//);
    expect(await her.cardsInSight()).toBe(1);
  });
});
