import type { Campaign, JournalLine } from '../src/core/campaign/campaign';
import type { FreeTime } from '../src/core/campaign/moment';
import { progressOf } from '../src/core/campaign/progress';
import { countOf, hasIt, isMissed, possibleOf, outOfReach, type Standing, sumOf, type Tally, type Why } from '../src/core/campaign/recipient';
import { dateAt, timeOfDay } from '../src/core/hours';
import type { Language } from '../src/core/language';
import type { Organisation } from '../src/core/organisation';
import { shownLines, shownName } from '../src/core/shown';
import { day, isText, languages, moment, nameOf, t, weekday } from '../src/texts';
import type { ButtonAction } from './actions';
import { mostOfList } from './actions';
import type { Button, Input, Panel, Sheet } from './data';
import { deskButton } from './desk-card';
import { sheetOf } from './begin-sheet';
import { inCard } from './words';

/** What HR's cards about pushes are drawn from. `now`: when it is drawn, ms since 1970 UTC. */
export interface PushDesk {
  readonly language: Language;
  readonly organisation: Organisation;
  readonly now: number;
  /** A mail server is set up: else nothing that is sent by mail is offered. */
  readonly mails: boolean;
}

export const mostOfGreeting = 500;
/** People on one page of a list: what fits on a card. */
export const peoplePerPage = 20;
const minute = 60_000;
/** With the way back and the link to the page they are six: Teams hides the rest. */
const mostLanguages = 5;

/** As a sentence begins. */
export const begun = (text: string): string => `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}`;

/** "ukjent adresse", "får ikke appen: gjest": where somebody stands, in words. `remindAt`: when she is asked again. */
export function standingIn(language: Language, standing: Standing, why: Why, remindAt?: number): string {
  if (standing === 'answered' && why !== 'not-in' && remindAt !== undefined) return t(language, 'standing.answered.later-on', { date: day(language, remindAt) });
  const own = `standing.${standing}.${why}`;
  const key = why !== '' && isText(own) ? own : `standing.${standing}`;
  return isText(key) ? t(language, key) : standing;
}

/** The card that asks for a list and a greeting. */
export function pushForm({ language, now, organisation }: PushDesk, typed: { readonly list?: string; readonly greeting?: string } = {}, notes: readonly string[] = []): Sheet {
  return sheetOf(language, t(language, 'pushes.form.title'), {
    status: notes.slice(0, 1),
    mood: 'attention',
    notes: [...notes.slice(1), inCard(language, 'pushes.form.what', { organisation: organisation.name }), t(language, 'pushes.form.start')],
    inputs: [
      { kind: 'text', id: 'list', label: t(language, 'pushes.form.list'), value: typed.list ?? '', most: mostOfList },
      { kind: 'text', id: 'greeting', label: t(language, 'pushes.form.greeting'), value: typed.greeting ?? '', most: mostOfGreeting },
    ],
    buttons: [deskButton(t(language, 'pushes.form.check'), { verb: 'desk-push-check' }, now)],
  });
}

/** A line for each standing that somebody is in, those with reasons with their reasons. */
function linesOf(language: Language, tallies: readonly Tally[], of: (tally: Tally) => boolean): readonly string[] {
  return tallies
    .filter(of)
    .toSorted((one, other) => other.count - one.count)
    .map(({ standing, why, count }) => `${begun(standingIn(language, standing, why))}: ${count}`);
}

function dryRun({ language }: PushDesk, tallies: readonly Tally[]): Sheet['facts'] {
  const known = (standing: Standing): boolean => standing === 'reachable' || standing === 'installable' || standing === 'listed';
  return [
    {
      label: t(language, 'pushes.can'),
      lines: [
        t(language, 'pushes.reachable', { count: countOf(tallies, ['reachable']) }),
        t(language, 'pushes.installable', { count: countOf(tallies.filter(({ why }) => why === ''), ['installable']) }),
        ...linesOf(language, tallies, ({ standing, why }) => standing === 'installable' && why !== ''),
      ],
    },
    { label: t(language, 'pushes.cannot'), lines: linesOf(language, tallies, ({ standing }) => !known(standing)) },
  ];
}

const report = ({ language }: PushDesk, tallies: readonly Tally[]): Sheet['facts'] => [
  { label: t(language, 'pushes.report'), lines: linesOf(language, tallies, () => true) },
];

