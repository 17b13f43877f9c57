import fc from 'fast-check';
import { buttonsOf, wordsOf } from '../support/cards';
import { Conversation, house } from '../support/conversation';

/** What people do to a bot. A number is the index of a button among those of the newest card. */
type Deed =
  | { readonly kind: 'press'; readonly index: number }
  | { readonly kind: 'press-old'; readonly card: number; readonly index: number }
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'install' | 'leave' | 'restart' | 'wait' };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('press' as const), index: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('press-old' as const), card: fc.nat(20), index: fc.nat(9) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('say' as const),
      text: fc.oneof(
        fc.constantFrom('1', '2', '3', 'ja', 'nei', 'vet ikke', 'tilbake', 'start på nytt', 'snakk med hr', 'english', 'norsk', 'språk', 'hei', 'intern feil', 'takk', 'nynorsk', 'har ikke bankid', 'lenken er utgått', 'hvilken epost skal jeg bruke', 'slett dataene mine', 'vis dataene mine', 'jeg spør for en kollega', 'kari@askoy.komune.no', '${title} **x** <at>y</at>'),
        fc.string(),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom<Deed>({ kind: 'install' }, { kind: 'leave' }, { kind: 'restart' }, { kind: 'wait' }) },
);


async function act(conversation: Conversation, what: Deed): Promise<void> {
  switch (what.kind) {
    case 'press':
    case 'press-old': {
      const cards = conversation.chat.flatMap(({ card }) => (card ? [card] : []));
      const card = what.kind === 'press' ? cards.at(-1) : cards[what.card % Math.max(1, cards.length)];
      const buttons = buttonsOf(card);
      const button = buttons[what.index % Math.max(1, buttons.length)];
      if (button) await conversation.pressData(button.data);
      return;
    }
    case 'say':
      if (what.text.trim()) await conversation.say(what.text.trim());
      return;
    case 'install':
      return conversation.install();
    case 'leave':
      return conversation.leave();
    case 'restart':
      return conversation.restart();
    case 'wait':
      conversation.now += 3 * 24 * 3_600_000;
  }
}

describe('a walk at random', () => {
  test('never meets a dead end, a repeated welcome, two open cards or a raw placeholder', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 40 }), fc.constantFrom('nb-NO', 'en-US', 'nn-NO', 'de-DE'), async (deeds, locale) => {
        let ids = 0;
        const conversation = new Conversation({ locale, email: 'kari.nordmann@askoy.kommune.no', house: house({ newId: () => `id-${(ids += 1)}` }) });
        await conversation.install();
        for (const what of deeds) {
          await act(conversation, what);
          const live = conversation.chat.filter(({ card }) => buttonsOf(card).length > 0);
          // One card whose buttons count, and it leads on; none where she has just been forgotten, and was told so.
          expect(live.map(({ row }) => row)).toEqual(conversation.state.open ? [conversation.state.open.row] : []);
          if (!conversation.state.open) expect(conversation.texts.at(-1)).toMatch(/^Nå er det slettet|^No er det sletta|deleted/);
          const words = [...conversation.texts, ...conversation.chat.flatMap(({ card }) => wordsOf(card))].join('\n');
          expect(words).not.toMatch(/\$\{|\{\w+\}|undefined|\[object/);
        }
        // An answered card gives up its greeting: never two of them in sight.
        const welcomes = conversation.chat.filter(({ card }) => /^(Hei!|Hello!)/.test(wordsOf(card)[0] ?? ''));
        expect(welcomes.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 150 },
    );
  });

  test('HR can be reached from anywhere in one press or a few words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 25 }), async (deeds) => {
        const conversation = new Conversation();
        await conversation.install();
        for (const what of deeds) await act(conversation, what);
        await conversation.say('snakk med hr');
        expect(conversation.state.open?.question).toBe('hr');
        expect(conversation.texts.at(-1)).toContain('hr.stotte@askoy.kommune.no');
      }),
      { numRuns: 80 },
    );
  });
});
