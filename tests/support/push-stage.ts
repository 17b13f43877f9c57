import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import askoyFile from '../../src/organisations/askoy.json';
import { personalChat, type Someone, someone } from './activities';
import { eventually } from './bot-process';
import { startMovedClock, workday } from './moved-clock';
import type { Environment } from './running-bot';
import { Adviser, Employee, type Stage, startStage, wordsIn } from './stage';
import { query } from './stores';

/** What the terminal proves itself with in tests. */
export const pushKey = 'kjent-bare-for-disse-provene-0123456789';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function fileOf(name: string, content: unknown): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'vismahjelpen-push-'));
  folders.push(folder);
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

/** Somebody in the directory file. */
export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly enabled?: boolean;
  readonly guest?: boolean;
  readonly locale?: string;
  readonly chat?: string;
  readonly installed?: boolean;
  readonly refuses?: 'policy' | 'permission' | 'no-app';
}

export const addressOf = (name: string): string => `${name.toLowerCase().replaceAll(' ', '.')}@askoy.kommune.no`;

/** New hires whom the app can be put there for: a chat each, as Teams would make it. */
export const hires = (...names: readonly string[]): readonly Listed[] => names.map((name) => ({ id: `id-${name}`, name, email: addressOf(name), chat: `a:chat-of-${name.replaceAll(' ', '-')}` }));

/** Settings with which pushes can be made: a directory, and an employer who has decided how long things are kept. */
export function pushEnv(people: readonly Listed[], hr: object = {}, privacy: object = { daysKept: 365 }): Environment {
  return {
    DIRECTORY_FILE: fileOf('people.json', people),
    ORGANISATION_FILE: fileOf('organisation.json', { ...askoyFile, hr: { ...askoyFile.hr, ...hr }, privacy: { ...askoyFile.privacy, ...privacy } }),
  };
}

/** HR at its desk: an adviser who asks the bot for pushes in HR's channel. */
export class Desk extends Adviser {
  /** Writes to the bot in the channel, and goes on in the thread that this begins. */
  static async asks(stage: Omit<Stage, 'bot'>, text: string, who: Someone = stage.channel.members[0] ?? someone('Hanne Rådgiver')): Promise<Desk> {
    const activity = stage.channel.post(who, text);
    await stage.post(activity);
    return new Desk(stage, stage.channel, who, String(activity.id));
  }

  /** Goes to the thread of a push. */
  async at(number: number): Promise<Desk> {
    const title = `Utsending ${number}`;
    const thread = await this.stage.teams.waitFor(() => this.stage.teams.threads(this.channel.channel.id).find(({ messages }) => messages[0] && wordsIn(messages[0]).startsWith(title)), `the thread of push ${number}`);
    return new Desk(this.stage, this.channel, this.who, thread.root);
  }

  as(who: Someone): Desk {
    return new Desk(this.stage, this.channel, who, this.root);
  }
}

/** A bot with an HR team that can push, on a working day, unless the test has a clock of its own. */
export async function startPushStage(people: readonly Listed[], { hr = {}, privacy, env = {} }: { hr?: object; privacy?: object; env?: Environment } = {}): Promise<Stage> {
  if (!jest.isMockFunction(Date.now)) startMovedClock(workday);
  return startStage({ env: { ...pushEnv(people, hr, privacy), ...env } });
}

/** Hands in a list, and waits until everybody on it was looked up. */
export async function checked(stage: Omit<Stage, 'bot'>, list: string, greeting = ''): Promise<Desk> {
  const desk = await Desk.asks(stage, 'ny utsending');
  await desk.sees('Ny utsending');
  await desk.presses('Sjekk listen', { list, greeting });
  const number = Number(/Utsending (\d+) er laget/.exec(desk.answers.at(-1) ?? '')?.[1]);
  if (!number) throw new Error(`no push was made: ${desk.answers.at(-1)}`);
  const thread = await desk.at(number);
  await thread.sees(/Klar\. Ingenting er sendt ennå\.|Ingen på listen/, 20_000);
  return thread;
}

/** Where everybody on a push stands, by address. */
export async function standings({ bot }: Stage, number = 1): Promise<Record<string, string>> {
  const rows = await query<{ address: string; n: number; standing: string; why: string }>(`file:${bot.database}`, `select address, n, standing, why from recipients where campaign = ${number} order by n`);
  return Object.fromEntries(rows.map(({ address, n, standing, why }) => [address || `${n}`, why ? `${standing}:${why}` : standing]));
}

/** Somebody's chat as Teams would make it for the file's people. */
export function hire(stage: Stage, name: string, locale = 'nb-NO'): Employee {
  const [one] = hires(name);
  const chat = personalChat({ serviceUrl: stage.teams.serviceUrl, locale, conversation: one?.chat ?? '', person: { id: `29:${name}`, name, aadObjectId: one?.id ?? '' } });
  stage.teams.people(chat.conversation, [{ ...chat.person, email: addressOf(name), userPrincipalName: addressOf(name) }]);
  return new Employee(stage, chat);
}

/** A push to these people, sent; each with her chat, in which it stands. */
export async function pushed(stage: Stage, names: readonly string[], { greeting = '', locale = 'nb-NO' } = {}): Promise<{ readonly desk: Desk; readonly people: readonly Employee[] }> {
  const people = names.map((name) => hire(stage, name, locale));
  const desk = await checked(stage, names.map(addressOf).join('\n'), greeting);
  await desk.presses(names.length === 1 ? 'Send nå til én' : `Send nå til ${names.length}`);
  for (const one of people) await stage.teams.waitFor(() => one.messages.length > 0, `the push in ${one.chat.person.name}'s chat`);
  await eventually(async () => Object.values(await standings(stage)).every((standing) => standing !== 'sending'), 'all to be written down');
  return { desk, people };
}
