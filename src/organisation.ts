import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { weekdays } from './core/hours';
import type { Organisation } from './core/organisation';
import askoy from './organisations/askoy.json';
import { languages } from './texts';

const text = z.string().trim().min(1);
const email = z.email();
const link = z.url({ protocol: /^https$/ });
const language = z.enum(languages);
const inEveryLanguage = z.record(z.string().regex(/^[a-z]{2,3}$/, 'a language such as nb'), text);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 08:00');

const count = z.int('must be a whole number').min(1, 'must be 1 or more');

const openingHours = z
  .strictObject({ days: z.array(z.enum(weekdays, { error: `must be one of ${weekdays.join(', ')}` })).min(1), from: time, to: time })
  .check(({ value, issues }) => {
    if (value.from >= value.to) issues.push({ code: 'custom', input: value.to, path: ['to'], message: `must be later than ${value.from}` });
  });
type OpeningHours = z.infer<typeof openingHours>;

const overlap = (one: OpeningHours, other: OpeningHours): boolean =>
  one.from < other.to && other.from < one.to && one.days.some((day) => other.days.includes(day));

const hours = z
  .array(openingHours)
  .min(1)
  .check(({ value, issues }) => {
    for (const [index, line] of value.entries())
      if (value.slice(0, index).some((earlier) => overlap(earlier, line)))
        issues.push({ code: 'custom', input: line, path: [index], message: 'overlaps with hours further up' });
  });

const desks = z
  .array(z.strictObject({ id: z.string().regex(/^[a-z0-9-]+$/, 'an id such as it-support'), name: text, email: email.optional() }))
  .check(({ value, issues }) => {
    for (const [index, { id }] of value.entries())
      if (value.slice(0, index).some((earlier) => earlier.id === id))
        issues.push({ code: 'custom', input: id, path: [index, 'id'], message: `another desk has the id ${id}` });
  });

const hr = z.strictObject({
  email,
  hours: hours.optional(),
  claimWithin: count.default(30),
  answerWithin: count.default(3),
  mailWithin: count.default(10),
  // As long as an employee is told that she can open it again.
  daysKept: z.int('must be a whole number').min(14, 'must be 14 or more').optional(),
  guestsAreHr: z.boolean().default(false),
  noticeAfter: count.default(5),
  desks: desks.default([]),
  genuine: inEveryLanguage.optional(),
  secondAbove: count.default(500),
  accountWithin: count.default(10),
  pushNamesKept: count.default(30),
});

/** The organisation file. Unknown keys are refused: a misspelt one would otherwise count as absent. */
const organisation = z.strictObject({
  name: text,
  email: z.strictObject({
    domains: z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a domain such as askoy.kommune.no')).min(1),
    patterns: z.array(text).min(1),
  }),
  hr,
  links: z.strictObject({ accountSettings: link, video: link.optional(), vismaEnterprise: link.optional() }),
  otherSystems: z.array(z.strictObject({ name: text, help: inEveryLanguage })).default([]),
  videoInCard: z.boolean().optional(),
  noInbox: inEveryLanguage.optional(),
  electronicIds: z.array(text).min(1),
  sharedAccounts: z.array(email).default([]),
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
    ...(value.hr.genuine ? [{ path: ['hr', 'genuine'], words: value.hr.genuine }] : []),
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
