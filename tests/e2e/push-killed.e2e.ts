import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import people from '../../deploy/demo-people.json';
import { Employee } from './employee';
import { Others } from './others';

const chat = 'Personal Chat';
const channel = 'HR-saker';

/** Enough for half a minute at two a second; she whose chat can be seen stands first, so that hers has certainly gone out. */
const count = 60;
const hired = Array.from({ length: count }, (_, index) => ({ id: `ny-${index}`, name: `Ny Ansatt ${index}`, email: `ny.ansatt.${index}@askoy.kommune.no`, installed: true, chat: `a:ny-${index}` }));
const her = { ...people[0], installed: true, chat: 'a:kari-and-vismahjelpen' };
const listed = hired.with(0, her as (typeof hired)[number]);

describe('the bot is killed twice in the middle of a push', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vismahjelpen-killed-'));
  const others = new Others(hired.map(({ chat: each }) => each));
  let hr: Employee;
  beforeAll(async () => {
    const DIRECTORY_FILE = join(folder, 'people.json');
    writeFileSync(DIRECTORY_FILE, JSON.stringify(listed));
    const SERVICE_URL = await others.listen();
    hr = await Employee.arrives('push-killed', { language: 'nb', screen: 'desktop' }, undefined, { hr: true, settings: { DIRECTORY_FILE, SERVICE_URL, PUSH_PER_SECOND: '2' }, up: (address) => others.passOnTo(address) });
  });
  afterAll(async () => {
    const well = await hr.leaves();
    others.close();
    rmSync(folder, { recursive: true });
    expect(well).toBe(true);
  });

  test('the report adds up, and nobody got it twice', async () => {
    await hr.sees('symptom', 'welcome');
    await hr.goesTo(channel);
    await hr.posts('ny utsending');
    await hr.seesFirstCard(hr.text('pushes.form.title'), 'form');
    await hr.fillsNamed(hr.text('pushes.form.list'), listed.map(({ email }) => email).join('\n'));
    await hr.pressesNamed(hr.text('pushes.form.check'));
    await hr.seesFirstCard(hr.text('pushes.checked'), 'dry-run');
    await hr.pressesNamed(hr.text('pushes.send', { count }));
    const first = await hr.seesDone(1, count);
    await hr.losesTheBot();
    await hr.seesDone(first + 1, count);
    await hr.losesTheBot();
    await hr.seesFirstCard(hr.text('pushes.done'), 'report');
    await hr.findsText(hr.text('pushes.sum', { sum: count, people: count }));
    // Who was being sent to when it was killed is uncertain, and may have got it or not.
    const uncertain = await hr.countOf('uncertain');
    expect(await hr.countOf('delivered')).toBe(count - uncertain);
    await hr.goesTo(chat);
    await hr.seesCard(hr.text('q.pushed.title'), 'push');
    expect(await hr.times('pushed')).toBe(1);
    expect([...others.got.values()].filter((times) => times > 1)).toEqual([]);
    expect(others.got.size + 1).toBeGreaterThanOrEqual(count - uncertain);
  });
});
