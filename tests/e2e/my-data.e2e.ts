import { nameOf } from '../../src/texts';
import { Employee, onPhones } from './employee';

describe.each(onPhones)('what is stored, on a phone ($language)', (where) => {
  let her: Employee;
  beforeAll(async () => {
    her = await Employee.arrives('my-data', where);
    await her.sees('symptom', 'welcome');
  });
  afterAll(async () => {
    expect(await her.leaves()).toBe(true);
  });

  test('the first card leads to what is stored of her, and back', async () => {
    await her.presses('nav.read-more');
    await her.sees('readMore');
    await her.answers('readMore', 'show');
    await her.seesChosen('readMore', her.label('readMore', 'show'));
    const card = await her.sees('myData');
    expect(await card.innerText()).toContain(nameOf(where.language));
    await her.presses('nav.back');
    await her.sees('symptom');
  });

  test('deleting is asked twice, and then everything begins anew', async () => {
    await her.presses('nav.read-more');
    await her.sees('readMore');
    await her.answers('readMore', 'delete');
    await her.sees('deleteData');
    await her.answers('deleteData', 'no');
    await her.sees('symptom');

    await her.presses('nav.read-more');
    await her.sees('readMore');
    await her.answers('readMore', 'delete');
    await her.sees('deleteData');
    await her.answers('deleteData', 'yes');
    await her.seesChosen('deleteData', her.label('deleteData', 'yes'));
    await her.reads(her.text('deleted'));
    await her.keepsTheScreen('deleted');
    await her.says('hei');
    await her.sees('symptom', 'welcome');
  });
});
