import type { Extra } from '../cards/views';
import { labelsOf } from '../cards/views';
import type { Talk } from '../src/app/talk';
import { checkEmail } from '../src/core/email';
import { guide } from '../src/core/guide/guide';
import type { Question } from '../src/core/guide/types';
import { questionOf } from '../src/core/guide/walk';
import { choiceOf } from '../src/core/understanding/understand';
import { talkOf } from '../src/teams/in-turn';
import { Dialog, type DialogContext, type DialogTurnResult } from '../src/teams/sdk';

export interface CardPromptOptions extends Extra {
  readonly question: string;
}

/** The choice that a typed text means on this question, in whatever language. */
export function heard(question: Question, text: string): string | undefined {
  return choiceOf(question, text, (choice) => labelsOf(question.id, choice));
}

/** Asks one question of the guide with a card, and ends with the id of the choice: pressed, numbered or in own words. */
export class CardPrompt extends Dialog {
  override async beginDialog(dc: DialogContext, options?: object): Promise<DialogTurnResult> {
    const { question: id, ...extra } = options as CardPromptOptions;
    const question = this.question(id);
    if (dc.activeDialog) dc.activeDialog.state = { question: id };
    talkOf(dc.context).ask(question, extra);
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const question = this.question((dc.activeDialog?.state as CardPromptOptions | undefined)?.question ?? '');
    const { happening, press } = talk;
    if (happening.kind === 'said') {
      const choice = heard(question, happening.text);
      if (choice) return dc.endDialog(choice);
      if (question.layout === 'email-format' && happening.text.includes('@')) this.checkTyped(talk, question, happening.text);
      else this.askAgain(talk, question, { lead: talk.text('not-understood') });
    } else if (press && press !== 'stale' && press.action.verb === 'answer') {
      const { choice } = press.action;
      if (question.choices.some(({ id }) => id === choice)) return dc.endDialog(choice);
      this.askAgain(talk, question, { lead: talk.text('not-understood') });
    } else if (press && press !== 'stale' && press.action.verb === 'check-email') {
      this.checkInput(talk, question, press.action.address);
    }
    return Dialog.EndOfTurn;
  }

  private question(id: string): Question {
    const question = questionOf(guide, id);
    if (!question) throw new Error(`the guide has no question ${id}`);
    return question;
  }

  private askAgain(talk: Talk, question: Question, extra: Extra): void {
    talk.close(talk.text('asked-again'));
    talk.ask(question, extra);
  }

  private check(talk: Talk, typed: string): NonNullable<Extra['checked']> {
    return { typed, result: checkEmail(typed, talk.organisation.email.domains, talk.teamsEmail) };
  }

  /** An address typed into the card: the card stays open and says what came of it. */
  private checkInput(talk: Talk, question: Question, typed: string): void {
    const checked = this.check(talk, typed);
    talk.redraw(question, { checked });
    this.offer(talk, checked);
  }

  /** An address typed into the chat. */
  private checkTyped(talk: Talk, question: Question, text: string): void {
    const typed = text.split(/\s+/).find((word) => word.includes('@')) ?? text;
    const checked = this.check(talk, typed);
    this.askAgain(talk, question, { checked });
    this.offer(talk, checked);
  }

  /** The corrected address alone in a message, so that it can be copied. */
  private offer(talk: Talk, { result }: NonNullable<Extra['checked']>): void {
    if (result.verdict === 'typo') talk.say(result.suggestion);
  }
}
