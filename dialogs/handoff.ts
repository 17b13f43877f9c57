import { back } from '../src/core/guide/walk';
import { talkOf } from '../src/teams/in-turn';
import { ComponentDialog, type DialogTurnResult, WaterfallDialog, type WaterfallStepContext } from '../src/teams/sdk';
import { CardPrompt, type CardPromptOptions, type Choosing } from './card-prompt';

export type HandoffOptions = Partial<Omit<CardPromptOptions, 'question'>>;

/** What the dialog ends with: whether the conversation was handed to HR. */
export type HandedOff = 'sent' | 'cancelled';

/** Shows exactly what HR will see, takes a sentence of hers, and hands the conversation over when she says so. */
export class HandoffDialog extends ComponentDialog<HandoffOptions> {
  static readonly id = 'handoff';

  constructor() {
    super(HandoffDialog.id);
    this.addDialog(new WaterfallDialog<HandoffOptions>('round', [this.confirm, this.handOver]));
    this.addDialog(new CardPrompt('card'));
    this.initialDialogId = 'round';
  }

  /** "Shall I send this to HR?" */
  private readonly confirm = (step: WaterfallStepContext<HandoffOptions>): Promise<DialogTurnResult> => {
    const options: CardPromptOptions = { ...step.options, question: 'handoff' };
    (step.values as { words?: string | undefined }).words = options.words;
    return step.beginDialog('card', options);
  };

  /** "Sent to HR. Your case number is …", or back to where she was. */
  private readonly handOver = (step: WaterfallStepContext<HandoffOptions>): Promise<DialogTurnResult> => {
    const talk = talkOf(step.context);
    const before = (step.values as { words?: string | undefined }).words ?? '';
    const { choice, words, error } = step.result as Choosing;
    switch (choice) {
      case 'send': {
        // What stands in the card's own box goes, also where it was emptied; "yes" in words takes what was written before.
        const number = talk.handOver((words ?? before).trim(), error?.trim());
        if (number === undefined) return step.endDialog('cancelled' satisfies HandedOff);
        talk.close(talk.text('q.handoff.sent', { number: `${number}` }));
        return step.endDialog('sent' satisfies HandedOff);
      }
      case 'write':
        talk.close(talk.text('asked-again'));
        return step.replaceDialog('round', { words: [before, words ?? ''].filter((text) => text !== '').join('\n') });
      default:
        talk.close(talk.text('q.handoff.cancelled'));
        talk.take(back(talk.state.answers));
        return step.endDialog('cancelled' satisfies HandedOff);
    }
  };
}
