/**
 * `npm run push -- …`: HR's pushes at the terminal. Asks the bot that runs, by PUSH_URL and PUSH_KEY from the environment or
 * `.env`. Ends with 0 where it is done, 1 where it was refused or something is not all right, 2 where it was used wrongly.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { t } from '../texts';
import { readCommand } from './push/arguments';
import { Bot } from './push/bot';
import { perform } from './push/perform';
import { Screen } from './push/screen';
import { readPushSettings } from './push/settings';
import { Stop } from './push/stop';

const dotenv = path.join(__dirname, '..', '..', '.env');

async function main(): Promise<number> {
  const settings = readPushSettings({ ...(existsSync(dotenv) ? parseEnv(readFileSync(dotenv, 'utf8')) : {}), ...process.env });
  const { language } = settings;
  const screen = new Screen(process.stdout, process.stderr, process.stdin);
  const command = readCommand(process.argv.slice(2));
  if ('help' in command) {
    screen.say(t(language, 'terminal.usage'), '', t(language, 'terminal.help'));
    return 0;
  }
  if ('wrong' in command) {
    // Last: the usage is long, and what is wrong would be out of sight above it.
    screen.complain(t(language, 'terminal.usage'), '', t(language, command.wrong, command.params));
    return 2;
  }
  if ('fault' in settings) {
    screen.complain(t(language, settings.fault));
    return 2;
  }
  try {
    return await perform(command, new Bot(settings), screen, language);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    screen.complain(...error.lines(language));
    return 1;
  }
}

// Not `exit`: what was written to a pipe must get there.
main().then(
  (code) => void (process.exitCode = code),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
