import { isDoubtful, noteIn } from '../../src/app/desk/note';

const bjorn = 'Bjørn Rådgiver';

test.each([
  ['// hun lyver', []],
  ['  //hun lyver', []],
  ['\u200b// hun lyver', []],
  ['\u2060\ufeff //\u200b hun lyver', []],
  ['/\u200b/ hun lyver', []],
  ['／／ hun lyver', []],
  [`${bjorn} // hun lyver`, [bjorn]],
  [`${bjorn}, Ola: // hun lyver`, ['Ola', bjorn]],
  ['<at>Bjørn</at> // hun lyver', []],
])('%j is a note', (text, others) => {
  expect(noteIn(text, others)).toBe('hun lyver');
});

test.each(['Hei Kari', 'Se https://visma.no', 'og // eller', '/ hei', 'Bjørn Rådgiver // uten at han er nevnt', ''])('%j is none', (text) => {
  expect(noteIn(text)).toBeUndefined();
});

test('who writes is asked where a colleague is mentioned, or a note stands further down', () => {
  expect(isDoubtful(`${bjorn} hva mener du?`, [bjorn])).toBe(true);
  expect(isDoubtful('Hei Kari\n\u200b// hun lyver')).toBe(true);
  expect(isDoubtful('<at>Bjørn</at> hva mener du?')).toBe(true);
  expect(isDoubtful('Hei Kari, se https://visma.no\nHilsen Hanne')).toBe(false);
});
