/**
 * The people this is made for, on a phone, each with nothing but her trouble and the buttons: after at most six presses
 * she stands at the step that is right for her. In their own words they are in tests/dialogs/people.test.ts.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { QuestionId } from '../../src/core/guide/guide';
import type { TextKey } from '../../src/texts';
import { Employee, onPhones } from './employee';

const most = 6;

/** A button of the bottom row, or an answer as `question=choice`. */
type Press = { readonly button: TextKey } | string;

const people: readonly { readonly who: string; readonly presses: readonly Press[]; readonly meets: QuestionId; readonly because?: TextKey }[] = [
  { who: 'a new aide', presses: ['symptom=first-login'], meets: 'firstLogin' },
  { who: 'a new aide whom the error meets at the first login', presses: ['symptom=first-login', 'firstLogin=internal-error'], meets: 'earlierUser' },
  {
    who: 'a teacher and parent at once',
    presses: ['symptom=internal-error', 'earlierUser=yes', 'inbox=yes', 'privateUse=go-on'],
    meets: 'accountSettings',
  },
  {
    who: 'a parent who will not touch the private account',
    presses: ['symptom=internal-error', 'earlierUser=yes', 'inbox=yes', 'privateUse=keep-private'],
    meets: 'hr',
    because: 'reason.keep-private',
  },
  { who: 'a substitute between two contracts', presses: ['symptom=something-else', 'about=not-registered'], meets: 'hr', because: 'reason.not-registered' },
  { who: 'a manager before payroll closes', presses: [{ button: 'nav.hr' }], meets: 'hr' },
  { who: 'somebody asking for somebody else', presses: ['symptom=something-else', 'about=somebody-else'], meets: 'passOn' },
  { who: 'somebody on a ward PC where a colleague is signed in', presses: ['symptom=wrong-user'], meets: 'signOut' },
  {
    who: 'somebody without a work mailbox',
    presses: ['symptom=internal-error', 'earlierUser=unsure', 'inbox=no'],
    meets: 'hr',
    because: 'reason.no-inbox',
  },
  { who: 'somebody newly arrived, without BankID', presses: ['symptom=no-eid'], meets: 'hr', because: 'reason.no-eid' },
  // The last, because she goes on in another language.
  {
    who: 'a cleaner with little Norwegian',
    presses: ['symptom=internal-error', { button: 'nav.language' }, 'language=en', 'earlierUser=no'],
    meets: 'checkAccount',
  },
];

async function go(her: Employee, presses: readonly Press[]): Promise<void> {
  expect(presses.length).toBeLessThanOrEqual(most);
  for (const press of presses) {
    if (typeof press === 'string') {
      const [question = '', choice = ''] = press.split('=');
      await her.sees(question as QuestionId);
      await her.answers(question as QuestionId, choice);
      if (question === 'language') her.language = choice;
    } else await her.presses(press.button);
  }
}

describe.each(onPhones)('on a phone ($language)', (where) => {
  let her: Employee;
  beforeAll(async () => {
    her = await Employee.arrives('people', where);
    await her.sees('symptom', 'welcome');
  });
  afterEach(() => her.presses('nav.restart'));
  afterAll(async () => {
    expect(await her.leaves()).toBe(true);
  });

  test.each(people)('$who', async ({ presses, meets, because }) => {
    await her.sees('symptom');
    await go(her, presses);
    await her.sees(meets, because);
  });
});

describe.each(onPhones)('somebody signed in to Teams as a unit, on a phone ($language)', (where) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'people-'));
  const file = path.join(folder, 'askoy.json');
  let her: Employee;
  beforeAll(async () => {
    const askoy = JSON.parse(readFileSync(path.join(__dirname, '../../src/organisations/askoy.json'), 'utf8')) as object;
    // The one who is signed in at the Playground (.m365agentsplayground.yml) is nobody in particular here.
    writeFileSync(file, JSON.stringify({ ...askoy, sharedAccounts: ['kari.nordmann.hansen@askoy.kommune.no'] }));
    her = await Employee.arrives('unit', where, file, { hr: true });
  });
  afterAll(async () => {
    expect(await her.leaves()).toBe(true);
    rmSync(folder, { recursive: true });
  });

  test('is told that nothing is kept, and gets the guide', async () => {
    await her.sees('symptom', 'welcome');
    await her.presses('nav.read-more');
    expect(await (await her.sees('readMore')).innerText()).toContain(her.text('q.readMore.kept-shared'));
    await her.presses('nav.back');
    await her.sees('symptom');
    await go(her, ['symptom=internal-error', 'earlierUser=unsure', 'inbox=yes', 'privateUse=go-on']);
    await her.sees('accountSettings');
  });

  test('gets the address of HR, no relay, and no name in the mail that is ready', async () => {
    await go(her, [{ button: 'nav.hr' }]);
    const card = await her.sees('hr');
    expect(await card.innerText()).toContain('hr.stotte@askoy.kommune.no');
    expect(new URL(await her.follows('q.hr.link')).searchParams.get('body')).not.toContain('Kari');
  });
});
