import type { Extra } from '../cards/content';
import type { Talk, Told } from '../src/app/talk/talk';
import { checkEmail } from '../src/core/email/check';
import type { Question } from '../src/core/guide/types';
import { choiceIn, questionOf } from '../src/core/guide/walk';
import { talkOf } from '../src/teams/in-turn';
import { Dialog, type DialogContext, type DialogTurnResult } from '../src/teams/sdk';
import { hear } from './hear';

export interface CardPromptOptions extends Extra {
  readonly question: string;
  /** An address that was typed before this card was there to check it. */
  readonly address?: string | undefined;
}

/** What a card ends with. */
export interface Choosing {
  readonly choice: string;
  readonly told: Told;
  /** What she wrote beside it. */
  readonly words?: string | undefined;
  /** The error text that she pasted into the card. */
  readonly error?: string | undefined;
}

/** After this many texts in a row that meant nothing, HR is offered. */
export const patience = 3;

/** Asks one question of the guide with a card, and ends with the choice: pressed, numbered or in own words. */
export class CardPrompt extends Dialog {
  override async beginDialog(dc: DialogContext, options?: object): Promise<DialogTurnResult> {
    const { question: id, address, ...extra } = options as CardPromptOptions;
    const talk = talkOf(dc.context);
    const question = this.question(talk, id);
    if (dc.activeDialog) dc.activeDialog.state = { question: id };
    const checked = address ? this.check(talk, address) : undefined;
    talk.ask(question, { ...extra, checked });
    if (checked) this.offer(talk, checked);
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const question = this.question(talk, (dc.activeDialog?.state as CardPromptOptions | undefined)?.question ?? '');
    const { happening, press } = talk;
    if (happening.kind === 'said') return this.listen(dc, talk, question, happening.text);
    if (!press || press === 'stale') return Dialog.EndOfTurn;
    const { action } = press;
    if (action.verb === 'answer') {
      const choice = choiceIn(question, action.choice)?.id;
      if (choice) return dc.endDialog({ choice, told: {}, words: action.words, error: action.error } satisfies Choosing);
      this.missed(talk, question);
    } else if (action.verb === 'check-email') this.checkInput(talk, question, action.address);
    else if (action.verb === 'feedback') talk.rate(question, action);
    return Dialog.EndOfTurn;
  }

  private async listen(dc: DialogContext, talk: Talk, question: Question, text: string): Promise<DialogTurnResult> {
    const heard = hear(talk.guide, question, text, talk.organisation.email.domains);
    if (heard.kind === 'choice') return dc.endDialog({ choice: heard.choice, told: heard.told } satisfies Choosing);
    if (heard.kind === 'address') {
      const checked = this.check(talk, heard.address);
      this.askAgain(talk, question, { checked });
      this.offer(talk, checked);
    } else if (question.layout === 'handoff') return dc.endDialog({ choice: 'write', told: {}, words: text } satisfies Choosing);
    else this.missed(talk, question);
    return Dialog.EndOfTurn;
  }

  private question(talk: Talk, id: string): Question {
    const question = questionOf(talk.guide, id);
    if (!question) throw new Error(`the guide has no question ${id}`);
    return question;
  }

  private askAgain(talk: Talk, question: Question, extra: Extra): void {
    talk.close(talk.text('asked-again'));
    talk.ask(question, extra);
  }

  /** Says that it was not understood, with the choices. */
  private missed(talk: Talk, question: Question): void {
    const misses = (talk.state.misses ?? 0) + 1;
    talk.state = { ...talk.state, misses };
    const offerHr = misses >= patience;
    this.askAgain(talk, question, { lead: talk.text(offerHr ? 'not-understood-again' : 'not-understood'), offerHr });
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

  /** The corrected address alone in a message, so that it can be copied. */
  private offer(talk: Talk, { result }: NonNullable<Extra['checked']>): void {
    if (result.verdict === 'typo') talk.say(result.suggestion);
  }
}
