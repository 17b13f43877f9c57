import type { CardAction } from '../cards/actions';
import type { Talk } from '../src/app/talk';
import { greetingFor } from '../src/core/conversation';
import { answered, askedForHr, back } from '../src/core/guide/walk';
import { type Language, languages } from '../src/core/language';
import { topicsOf } from '../src/core/understanding/understand';
import { restartOf, talkOf } from '../src/teams/in-turn';
import { ComponentDialog, Dialog, type DialogContext, type DialogTurnResult, DialogTurnStatus } from '../src/teams/sdk';
import { t } from '../src/texts';
import { heard } from './card-prompt';
import { DiagnosisDialog, startsWith } from './diagnosis';
import { LanguageDialog, languageIn } from './language';

type Navigation = Exclude<CardAction, { verb: 'answer' | 'check-email' }>;

const isNavigation = (action: CardAction): action is Navigation => action.verb !== 'answer' && action.verb !== 'check-email';
const isLanguage = (name: string): name is Language => languages.some((language) => language === name);

/** What a typed text asks for beside answering, or undefined. */
function wish(text: string): Navigation | undefined {
  const topics = topicsOf(text);
  if (topics.includes('talk-to-human')) return { verb: 'talk-to-hr' };
  if (topics.includes('start-over')) return { verb: 'restart' };
  if (topics.includes('back')) return { verb: 'back' };
  if (topics.includes('english') || topics.includes('norwegian')) return { verb: 'language', to: languageIn(text) ?? '' };
  if (topics.includes('language')) return { verb: 'ask-language' };
  return undefined;
}

/** Interruptions first, else the dialog that is active. */
export class RootDialog extends ComponentDialog {
  constructor() {
    super('root');
    this.addDialog(new DiagnosisDialog());
    this.addDialog(new LanguageDialog());
  }

  protected override onBeginDialog(inner: DialogContext): Promise<DialogTurnResult> {
    return this.route(inner);
  }

  protected override async onContinueDialog(inner: DialogContext): Promise<DialogTurnResult> {
    const result = await this.route(inner);
    // The language dialog has ended: back to the question it interrupted.
    return result.status === DialogTurnStatus.complete ? this.askAgain(inner) : result;
  }

  private async route(inner: DialogContext): Promise<DialogTurnResult> {
    const talk = talkOf(inner.context);
    const { happening, press } = talk;
    switch (happening.kind) {
      case 'left':
        return Dialog.EndOfTurn;
      case 'installed':
        return this.greet(inner, talk);
      case 'unreadable':
        return this.askAgain(inner, talk.text('not-understood'));
      case 'pressed':
        if (!talk.state.open) return this.askAgain(inner, talk.text('here-you-are'));
        if (press === 'stale') {
          const restart = restartOf(inner.context);
          if (restart) return this.askAgain(inner, talk.text(restart));
          talk.showToday(happening.press);
          return Dialog.EndOfTurn;
        }
        if (isNavigation(happening.press.action)) return this.navigate(inner, talk, happening.press.action);
        return this.goOn(inner, talk);
      case 'said': {
        // A choice that is called so goes before a wish of the same words.
        if (talk.state.open?.question === talk.question.id && heard(talk.question, happening.text)) return this.goOn(inner, talk);
        const wanted = wish(happening.text);
        return wanted ? this.navigate(inner, talk, wanted) : this.listen(inner, talk, happening.text);
      }
      default:
        return happening satisfies never;
    }
  }

  /** The active dialog takes it; where the stack is new, the question is asked again with the reason. */
  private goOn(inner: DialogContext, talk: Talk): Promise<DialogTurnResult> {
    const restart = restartOf(inner.context);
    if (restart || !inner.activeDialog) return this.askAgain(inner, restart && talk.text(restart));
    return inner.continueDialog();
  }

  /** A text that is no wish: the first words ever, words after the end, or an answer. */
  private listen(inner: DialogContext, talk: Talk, text: string): Promise<DialogTurnResult> {
    if (talk.state.greetedAt === undefined) {
      startsWith(talk, text);
      return this.askAgain(inner, this.welcome(talk));
    }
    const { kind, id } = talk.question;
    if (kind === 'finding' && inner.activeDialog && !restartOf(inner.context)) {
      if (startsWith(talk, text)) return this.askAgain(inner);
      if (id === 'solved') talk.state = { ...talk.state, answers: [] };
      return this.askAgain(inner, talk.text('here-you-are'));
    }
    if (topicsOf(text).includes('help')) return this.askAgain(inner, talk.text('here-you-are'));
    return this.goOn(inner, talk);
  }

  private greet(inner: DialogContext, talk: Talk): Promise<DialogTurnResult> {
    const greeting = greetingFor(talk.state, talk.at);
    if (greeting === 'none') return Promise.resolve(Dialog.EndOfTurn);
    if (greeting === 'welcome') return this.askAgain(inner, this.welcome(talk));
    talk.state = { ...talk.state, installedAt: talk.at };
    const restart = restartOf(inner.context);
    return this.askAgain(inner, talk.text(restart ?? 'where-you-were'));
  }

  private welcome(talk: Talk): string {
    talk.state = { ...talk.state, greetedAt: talk.at };
    return talk.text('welcome');
  }

  private navigate(inner: DialogContext, talk: Talk, to: Navigation): Promise<DialogTurnResult> {
    const { state } = talk;
    switch (to.verb) {
      case 'back': {
        // From the language card, back is to the question it covers.
        const covered = state.open?.question !== talk.question.id;
        talk.close(talk.text('chose', { choice: talk.text('nav.back') }));
        if (state.answers.length === 0 && !covered) return this.askAgain(inner, talk.text('nothing-to-undo'));
        if (!covered) talk.state = { ...talk.state, answers: back(state.answers) };
        return this.askAgain(inner);
      }
      case 'restart':
        talk.close(talk.text('chose', { choice: talk.text('nav.restart') }));
        talk.state = { ...talk.state, answers: [] };
        return this.askAgain(inner);
      case 'talk-to-hr':
        talk.close(talk.text('chose', { choice: talk.text('nav.hr') }));
        talk.state = { ...talk.state, answers: answered(state.answers, askedForHr) };
        return this.askAgain(inner);
      case 'language': {
        if (!isLanguage(to.to)) return this.askLanguage(inner, talk);
        talk.close(talk.text('chose', { choice: t(to.to, `language.${to.to}`) }));
        talk.state = { ...talk.state, language: to.to };
        // Who changes the language at the very first card has not been greeted in one she understands.
        return this.askAgain(inner, state.answers.length === 0 ? this.welcome(talk) : undefined);
      }
      case 'ask-language':
        return this.askLanguage(inner, talk);
      default:
        return to satisfies never;
    }
  }

  private async askLanguage(inner: DialogContext, talk: Talk): Promise<DialogTurnResult> {
    talk.close(talk.text('chose', { choice: talk.text('nav.language') }));
    await inner.cancelAllDialogs();
    return inner.beginDialog(LanguageDialog.id);
  }

  /** The question that stands, as a new card; the one before, if still open, gives up its buttons. */
  private async askAgain(inner: DialogContext, lead?: string): Promise<DialogTurnResult> {
    const talk = talkOf(inner.context);
    if (talk.state.greetedAt === undefined) talk.state = { ...talk.state, greetedAt: talk.at };
    talk.close(talk.text('asked-again'));
    await inner.cancelAllDialogs();
    return inner.beginDialog(DiagnosisDialog.id, lead ? { lead } : {});
  }
}
