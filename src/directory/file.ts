import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Account, Directory, Refused } from '../app/directory';

const text = z.string().trim().min(1);

const person = z.strictObject({
  /** The id that Teams knows her by (`aadObjectId`). */
  id: text,
  name: text,
  email: z.email(),
  enabled: z.boolean().default(true),
  guest: z.boolean().default(false),
  locale: text.optional(),
  /** Her chat with the bot, once the app is there for her. */
  chat: text.optional(),
  /** The app is there for her from the start. */
  installed: z.boolean().default(false),
  /** Why the app cannot be put there for her. */
  refuses: z.enum(['policy', 'permission', 'no-app'], { error: 'must be policy, permission or no-app' }).optional(),
});

const people = z.array(person).check(({ value, issues }) => {
  for (const [index, { id, email }] of value.entries())
    for (const [key, said, taken] of [
      ['id', id, value.slice(0, index).some((other) => other.id === id)],
      ['email', email, value.slice(0, index).some((other) => other.email.toLowerCase() === email.toLowerCase())],
    ] as const)
      if (taken) issues.push({ code: 'custom', input: said, path: [index, key], message: 'is that of somebody further up' });
});

export type FilePerson = z.infer<typeof person>;

/** What an unknown value has to be to count as a directory, or every fault in it, one sentence each. */
export function parsePeople(value: unknown): { readonly people: readonly FilePerson[] } | { readonly faults: readonly string[] } {
  const parsed = people.safeParse(value);
  if (parsed.success) return { people: parsed.data };
  return { faults: parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`) };
}

/** Reads a directory file: a JSON list of people. Gives every fault in it instead, if there are any. */
export function readPeople(file: string): ReturnType<typeof parsePeople> {
  try {
    // Editors on Windows put a byte order mark in front, which JSON knows nothing of.
    return parsePeople(JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')));
  } catch (error) {
    return { faults: [`${file} cannot be read as JSON: ${error instanceof Error ? error.message : 'unknown error'}`] };
  }
}

const gone: Refused = { kind: 'refused', why: 'gone', detail: 'not in the directory file' };

/** A directory out of a list, for the demo and for tests. Who is installed is remembered as long as the process lives. */
export function fileDirectory(list: readonly FilePerson[]): Directory {
  const byId = new Map(list.map((each) => [each.id, each]));
  const byAddress = new Map(list.map((each) => [each.email.toLowerCase(), each]));
  const installed = new Set(list.filter((each) => each.installed).map(({ id }) => id));
  const accountOf = ({ id, name, email, enabled, guest, locale }: FilePerson): Account => ({ id, name, email, enabled, guest, locale });

  return {
    async find(addresses) {
      return addresses.map((address) => {
        const found = byAddress.get(address.trim().toLowerCase());
        return found && accountOf(found);
      });
    },
    async chat(id) {
      const found = byId.get(id);
      if (!found) return gone;
      return installed.has(id) && found.chat ? { kind: 'chat', id: found.chat } : { kind: 'not-installed' };
    },
    async install(id) {
      const found = byId.get(id);
      if (!found) return gone;
      if (found.refuses && !installed.has(id)) return { kind: 'refused', why: found.refuses, detail: 'refuses in the directory file' };
      installed.add(id);
      return { kind: 'installed' };
    },
  };
}
