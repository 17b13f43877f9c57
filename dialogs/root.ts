import { type CardAction, isForHr } from '../cards/actions';
import type { Happening } from '../src/app/happening';
import { withdrawPictures } from '../src/app/talk/pictures';
import type { Talk } from '../src/app/talk/talk';
import { type ShortWish, shortWish } from '../src/core/case/short-wishes';
import { greetingFor, quietFor } from '../src/core/conversation';
import type { Question } from '../src/core/guide/types';
import { answered, askedForHr, back, detour, heardToBeIn } from '../src/core/guide/walk';
import { restartOf, talkOf } from '../src/teams/in-turn';
import { ComponentDialog, Dialog, type DialogContext, type DialogTurnResult, DialogTurnStatus } from '../src/teams/sdk';
import { languages, nameOf, t, type TextKey } from '../src/texts';
import { type Aside, AsideDialog } from './aside';
import { writtenIn } from '../src/core/understanding/written-in';
import { DiagnosisDialog, type DiagnosisOptions } from './diagnosis';
import { patience } from './card-prompt';
import { hear, isBareYes, type Heard, type Navigation } from './hear';
import { type AfterPush, isOfPush, pressedAtPush, wroteToPush } from './push';
import { type AtCase, isMyCase, pressedAtCase, saidAfterCase, showed, unseen, writesOn, wroteToHr } from './my-case';

const isNavigation = (action: CardAction): action is Navigation =>
  !['answer', 'check-email', 'feedback'].includes(action.verb) && !isMyCase(action) && !isOfPush(action) && !isForHr(action);

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
function acceptsOffer(talk: Talk): Navigation | undefined {
  const { offering, ...rest } = talk.state;
  const { happening } = talk;
  if (!offering || (happening.kind !== 'said' && happening.kind !== 'pressed')) return undefined;
  talk.state = rest;
  return happening.kind === 'said' && isBareYes(happening.text) ? { verb: 'language', to: offering } : undefined;
}

/** Interruptions first, else the dialog that is active. */
export class RootDialog extends ComponentDialog {
  constructor() {
    super('root');
    this.addDialog(new DiagnosisDialog());
    this.addDialog(new AsideDialog());
  }

  protected override onBeginDialog(inner: DialogContext): Promise<DialogTurnResult> {
    return this.route(inner);
  }

  protected override async onContinueDialog(inner: DialogContext): Promise<DialogTurnResult> {
    const result = await this.route(inner);
    const talk = talkOf(inner.context);
    // An aside has ended: back to the question it interrupted, unless there is nobody left to ask, or HR has it now.
    return result.status === DialogTurnStatus.complete && !talk.forgotten && !talk.hers.touched && !talk.push.settled ? this.askAgain(inner) : Dialog.EndOfTurn;
  }

  private async route(inner: DialogContext): Promise<DialogTurnResult> {
    const talk = talkOf(inner.context);
    const { happening, press } = talk;
    const accepted = acceptsOffer(talk);
    if (accepted && !talk.hers.open) return this.navigate(inner, talk, accepted);
    switch (happening.kind) {
      case 'left':
        return Dialog.EndOfTurn;
      case 'installed':
        return this.greet(inner, talk);
      case 'unreadable':
        if (talk.hers.open) {
          talk.say(talk.text('mine.only-text', { number: `${talk.hers.latest?.report.number}` }));
          return Dialog.EndOfTurn;
        }
        return this.askAgain(inner, { lead: talk.text('not-understood') });
      case 'showed':
        if (!talk.hers.open && !talk.justClosed) return this.askAgain(inner, { lead: this.leadFor(talk, unseen(talk)) });
        showed(talk, happening.attached, happening.message);
        return Dialog.EndOfTurn;
      case 'edited':
        if (talk.hers.knows(happening.message)) talk.hers.act({ kind: 'edited', words: { text: happening.words, message: happening.message } });
        return Dialog.EndOfTurn;
      case 'withdrawn':
        withdrawPictures(talk, happening.message);
        if (talk.hers.knows(happening.message)) talk.hers.act({ kind: 'withdrawn', message: happening.message });
        return Dialog.EndOfTurn;
      case 'pressed':
        // Nobody acts as HR from a chat of her own, whatever she sends.
        if (isForHr(happening.press.action)) return Dialog.EndOfTurn;
        if (isOfPush(happening.press.action)) return this.afterPush(inner, talk, pressedAtPush(talk, happening.press.action, happening.press.nonce.card));
        if (isMyCase(happening.press.action)) return this.atCase(inner, talk, pressedAtCase(talk, happening.press.action, happening.press.nonce));
        if (!talk.state.open) return this.askAgain(inner, { lead: talk.text('here-you-are') });
        if (press === 'stale') {
          const restart = restartOf(inner.context);
          if (restart) return this.askAgain(inner, { lead: talk.text(restart) });
          talk.showToday(happening.press);
          return Dialog.EndOfTurn;
        }
        talk.state = { ...talk.state, misses: 0 };
        if (isNavigation(happening.press.action)) return this.navigate(inner, talk, happening.press.action);
        return this.goOn(inner, talk);
      case 'said': {
        const { attached, message } = happening;
        // Her words may open a case again, or end it: what comes with them is looked at after them, where HR may have it.
        const forHr = talk.hers.open || talk.justClosed;
        if (attached && !forHr) talk.say(unseen(talk));
        const result = await this.hearSaid(inner, talk, happening);
        if (attached && forHr) showed(talk, attached, message);
        return result;
      }
      default:
        return happening satisfies never;
    }
  }

