import { talkOf } from '../src/teams/in-turn';
import { ComponentDialog, type DialogTurnResult, WaterfallDialog, type WaterfallStepContext } from '../src/teams/sdk';
import { HandoffDialog } from './handoff';
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
    this.addDialog(new HandoffDialog());
    this.initialDialogId = 'round';
  }

  /** "What happens when …?" — or, when all is known, the finding: it waits too, for a way on. */
  private readonly ask = (step: WaterfallStepContext<DiagnosisOptions>): Promise<DialogTurnResult> => {
    const talk = talkOf(step.context);
    const { question } = talk;
    // Who is in needs no help of HR's any more, and the case's own end says so.
    if (question.id === 'solved' && talk.hers.open) {
      talk.hers.act({ kind: 'ended-by-employee', solved: true });
      return step.endDialog();
    }
    if (question.id !== 'handoff') return step.beginDialog('card', { question: question.id, ...step.options });
    if (!talk.hers.open) return step.beginDialog(HandoffDialog.id, step.options);
    talk.showCase(step.options.lead);
    return step.endDialog();
  };

  /** "You answered: …", and on to the next question that has not been answered in passing. */
  private readonly hear = (step: WaterfallStepContext<DiagnosisOptions>): Promise<DialogTurnResult> => {
    const talk = talkOf(step.context);
    if (step.result === 'sent') return step.endDialog();
    if (step.result === 'cancelled') return step.replaceDialog('round', {});
    const { choice, told } = step.result as Choosing;
    const more = talk.answer({ question: talk.question.id, choice }, told);
    return step.replaceDialog('round', more ? { lead: more } : {});
  };
}
