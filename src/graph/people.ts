import type { User } from '@microsoft/microsoft-graph-types';
import type { Account, Refused } from '../app/directory';
import { type Answer, isGood, itemIn, pageIn, type Thing } from './answer';
import { atOnce } from './budget';
import { type GraphClient, query, quoted, segment } from './client';
import { findPermission } from './permissions';
import { refusalOf } from './refusal';

type Found = Account | undefined | Refused;
type Person = User & Thing;

/** One address has one page; more is not followed for ever. */
const mostPages = 10;

const $select = 'id,displayName,mail,userPrincipalName,accountEnabled,userType,preferredLanguage';
const bySignInName = (address: string): string => `/users/${segment(address)}${query({ $select })}`;
const byMail = (address: string): string => `/users${query({ $filter: `mail eq ${quoted(address)}`, $select })}`;

/** What Graph says of somebody, in our words. What it does not say is taken for the usual. */
const accountOf = ({ id, displayName, mail, userPrincipalName, accountEnabled, userType, preferredLanguage }: Person): Account => ({
  id,
  name: displayName ?? '',
  email: mail ?? undefined,
  enabled: accountEnabled ?? true,
  // Whoever was invited has #EXT# in the sign-in name, and may since have been made a member.
  guest: userType === 'Guest' || /#EXT#/i.test(userPrincipalName ?? ''),
  locale: preferredLanguage ?? undefined,
});

/** 400: Graph does not take it for an address at all, so nobody has it. */
const refused = (answer: Answer): Refused | undefined => (answer.status === 400 ? undefined : refusalOf(answer, findPermission));

/** All with this mail address: an incomplete page is read on. */
async function everybodyIn(client: GraphClient, first: Answer): Promise<readonly Person[]> {
  let { items, next } = pageIn(first.body);
  for (let page = 1; next && page < mostPages; page += 1) {
    // The token goes nowhere else, wherever the answer points.
    if (!next.startsWith(`${client.base}/`)) break;
    const more = pageIn((await client.ask({ what: 'a page of people', path: next })).body);
    items = [...items, ...more.items];
    next = more.next;
  }
  return items;
}

async function ofMail(client: GraphClient, answer: Answer): Promise<Found> {
  if (!isGood(answer.status)) return answer.status === 404 ? undefined : refused(answer);
  const people = await everybodyIn(client, answer);
  const person = people.find(({ accountEnabled }) => accountEnabled !== false) ?? people[0];
  return person && accountOf(person);
}

async function findFew(client: GraphClient, addresses: readonly string[]): Promise<readonly Found[]> {
  const first = await client.askAll('people by sign-in name', addresses.map(bySignInName));
  // Only what is no account at all may be one under another name.
  const open = [...addresses.keys()].filter((index) => first[index]?.status === 404);
  const second = await client.askAll('people by mail', open.map((index) => byMail(addresses[index] ?? '')));
  const found: Found[] = [];
  for (const [index, answer] of first.entries()) {
    const person = isGood(answer.status) ? itemIn(answer.body) : undefined;
    const mailed = second[open.indexOf(index)];
    found.push(mailed ? await ofMail(client, mailed) : person ? accountOf(person) : refused(answer));
  }
  return found;
}

/**
 * The account behind each address, in their order: by sign-in name, else by mail address, where of several the enabled one
 * counts. Throws DirectoryAway where Graph cannot be asked now, however many were found before.
 */
export async function findPeople(client: GraphClient, addresses: readonly string[]): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (let from = 0; from < addresses.length; from += atOnce) found.push(...(await findFew(client, addresses.slice(from, from + atOnce))));
  return found;
}