function statusOf(desk: PushDesk, campaign: Campaign, tallies: readonly Tally[]): Pick<Sheet, 'status' | 'mood'> {
  const { language, now } = desk;
  const { done, all, missed } = progressOf(campaign, tallies);
  const answers = countOf(tallies, ['answered', 'in', 'asked-hr']);
  const has = countOf(tallies, hasIt);
  const answered = has > 0 ? t(language, 'pushes.answered', { count: answers, all: has }) : '';
  const progress = t(language, missed > 0 ? 'pushes.progress-missed' : 'pushes.progress', { done, all, has, missed });
  switch (campaign.state) {
    case 'checking':
      return { status: [t(language, 'pushes.checking'), t(language, 'pushes.looked-up', { done, all })], mood: 'emphasis' };
    case 'checked':
      return { status: [t(language, 'pushes.checked')], mood: 'accent' };
    case 'confirming':
      return { status: [inCard(language, 'pushes.confirming', { name: shownName(campaign.by.name), count: possibleOf(tallies).now })], mood: 'attention' };
    case 'scheduled':
      return { status: [inCard(language, 'pushes.scheduled', { when: whenIn(language, campaign.at), name: shownName(campaign.by.name) })], mood: 'accent' };
    case 'running': {
      const minutes = (now - campaign.startedAt) / minute;
      const rate = minutes > 0.05 ? done / minutes : 0;
      const left = rate > 0 ? Math.ceil((all - done) / rate) : 0;
      return { status: [t(language, 'pushes.running'), progress, answered, ...(rate >= 1 && left > 0 ? [t(language, 'pushes.rate', { rate: Math.round(rate), left })] : [])], mood: 'accent' };
    }
    case 'paused':
      return { status: [inCard(language, 'pushes.paused', { name: shownName(campaign.by.name) }), progress, answered], mood: 'attention' };
    case 'done':
      return { status: [t(language, 'pushes.done'), inCard(language, 'pushes.ended', { when: moment(language, campaign.endedAt) }), answered], mood: 'good' };
    case 'cancelled':
      return { status: [inCard(language, 'pushes.cancelled', { name: shownName(campaign.by.name) || t(language, 'bot.name'), when: moment(language, campaign.at) }), ...(answers > 0 ? [answered] : [])], mood: 'warning' };
    default:
      return campaign satisfies never;
  }
}

/** "mandag 30. november kl. 09:00", the weekday always there. */
export const whenIn = (language: Language, at: number): string => {
  const time = moment(language, at);
  return `${weekday(language, at)} ${time}`;
};

const sum = ({ language }: PushDesk, { plan }: Campaign, tallies: readonly Tally[]): string => t(language, 'pushes.sum', { sum: sumOf(tallies), people: plan.people });

/** The card of a push, drawn from it as it is. At most six buttons and panels. `sure`: she was asked for the greeting's links. */
export function campaignSheet(desk: PushDesk, campaign: Campaign, tallies: readonly Tally[]): Sheet {
  const { language, now, organisation, mails } = desk;
  const { plan, state } = campaign;
  const act = (key: Parameters<typeof t>[1], action: ButtonAction, params = {}): Button => deskButton(t(language, key, params), action, now);
  const push = plan.number;
  const { now: possible, later } = possibleOf(tallies);
  const ended = state === 'done' || state === 'cancelled';
  const nobody = state === 'checked' && possible + later === 0;
  const before = state === 'checked' || state === 'confirming' || state === 'scheduled';
  const date: Input = { kind: 'day', id: 'date', label: t(language, 'pushes.schedule.date') };
  // Not Input.Time: phones send noon and midnight in ways of their own.
  const time: Input = { kind: 'line', id: 'time', label: t(language, 'pushes.schedule.time'), value: '09:00', most: 5 };
  const sending: Readonly<Record<Campaign['state'], readonly Button[]>> = {
    checking: [],
    checked: possible + later > 0 ? [act(possible > 0 ? 'pushes.send' : 'pushes.send-later', { verb: 'desk-push-send', push, sure: false, anyway: false }, { count: possible })] : [],
    confirming: [act('pushes.confirm', { verb: 'desk-push-send', push, sure: true, anyway: false, confirms: campaign.deeds }, { count: possible })],
    scheduled: [],
    running: [act('pushes.pause', { verb: 'desk-push-pause', push, on: true, anyway: false })],
    paused: [act('pushes.resume', { verb: 'desk-push-pause', push, on: false, anyway: false })],
    done: [],
    cancelled: [],
  };
  const panels: readonly Panel[] = [
    ...(state === 'checked' && possible + later > 0
      ? [{ label: t(language, 'pushes.schedule'), notes: [t(language, 'pushes.schedule.note')], inputs: [date, time], buttons: [act('pushes.schedule.do', { verb: 'desk-push-schedule', push, sure: false })] }]
      : []),
    ...(ended && tallies.some((tally) => isMissed(tally) && tally.count > 0) ? [againPanel(desk, campaign, tallies)] : []),
  ];
  return sheetOf(language, t(language, 'pushes.title', { number: `${push}` }), {
    ...statusOf(desk, campaign, tallies),
    bar: ['running', 'paused', 'checking'].includes(state) ? progressOf(campaign, tallies).share : undefined,
    facts: [
      { label: t(language, 'pushes.by'), lines: [plan.by.name, ...(plan.again === undefined ? [] : [t(language, 'pushes.again-of', { number: `${plan.again}` })])] },
      { label: t(language, 'pushes.greeting'), lines: shownLines(plan.greeting) },
      ...(state === 'checking' ? [] : before ? dryRun(desk, tallies) : report(desk, tallies)),
    ],
    notes: [
      state === 'checking' ? '' : sum(desk, campaign, tallies),
      state === 'running' && countOf(tallies, ['reachable']) > 0 ? t(language, 'pushes.quiet') : '',
      // No button to send: that it is no fault is said.
      nobody ? [t(language, 'pushes.nobody-now'), ...(tallies.some(({ why, count }) => why === 'on-another' && count > 0) ? [t(language, 'pushes.nobody-now.on-another')] : [])].join(' ') : '',
      before && plan.links.length > 0 ? inCard(language, 'pushes.links', { links: plan.links.join(', ') }) : '',
      state === 'done' && later > 0 ? t(language, 'pushes.looks-on', { days: organisation.hr.accountWithin }) : '',
    ],
    buttons: [
      ...sending[state],
      ...(before ? [act('pushes.preview', { verb: 'desk-push-preview', push })] : []),
    ],
    panels,
    rest: [
      ...(state === 'checking' ? [] : [act('pushes.who', { verb: 'desk-push-people', push, standing: 'all', page: 0 })]),
      ...(ended && countOf(tallies, outOfReach) > 0 ? [act('page.push', { verb: 'desk-push-text', push })] : []),
      ...(state === 'done' && later > 0 ? [act('pushes.stop-looking', { verb: 'desk-push-cancel', push })] : []),
      ...(ended ? (mails ? [act('pushes.csv', { verb: 'desk-push-report', push })] : []) : [act('pushes.cancel', { verb: 'desk-push-cancel', push })]),
    ],
  });
}

