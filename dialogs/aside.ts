import { t } from '../src/texts';
import { type Language, languages } from '../src/core/language';
import { normalise, topicsOf } from '../src/core/understanding/understand';
import { talkOf } from '../src/teams/in-turn';
import { ComponentDialog, Dialog, type DialogContext, type DialogTurnResult, WaterfallDialog, type WaterfallStepContext } from '../src/teams/sdk';

/** The language that a text names: by number, by its own name, or in a sentence. */
export function languageIn(text: string): Language | undefined {
  const said = normalise(text);
  const named = languages.find((language) => normalise(t(language, `language.${language}`)) === said);
  const topics = topicsOf(text);
  return named ?? languages[Number(said) - 1] ?? (topics.includes('english') ? 'en' : topics.includes('norwegian') ? 'nb' : undefined);
}

/** Waits for the name or number of a language. A press is taken by the root dialog, as on the welcome card. */
class LanguagePrompt extends Dialog {
  override async beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    talkOf(dc.context).askLanguage();
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const { happening } = talk;
    const wanted = happening.kind === 'said' ? languageIn(happening.text) : undefined;
    if (wanted) return dc.endDialog(wanted);
    talk.close(talk.text('asked-again'));
    talk.askLanguage();
    return Dialog.EndOfTurn;
  }
}

/** Asks which language to speak, remembers it, and ends: the question that was open is asked again in it. */
export class LanguageDialog extends ComponentDialog {
  static readonly id = 'language';

  constructor() {
    super(LanguageDialog.id);
    this.addDialog(new WaterfallDialog('choose', [this.ask, this.remember]));
    this.addDialog(new LanguagePrompt('name'));
    this.initialDialogId = 'choose';
  }

  private readonly ask = (step: WaterfallStepContext): Promise<DialogTurnResult> => step.beginDialog('name');

  private readonly remember = (step: WaterfallStepContext): Promise<DialogTurnResult> => {
    const talk = talkOf(step.context);
    const language = step.result as Language;
    talk.close(talk.text('chose', { choice: t(language, `language.${language}`) }));
    talk.state = { ...talk.state, language };
    return step.endDialog();
  };
}
