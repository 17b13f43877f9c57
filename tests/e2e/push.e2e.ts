import { Employee, type Where } from './employee';

const chat = 'Personal Chat';
const channel = 'HR-saker';

const played: readonly Where[] = [
  { language: 'nb', screen: 'desktop' },
  { language: 'en', screen: 'phone' },
  { language: 'nn', screen: 'phone' },
];

/** Saturday 28 November 2026, 20:24 in Norway. */
const saturday = Date.UTC(2026, 10, 28, 19, 24);

/** As HR has it from an e-mail: names around, a semicolon, a double, a typing error, somebody without an account. */
const list = [
  'Kari Nordmann Hansen <kari.nordmann.hansen@askoy.kommune.no>; bjorn.are.saele@askoy.kommune.no',
  'ase.fagerbakke@askoy.kommune.no, ingrid.marie.oren@askoy.kommune.no, jan-erik.strusshamn@askoy.kommune.no',
  'amina.yusuf@askoy.kommune.no\tKARI.NORDMANN.HANSEN@askoy.kommune.no',
  'gro.gjest@konsulent.example ny.ansatt@askoy.kommune.no',
  'ola.nordmann@askoy.komune.no',
].join('\n');

describe.each(played)('HR sends the bot to new hires, in $language on a $screen', (where) => {
  let her: Employee;
  beforeAll(async () => {
    her = await Employee.arrives('push', where, undefined, { hr: true, at: saturday });
  });
  afterAll(async () => {
    expect(await her.leaves()).toBe(true);
  });

  const hr = (key: Parameters<Employee['textIn']>[1], params: Parameters<Employee['textIn']>[2] = {}): string => her.textIn('nb', key, params);

  test('from a pasted list to the report, and the answer of one who got it', async () => {
    await her.sees('symptom', 'welcome');
    await her.goesTo(channel);
    await her.posts('ny utsending');
    await her.seesFirstCard(hr('pushes.form.title'), 'form');
    await her.fillsNamed(hr('pushes.form.list'), list);
    await her.fillsNamed(hr('pushes.form.greeting', { most: 500 }), 'Velkommen til oss! Hilsen HR');
    await her.pressesNamed(hr('pushes.form.check'));
    await her.findsText(hr('pushes.made', { number: '1', people: 8 }));
    await her.keepsTheScreen('made');
    await her.seesFirstCard(hr('pushes.checked'), 'dry-run');
    await her.findsText(hr('pushes.sum', { sum: 8, people: 8 }));
    await her.pressesNamed(hr('pushes.preview'));
    await her.goesTo(chat);
    await her.seesCard(her.text('q.pushed.title'), 'preview');
    await her.goesTo(channel);
    await her.pressesNamed(hr('pushes.send', { count: 5 }));
    await her.seesFirstCard(hr('pushes.off.who', { count: 5, free: hr('pushes.off.free', { free: 'weekend' }) }), 'off-hours');
    await her.pressesNamed(hr('pushes.off.send'));
    await her.seesFirstCard(hr('pushes.done'), 'report');
    await her.goesTo(chat);
    await her.seesCard(her.text('q.pushed.title'), 'push');
    await her.answers('pushed', 'not-in');
    await her.sees('symptom', 'push.helps');
    await her.goesTo(channel);
    await her.pressesNamed(hr('pushes.who'));
    // In a row of her own it begins as a sentence does.
    await her.findsText(hr('standing.answered.not-in').replace(/^./, (first) => first.toUpperCase()));
    await her.keepsTheScreen('people');
  });
});

describe('HR plans a push to new hires on a phone', () => {
  let her: Employee;
  beforeAll(async () => {
    her = await Employee.arrives('push-planned', { language: 'nb', screen: 'phone' }, undefined, { hr: true, at: saturday });
  });
  afterAll(async () => {
    expect(await her.leaves()).toBe(true);
  });

  test('it is planned, moves to another time, and is called off after a question', async () => {
    const hr = her.text.bind(her);
    await her.sees('symptom', 'welcome');
    await her.goesTo(channel);
    await her.posts('ny utsending');
    await her.seesFirstCard(hr('pushes.form.title'), 'form');
    await her.fillsNamed(hr('pushes.form.list'), list);
    await her.pressesNamed(hr('pushes.form.check'));
    await her.seesFirstCard(hr('pushes.checked'), 'dry-run');
    await her.pressesNamed(hr('pushes.schedule'));
    await her.fillsNamed(hr('pushes.schedule.date'), '2026-12-01');
    await her.keepsTheScreen('schedule', hr('pushes.schedule.note'));
    await her.pressesNamed(hr('pushes.schedule.do'));
    await her.seesFirstCard('Sendes tirsdag 1. desember', 'planned');
    await her.pressesNamed(hr('pushes.move'));
    await her.fillsNamed(hr('pushes.schedule.time'), '10:30');
    await her.keepsTheScreen('move', hr('pushes.schedule.note'));
    await her.pressesNamed(hr('pushes.move.do'));
    // The day it had is in the field.
    await her.seesFirstCard('Sendes tirsdag 1. desember kl. 10:30', 'moved');
    await her.pressesNamed(hr('pushes.cancel'));
    await her.keepsTheScreen('call-off', hr('pushes.cancel.note-planned'));
    await her.pressesNamed(hr('pushes.cancel.do'));
    await her.seesFirstCard('avbrøt utsendingen', 'called-off');
  });
});
