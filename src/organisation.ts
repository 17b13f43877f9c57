import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Organisation } from './core/organisation';
import askoy from './organisations/askoy.json';
import { languages } from './texts';

const text = z.string().trim().min(1);
const email = z.email();
const link = z.url({ protocol: /^https$/ });
const language = z.enum(languages);
const inEveryLanguage = z.record(z.string().regex(/^[a-z]{2,3}$/, 'a language such as nb'), text);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 08:00');

/** The organisation file. Unknown keys are refused: a misspelt one would otherwise count as absent. */
const organisation = z.strictObject({
  name: text,
  email: z.strictObject({
    domains: z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a domain such as askoy.kommune.no')).min(1),
    patterns: z.array(text).min(1),
  }),
  hr: z.strictObject({ email }),
  links: z.strictObject({ accountSettings: link, video: link.optional(), vismaEnterprise: link.optional() }),
  otherSystems: z.array(z.strictObject({ name: text, help: inEveryLanguage })).default([]),
  videoInCard: z.boolean().optional(),
  noInbox: inEveryLanguage.optional(),
  electronicIds: z.array(text).min(1),
  sharedAccounts: z.array(email).default([]),
  openingHours: z
    .strictObject({ days: z.array(z.strictObject({ day: z.int().min(1).max(7), from: time, to: time })).min(1) })
    .optional(),
  defaultLanguage: language,
  privacy: z.strictObject({
    responsible: text,
    purpose: inEveryLanguage,
    contact: email,
    url: link.optional(),
    daysKept: z.int().min(1).optional(),
  }),
});

/** Every text in several languages is there at least in the organisation's own. */
const complete = organisation.check(({ value, issues }) => {
  const { defaultLanguage, otherSystems, noInbox, privacy } = value;
  const given = [
    { path: ['privacy', 'purpose'], words: privacy.purpose },
    ...otherSystems.map(({ help }, index) => ({ path: ['otherSystems', index, 'help'], words: help })),
    ...(noInbox ? [{ path: ['noInbox'], words: noInbox }] : []),
  ];
  for (const { path, words } of given)
    if (!words[defaultLanguage]) issues.push({ code: 'custom', input: words, path: [...path, defaultLanguage], message: 'is missing: it is the default language' });
});

/** What an unknown value has to be to count as an organisation, or every fault in it, one sentence each. */
export function parseOrganisation(value: unknown): Organisation | readonly string[] {
  const parsed = complete.safeParse(value);
  return parsed.success
    ? parsed.data
    : parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
}

/** Reads the organisation file, or Askøy's where none is named. Gives every fault in it instead, if there are any. */
export function readOrganisation(file: string | undefined): Organisation | readonly string[] {
  if (!file) return parseOrganisation(askoy);
  try {
    // Editors on Windows put a byte order mark in front, which JSON knows nothing of.
    return parseOrganisation(JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')));
  } catch (error) {
    return [`${file} cannot be read as JSON: ${error instanceof Error ? error.message : 'unknown error'}`];
  }
}
