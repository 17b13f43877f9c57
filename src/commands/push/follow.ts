import { setTimeout } from 'node:timers/promises';
import type { Shown } from '../../app/push/terminal/answers';
import type { Campaign } from '../../core/campaign/campaign';
import { progressOf } from '../../core/campaign/progress';
import type { Language } from '../../core/language';
import { t } from '../../texts';
import type { Bot } from './bot';
import type { Progress, Screen } from './screen';
import { stateLine } from './tell';

/** How often the bot is asked, ms. */
const every = 1_000;

const moves = (state: Campaign['state']): state is 'checking' | 'running' => state === 'checking' || state === 'running';

/** Follows a push, with a bar or lines, until it is in a state that `until` is true for. The bot may be away meanwhile. */
export async function follow(bot: Pick<Bot, 'getPatiently'>, screen: Screen, language: Language, number: number, until: (state: Campaign['state']) => boolean): Promise<Shown> {
  let was: Campaign['state'] | undefined;
  let progress: Progress | undefined;
  let from = { at: 0, done: 0 };
  const end = (): void => {
    progress?.end();
    progress = undefined;
  };
  try {
    for (;;) {
      const shown = await bot.getPatiently<Shown>(`/${number}`, () => {
        end();
        screen.say(t(language, 'terminal.waits'));
      });
      const { campaign, tallies } = shown;
      const { state } = campaign;
      const { done, all } = progressOf(campaign, tallies);
      if (state !== was) {
        end();
        from = { at: Date.now(), done };
        if (!moves(state) && !until(state)) screen.say(stateLine(language, shown));
      }
      was = state;
      if (moves(state)) {
        const what = t(language, state === 'checking' ? 'terminal.progress.checking' : 'terminal.progress.running');
        progress ??= screen.progress(what, (part, whole) => t(language, 'terminal.progress.line', { what, done: part, all: whole }));
        const seconds = done > from.done ? Math.ceil(((Date.now() - from.at) * (all - done)) / (done - from.done) / 1_000) : 0;
        progress.at(done, all, seconds > 0 ? t(language, 'terminal.progress.left', { seconds }) : '');
      }
      if (until(state)) return shown;
      await setTimeout(every);
    }
  } finally {
    end();
  }
}
