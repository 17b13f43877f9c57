import { Employee, everywhere } from './employee';

describe.each(everywhere)('a first login ($language, $screen)', (where) => {
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

    const video = await her.sees('first-login');
    const poster = video.getByRole('link').and(video.getByAltText(her.text('video.poster')));
    expect(await poster.evaluate((picture: any) => picture.naturalWidth)).toBeGreaterThan(0);
    expect(await her.follows('video.link')).toBe('https://player.vimeo.com/video/518591359');

    await her.answers('first-login', 'internal-error');
    await her.seesAnswered('first-login', 'internal-error');
    await her.sees('earlier-user');
    await her.answers('earlier-user', 'no');
    const hr = await her.sees('hr');
    expect(await hr.innerText()).toContain(her.text('reason.no-earlier-user'));
  });
});