  /** What came of a press or a word about her case. */
  private atCase(inner: DialogContext, talk: Talk, came: AtCase): Promise<DialogTurnResult> {
    if (came === 'guide') return this.askAgain(inner, { lead: talk.text('mine.guide-beside') });
    if (came === 'not-hers') return this.askAgain(inner, { lead: talk.text('mine.not-yours') });
    return Promise.resolve(Dialog.EndOfTurn);
  }

  private hearSaid(inner: DialogContext, talk: Talk, said: Said): Promise<DialogTurnResult> {
    if (talk.hers.open) return this.listenForHr(inner, talk, said);
    const push = wroteToPush(talk, said.text);
    if (push) return this.afterPush(inner, talk, push);
    return talk.justClosed ? this.listenAfterCase(inner, talk, said) : this.listen(inner, talk, said.text);
  }

  /** HR has the conversation: her words go there, and the bot keeps quiet. What is hers to decide always works. */
  private listenForHr(inner: DialogContext, talk: Talk, said: Said): Promise<DialogTurnResult> {
    const came = wroteToHr(talk, said.words ?? said.text, said.message);
    const short = shortWish(said.text);
    const wish = short && wishes[short];
    return wish && always.includes(wish.verb) ? this.navigate(inner, talk, wish) : this.atCase(inner, talk, came);
  }

  /** HR has closed her case, and she writes on: it is opened again, unless she says thanks or wishes something else. */
  private listenAfterCase(inner: DialogContext, talk: Talk, said: Said): Promise<DialogTurnResult> {
    const short = shortWish(said.text);
    const wish = short && wishes[short];
    if (wish || short === 'help') {
      talk.restart();
      return wish ? this.navigate(inner, talk, wish) : this.askAgain(inner, { lead: this.whereWeAre(talk) });
    }
    if (saidAfterCase(talk, short)) return Promise.resolve(Dialog.EndOfTurn);
    if (writesOn(talk, said.words ?? said.text, said.message)) return Promise.resolve(Dialog.EndOfTurn);
    return this.listen(inner, talk, said.text);
  }

  private listen(inner: DialogContext, talk: Talk, text: string): Promise<DialogTurnResult> {
    const offered = (talk.state.misses ?? 0) > 0 && text.trim() === `${talk.standing.choices.filter(({ spoken }) => !spoken).length + 1}`;
    const heard: Heard = offered ? { kind: 'wish', to: { verb: 'talk-to-hr' } } : hear(talk.guide, talk.standing, text, talk.organisation.email.domains);
    if (!['nothing', 'told', 'help', 'detour', 'reminder', 'genuine'].includes(heard.kind)) talk.state = { ...talk.state, misses: 0 };
    if (heard.kind !== 'wish') offerLanguage(talk, text);
    switch (heard.kind) {
      case 'wish':
        return this.navigate(inner, talk, heard.to);
      case 'detour': {
        const { question } = talk;
        this.startAnew(talk, heard.told);
        const more = talk.answer({ question: detour, choice: heard.choice }, heard.told);
        return this.comeFrom(inner, talk, question, more, { address: heard.address });
      }
      case 'maybe':
        talk.state = { ...talk.state, suspected: heard.choice };
        return this.aside(inner, talk, 'didYouMean');
      case 'told': {
        const { question } = talk;
        this.startAnew(talk, heard.told);
        const more = talk.tell(heard.told);
        if (question.id === 'hr' && talk.question === question) return this.pointToHr(talk);
        return this.comeFrom(inner, talk, question, more ?? talk.noted(heard.told));
      }
      case 'reminder':
        return this.comeFrom(inner, talk, talk.question, talk.text(`remind.${heard.of}` as TextKey, { page: talk.organisation.links.accountSettings }));
      case 'in':
        if (talk.question.kind === 'finding') talk.restart();
        talk.answer(heardToBeIn, {});
        return this.askAgain(inner);
      case 'genuine':
        // What stands is still to be answered: a push, or a card.
        if (talk.state.greetedAt === undefined && !talk.push.pushed) return this.askAgain(inner, { lead: this.leadFor(talk, talk.howGenuine) });
        talk.say(talk.howGenuine);
        return Promise.resolve(Dialog.EndOfTurn);
      case 'thanks':
        if (talk.state.greetedAt === undefined) return this.askAgain(inner, { lead: this.welcome(talk) });
        talk.say(talk.text('thanks'));
        return Promise.resolve(Dialog.EndOfTurn);
      case 'help':
        return this.comeFrom(inner, talk, talk.question, this.whereWeAre(talk));
      case 'choice':
      case 'address':
      case 'nothing':
        return this.answerOrMiss(inner, talk, heard);
      default:
        return heard satisfies never;
    }
  }

