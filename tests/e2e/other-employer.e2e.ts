import path from 'node:path';
import { Employee, onPhones } from './employee';

const nordvik = path.join(__dirname, '../support/other-municipality.json');

describe.each(onPhones)('a municipality that states more than Askøy, on a phone ($language)', (where) => {
  let her: Employee;
  beforeAll(async () => {
    her = await Employee.arrives('other-employer', where, nordvik);
    await her.sees('system', 'welcome');
  });
  afterEach(() => her.presses('nav.restart'));
  afterAll(async () => {
    expect(await her.leaves()).toBe(true);
  });

  test('helps with its other systems', async () => {
    await her.answers('system', 'turnusplan');
    await her.sees('otherSystem');
  });

  test('knows another electronic ID, and where Visma is', async () => {
    await her.sees('system');
    await her.answers('system', 'visma');
    await her.sees('symptom');
    await her.answers('symptom', 'no-eid');
    await her.sees('otherEid');
    await her.answers('otherEid', 'yes');
    await her.sees('tryAgain');
    expect(await her.follows('q.tryAgain.link')).toBe('https://enterprise.visma.example/nordvik');
  });

  test('can say where to log in', async () => {
    await her.sees('system');
    await her.answers('system', 'visma');
    await her.sees('symptom');
    await her.answers('symptom', 'something-else');
    await her.sees('about');
    await her.answers('about', 'where-to-log-in');
    await her.sees('where');
    await her.answers('where', 'still-fails');
    await her.sees('stopped');
  });
});
