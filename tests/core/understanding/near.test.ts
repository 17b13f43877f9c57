import { asides } from '../../../src/core/guide/asides';
import { nearest } from '../../../src/core/understanding/near';

const later = (asides.find(({ id }) => id === 'pushLater')?.choices ?? []).map((choice) => ({ id: choice.id, labels: [], said: 'said' in choice ? choice.said : undefined }));
const sending = [
  { id: 'send', labels: ['Send til HR'] },
  { id: 'cancel', labels: ['Ikke send'], said: ['avbryt', 'cancel', 'ikke', 'ikkje', 'do not', 'don’t'] },
];

test.each([
  ['i morgen tidlig', 'tomorrow'], ['spør meg i morgen', 'tomorrow'], ['i morgon', 'tomorrow'], ['ask me tomorrow morning', 'tomorrow'], ['om 3 dager', 'three-days'], ['neste veke', 'week'], ['next week please', 'week'], ['aldri', 'never'],
  ['i dag', undefined], ['ikke i morgen', undefined], ['i morgen?', undefined], ['jeg er inne i morgen', undefined],
])('when to ask again: «%s» is %s', (text, id) => expect(nearest(text, later)).toBe(id));

test.each([
  ['vil ikkje, avbryt', 'cancel'], ['vil ikke, avbryt', 'cancel'], ['I don’t want to, cancel', 'cancel'], ['cancel please', 'cancel'], ['ikke send det', 'cancel'], ['ikke avbryt', undefined],
])('whether to send: «%s» is %s', (text, id) => expect(nearest(text, sending)).toBe(id));
