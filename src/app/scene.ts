import { caseOf } from '../../cards/case-card';
import { cameWith } from '../core/case/messages';
import type { Entry } from '../core/case/types';
import { type ConversationState, newConversation } from '../core/conversation';
import { startOfDay } from '../core/hours';
import type { Person } from '../core/person';
import { commandIn } from './desk/command';
import type { Inbound } from './happening';
import { type House, isHrTeam } from './house';
import type { CaseFile, CaseQuery, CaseRecord, Desk, Snapshot, Store } from './ports';
import type { Pushed } from './ports/push';
import { type PushScene, pushSceneFor } from './push/scene';

/** Whether somebody may act as HR; `unknown`: Teams does not say at the moment. */
export type Membership = 'member' | 'guest' | 'stranger' | 'unknown';

/** What Teams was asked before the turn. */
export interface Known {
  readonly person: Person;
  /** Of whoever acts in HR's team. */
  readonly membership?: Membership | undefined;
  /** The group behind the team, where the activity does not say it. */
  readonly group?: string | undefined;
  /** HR's team, where its list was wanted and could be had. */
  readonly team?: readonly TeamMember[] | undefined;
}

export interface TeamMember {
  readonly id: string;
  readonly name: string;
  readonly guest: boolean;
}

/** A picture of a message as it was fetched; or why it was not. */
export type Fetched =
  | { readonly url: string; readonly type: string; readonly bytes: Buffer }
  | { readonly url: string; readonly failed: 'too-big' | 'no-picture' | 'unavailable' };

/** A page of a list of cases, and how long the list is. */
export interface Found {
  readonly query: CaseQuery;
  readonly files: readonly CaseFile[];
  readonly total: number;
}

/** How many cases came and went since this morning, and how many there are. */
export interface Today {
  readonly opened: number;
  readonly closed: number;
  readonly open: number;
  readonly waiting: number;
}

/** All that a turn is decided from. */
export interface Scene extends Known {
  readonly state: ConversationState;
  /** Her latest case, or the one whose words she changes; in HR's team the one whose thread it is, or whose card was pressed. */
  readonly file?: CaseFile | undefined;
  /** In HR's team, where a case is to be opened again: the one that she has open already. */
  readonly instead?: CaseFile | undefined;
  /** In HR's team: this thread is a second one of this case, opened when nobody knew of the first. */
  readonly surplus?: CaseFile | undefined;
  /** In HR's team: it is the thread of a case that was deleted. */
  readonly deleted?: boolean | undefined;
  /** In HR's team: it is about a case, so words are for its employee unless they cannot be. */
  readonly inCase?: boolean | undefined;
  /** That case's history, where it is referred to. */
  readonly history: readonly Entry[];
  /** Which of it did not arrive, where all of it goes out by mail. */
  readonly undelivered?: readonly number[] | undefined;
  /** In HR's team: the chat of the employee whose case it is. */
  readonly employee?: ConversationState | undefined;
  readonly desk: Desk;
  readonly found?: Found | undefined;
  readonly today?: Today | undefined;
  /** The newest push in her chat. */
  readonly pushed?: Pushed | undefined;
  /** How many pushes she has, once her records were asked for. */
  readonly pushCount?: number | undefined;
  /** A push is on its way to her. */
  readonly awaited?: boolean | undefined;
  /** In HR's team: what is asked of the pushes. */
  readonly pushes?: PushScene | undefined;
  /** All of her cases with all that is kept of them, once they were asked for. */
  readonly records?: readonly CaseRecord[] | undefined;
  /** Pictures of hers, once they were asked for. */
  readonly fetched?: readonly Fetched[] | undefined;
  /** A number for a new case, once one was asked for. */
  readonly number?: number | undefined;
}

/** Changed messages name what they change; a word that was held is settled by its entry; a letter and the archive have it all; what is pressed may be done already. */
function refersBack({ happening }: Inbound): boolean {
  if (happening.kind === 'edited' || happening.kind === 'withdrawn') return true;
  return happening.kind === 'pressed' && happening.press.action.verb.startsWith('case-') && happening.press.action.verb !== 'case-more';
}

/** The history as a letter, or to the archive. */
const goesByMail = ({ happening }: Inbound): boolean => happening.kind === 'pressed' && ['case-history', 'case-close'].includes(happening.press.action.verb);

async function caseFor(store: Store, { happening, team }: Inbound): Promise<CaseFile | undefined> {
  const pressed = happening.kind === 'pressed' ? caseOf(happening.press.nonce.card) : undefined;
  if (pressed !== undefined) return store.cases.numbered(pressed);
  return team?.thread ? store.cases.ofThread(team.thread) : undefined;
}

