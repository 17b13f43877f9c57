import { renderSheet } from '../../../cards';
import type { List } from '../../../cards/actions';
import { caseButton, caseSheet, outcomeIn, personIn } from '../../../cards/case-card';
import type { Button, Sheet } from '../../../cards/data';
import { answeredSheet, deskButton } from '../../../cards/desk-card';
import { sheetOf } from '../../../cards/begin-sheet';
import { inCard } from '../../../cards/words';
import { symptomOf } from '../../core/case/report';
import type { Case } from '../../core/case/types';
import { shownName } from '../../core/shown';
import { moment, plainInMarkdown, t } from '../../texts';
import { deskPlace } from '../ports';
import { answerPush } from '../push/desk';
import { hindrance } from '../push/make';
import { type Command, offerRow, parseCommand, perPage } from './command';
import type { DeskWork } from './work';

function stateIn(turn: DeskWork, one: Case): string {
  const { language, organisation } = turn.drawing;
  switch (one.state) {
    case 'waiting':
      return t(language, 'case.waiting', { time: moment(language, one.since) });
    case 'claimed':
      return [t(language, 'case.claimed', { name: shownName(one.owner.name) }), ...(one.waitsFor ? [t(language, `case.waits.${one.waitsFor.party}`)] : [])].join('. ');
    case 'closed':
      return t(language, 'case.closed', { outcome: outcomeIn(language, organisation.hr, one.ending) });
    default:
      return one satisfies never;
  }
}

/** A page of cases, each with a button that shows it. */
function listSheet(turn: DeskWork, list: List, page: number, text: string): Sheet {
  const { language } = turn.drawing;
  const { files = [], total = 0 } = turn.scene.found ?? {};
  const cases = files.map(({ case: one }) => one);
  const goTo = (label: string, to: number): Button => deskButton(label, { verb: 'desk-list', list, page: to, text }, turn.now);
  return sheetOf(language, list === 'found' ? inCard(language, 'desk.list.found', { text: shownName(text) }) : t(language, `desk.list.${list}`), {
    status: [t(language, 'desk.list.count', { count: total })],
    mood: 'emphasis',
    facts: cases.map((one) => ({ label: plainInMarkdown(t(language, 'case.title', { number: `${one.report.number}`, name: personIn(language, one) })), lines: [stateIn(turn, one)] })),
    buttons: [
      ...cases.map((one) => caseButton(t(language, 'desk.list.show', { number: `${one.report.number}` }), { verb: 'case-more', open: false }, one)),
      ...(page > 0 ? [goTo(t(language, 'desk.list.previous'), page - 1)] : []),
      ...((page + 1) * perPage < total ? [goTo(t(language, 'desk.list.next'), page + 1)] : []),
    ],
  });
}

/** A mail server that is missing, and a way to see what is genuine that is weak, are for whoever sets the bot up. */
function missingIn({ drawing: { language, organisation }, house }: DeskWork): readonly string[] {
  return [house.mails ? '' : t(language, 'desk.set-up.no-mail'), organisation.hr.genuine ? '' : t(language, 'desk.set-up.genuine')];
}

/** Whether HR can send the bot to new hires, and if not, why. */
function pushesIn({ drawing: { language, organisation }, house }: DeskWork): string {
  const why = hindrance(house);
  return why ? t(language, 'desk.set-up.pushes-not', { why: t(language, `pushes.${why}`, { responsible: organisation.privacy.responsible }) }) : t(language, 'desk.set-up.pushes');
}

/** What is missing before HR can work with the bot, and who can read what. */
function setUpSheet(turn: DeskWork): Sheet {
  const { language, organisation } = turn.drawing;
  const say = (key: Parameters<typeof t>[1], params = {}): string => t(language, key, params);
  const { team } = turn.scene;
  const guests = team?.filter(({ guest }) => guest).length ?? 0;
  const { daysKept, guestsAreHr } = organisation.hr;
  return sheetOf(language, say('desk.set-up.title'), {
    status: [say('desk.set-up.ready')],
    mood: 'good',
    headed: true,
    facts: [
      { label: say('desk.set-up.on-replies'), lines: turn.scene.desk.hearsAll ? [say('desk.set-up.hears')] : [say('desk.set-up.replies'), say('desk.set-up.to-hear')] },
      { label: say('desk.set-up.on-pushes'), lines: [pushesIn(turn)] },
      {
        label: say('desk.set-up.on-readers'),
        lines: [
          team ? say('desk.set-up.readers', { count: team.length, guests }) : say('desk.set-up.readers-unknown'),
          guests > 0 ? say(guestsAreHr ? 'desk.set-up.guests-are-hr' : 'desk.set-up.guests') : '',
        ],
      },
      {
        label: say('desk.set-up.on-kept'),
        lines: [daysKept === undefined ? say('desk.set-up.kept-undecided', { responsible: organisation.privacy.responsible }) : say('desk.set-up.kept', { days: daysKept })],
      },
      { label: say('desk.set-up.on-missing'), lines: missingIn(turn) },
    ],
    notes: [say('desk.set-up.help')],
  });
}

