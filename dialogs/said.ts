import type { Happening } from '../src/app/happening';
import type { Talk } from '../src/app/talk/talk';
import { type ShortWish, shortWish } from '../src/core/case/short-wishes';
import type { Question } from '../src/core/guide/types';
import { askedForHr, detour, heardToBeIn } from '../src/core/guide/walk';
import { writtenIn } from '../src/core/understanding/written-in';
import { Dialog, type DialogContext, type DialogTurnResult } from '../src/teams/sdk';
import { languages, t, type TextKey } from '../src/texts';
import { patience } from './card-prompt';
import type { DiagnosisOptions } from './diagnosis';
import { leadFor, welcome, whereWeAre } from './greeting';
import { hear, type Heard, isBareYes, type Navigation } from './hear';
import { opensAgain, saidAfterCase, writesOn, wroteToHr } from './my-case';
import { wroteToPush } from './push';
import { afterPush, aside, askAgain, atCase, goOn, navigate } from './ways';

/** What works whoever has the conversation. */
const always: readonly Navigation['verb'][] = ['language', 'ask-language', 'show-data', 'delete-data'];

/** Where short wishes beside a case, or just after it, lead. */
const wishes: Readonly<Partial<Record<ShortWish, Navigation>>> = {
  hr: { verb: 'talk-to-hr' },
  restart: { verb: 'restart' },
  language: { verb: 'ask-language' },
  'to-nb': { verb: 'language', to: 'nb' },
  'to-nn': { verb: 'language', to: 'nn' },
  'to-en': { verb: 'language', to: 'en' },
  'show-data': { verb: 'show-data' },
  'delete-data': { verb: 'delete-data' },
};

type Said = Extract<Happening, { kind: 'said' }>;

/** She writes another language than she is spoken to in: said once, in hers. Nothing changes before she says so. */
function offerLanguage(talk: Talk, text: string): void {
  const other = writtenIn(text);
  if (!other || other === talk.language || other === talk.state.offered || !languages.includes(other)) return;
  talk.state = { ...talk.state, offered: other, offering: other };
  talk.say(t(other, 'language.offer'));
}

/** A yes to the offer, if this is one. Where the card asks for a yes as well, it is put again, in her language. */
export function acceptsOffer(talk: Talk): Navigation | undefined {
  const { offering, ...rest } = talk.state;
  const { happening } = talk;
  if (!offering || (happening.kind !== 'said' && happening.kind !== 'pressed')) return undefined;
  talk.state = rest;
  return happening.kind === 'said' && isBareYes(happening.text) ? { verb: 'language', to: offering } : undefined;
}

/** Her words go where they are waited for: to HR, to the push, to a case just closed, else to the guide. */
export function hearSaid(inner: DialogContext, talk: Talk, said: Said): Promise<DialogTurnResult> {
  if (talk.hers.open) return listenForHr(inner, talk, said);
  const push = wroteToPush(talk, said.text);
  if (push) return afterPush(inner, talk, push);
  if (opensAgain(talk, said.text)) return Promise.resolve(Dialog.EndOfTurn);
  return talk.justClosed ? listenAfterCase(inner, talk, said) : listen(inner, talk, said.text);
}

/** HR has the conversation: her words go there, and the bot keeps quiet. What is hers to decide always works. */
function listenForHr(inner: DialogContext, talk: Talk, said: Said): Promise<DialogTurnResult> {
  const came = wroteToHr(talk, said.words ?? said.text, said.message);
  const short = shortWish(said.text);
  const wish = short && wishes[short];
  return wish && always.includes(wish.verb) ? navigate(inner, talk, wish) : atCase(inner, talk, came);
}

/** HR has closed her case, and she writes on: it is opened again, unless she says thanks or wishes something else. */
function listenAfterCase(inner: DialogContext, talk: Talk, said: Said): Promise<DialogTurnResult> {
  const short = shortWish(said.text);
  const wish = short && wishes[short];
  if (wish || short === 'help') {
    talk.restart();
    return wish ? navigate(inner, talk, wish) : askAgain(inner, { lead: whereWeAre(talk) });
  }
  if (saidAfterCase(talk, short)) return Promise.resolve(Dialog.EndOfTurn);
  if (writesOn(talk, said.words ?? said.text, said.message)) return Promise.resolve(Dialog.EndOfTurn);
  return listen(inner, talk, said.text);
}

/** Beside "Shall I send this to HR?" what she tells is for HR, whatever the guide could make of it. */
const forHr: readonly Heard['kind'][] = ['detour', 'maybe', 'told', 'reminder', 'unsure', 'nothing'];