/** "Send again to these 37", by reason. Nobody whom anything has reached is in it. */
function againPanel({ language, now }: PushDesk, { plan }: Campaign, tallies: readonly Tally[]): Panel {
  const missed = tallies.filter((tally) => isMissed(tally) && tally.count > 0);
  const choices = [
    { value: 'missed', title: t(language, 'pushes.again.all', { count: sumOf(missed) }) },
    ...missed.map(({ standing, why, count }) => ({ value: `${standing}:${why}`, title: `${begun(standingIn(language, standing, why))}: ${count}` })),
  ];
  return {
    label: t(language, 'pushes.again'),
    notes: [t(language, 'pushes.again.note')],
    inputs: [{ kind: 'list', id: 'standing', label: t(language, 'pushes.again.whom'), choices }],
    buttons: [deskButton(t(language, 'pushes.again.do'), { verb: 'desk-push-again', push: plan.number }, now)],
  };
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

/** Sending at a moment when people are not at work: how many get it then, and the first moment that is decent. */
export interface OffHours {
  readonly now: number;
  readonly free: FreeTime;
  readonly count: number;
  readonly next: number;
}

/** What time it is, and whom a push that goes now meets in their free time. */
export const offHoursLines = (language: Language, { now, free, count }: OffHours): readonly string[] => [
  t(language, 'pushes.off', { when: whenIn(language, now) }),
  t(language, 'pushes.off.who', { count, free: t(language, 'pushes.off.free', { free }) }),
];

/** The next moment at which people are at work; and the button that puts a push off to it, which has no room for the date on a phone. */
export const nextLine = (language: Language, { next }: OffHours): string => t(language, 'pushes.off.next', { when: whenIn(language, next) });
export const planLabel = (language: Language, { next }: OffHours): string => t(language, 'pushes.off.plan', { day: weekday(language, next), time: timeOfDay(next) });

/** "Are you sure?": the greeting leads out of the organisation, people are not at work, or both at once. */
export function sureSheet({ language, now }: PushDesk, { plan: { number: push, links: hosts } }: Campaign, action: ButtonAction, { links, off }: { readonly links: boolean; readonly off?: OffHours | undefined }): Sheet {
  const away = links ? [inCard(language, 'pushes.links', { links: hosts.join(', ') })] : [];
  // What is paused has no schedule: it goes on, or waits.
  const later = off && action.verb === 'desk-push-send' ? { off, confirms: action.confirms } : undefined;
  const plan = later && deskButton(planLabel(language, later.off), { verb: 'desk-push-schedule', push, date: dateAt(later.off.next), time: timeOfDay(later.off.next), sure: true, confirms: later.confirms }, now);
  return sheetOf(language, t(language, 'pushes.title', { number: `${push}` }), {
    status: off ? offHoursLines(language, off) : away,
    mood: 'attention',
    notes: [later ? nextLine(language, later.off) : '', ...(off ? away : []), links ? t(language, 'pushes.links.ask') : ''],
    buttons: [deskButton(t(language, off ? 'pushes.off.send' : 'pushes.links.sure'), action, now), ...(plan ? [plan] : []), deskButton(t(language, 'pushes.back'), { verb: 'desk-push-show', push }, now)],
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