  /**
   * On from this question. Where it is still the same one she is told what came of her words; the third time in a row
   * that nothing moves, HR is offered.
   */
  private comeFrom(inner: DialogContext, talk: Talk, question: Question, lead: string | undefined, options: DiagnosisOptions = {}): Promise<DialogTurnResult> {
    const stands = talk.question.id === question.id;
    talk.state = { ...talk.state, misses: stands ? (talk.state.misses ?? 0) + 1 : 0 };
    const offerHr = (talk.state.misses ?? 0) >= patience;
    const said = lead ?? (stands ? talk.text('not-understood') : undefined);
    return this.askAgain(inner, { ...options, lead: this.leadFor(talk, said), offerHr });
  }

  /** What the active dialog can take; where no card is there yet, the first words are taken here. */
  private answerOrMiss(inner: DialogContext, talk: Talk, heard: Heard): Promise<DialogTurnResult> {
    // After a push, too: it has a card of its own.
    if (talk.state.greetedAt === undefined || !talk.state.open) {
      const more = heard.kind === 'choice' ? talk.answer({ question: talk.question.id, choice: heard.choice }, heard.told) : talk.text('not-understood');
      return this.askAgain(inner, { lead: this.leadFor(talk, more) });
    }
    if (talk.question.kind === 'finding' && talk.standing === talk.question && heard.kind === 'nothing') {
      if (talk.question.id === 'solved') talk.restart();
      else if (talk.question.id === 'hr') return this.pointToHr(talk);
      return this.askAgain(inner, { lead: talk.text('here-you-are') });
    }
    return this.goOn(inner, talk);
  }

  /** The card of HR and its mail stand just above: the same once more would be no answer. */
  private pointToHr(talk: Talk): Promise<DialogTurnResult> {
    talk.say(talk.text('hr-unheard'));
    return Promise.resolve(Dialog.EndOfTurn);
  }

  /** Who tells of a new trouble after the end begins a new way; a wish for HR is over when she goes on herself. */
  private startAnew(talk: Talk, told: { readonly symptom?: string }): void {
    if (talk.question.kind !== 'finding') return;
    if (talk.question.id === 'solved' || told.symptom) talk.restart();
    else talk.state = { ...talk.state, answers: talk.state.answers.filter(({ question }) => question !== askedForHr.question) };
  }

  /** The active dialog takes it; where the stack is new, the question is asked again with the reason. */
  private goOn(inner: DialogContext, talk: Talk): Promise<DialogTurnResult> {
    const restart = restartOf(inner.context);
    if (restart || !inner.activeDialog) return this.askAgain(inner, restart ? { lead: talk.text(restart) } : {});
    return inner.continueDialog();
  }

  /** What an answer to HR's push leads to. */
  private afterPush(inner: DialogContext, talk: Talk, came: AfterPush): Promise<DialogTurnResult> {
    switch (came) {
      case 'in':
        if (talk.hers.open) {
          talk.hers.act({ kind: 'ended-by-employee', solved: true });
          return Promise.resolve(Dialog.EndOfTurn);
        }
        talk.restart();
        talk.answer(heardToBeIn, {});
        return this.askAgain(inner);
      case 'help':
        if (talk.question.kind === 'finding') talk.restart();
        return this.askAgain(inner, { lead: talk.text('push.helps') });
      case 'later':
        return this.aside(inner, talk, 'pushLater');
      case 'about':
        return this.aside(inner, talk, 'readMore');
      case 'hr':
        return this.navigate(inner, talk, { verb: 'talk-to-hr' });
      case 'nothing':
        return Promise.resolve(Dialog.EndOfTurn);
      default:
        return came satisfies never;
    }
  }

