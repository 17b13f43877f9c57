import { labelOf } from '../cards/views';
import type { Talk } from '../src/app/talk';
import { answered, next } from '../src/core/guide/walk';
import { guide } from '../src/core/guide/guide';
import { talkOf } from '../src/teams/in-turn';
import { ComponentDialog, type DialogTurnResult, WaterfallDialog, type WaterfallStepContext } from '../src/teams/sdk';
import { CardPrompt, heard } from './card-prompt';

export interface DiagnosisOptions {
  /** A sentence before the first question of this round. */
  readonly lead?: string;
}

/** Writes down the answer to the question that stands, and shows it on its card. */
export function answer(talk: Talk, choice: string): void {
  const { question } = talk;
  talk.close(talk.text('answer', { answer: labelOf(talk.language, question.id, choice) }));
  talk.state = { ...talk.state, answers: answered(talk.state.answers, { question: question.id, choice }) };
}

/**
 * Takes a text that was said where no question waits for it. True: it answered the first question, and the
 * diagnosis goes on from there.
 */
export function startsWith(talk: Talk, text: string): boolean {
  const first = next(guide, []);
  const choice = heard(first, text);
  if (!choice) return false;
  talk.close(talk.text('asked-again'));
  talk.state = { ...talk.state, answers: [{ question: first.id, choice }] };
  return true;
}

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

  /** "You answered: …", and on to the next question. */
  private readonly hear = (step: WaterfallStepContext<DiagnosisOptions>): Promise<DialogTurnResult> => {
    answer(talkOf(step.context), String(step.result));
    return step.replaceDialog('round', {});
  };
}
