import { labelsOf } from '../../cards/views';
import { guide } from '../../src/core/guide/guide';
import { questionOf } from '../../src/core/guide/walk';
import { choiceOf, topicsOf } from '../../src/core/understanding/understand';

const means = (question: string, text: string): string | undefined => {
  const asked = questionOf(guide, question);
  return asked && choiceOf(asked, text, (choice) => labelsOf(question, choice));
};

test.each([
  ['En intern feil har oppstått', 'internal-error'],
  ['Visma pålogging – En intern feil har oppstått', 'internal-error'],
  ['EN INTERN FEIL HAR OPPSTÅTT!!!', 'internal-error'],
  ['hei, får bare opp en intern feil når jeg skal inn på visma', 'internal-error'],
  ['An internal error has occurred', 'internal-error'],
  ['det er første gang jeg logger inn', 'first-login'],
  ['It is my first time', 'first-login'],
  ['2', 'first-login'],
  ['Noe annet skjer', 'something-else'],
  ['Something else happens', 'something-else'],
  ['4', undefined],
  ['bananer', undefined],
  ['intern feil, og det er første gang', undefined],
])('at the first question, «%s» means %s', (text, choice) => {
  expect(means('symptom', text)).toBe(choice);
});

test.each([
  ['ja', 'yes'],
  ['Ja!', 'yes'],
  ['JA.', 'yes'],
  ['nei', 'no'],
  ['vet ikke', 'unsure'],
  ["I don't know", 'unsure'],
  ['ja og nei', undefined],
])('asked for an earlier user, «%s» means %s', (text, choice) => {
  expect(means('earlier-user', text)).toBe(choice);
});

test('a word that is a part of another one is not that word', () => {
  expect(topicsOf('nordjapansk')).toEqual([]);
});