/** What she writes while the guide has the conversation. */
function listen(inner: DialogContext, talk: Talk, text: string): Promise<DialogTurnResult> {
  const offered = (talk.state.misses ?? 0) > 0 && text.trim() === `${talk.standing.choices.filter(({ spoken }) => !spoken).length + 1}`;
  const heard: Heard = offered ? { kind: 'wish', to: { verb: 'talk-to-hr' } } : hear(talk.guide, talk.standing, text, talk.organisation.email.domains);
  if (!['nothing', 'told', 'help', 'detour', 'reminder', 'genuine', 'unsure'].includes(heard.kind)) talk.state = { ...talk.state, misses: 0 };
  if (heard.kind !== 'wish') offerLanguage(talk, text);
  if (talk.state.open && talk.standing.layout === 'handoff' && forHr.includes(heard.kind)) return goOn(inner, talk);
  if (heard.kind === 'nothing' && talk.mayReopen !== undefined) talk.say(talk.text('mine.closed-ask', { number: `${talk.mayReopen}` }));
  switch (heard.kind) {
    case 'wish':
      return navigate(inner, talk, heard.to);
    case 'detour': {
      const { question } = talk;
      startAnew(talk, heard.told);
      const more = talk.answer({ question: detour, choice: heard.choice }, heard.told);
      return comeFrom(inner, talk, question, more, { address: heard.address });
    }
    case 'maybe':
      talk.state = { ...talk.state, suspected: heard.choice };
      return aside(inner, talk, 'didYouMean');
    case 'told': {
      const { question } = talk;
      startAnew(talk, heard.told);
      const more = talk.tell(heard.told);
      if (question.id === 'hr' && talk.question === question) return pointToHr(talk);
      return comeFrom(inner, talk, question, more ?? talk.noted(heard.told));
    }
    case 'reminder':
      return comeFrom(inner, talk, talk.question, talk.text(`remind.${heard.of}` as TextKey, { page: talk.organisation.links.accountSettings }));
    case 'in':
      if (talk.question.kind === 'finding') talk.restart();
      talk.answer(heardToBeIn, {});
      return askAgain(inner);
    case 'genuine':
      // What stands is still to be answered: a push, or a card.
      if (talk.state.greetedAt === undefined && !talk.push.pushed) return askAgain(inner, { lead: leadFor(talk, talk.howGenuine) });
      talk.say(talk.howGenuine);
      return Promise.resolve(Dialog.EndOfTurn);
    case 'thanks':
      if (talk.state.greetedAt === undefined) return askAgain(inner, { lead: welcome(talk) });
      talk.say(talk.text('thanks'));
      return Promise.resolve(Dialog.EndOfTurn);
    case 'help':
      return comeFrom(inner, talk, talk.question, whereWeAre(talk));
    case 'unsure':
      // She was understood; but the number of «Snakk med HR» holds from the first miss on.
      talk.state = { ...talk.state, misses: Math.max(1, talk.state.misses ?? 0) };
      return askAgain(inner, { lead: leadFor(talk, talk.text('unsure')), offerHr: true });
    case 'choice':
    case 'address':
    case 'nothing':
      return answerOrMiss(inner, talk, heard);
    default:
      return heard satisfies never;
  }
}

/**
 * On from this question. Where it is still the same one she is told what came of her words; the third time in a row
 * that nothing moves, HR is offered.
 */
function comeFrom(inner: DialogContext, talk: Talk, question: Question, lead: string | undefined, options: DiagnosisOptions = {}): Promise<DialogTurnResult> {
  const stands = talk.question.id === question.id;
  talk.state = { ...talk.state, misses: stands ? (talk.state.misses ?? 0) + 1 : 0 };
  const offerHr = (talk.state.misses ?? 0) >= patience;
  const said = lead ?? (stands ? talk.text('not-understood') : undefined);
  return askAgain(inner, { ...options, lead: leadFor(talk, said), offerHr });
}

/** What the active dialog can take; where no card is there yet, the first words are taken here. */
function answerOrMiss(inner: DialogContext, talk: Talk, heard: Heard): Promise<DialogTurnResult> {
  // After a push, too: it has a card of its own.
  if (talk.state.greetedAt === undefined || !talk.state.open) {
    const more = heard.kind === 'choice' ? talk.answer({ question: talk.question.id, choice: heard.choice }, heard.told) : talk.text('not-understood');
    return askAgain(inner, { lead: leadFor(talk, more) });
  }
  if (talk.question.kind === 'finding' && talk.standing === talk.question && heard.kind === 'nothing') {
    if (talk.question.id === 'solved') talk.restart();
    else if (talk.question.id === 'hr') return pointToHr(talk);
    return askAgain(inner, { lead: talk.text('here-you-are') });
  }
  return goOn(inner, talk);
}

/** The card of HR and its mail stand just above: the same once more would be no answer. */
function pointToHr(talk: Talk): Promise<DialogTurnResult> {
  talk.say(talk.text('hr-unheard'));
  return Promise.resolve(Dialog.EndOfTurn);
}

/** Who tells of a new trouble after the end begins a new way; a wish for HR is over when she goes on herself. */
function startAnew(talk: Talk, told: { readonly symptom?: string }): void {
  if (talk.question.kind !== 'finding') return;
  if (talk.question.id === 'solved' || told.symptom) talk.restart();
  else talk.state = { ...talk.state, answers: talk.state.answers.filter(({ question }) => question !== askedForHr.question) };
}
