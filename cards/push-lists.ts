import type { Campaign, JournalLine } from '../src/core/campaign/campaign';
import type { Starts } from '../src/core/campaign/list/list';
import { countOf, outOfReach, type Standing, type Tally, type Why } from '../src/core/campaign/recipient';
import type { Language } from '../src/core/language';
import { shownName } from '../src/core/shown';
import { languages, moment, nameOf, type Params, t, type TextKey } from '../src/texts';
import type { Button, Sheet } from './data';
import { deskButton } from './desk-card';
import { type PushDesk, standingIn } from './push-desk';
import { sheetOf } from './begin-sheet';
import { begun } from './words';

/** People on one page of a list: what fits on a card. */
export const peoplePerPage = 20;
/** With the way back and the link to the page they are six: Teams hides the rest. */
const mostLanguages = 5;

/** What is told of first days on a list of so many, where it is about them. `say`: a text as it is written there. */
export function startLines(say: (key: TextKey, params: Params) => string, all: number, { found, without, more }: Starts): readonly string[] {
  if (found + without.length === 0) return [];
  return [say('pushes.starts', { count: found, all }), ...(without.length > 0 ? [say('pushes.starts.without', { who: without.join(', '), more })] : [])];
}

/** One who is shown by name. */
export interface Shown {
  readonly name: string;
  readonly address: string;
  readonly standing: Standing;
  readonly why: Why;
  readonly remindAt?: number | undefined;
  readonly case?: number | undefined;
}

/** A page of the people of a push, each with where she stands. */
export function peopleSheet({ language, now }: PushDesk, { plan, state }: Campaign, people: readonly Shown[], standing: string, page: number, more: boolean): Sheet {
  const go = (key: 'desk.list.next' | 'desk.list.previous', to: number): Button => deskButton(t(language, key), { verb: 'desk-push-people', push: plan.number, standing, page: to }, now);
  return sheetOf(language, t(language, standing === 'cannot' ? 'pushes.who-cannot' : 'pushes.who-all', { number: `${plan.number}` }), {
    people: people.map((one) => ({
      // Where the list had no name, the address is what she is called by.
      name: one.address === '' ? t(language, 'pushes.nobody') : shownName(one.name),
      address: one.address,
      standing: `${begun(standingIn(language, one.standing, one.why, one.remindAt))}${one.case === undefined ? '' : ` (${t(language, 'pushes.case', { number: `${one.case}` })})`}`,
    })),
    notes: [
      people.length === 0 ? t(language, 'pushes.none') : '',
      state === 'running' && people.some(({ standing: stands }) => stands === 'reachable') ? t(language, 'pushes.quiet') : '',
      page > 0 || more ? t(language, 'pushes.page', { page: page + 1 }) : '',
    ],
    buttons: [
      deskButton(t(language, 'pushes.back'), { verb: 'desk-push-show', push: plan.number }, now),
      ...(page > 0 ? [go('desk.list.previous', page - 1)] : []),
      ...(more ? [go('desk.list.next', page + 1)] : []),
      deskButton(t(language, standing === 'cannot' ? 'pushes.show-all' : 'pushes.show-cannot'), { verb: 'desk-push-people', push: plan.number, standing: standing === 'cannot' ? 'all' : 'cannot', page: 0 }, now),
    ],
  });
}

/** What HR sends by its own means to those whom Teams cannot reach: to be copied, in any of the languages. */
export function readySheet({ language, now }: PushDesk, { plan }: Campaign, tallies: readonly Tally[], to: Language, text: { readonly subject: string; readonly mail: string; readonly sms: string; readonly page: string }): Sheet {
  const push = plan.number;
  const count = countOf(tallies, outOfReach);
  const others = languages.filter((other) => other !== to).slice(0, mostLanguages - 1);
  return sheetOf(language, t(language, 'page.push.title', { number: `${push}` }), {
    status: [count > 0 ? t(language, 'page.push.count', { count }) : t(language, 'page.push.none')],
    mood: 'emphasis',
    facts: [
      { label: t(language, 'page.push.subject'), lines: [text.subject] },
      { label: t(language, 'page.push.mail'), lines: text.mail.split('\n').filter((line) => line !== '') },
      { label: t(language, 'page.push.sms'), lines: [text.sms] },
    ],
    notes: [t(language, 'page.push.how')],
    buttons: [
      ...others.map((other) => deskButton(nameOf(other), { verb: 'desk-push-text', push, to: other }, now)),
      deskButton(t(language, 'pushes.back'), { verb: 'desk-push-show', push }, now),
    ],
    links: [{ label: t(language, 'page.push.open'), url: text.page }],
  });
}

/** A page of the pushes, newest first, each with a button that shows it. */
export function pushesSheet({ language, now }: PushDesk, campaigns: readonly Campaign[], page: number, more: boolean): Sheet {
  const go = (key: 'desk.list.next' | 'desk.list.previous', to: number): Button => deskButton(t(language, key), { verb: 'desk-push-list', page: to }, now);
  return sheetOf(language, t(language, 'pushes.list'), {
    status: campaigns.length === 0 ? [t(language, 'pushes.list.none')] : [],
    mood: 'emphasis',
    facts: campaigns.map(({ plan, state }) => ({
      label: t(language, 'pushes.title', { number: `${plan.number}` }),
      lines: [t(language, 'pushes.list.line', { state: t(language, `pushes.state.${state}`), people: plan.people, name: plan.by.name, when: moment(language, plan.createdAt) })],
    })),
    buttons: [
      ...campaigns.map(({ plan }) => deskButton(t(language, 'desk.list.show', { number: `${plan.number}` }), { verb: 'desk-push-show', push: plan.number }, now)),
      ...(page > 0 ? [go('desk.list.previous', page - 1)] : []),
      ...(more ? [go('desk.list.next', page + 1)] : []),
    ],
    // Six at most: Teams hides the rest.
    rest: page > 0 ? [] : [deskButton(t(language, 'pushes.form.title'), { verb: 'desk-push-form' }, now), deskButton(t(language, 'pushes.journal'), { verb: 'desk-push-journal', page: 0 }, now)],
  });
}

const deedIn = (language: Language, { campaign, who, what, count }: JournalLine): string =>
  t(language, 'pushes.journal.line', { number: `${campaign}`, who: who || t(language, 'bot.name'), what: t(language, `pushes.did.${what}`), count });

/** A line of the journal. */
export const journalLineIn = (language: Language, deed: JournalLine): string => `${moment(language, deed.at)}: ${deedIn(language, deed)}`;

/** A page of what was done, newest first. */
export function journalSheet(
  { language, now }: PushDesk,
  lines: readonly JournalLine[],
  page: number,
  more: boolean,
): Sheet {
  const go = (key: 'desk.list.next' | 'desk.list.previous', to: number): Button => deskButton(t(language, key), { verb: 'desk-push-journal', page: to }, now);
  return sheetOf(language, t(language, 'pushes.journal'), {
    facts: lines.map((line) => ({ label: moment(language, line.at), lines: [begun(deedIn(language, line))] })),
    notes: [lines.length === 0 ? t(language, 'pushes.none') : '', page > 0 || more ? t(language, 'pushes.page', { page: page + 1 }) : ''],
    buttons: [...(page > 0 ? [go('desk.list.previous', page - 1)] : []), ...(more ? [go('desk.list.next', page + 1)] : [])],
  });
}