  private greet(inner: DialogContext, talk: Talk): Promise<DialogTurnResult> {
    if (talk.awaited || talk.push.welcomes(talk.state)) {
      // While a push puts the app there, and where it has just come, the push is the welcome.
      talk.state = { ...talk.state, greetedAt: talk.state.greetedAt ?? talk.at, installedAt: talk.at };
      return Promise.resolve(Dialog.EndOfTurn);
    }
    const greeting = greetingFor(talk.state, talk.at);
    if (greeting === 'none') return Promise.resolve(Dialog.EndOfTurn);
    if (greeting === 'welcome') return this.askAgain(inner, { lead: this.welcome(talk) });
    talk.state = { ...talk.state, installedAt: talk.at };
    const restart = restartOf(inner.context);
    return this.askAgain(inner, { lead: restart ? talk.text(restart) : this.whereWeAre(talk, 'where-you-were') });
  }

  private welcome(talk: Talk): string {
    talk.state = { ...talk.state, greetedAt: talk.at };
    return talk.text(talk.shared ? 'welcome-shared' : 'welcome');
  }

  /** A greeting goes before whatever else is to be said first. */
  private leadFor(talk: Talk, lead: string | undefined): string {
    const greeting = talk.state.greetedAt === undefined ? this.welcome(talk) : '';
    return [greeting, lead ?? ''].filter((text) => text !== '').join('\n\n');
  }

  private whereWeAre(talk: Talk, otherwise: 'here-you-are' | 'where-you-were' = 'here-you-are'): string {
    if (talk.state.greetedAt === undefined) return this.welcome(talk);
    const last = quietFor(talk.state, talk.at);
    return last === undefined ? talk.text(otherwise) : talk.text('where-you-were-since', { date: talk.day(last) });
  }

  private navigate(inner: DialogContext, talk: Talk, to: Navigation): Promise<DialogTurnResult> {
    const { state } = talk;
    switch (to.verb) {
      case 'back': {
        // From an aside, back is to the question it covers.
        const covered = talk.standing !== talk.question;
        talk.close(talk.text('chose', { choice: talk.text('nav.back') }));
        if (state.answers.length === 0 && !covered) return this.askAgain(inner, { lead: talk.text('nothing-to-undo') });
        if (!covered) talk.take(back(state.answers));
        return this.askAgain(inner);
      }
      case 'restart':
        talk.close(talk.text('chose', { choice: talk.text('nav.restart') }));
        talk.restart();
        return this.askAgain(inner);
      case 'talk-to-hr':
        talk.close(talk.text('chose', { choice: talk.text('nav.hr') }));
        if (talk.hers.open) {
          talk.showCase();
          return Promise.resolve(Dialog.EndOfTurn);
        }
        talk.take(answered(talk.guide, state.answers, askedForHr));
        return this.askAgain(inner);
      case 'language': {
        if (!languages.includes(to.to)) return this.aside(inner, talk, 'language');
        talk.close(talk.text('chose', { choice: nameOf(to.to) }));
        talk.state = { ...talk.state, language: to.to };
        // Who changes the language at the very first card has not been greeted in one she understands.
        return this.askAgain(inner, state.answers.length === 0 ? { lead: this.welcome(talk) } : {});
      }
      case 'ask-language':
        return this.aside(inner, talk, 'language');
      case 'read-more':
        return this.aside(inner, talk, 'readMore');
      case 'show-data':
        return this.aside(inner, talk, 'myData');
      case 'delete-data':
        return this.aside(inner, talk, 'deleteData');
      default:
        return to satisfies never;
    }
  }

  private async aside(inner: DialogContext, talk: Talk, aside: Aside): Promise<DialogTurnResult> {
    if (talk.state.greetedAt === undefined) talk.state = { ...talk.state, greetedAt: talk.at };
    talk.close(talk.text('asked-again'));
    await inner.cancelAllDialogs();
    return inner.beginDialog(AsideDialog.id, { aside });
  }

  /** The question that stands, as a new card; the one before, if still open, gives up its buttons. */
  private async askAgain(inner: DialogContext, options: DiagnosisOptions = {}): Promise<DialogTurnResult> {
    const talk = talkOf(inner.context);
    if (talk.state.greetedAt === undefined) talk.state = { ...talk.state, greetedAt: talk.at };
    talk.close(talk.text('asked-again'));
    await inner.cancelAllDialogs();
    const { notice } = talk;
    if (!notice || talk.state.noticed === notice.at) return inner.beginDialog(DiagnosisDialog.id, options);
    // First of all, so that nobody changes an account for nothing.
    talk.state = { ...talk.state, noticed: notice.at };
    const lead = [talk.text('notice.lead'), options.lead ?? ''].filter((text) => text !== '').join('\n\n');
    return inner.beginDialog(DiagnosisDialog.id, { ...options, lead });
  }
}
