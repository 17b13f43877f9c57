import { talkOf } from '../src/teams/in-turn';
import { ComponentDialog, type DialogTurnResult, WaterfallDialog, type WaterfallStepContext } from '../src/teams/sdk';
import { CardPrompt, type CardPromptOptions, type Choosing } from './card-prompt';

/** What the first card of a round says beside its question. */
export type DiagnosisOptions = Partial<Omit<CardPromptOptions, 'question'>>;

/** Asks what the guide wants to know, one question a round, until it has come to a finding, and shows that. */
export class DiagnosisDialog extends ComponentDialog<DiagnosisOptions> {
  static readonly id = 'diagnosis';

  constructor() {
    super(DiagnosisDialog.id);
    this.addDialog(new WaterfallDialog<DiagnosisOptions>('round', [this.ask, this.hear]));
    this.addDialog(new CardPrompt('card'));
    this.initialDialogId = 'round';
  }

  /** "What happens when …?" — or, when all is known, the finding: it waits too, for a way on. */
  private readonly ask = (step: WaterfallStepContext<DiagnosisOptions>): Promise<DialogTurnResult> =>
    step.beginDialog('card', { question: talkOf(step.context).question.id, ...step.options });

  /** "You answered: …", and on to the next question that has not been answered in passing. */
  private readonly hear = (step: WaterfallStepContext<DiagnosisOptions>): Promise<DialogTurnResult> => {
    const talk = talkOf(step.context);
    const { choice, told } = step.result as Choosing;
    const more = talk.answer({ question: talk.question.id, choice }, told);
    return step.replaceDialog('round', more ? { lead: more } : {});
  };
}
