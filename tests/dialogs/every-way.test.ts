import { labelOf, textOf } from '../../cards/words';
import { guideFor } from '../../src/core/guide/guide';
import type { Answer } from '../../src/core/guide/types';
import { answered, next, questionOf, reasonForHr } from '../../src/core/guide/walk';
import type { Organisation } from '../../src/core/organisation';
import { isText, languages, t } from '../../src/texts';
import { askoy } from '../support/cards';
import { Conversation, house } from '../support/conversation';
import { manySystems } from '../support/organisations';
import { waysThrough } from '../support/ways';

/**
 * Ways that between them press every button there is: each adds one that no earlier way has pressed. All of them
 * together would be thousands, and say no more.
 */
function everyButton(organisation: Organisation): (readonly Answer[])[] {
  const pressed = new Set<string>();
  return waysThrough(guideFor(organisation, languages))
    .toSorted((a, b) => a.length - b.length)
    .filter((way) => {
      const before = pressed.size;
      for (const { question, choice } of way) pressed.add(`${question}=${choice}`);
      return pressed.size > before;
    });
}

const organisations = [askoy, manySystems];
const cases = organisations.flatMap((organisation) =>
  languages.flatMap((language) =>
    everyButton(organisation).map((way) => ({
      organisation,
      language,
      way,
      name: `${organisation.name}, ${language}: ${way.map(({ question, choice }) => `${question}=${choice}`).join(' ')}`,
    })),
  ),
);

test.each(cases)('$name', async ({ organisation, language, way }) => {
  const guide = guideFor(organisation, languages);
  const conversation = new Conversation({ locale: language, email: 'kari.nordmann@askoy.kommune.no', house: house({ organisation }) });
  await conversation.install();
  for (const [index, { question: id, choice }] of way.entries()) {
    const question = questionOf(guide, id);
    const title = textOf(id, 'title');
    if (!question || !title) throw new Error(`${id} has no title`);
    expect(conversation.words).toContain(t(language, title, { organisation: organisation.name, ids: 'MinID eller Buypass ID', system: 'Turnus' }).split(/MinID/)[0]);
    await conversation.press(labelOf(language, question, choice));
    expect(conversation.state.answers).toEqual(answered(guide, way.slice(0, index), { question: id, choice }));
    expect(conversation.words).not.toMatch(/\{\w+\}|undefined|\[nb\]/);
  }
  const end = next(guide, way);
  expect(conversation.state.open?.question).toBe(end.id);
  const reason = `reason.${reasonForHr(guide, way) ?? ''}`;
  if (end.id === 'hr' && isText(reason)) expect(conversation.words).toContain(t(language, reason));
  // Whatever the end, there is a way on.
  expect(conversation.buttons.length).toBeGreaterThanOrEqual(3);
});
