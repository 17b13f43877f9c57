import type { People, Shown } from '../../app/push/terminal/answers';
import { standingIn } from '../../../cards/push-desk';
import { begun, whenIn } from '../../../cards/words';
import type { Campaign } from '../../core/campaign/campaign';
import type { Misread } from '../../core/campaign/list/list';
import { countOf, possibleOf, type Tally } from '../../core/campaign/recipient';
import type { Language } from '../../core/language';
import { shownName } from '../../core/shown';
import { moment, t } from '../../texts';

/** Each line of a list that named nobody, by its number. */
export function misreadLines(language: Language, misread: readonly Misread[]): readonly string[] {
  if (misread.length === 0) return [];
  return [
    t(language, 'pushes.misread', { count: misread.length }),
    ...misread.map(({ line, text, suggestion }) => `  ${suggestion === undefined ? t(language, 'pushes.misread.line', { line, text }) : t(language, 'pushes.misread.meant', { line, text, suggestion })}`),
  ];
}

/** Those who do not get it, each by name, under why. */
function byReason(language: Language, { who }: People): readonly string[] {
  const groups = new Map<string, (typeof who)[number][]>();
  for (const one of who) {
    const why = begun(standingIn(language, one.standing, one.why));
    const group = groups.get(why);
    if (group) group.push(one);
    else groups.set(why, [one]);
  }
  return [...groups].flatMap(([why, people]) => [
    `  ${why}: ${people.length}`,
    ...people.map(({ name, address }) => `    ${address === '' ? t(language, 'pushes.nobody') : [shownName(name), address].filter((part) => part !== '').join(', ')}`),
  ]);
}

/** What the dry run came to. */
export function dryRunLines({ campaign: { plan }, tallies, language }: Shown, { who }: People): readonly string[] {
  const tried = who.filter(({ standing }) => standing === 'installable');
  const left = who.filter(({ standing }) => standing !== 'installable');
  return [
    t(language, 'terminal.on-list', { count: plan.people }),
    t(language, 'pushes.reachable', { count: countOf(tallies, ['reachable']) }),
    t(language, 'pushes.installable', { count: countOf(tallies, ['installable']) - tried.length }),
    ...byReason(language, { who: tried }).map((line) => line.slice(2)),
    t(language, 'terminal.cannot', { count: left.length }),
    ...byReason(language, { who: left }),
  ];
}

const tallyLine =
  (language: Language) =>
  ({ standing, why, count }: Tally): string =>
    `  ${begun(standingIn(language, standing, why))}: ${count}`;

/** "Utsending 7: Ferdig", with what is to be known of that. */
export function stateLine(language: Language, { campaign, tallies }: Pick<Shown, 'campaign' | 'tallies'>): string {
  const { plan, state } = campaign;
  const title = t(language, 'pushes.title', { number: `${plan.number}` });
  const more =
    state === 'scheduled'
      ? t(language, 'pushes.scheduled', { when: whenIn(language, campaign.at), name: campaign.by.name })
      : state === 'confirming'
        ? t(language, 'pushes.confirming', { name: campaign.by.name, count: possibleOf(tallies).now })
        : t(language, `pushes.state.${state}`);
  return `${title}: ${more}`;
}

/** The report: how many stand where, and the sum beside the list. */
export function reportLines({ campaign, tallies, sum, language }: Shown): readonly string[] {
  const { people } = campaign.plan;
  return [
    stateLine(language, { campaign, tallies }),
    ...tallies.toSorted((one, other) => other.count - one.count).map(tallyLine(language)),
    t(language, 'pushes.sum', { sum, people }),
    ...(sum === people ? [] : [t(language, 'terminal.sum-wrong')]),
  ];
}

/** A push on one line. */
export const listLine = (language: Language, { plan, state }: Campaign): string =>
  `${t(language, 'pushes.title', { number: `${plan.number}` })}: ${t(language, 'pushes.list.line', { state: t(language, `pushes.state.${state}`), people: plan.people, name: plan.by.name, when: moment(language, plan.createdAt) })}`;
