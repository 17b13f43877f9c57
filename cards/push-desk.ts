import { type Campaign, isSetGoing } from '../src/core/campaign/campaign';
import { mostOfGreeting } from '../src/core/campaign/greeting/greeting';
import { progressOf } from '../src/core/campaign/progress';
import { countOf, hasIt, isMissed, possibleOf, outOfReach, type Standing, sumOf, type Tally, type Why } from '../src/core/campaign/recipient';
import { dateAt, timeOfDay } from '../src/core/hours';
import type { Language } from '../src/core/language';
import type { Organisation } from '../src/core/organisation';
import { shownLines, shownName } from '../src/core/shown';
import { day, isText, moment, t } from '../src/texts';
import type { ButtonAction } from './actions';
import { mostOfList } from './actions';
import type { Button, Panel, Sheet } from './data';
import { deskButton } from './desk-card';
import { sheetOf } from './begin-sheet';
import { begun, inCard, whenIn } from './words';

/** What HR's cards about pushes are drawn from. `now`: when it is drawn, ms since 1970 UTC. */
export interface PushDesk {
  readonly language: Language;
  readonly organisation: Organisation;
  readonly now: number;
  /** A mail server is set up: else nothing that is sent by mail is offered. */
  readonly mails: boolean;
}

const mostTyped = 2_000;
const minute = 60_000;

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
      // It takes more than it may have: what is too long is told, not cut while she pastes it.
      { kind: 'text', id: 'greeting', label: t(language, 'pushes.form.greeting', { most: mostOfGreeting }), value: typed.greeting ?? '', most: mostTyped },
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
  const waits = state === 'done' && later > 0;
  // One slip of a thumb stops nothing that goes.
  const asksToCancel = isSetGoing(campaign) && (!ended || waits);
  const before = state === 'checked' || state === 'confirming' || state === 'scheduled';
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
    ...(state === 'checked' && possible + later > 0 ? [schedulePanel(desk, push)] : []),
    ...(state === 'scheduled' ? [schedulePanel(desk, push, campaign)] : []),
    ...(ended && tallies.some((tally) => isMissed(tally) && tally.count > 0) ? [againPanel(desk, campaign, tallies)] : []),
    ...(asksToCancel ? [cancelPanel(desk, campaign)] : []),
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
      ...(ended ? (mails ? [act('pushes.csv', { verb: 'desk-push-report', push })] : []) : asksToCancel ? [] : [act('pushes.cancel', { verb: 'desk-push-cancel', push })]),
    ],
  });
}

/** When it is to go; for one that is planned another time, with the one that it has in the fields. */
function schedulePanel({ language, now }: PushDesk, push: number, planned?: { readonly at: number; readonly deeds: number }): Panel {
  return {
    label: t(language, planned ? 'pushes.move' : 'pushes.schedule'),
    notes: [t(language, 'pushes.schedule.note')],
    inputs: [
      { kind: 'day', id: 'date', label: t(language, 'pushes.schedule.date'), value: planned && dateAt(planned.at) },
      // Not Input.Time: phones send noon and midnight in ways of their own.
      { kind: 'line', id: 'time', label: t(language, 'pushes.schedule.time'), value: planned ? timeOfDay(planned.at) : '09:00', most: 5 },
    ],
    buttons: [deskButton(t(language, planned ? 'pushes.move.do' : 'pushes.schedule.do'), { verb: 'desk-push-schedule', push, sure: false, confirms: planned?.deeds }, now)],
  };
}

/** Asks right below its button whether it is meant. */
function cancelPanel({ language, now }: PushDesk, { state, plan: { number: push }, deeds: confirms }: Campaign): Panel {
  const what = state === 'done' ? 'pushes.stop-looking' : 'pushes.cancel';
  return {
    label: t(language, what),
    notes: [t(language, state === 'scheduled' ? 'pushes.cancel.note-planned' : `${what}.note`)],
    inputs: [],
    buttons: [deskButton(t(language, `${what}.do`), { verb: 'desk-push-cancel', push, confirms }, now)],
  };
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
