import type { CardAction, CaseAction, PushAction } from '../cards/actions';
import { labelsOf } from '../cards/words';
import type { Told } from '../src/app/talk/talk';
import { saysIn } from '../src/core/case/short-wishes';
import { isIn } from '../src/core/email/domain';
import { addressIn } from '../src/core/email/in-text';
import type { Choice, Guide, Question } from '../src/core/guide/types';
import { choiceIn, detour, questionOf } from '../src/core/guide/walk';
import { nearest } from '../src/core/understanding/near';
import { certain, isTopic, normalise, type Signal, understand, type Understood } from '../src/core/understanding/understand';
import { languages } from '../src/texts';

/** What leads elsewhere, from any card. */
export type Navigation = Exclude<CardAction, { verb: 'answer' | 'check-email' | 'feedback' | `push-${string}` } | CaseAction | PushAction>;

/** What a typed text comes to at the question that stands. */
export type Heard =
  /** It answers the question, and may tell more. */
  | { readonly kind: 'choice'; readonly choice: string; readonly told: Told }
  | { readonly kind: 'wish'; readonly to: Navigation }
  /** It is about something else, which goes before the question. */
  | { readonly kind: 'detour'; readonly choice: string; readonly told: Told; readonly address?: string | undefined }
  /** The same, but not surely enough to lead away from the middle of a step. */
  | { readonly kind: 'maybe'; readonly choice: string }
  /** No answer: what the card says about it once more. */
  | { readonly kind: 'reminder'; readonly of: string }
  /** It answers questions that are still to come. */
  | { readonly kind: 'told'; readonly told: Told }
  | { readonly kind: 'address'; readonly address: string }
  /** She is in, and says so where another question stands. */
  | { readonly kind: 'in' }
  /** Whether the bot, or what it sent, is genuine. */
  | { readonly kind: 'genuine' }
  /** "I don't know", where no answer says so. */
  | { readonly kind: 'unsure' }
  | { readonly kind: 'help' | 'thanks' | 'nothing' };

/** The choice of this number or name, or nearly so, in whatever language. */
function picked(question: Question, text: string): string | undefined {
  const said = normalise(text);
  const shown = question.choices.filter(({ spoken }) => !spoken);
  const numbered = /^\d{1,2}$/.test(said) ? shown[Number(said) - 1] : undefined;
  const named = shown.find(({ id }) => labelsOf(question, id).some((label) => normalise(label) === said));
  // What the card itself offers goes before all that a text could be about.
  const offered = question.choices.map((choice) => ({ id: choice.id, labels: choice.spoken ? [] : labelsOf(question, choice.id), said: choice.said }));
  return (numbered ?? named)?.id ?? nearest(text, offered);
}

/** What any card can be answered with: beside something that says more, it says nothing. */
const bare: ReadonlySet<Signal> = new Set<Signal>(['yes', 'no', 'unsure', 'done', 'works', 'cannot', 'something-else']);

/**
 * The one choice that is meant. Where several could be: the one that says more than yes or no, then the one a phrase
 * tells, then the one that the text is mostly about, or none.
 */
function meant(question: Question, said: Understood): string | undefined {
  const { topic, signals } = said;
  const by = (counts: (signal: Signal) => boolean): readonly Choice[] =>
    question.choices.filter(({ means }) => means?.some((signal) => signals.includes(signal) && counts(signal)));
  const telling = by((signal) => !bare.has(signal));
  if (telling.length === 0 && saysYesElsewhere(question, said)) return undefined;
  const fitting = telling.length > 0 ? telling : by(() => true);
  const phrased = by((signal) => !bare.has(signal) && !isTopic(signal));
  // «Tror ikke det» is a no only where nobody may be unsure.
  const unsure = telling.length === 0 && signals.includes('unsure') ? by((signal) => signal === 'unsure') : [];
  const chosen = [fitting, phrased, unsure].find(({ length }) => length === 1)?.[0] ?? fitting.find(({ means }) => signals.includes(topic) && means?.includes(topic));
  return chosen?.id;
}

/** Questions whose answers are a yes or a no: one text that answers such a one may begin with it. */
const yesOrNo: readonly string[] = ['firstTime', 'earlierUser', 'inbox'];

/** "Yes, I can read my work mail" is a yes to that question, and to no other: asked of another, it says nothing. */
const saysYesElsewhere = ({ id }: Question, { answers }: Understood): boolean => yesOrNo.some((other) => other !== id && other in answers);

