import { writeFileSync } from 'node:fs';
import { journalLineIn, startLines } from '../../../cards/push-lists';
import type { Done, Journal, Listing, Made, People, Report, Shown } from '../../app/push/terminal/answers';
import { countOf } from '../../core/campaign/recipient';
import type { Language } from '../../core/language';
import type { Asks } from '../../http/push-asks';
import { t } from '../../texts';
import type { Command } from './arguments';
import type { Bot } from './bot';
import { bytesOf, greetingOf } from './files';
import { follow } from './follow';
import type { Screen } from './screen';
import { Stop } from './stop';
import { dryRunLines, listLine, misreadLines, reportLines } from './tell';

/** Does what was asked for, and resolves with the exit code. Throws {@link Stop} where it is refused. */
export async function perform(command: Command, bot: Bot, screen: Screen, language: Language): Promise<number> {
  switch (command.kind) {
    case 'check': {
      const { by, key } = command;
      const file = bytesOf(command.file).toString('base64');
      return checked(bot, screen, language, by, await bot.post<Made, 'make'>('', { by, key, file, greeting: greetingOf(command) }));
    }
    case 'again': {
      const { number, by, key, only, sender } = command;
      return checked(bot, screen, language, by, await bot.post<Made, 'again'>(`/${number}/again`, { by, key, only, ...(sender === undefined ? {} : { sender }) }));
    }
    case 'send': {
      const { number, by, at, yesLinks, yesNow } = command;
      const send = (over: Omit<Asks['send'], 'by'>): Promise<Done> => bot.post<Done, 'send'>(`/${number}/send`, { by, ...over });
      return told(screen, await meant(screen, language, send({ yesLinks, yesNow, ...(at === undefined ? {} : { at }) }), { anyway: () => send({ yesLinks: true, yesNow: true }), plan: (then) => send({ yesLinks: true, at: then }) }));
    }
    case 'resume': {
      const { number, by, yesNow } = command;
      const resume = (now: boolean): Promise<Done> => bot.post<Done, 'resume'>(`/${number}/resume`, { by, yesNow: now });
      return told(screen, await meant(screen, language, resume(yesNow), { anyway: () => resume(true) }));
    }
    case 'pause':
    case 'cancel':
      return told(screen, await bot.post<Done, 'deed'>(`/${command.number}/${command.kind}`, { by: command.by }));
    case 'watch':
      return watched(bot, screen, language, command.number);
    case 'report':
      return reported(bot, screen, command);
    case 'list': {
      const { list, more, language: theirs } = await bot.get<Listing>(`?page=${command.page}`);
      const lines = list.map((one) => listLine(theirs, one));
      return paged(screen, theirs, lines.length > 0 ? lines : [t(theirs, 'pushes.list.none')], more, command.page);
    }
    case 'journal': {
      const { journal, more, language: theirs } = await bot.get<Journal>(`/journal?page=${command.page}`);
      const lines = journal.map((line) => journalLineIn(theirs, line));
      return paged(screen, theirs, lines.length > 0 ? lines : [t(theirs, 'pushes.none')], more, command.page);
    }
    default:
      return command satisfies never;
  }
}

/** A push was made, or had been: its dry run. All right is one in which everybody on the list gets it. */
async function checked(bot: Bot, screen: Screen, language: Language, by: string, { number, made, people, misread, doubles, starts }: Made): Promise<number> {
  screen.say(t(language, made ? 'terminal.made' : 'pushes.made-before', { number: `${number}` }));
  screen.say(...misreadLines(language, misread), ...(doubles > 0 ? [t(language, 'pushes.doubles', { count: doubles })] : []), ...startLines((key, params) => t(language, key, params), people, starts));
  const shown = await follow(bot, screen, language, number, (state) => state !== 'checking');
  const { campaign, tallies } = shown;
  if (campaign.state !== 'checked') {
    screen.say(...reportLines(shown));
    return 1;
  }
  const missed = await bot.get<People>(`/${number}/missed`);
  const sum = t(shown.language, 'pushes.sum', { sum: shown.sum, people: campaign.plan.people });
  screen.say(...dryRunLines(shown, missed), sum);
  if (campaign.plan.greeting !== '') screen.say(`${t(shown.language, 'pushes.greeting')}:`, ...campaign.plan.greeting.split('\n').map((line) => `  ${line}`));
  if (countOf(tallies, ['reachable', 'installable']) > 0) screen.say(t(shown.language, 'terminal.send-next', { number: `${number}`, by }));
  return missed.who.length === 0 && misread.length === 0 && shown.sum === campaign.plan.people ? 0 : 1;
}

/** What the bot did; or, where it asks whether that is meant and somebody sits here, what came of the answer. */
async function meant(screen: Screen, language: Language, first: Promise<Done>, answers: { readonly anyway: () => Promise<Done>; readonly plan?: (at: string) => Promise<Done> }): Promise<Done> {
  try {
    return await first;
  } catch (error) {
    const ask = error instanceof Stop && 'text' in error.why ? error.why.ask : undefined;
    if (!ask || !screen.answers) throw error;
    const { text, anyway, plan } = ask;
    screen.say(text, '', `1  ${anyway}`, ...(plan ? [`2  ${plan.label}`] : []), '');
    const answer = await screen.ask(t(language, 'terminal.choose'));
    if (answer === '1') return answers.anyway();
    if (answer === '2' && plan && answers.plan) return answers.plan(plan.at);
    throw new Stop({ key: 'terminal.left' }, { cause: error });
  }
}

/** What waits for somebody's word is not done. */
function told(screen: Screen, { state, text }: Done): number {
  screen.say(text);
  return state === 'confirming' ? 1 : 0;
}

async function watched(bot: Bot, screen: Screen, language: Language, number: number): Promise<number> {
  const shown = await follow(bot, screen, language, number, (state) => state === 'checked' || state === 'done' || state === 'cancelled');
  if (shown.campaign.state === 'checked') screen.complain(t(language, 'terminal.not-sent', { number: `${number}` }));
  screen.say(...reportLines(shown));
  return shown.campaign.state === 'done' && shown.sum === shown.campaign.plan.people ? 0 : 1;
}

async function reported(bot: Bot, screen: Screen, { number, csv: file }: Command & { kind: 'report' }): Promise<number> {
  const shown = await bot.get<Shown>(`/${number}`);
  screen.say(...reportLines(shown));
  if (file !== undefined) {
    const { csv } = await bot.get<Report>(`/${number}/report`);
    try {
      // Names of people: for whoever asked for it alone.
      writeFileSync(file, csv, { mode: 0o600 });
    } catch (cause) {
      throw new Stop({ key: 'terminal.unwritten-file', params: { file } }, { cause });
    }
    screen.say(t(shown.language, 'terminal.csv', { file }));
  }
  return shown.sum === shown.campaign.plan.people ? 0 : 1;
}

function paged(screen: Screen, language: Language, lines: readonly string[], more: boolean, page: number): number {
  screen.say(...lines, ...(more ? [t(language, 'terminal.next-page', { page: page + 1 })] : []));
  return 0;
}