/** Whose second thread this is; a thread that somebody in HR began is none. */
async function surplusFor({ cases }: Store, { happening, team }: Inbound): Promise<CaseFile | undefined> {
  const { thread } = team ?? {};
  if (!thread || (happening.kind === 'said' && happening.message === thread)) return undefined;
  if (await cases.ofThread(thread)) return undefined;
  const doubtful = await cases.openedTwice(thread);
  // A button says whose it is; words only where nobody else's it can be.
  const pressed = happening.kind === 'pressed' ? caseOf(happening.press.nonce.card) : undefined;
  return pressed === undefined ? (doubtful.length === 1 ? doubtful[0] : undefined) : doubtful.find(({ case: one }) => one.report.number === pressed);
}

/** Two open cases of one person would leave nobody knowing which her words belong to. */
async function insteadFor({ cases }: Store, { happening }: Inbound, file: CaseFile | undefined): Promise<CaseFile | undefined> {
  if (file?.case.state !== 'closed' || happening.kind !== 'pressed' || happening.press.action.verb !== 'case-reopen') return undefined;
  const hers = await cases.latestOf(file.case.report.conversation);
  return hers?.case.state === 'closed' ? undefined : hers;
}

async function foundFor(store: Store, inbound: Inbound, inCase: boolean): Promise<Found | undefined> {
  const query = commandIn(inbound, inCase)?.query;
  if (!query) return undefined;
  const [files, total] = await Promise.all([store.cases.find(query), store.cases.count(query)]);
  return { query, files, total };
}

async function todayFor({ cases }: Store, inbound: Inbound, inCase: boolean, now: number): Promise<Today | undefined> {
  if (commandIn(inbound, inCase)?.kind !== 'today') return undefined;
  const since = startOfDay(now);
  const [opened, closed, open, waiting] = await Promise.all([
    cases.count({ openedAfter: since }),
    cases.count({ closedAfter: since }),
    cases.count({ open: true }),
    cases.count({ state: 'waiting' }),
  ]);
  return { opened, closed, open, waiting };
}

/** Her case that this is about: the one whose words are changed, which may be an earlier one; else the latest. */
async function herCaseFor({ cases }: Store, { happening, conversation }: Inbound): Promise<CaseFile | undefined> {
  const latest = await cases.latestOf(conversation);
  if (!latest || (happening.kind !== 'edited' && happening.kind !== 'withdrawn')) return latest;
  const owner = (await cases.recordsOf(conversation)).find(({ history }) => history.some(cameWith(happening.message)));
  return owner && owner.case.report.number !== latest.case.report.number ? cases.numbered(owner.case.report.number) : latest;
}

/** Reads what the turn is decided from, as it is now. */
export async function sceneFor(store: Store, house: House, inbound: Inbound, known: Known, snapshot: Snapshot | undefined, number: number | undefined, now: number): Promise<Scene> {
  const desk = await store.desk();
  const state = snapshot?.state ?? newConversation(house.guide);
  const forHr = isHrTeam(house, desk, inbound);
  const file = forHr ? await caseFor(store, inbound) : inbound.team ? undefined : await herCaseFor(store, inbound);
  const surplus = forHr ? await surplusFor(store, inbound) : undefined;
  const instead = forHr ? await insteadFor(store, inbound, file) : undefined;
  const deleted = forHr && !file && inbound.team?.thread ? await store.cases.wasThread(inbound.team.thread) : false;
  const history = file && refersBack(inbound) ? await store.cases.history(file.case.report.number) : [];
  const undelivered = file && goesByMail(inbound) ? await store.cases.undelivered(file.case.report.number) : undefined;
  const employee = forHr && file ? (await store.conversation(file.case.report.conversation))?.state : undefined;
  const inCase = (file ?? surplus) !== undefined || deleted;
  const found = forHr ? await foundFor(store, inbound, inCase) : undefined;
  const today = forHr ? await todayFor(store, inbound, inCase, now) : undefined;
  const hers = !inbound.team && inbound.address.scope === 'personal';
  const { entraId } = inbound.from;
  const pushed = hers ? await store.campaigns.inChat(inbound.conversation, entraId) : undefined;
  const awaited = hers && inbound.happening.kind === 'installed' && entraId !== undefined && (await store.campaigns.awaits(entraId));
  const pushes = forHr ? await pushSceneFor(store, inbound, inCase) : undefined;
  return { ...known, state, file, instead, surplus, deleted, inCase, history, undelivered, employee, desk, found, today, pushed, awaited, pushes, number };
}
