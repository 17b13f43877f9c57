import data from '../../src/core/case/sentences.json';
import { shortWish, type ShortWish } from '../../src/core/case/short-wishes';
import { normalise } from '../../src/core/understanding/words';
import { languages, t } from '../../src/texts';

test.each<[ShortWish, readonly string[]]>([
  [
    'solved',
    [
      'I solved it', 'I’ve solved it!', 'solved', 'Løst', 'løst!', 'Det er løst.', 'det er løst, takk', 'Hei, det er løst nå', 'jeg løste det', 'Jeg løste det selv :)', 'eg løyste det', 'det ordna seg',
      'Jeg er inne i Visma', 'jeg er inne nå', 'Nå er jeg inne, tusen takk for hjelpen!', 'No er eg inne', 'I am in now, thanks', 'its solved', 'i solvd it', 'det er lost', 'løst 👍',
    ],
  ],
  [
    'close',
    ['stopp', 'Stop', 'avslutt saken', 'lukk saka', 'close the case', 'kan du lukke saken', 'Kan dere avslutte saken, takk?', 'du kan avslutte saken', 'please close the case', 'Can you close the case?', 'saken kan lukkes', 'luk saken', 'kan du lukke saka', 'I don’t need help anymore'],
  ],
  ['guide', ['Tilbake til veiledningen', 'back to the guide']],
  ['helped', ['Ja, det hjalp', 'det hjalp!', 'Ja, det hjelpte', 'yes, it helped']],
  ['not-helped', ['Nei, ikke så mye', 'det hjalp ikke', 'Nei, ikkje så mykje', 'No, not so much']],
  ['thanks', ['takk', 'Tusen takk for hjelpen!', 'ok, takk', 'Supert, tusen takk! Ha en fin dag', 'thank you so much', 'takk for hjelpa 😊']],
  ['nothing', ['ja', 'Nei', 'ok', 'OK!', 'yes', 'no', 'Ja takk', '👍', 'hei']],
  ['to-en', ['English', 'english please', 'På engelsk, takk', 'Kan du snakke engelsk?']],
  ['delete-data', ['slett dataene mine', 'Delete my data', 'gløym meg']],
  ['show-data', ['vis dataene mine', 'show my data', 'hva vet du om meg?']],
  ['hr', ['HR', 'snakk med HR', 'Jeg vil snakke med HR', 'talk to HR']],
])('%s is said in short and whole sentences', (wish, sentences) => {
  for (const sentence of sentences) expect([sentence, shortWish(sentence)]).toEqual([sentence, wish]);
});

test('nothing is found inside a sentence that says more', () => {
  const others = [
    'ja nå fungerte lenken, men fikk ny feil', 'nå er jeg inne i kontoinnstillinger', 'det virker på mobilen men ikke pc', 'adressen virker riktig', 'It works at home but not here',
    'jeg er inne nå men feil arbeidsgiver', 'lenken virker nå, hva gjør jeg', 'epost virker', 'Jeg er inne på feil bruker', 'Jeg kom inn men ser ikke lønnslippen', 'nå virker det ikke',
    'I am in the account settings now', 'I got in but it is the wrong user', 'siden er på engelsk', 'Jeg snakker engelsk', 'slett kontoen min', 'slett alt i Visma', 'sletta brukeren min',
    'delete my old account please', 'kan dere slette dataene mine i Visma', 'takk, men nå får jeg en ny feil', 'ja, men ikke på mobilen', 'det er ikke løst', 'er det løst?', 'løst?', 'løst 🙄',
    'ikke lukk saken', 'kan dere lukke den gamle kontoen', 'ok, hva gjør jeg nå', 'I lost it', 'lost', 'det er i orden', 'bra løst', 'ja?', 'takk?', '•••', '123456',
    'stopp litt, jeg har et spørsmål', 'Det hjalp, men jeg har et spørsmål til', 'passordet er •••, løst',
  ];
  for (const sentence of others) expect([sentence, shortWish(sentence)]).toEqual([sentence, undefined]);
});

test('what the menu of the app and the buttons say is understood when it is typed', () => {
  for (const language of languages) {
    expect(shortWish(t(language, 'mine.solved'))).toBe('solved');
    expect(shortWish(t(language, 'mine.close'))).toBe('close');
    expect(shortWish(t(language, 'mine.guide'))).toBe('guide');
    expect(shortWish(t(language, 'q.solved.helped'))).toBe('helped');
    expect(shortWish(t(language, 'q.solved.not-helped'))).toBe('not-helped');
  }
  const menu: Record<string, ShortWish> = {
    Hjelp: 'help', Help: 'help', 'Start på nytt': 'restart', 'Start over': 'restart', 'Snakk med HR': 'hr', 'Talk to HR': 'hr', 'Bytt språk': 'language', 'Byt språk': 'language', 'Change language': 'language',
    'Vis opplysningene mine': 'show-data', 'Vis opplysningane mine': 'show-data', 'Show my data': 'show-data', 'Slett opplysningene mine': 'delete-data', 'Slett opplysningane mine': 'delete-data', 'Delete my data': 'delete-data',
  };
  for (const [title, wish] of Object.entries(menu)) expect([title, shortWish(title)]).toEqual([title, wish]);
});

test('no sentence of the list is written in two places with two meanings, or cannot be met', () => {
  const { manners: _, ...wishes } = data;
  for (const [wish, byLanguage] of Object.entries(wishes))
    for (const phrase of Object.values(byLanguage).flat().filter((each) => !each.includes('('))) {
      expect([phrase, shortWish(phrase)]).toEqual([phrase, wish]);
      expect(normalise(phrase)).toBe(phrase.replace(/\?$/, ''));
    }
});
