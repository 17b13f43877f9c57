import { labelOf } from '../cards/words';
import { questionOf } from '../src/core/guide/walk';
import { talkOf } from '../src/teams/in-turn';
import { ComponentDialog, type DialogTurnResult, WaterfallDialog, type WaterfallStepContext } from '../src/teams/sdk';
import { CardPrompt, type Choosing } from './card-prompt';

/** The asides of the guide: src/core/guide/asides.ts. */
export type Aside = 'language' | 'readMore' | 'myData' | 'deleteData' | 'pushLater' | 'didYouMean';

/** Working days until she is asked again. */
const daysUntil: Readonly<Record<string, number>> = { tomorrow: 1, 'three-days': 3, week: 5 };

interface AsideOptions {
  readonly aside: Aside;
}

/** A card beside the way through the guide: the language, what is stored, deleting it. Ends where the way goes on. */
export class AsideDialog extends ComponentDialog<AsideOptions> {
  static readonly id = 'aside';

  constructor() {
    super(AsideDialog.id);
    this.addDialog(new WaterfallDialog<AsideOptions>('round', [this.ask, this.act]));
    this.addDialog(new CardPrompt('card'));
    this.initialDialogId = 'round';
  }

  private readonly ask = (step: WaterfallStepContext<AsideOptions>): Promise<DialogTurnResult> =>
    step.beginDialog('card', { question: step.options.aside });

  private readonly act = (step: WaterfallStepContext<AsideOptions>): Promise<DialogTurnResult> => {
    const talk = talkOf(step.context);
    const { aside } = step.options;
    const { choice } = step.result as Choosing;
    const question = questionOf(talk.guide, aside);
    if (question) talk.close(talk.text('chose', { choice: labelOf(talk.language, question, choice) }));
    switch (aside) {
      case 'language':
        talk.state = { ...talk.state, language: choice };
        return step.endDialog();
      case 'readMore':
        return step.replaceDialog('round', { aside: choice === 'show' ? 'myData' : 'deleteData' });
      case 'myData':
        return step.replaceDialog('round', { aside: 'deleteData' });
      case 'deleteData':
        if (choice === 'yes') talk.forgetHer();
        return step.endDialog();
      case 'pushLater': {
        const days = daysUntil[choice];
        if (days === undefined) {
          talk.push.stop();
          talk.say(talk.text('push.stopped'));
        } else talk.say(talk.text('push.later-set', { date: talk.weekday(talk.push.later(days)) }));
        return step.endDialog();
      }
      case 'didYouMean':
        talk.settleSuspicion(choice === 'yes');
        return step.endDialog();
      default:
        return aside satisfies never;
    }
  };
}
