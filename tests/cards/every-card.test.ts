/** @jest-environment jsdom */
import { AdaptiveCard, CardElement, SerializationContext, Versions } from 'adaptivecards';
import { render, renderInvitation, renderSheet } from '../../cards';
import { sheetOf } from '../../cards/begin-sheet';
import type { Extra, Showing } from '../../cards/content';
import { bareFrame, closedFrame, invitationFrame, openFrame } from '../../cards/views';
import { missingWords } from '../../cards/words';
import type { EmailVerdict } from '../../src/core/email/check';
import { guide, guideFor } from '../../src/core/guide/guide';
import { languages } from '../../src/texts';
import { nodes } from '../support/cards';
import { manySystems } from '../support/organisations';

/** Under every limit that any of Teams' ways in has (28 KB is the strictest, of connectors). */
const largest = 28 * 1024;

const hostile = '**bold** _x_ [click](https://evil.example) <at>Alle</at> ${title} `code` # 1. x';

const theirs = guideFor(manySystems, languages);

function showing(language: string, email?: string): Showing {
  return {
    language,
    guide: theirs,
    organisation: manySystems,
    person: { id: '29:1', name: hostile, ...(email ? { email } : {}) },
    shared: email === undefined,
    answers: [{ question: 'system', choice: 'turnus' }, { question: 'symptom', choice: 'internal-error' }],
    since: Date.UTC(2026, 10, 1),
    nonce: { card: '7d6f0f0e-3c1f-4c52-9a07-0d3c2f9a1111', rev: 0, shownAt: Date.UTC(2026, 10, 23) },
    picture: (name) => `https://bot.example/assets/${name}.png`,
    chatLink: 'https://teams.example/chat',
  };
}

const verdicts: readonly EmailVerdict[] = [
  { verdict: 'same' },
  { verdict: 'fits' },
  { verdict: 'other' },
  { verdict: 'not-an-address' },
  { verdict: 'typo', suggestion: hostile, faults: ['comma', 'domain'] },
];

const extras: Readonly<Record<string, Extra>> = {
  'with a lead': { lead: hostile },
  'with HR offered': { offerHr: true },
};

const cards = languages.flatMap((language) => [
  ...theirs.questions.flatMap((question) => [
    { name: `${language} ${question.id}`, card: render(openFrame(question, showing(language, hostile))) },
    ...Object.entries(extras).map(([name, extra]) => ({ name: `${language} ${question.id} ${name}`, card: render(openFrame(question, showing(language), extra)) })),
    { name: `${language} ${question.id} answered`, card: render(closedFrame(question, showing(language), 'x')) },
    ...(question.layout === 'feedback' ? [{ name: `${language} ${question.id} rated`, card: render(openFrame(question, showing(language), { rated: true })) }] : []),
    ...(question.layout === 'email'
      ? verdicts.map((result) => ({
          name: `${language} ${question.id} ${result.verdict}`,
          card: render(openFrame(question, showing(language, hostile), { checked: { typed: hostile, result } })),
        }))
      : []),
  ]),
  { name: `${language} invitation`, card: renderInvitation(invitationFrame(showing(language))) },
  { name: `${language} of a question that is gone`, card: render(bareFrame(language, 'x')) },
]);

// The renderer asks Vimeo for the picture of a video that plays inside the card. There is no network here.
globalThis.fetch = () => Promise.resolve({ ok: false } as Response);

describe.each(cards)('the card $name', ({ card }) => {
  test('is drawn by the official renderer without an event', () => {
    // The renderer's pattern for `lang` has the g flag and so remembers where it stopped: every other test of it fails.
    CardElement.langProperty.regEx!.lastIndex = 0;
    const context = new SerializationContext(Versions.v1_5);
    const drawn = new AdaptiveCard();
    drawn.parse(card, context);
    const heard = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
    const faults = drawn.validateProperties().validationEvents.map(({ message }) => message);
    expect([...heard, ...faults]).toEqual([]);
    expect(drawn.render()?.querySelector('.ac-textBlock')).toBeTruthy();
  });

  test('is small, of version 1.5, and says its language', () => {
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(largest);
    expect(card).toMatchObject({ version: '1.5', lang: expect.stringMatching(/^[a-z]{2}$/), fallbackText: expect.stringMatching(/\S/) });
  });

  test('has a text for every picture, input and button', () => {
    for (const node of nodes(card)) {
      if (node['type'] === 'Image') expect(node['altText']).toMatch(/\S{3}/);
      if (node['type'] === 'Input.Text') expect(node['label']).toMatch(/\S{3}/);
      if (String(node['type']).startsWith('Action.')) expect(node['title']).toMatch(/\S/);
      if (node['type'] === 'TextBlock') expect([node['text'], node['wrap'] === true || /^\d+$/.test(String(node['text']))]).toEqual([expect.stringMatching(/\S/), true]);
    }
  });

  test('lets nobody’s words act as Markdown or a mention', () => {
    for (const node of nodes(card))
      if (node['type'] === 'TextBlock') expect(String(node['text'])).not.toMatch(/(?<!\\)\*\*bold|(?<!\\)\[click|<at>/);
  });
});

test('a hyphen on a card holds, but in what is copied: an address, a link', () => {
  const sheet = sheetOf('nb', 'E-post', { notes: ['Skriv e-post til jan-erik@askoy.kommune.no, eller les https://askoy.kommune.no/e-post.'] });
  const shown = JSON.stringify(renderSheet(sheet));
  expect(shown).toContain('Skriv e\u2011post til jan-erik@askoy.kommune.no, eller les https://askoy.kommune.no/e-post.');
});

test.each(languages)('every question, choice and reason of the guide has its words in %s', (language) => {
  expect([...missingWords(language, guide), ...missingWords(language, theirs)]).toEqual([]);
});
