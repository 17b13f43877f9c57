import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { missedOf } from '../../app/push/scene';
import { missedIt } from '../../core/campaign/recipient';
import type { Params, TextKey } from '../../texts';

/** What is to be done. `by`: who does it, for the journal. */
export type Command =
  | { readonly kind: 'check'; readonly file: string; readonly by: string; readonly greeting: string; readonly greetingFile?: string | undefined; readonly key: string }
  | { readonly kind: 'send'; readonly number: number; readonly by: string; readonly at?: string | undefined; readonly yesLinks: boolean; readonly yesNow: boolean }
  | { readonly kind: 'resume'; readonly number: number; readonly by: string; readonly yesNow: boolean }
  | { readonly kind: 'pause' | 'cancel'; readonly number: number; readonly by: string }
  | { readonly kind: 'watch'; readonly number: number }
  | { readonly kind: 'report'; readonly number: number; readonly csv?: string | undefined }
  | { readonly kind: 'again'; readonly number: number; readonly by: string; readonly sender?: string | undefined; readonly only: string; readonly key: string }
  | { readonly kind: 'list' | 'journal'; readonly page: number };

export type Read = Command | { readonly wrong: TextKey; readonly params: Params } | { readonly help: true };

/** The options of each command. */
const options: Readonly<Record<Command['kind'], readonly string[]>> = {
  check: ['by', 'greeting', 'greeting-file', 'key'],
  send: ['at', 'yes-links', 'yes-now', 'by'],
  pause: ['by'],
  resume: ['yes-now', 'by'],
  cancel: ['by'],
  watch: [],
  report: ['csv'],
  again: ['only', 'by', 'key'],
  list: ['page'],
  journal: ['page'],
};
const isKind = (kind: string): kind is Command['kind'] => Object.hasOwn(options, kind);
const text = { type: 'string' } as const;
const known = { by: text, greeting: text, 'greeting-file': text, key: text, at: text, csv: text, only: text, page: text, 'yes-links': { type: 'boolean' }, 'yes-now': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

const wrong = (key: TextKey, params: Params = {}): Read => ({ wrong: key, params });

/** Whose name is in HR's journal is never guessed: a machine's login name names nobody there. */
const named = (given: ReadonlyMap<string, string>): boolean => /\p{L}/u.test(given.get('by') ?? '');

/** What was asked for on the command line; or what is wrong with it, as a text. */
export function readCommand(args: readonly string[]): Read {
  // Not strict: its own faults are in English, and name no command.
  const { positionals, tokens, values } = parseArgs({ args: [...args], options: known, allowPositionals: true, strict: false, tokens: true });
  const [kind, what, ...rest] = positionals;
  if (values.help || kind === 'help') return { help: true };
  if (kind === undefined) return wrong('terminal.wrong.none');
  if (!isKind(kind)) return wrong('terminal.wrong.command', { given: kind });
  const given = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value = '' } = token;
    const needs = !name.startsWith('yes-');
    const empty = value === '' && name !== 'greeting';
    if (!options[kind].includes(name) || given.has(name) || (needs && (empty || value.startsWith('--') || token.value === undefined))) return wrong('terminal.wrong.option', { given: rawName });
    given.set(name, value);
  }
  const many = rest[0] ?? (kind === 'list' || kind === 'journal' ? what : undefined);
  if (many !== undefined) return wrong('terminal.wrong.option', { given: many });
  return commandOf(kind, what ?? '', given);
}

function commandOf(kind: Command['kind'], what: string, given: ReadonlyMap<string, string>): Read {
  const by = given.get('by') ?? '';
  const key = given.get('key') ?? randomUUID();
  if (kind === 'list' || kind === 'journal') {
    const page = given.get('page') ?? '1';
    return /^[1-9]\d{0,5}$/.test(page) ? { kind, page: Number(page) } : wrong('terminal.wrong.page');
  }
  if (kind === 'check') {
    if (what === '') return wrong('terminal.wrong.file');
    // Everybody who gets it reads who it is from: nothing is guessed there.
    if (!named(given)) return wrong('terminal.wrong.by');
    if (given.has('greeting') && given.has('greeting-file')) return wrong('terminal.wrong.greetings');
    return { kind, file: what, by, greeting: given.get('greeting') ?? '', greetingFile: given.get('greeting-file'), key };
  }
  const number = Number(/^[1-9]\d{0,8}$/.exec(what)?.[0]);
  if (!number) return wrong('terminal.wrong.number');
  if (options[kind].includes('by') && !named(given)) return wrong('terminal.wrong.by-whom');
  switch (kind) {
    case 'send':
      return { kind, number, by, at: given.get('at'), yesLinks: given.has('yes-links'), yesNow: given.has('yes-now') };
    case 'resume':
      return { kind, number, by, yesNow: given.has('yes-now') };
    case 'pause':
    case 'cancel':
      return { kind, number, by };
    case 'watch':
      return { kind, number };
    case 'report':
      return { kind, number, csv: given.get('csv') };
    case 'again': {
      const only = given.get('only') ?? 'missed';
      return missedOf(only) ? { kind, number, by, sender: given.get('by'), only, key } : wrong('terminal.wrong.only', { known: [...missedIt, 'passed-over:missed'].join(', ') });
    }
    default:
      return kind satisfies never;
  }
}