/** What a choice that is said in these words tells of the next question. */
function toldBy(choice: Choice | undefined, { signals }: Understood): Told {
  const told = Object.entries(choice?.tells ?? {}).filter(([signal]) => signals.includes(signal as Signal));
  return Object.assign({}, ...told.map(([, answers]) => answers)) as Told;
}

const wishes: Readonly<Partial<Record<Signal, Navigation>>> = {
  'talk-to-human': { verb: 'talk-to-hr' },
  'start-over': { verb: 'restart' },
  back: { verb: 'back' },
  'show-data': { verb: 'show-data' },
  'delete-data': { verb: 'delete-data' },
};

function wish({ signals }: Understood): Navigation | undefined {
  const named = languages.find((language) => signals.some((signal) => signal === `to-${language}`));
  return (
    signals.map((signal) => wishes[signal]).find((to) => to !== undefined) ??
    (named ? { verb: 'language', to: named } : undefined) ??
    (signals.includes('language') ? { verb: 'ask-language' } : undefined)
  );
}

/** «Ja», "yes please", and nothing beside it. */
export function isBareYes(text: string): boolean {
  const { topic, confidence, signals } = understand(text);
  return topic === 'yes' && confidence >= certain && signals.every((signal) => signal === 'yes' || signal === 'thanks') && normalise(text).split(' ').length <= 3;
}

/** "Passordet er •••" is a secret that slipped out, not a trouble with a password; "koden er •••" the same. */
const withoutSecrets = (text: string): string => text.replace(/\p{L}*(pass(ord|word)|kod|code|pin)\p{L}*[^.,•]*•+/giu, ' ');

/** Where "I am in" may mean the account's own page. */
const atTheAccount = ({ step, link }: Question): boolean => step !== undefined || link === 'account-settings';

/** In the middle of a step, what is less sure than this is asked about before it leads away. */
const sureOfDetour = 0.8;

/** What a typed text means at this question. Nothing is guessed: `nothing` is to be said so. */
export function hear(guide: Guide, question: Question, text: string, domains: readonly string[]): Heard {
  const choice = picked(question, text);
  if (choice) return { kind: 'choice', choice, told: {} };

  const address = addressIn(text, domains);
  if (address && question.layout === 'email') return { kind: 'address', address };
  // Asked which address stands there, she writes it.
  const there = address && choiceIn(question, isIn(domains, address) ? 'already-right' : 'other-address')?.id;
  if (there) return { kind: 'choice', choice: there, told: {} };

  const said = understand(withoutSecrets(text));
  // A card that offers just what is wished for takes it as its own answer.
  const own = meant(question, said);
  if (own && question.kind === 'aside') return { kind: 'choice', choice: own, told: {} };
  const to = wish(said);
  if (to) return { kind: 'wish', to };
  if (said.signals.includes('genuine')) return { kind: 'genuine' };
  if (!own && saysIn(text) && !atTheAccount(question)) return { kind: 'in' };
  // "Nå er jeg inne, tusen takk" is the end, wherever it is said; "det virker" only where that means Visma.
  const success = choiceIn(question, 'works')?.means ?? ['works'];
  if (question.kind === 'remedy' && said.signals.includes('thanks') && success.some((signal) => ['in', 'works'].includes(signal) && said.signals.includes(signal)))
    return { kind: 'in' };

  const reminder = Object.entries(question.reminders ?? {}).find(([signal]) => said.signals.includes(signal as Signal))?.[1];
  if (reminder) return { kind: 'reminder', of: reminder };

  // "Visma sier intern feil" has told which system it is about, too.
  const told: Told = said.answers.symptom ? { system: 'visma', ...said.answers } : said.answers;
  const direct = choiceIn(question, told[question.wordsOf ?? question.id])?.id ?? own;
  if (direct) return { kind: 'choice', choice: direct, told: { ...told, ...toldBy(choiceIn(question, direct), said) } };

  const aside = questionOf(guide, detour);
  const elsewhere = address ? 'email' : aside && meant(aside, said);
  if (elsewhere && question.step && !address && said.confidence < sureOfDetour && choiceIn(aside, elsewhere)?.means?.includes(said.topic))
    return { kind: 'maybe', choice: elsewhere };
  if (elsewhere) return { kind: 'detour', choice: elsewhere, told, address };
  if (Object.keys(told).length > 0) return { kind: 'told', told };
  if (said.signals.includes('thanks')) return { kind: 'thanks' };
  if (said.signals.includes('unsure') && (question.kind === 'question' || question.kind === 'remedy')) return { kind: 'unsure' };
  return { kind: said.signals.includes('help') ? 'help' : 'nothing' };
}
