import type { Question } from '../../app/push/terminal/answers';
import type { Misread } from '../../core/campaign/list/list';
import type { Language } from '../../core/language';
import { t, type Params, type TextKey } from '../../texts';
import { misreadLines } from './tell';

/** A reason to give up that is told in plain words: a text of ours, or the bot's own sentence. */
export class Stop extends Error {
  constructor(
    readonly why: { readonly key: TextKey; readonly params?: Params } | { readonly text: string; readonly misread?: readonly Misread[] | undefined; readonly ask?: Question | undefined },
    options?: ErrorOptions,
  ) {
    super('key' in why ? why.key : why.text, options);
  }

  lines(language: Language): readonly string[] {
    const { why } = this;
    return 'key' in why ? [t(language, why.key, why.params)] : [why.text, ...misreadLines(language, why.misread ?? [])];
  }
}
