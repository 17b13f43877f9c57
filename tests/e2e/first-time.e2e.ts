import { byTurns, Employee } from './employee';

describe.each(byTurns)('a first login ($language, $screen)', (where) => {
  let her: Employee;
  beforeAll(async () => {
    her = await Employee.arrives('first-time', where);
  });
  afterAll(async () => {
    expect(await her.leaves()).toBe(true);
  });

  test('the video is shown by a picture and a link, and an error after it leads on', async () => {
    await her.sees('symptom', 'welcome');
    await her.answers('symptom', 'first-login');
    await her.seesAnswered('symptom', 'first-login');

    const card = await her.sees('firstLogin');
    const poster = card.getByRole('link').and(card.getByAltText(her.text('q.firstLogin.picture')));
    expect(await poster.evaluate((picture: any) => picture.naturalWidth)).toBeGreaterThan(0);
    expect(await her.follows('q.firstLogin.link')).toBe('https://player.vimeo.com/video/518591359');

    await her.answers('firstLogin', 'internal-error');
    await her.seesAnswered('firstLogin', 'internal-error');
    await her.sees('earlierUser');
    await her.answers('earlierUser', 'no');
    await her.sees('checkAccount');
    await her.answers('checkAccount', 'already-right');
    await her.sees('link');
  });

  test('what stopped her otherwise is asked in the same words as at the start', async () => {
    await her.presses('nav.restart');
    await her.sees('symptom');
    await her.answers('symptom', 'first-login');
    await her.sees('firstLogin');
    await her.answers('firstLogin', 'still-fails');
    await her.sees('stopped');
    await her.answers('stopped', 'wrong-user');
    await her.sees('signOut');
    await her.answers('signOut', 'works');
    await her.sees('solved');
  });
});