function noticeSheet(turn: DeskWork, on: boolean): Sheet {
  const { language } = turn.drawing;
  return sheetOf(language, t(language, on ? 'desk.notice.on' : 'desk.notice.off'), {
    status: [inCard(language, on ? 'desk.notice.by' : 'desk.notice.taken-back', { name: turn.me.name, time: moment(language, turn.now) })],
    mood: on ? 'attention' : 'good',
    notes: [on ? t(language, 'desk.notice.says', { text: t(language, 'notice.lead') }) : ''],
    buttons: [deskButton(t(language, on ? 'desk.notice.end' : 'desk.notice.begin'), { verb: 'desk-notice', on: !on }, turn.now)],
  });
}

/** «Visma er nede» in a case's thread is for its employee. Whether everybody is to hear it, HR is asked. */
export function offerNotice(turn: DeskWork, text: string): void {
  const command = parseCommand(text, turn.me.id);
  if (command?.kind !== 'notice' || command.on === (turn.scene.desk.notice !== undefined)) return;
  const { language } = turn.drawing;
  const data = sheetOf(language, t(language, command.on ? 'desk.notice.ask-on' : 'desk.notice.ask-off'), {
    notes: [t(language, 'desk.notice.says', { text: t(language, 'notice.lead') })],
    buttons: [deskButton(t(language, command.on ? 'desk.notice.begin' : 'desk.notice.end'), { verb: 'desk-notice', on: command.on }, turn.now)],
  });
  turn.put({ kind: 'card', card: renderSheet(data), summary: data.title });
}

/** Answers a command of HR's where it was given; what is none is answered with the list of them. */
export function answerCommand(turn: DeskWork, command: Command | undefined): void {
  const show = (data: Sheet): void => {
    const card = renderSheet(data);
    if (turn.inbound.happening.kind === 'pressed' && turn.inbound.happening.invoked) turn.answer = { kind: 'card', card };
    else turn.put({ kind: 'card', card, summary: data.title });
  };
  switch (command?.kind) {
    case 'list':
      return show(listSheet(turn, command.list, command.page, command.text));
    case 'case': {
      const one = turn.scene.found?.files[0]?.case;
      return one?.report.number === command.number ? show(caseSheet(one, turn.drawing)) : turn.say(turn.text('desk.no-case', { number: `${command.number}` }));
    }
    case 'answer-all': {
      if (command.words === '') return turn.say(turn.text('refused.nothing-said'));
      const concerned = turn.scene.found?.files.filter(({ case: one }) => symptomOf(one.report) === command.reason) ?? [];
      const count = turn.announce(concerned, command.words, command.reason, command.shownAt);
      if (count === 0) return turn.say(turn.text(concerned.length > 0 ? 'refused.not-held' : 'desk.offer.none'));
      const done = answeredSheet(turn.drawing, { symptom: command.reason, words: command.words, by: turn.me.name, count }, turn.now);
      turn.out.push({ id: turn.house.newId(), conversation: deskPlace, class: 'reply', body: { kind: 'redraw', of: offerRow(command.reason, command.shownAt), card: renderSheet(done), summary: done.title } });
      return show(done);
    }
    case 'push':
      return answerPush(turn, command.action);
    case 'today': {
      const { opened = 0, closed = 0, waiting = 0, open = 0 } = turn.scene.today ?? {};
      return turn.say(turn.text('desk.today', { opened, closed, waiting, open }));
    }
    case 'notice':
      turn.notice = command.on ? { by: turn.me.name, at: turn.now } : null;
      return show(noticeSheet(turn, command.on));
    case 'set-up':
      return show(setUpSheet(turn));
    case 'help':
      return turn.say(turn.text('desk.help'));
    case undefined:
      return turn.say(`${turn.text('desk.not-understood')}\n${turn.text('desk.help')}`);
    default:
      return command satisfies never;
  }
}

