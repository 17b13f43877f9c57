import { Employee } from './employee';

describe('the page opened again', () => {
  let her: Employee;
  beforeAll(async () => {
    her = await Employee.arrives('coming-back', { language: 'nb', screen: 'phone' });
    await her.sees('symptom', 'welcome');
    await her.answers('symptom', 'internal-error');
    await her.sees('earlierUser');
  });
  afterAll(async () => {
    expect(await her.leaves()).toBe(true);
  });

  test('shows the chat where it was, and it goes on from there', async () => {
    // At once nothing is said: Teams tells an installation several times over.
    await her.comesBack();
    await her.sees('earlierUser', 'where-you-were');
    await her.answers('earlierUser', 'yes');
    await her.sees('inbox');
  });
});
