import type { PushAction } from '../../../cards/actions';
import { peoplePerPage } from '../../../cards/push-lists';
import type { Campaign, JournalLine } from '../../core/campaign/campaign';
import { isMissed, reasons, type Standing, standings, type Why } from '../../core/campaign/recipient';
import { commandIn } from '../desk/command';
import type { Inbound } from '../happening';
import type { Store } from '../ports';
import type { CampaignFile, Counted, Recipient } from '../ports/push';

/** What HR asks of the pushes, as it is now. */
export interface PushScene {
  /** The push that it is about. */
  readonly file?: Counted | undefined;
  readonly people: readonly Recipient[];
  readonly list: readonly Campaign[];
  readonly journal: readonly JournalLine[];
  /** The push that the same press has made already. */
  readonly made?: CampaignFile | undefined;
  /** There is a next page. */
  readonly more: boolean;
  /** The key of the private chat of whoever asks. */
  readonly chat?: string | undefined;
}

/** Pushes, and lines of the journal, on one page. */
const listPerPage = 3;
const linesPerPage = 15;
/** As many as a list can have. */
export const everybody = 20_000;

/** "no-app:guest" is a standing and a reason, "no-app" all of that standing, "missed" all who missed it; undefined: nobody. */
export function missedOf(value: string): { readonly standings?: readonly Standing[] | undefined; readonly why?: Why | undefined } | undefined {
  if (value === 'missed') return {};
  const [name = '', reason] = value.split(':');
  const standing = standings.find((each) => each === name);
  const why = reasons.find((each) => each === reason);
  return standing && (reason === undefined || why !== undefined) && isMissed({ standing, why: why ?? '' }) ? { standings: [standing], why } : undefined;
}

async function pageOf<T>(read: (offset: number, limit: number) => Promise<readonly T[]>, page: number, size: number): Promise<{ readonly of: readonly T[]; readonly more: boolean }> {
  const rows = await read(page * size, size + 1);
  return { of: rows.slice(0, size), more: rows.length > size };
}

/** What HR does with one push, which the button names. */
export type OfOne = Extract<PushAction, { push: number }>;

async function ofOne({ campaigns }: Store, inbound: Inbound, action: OfOne): Promise<Partial<PushScene>> {
  const file = await campaigns.counted(action.push, action.verb === 'desk-push-again' ? 'named' : undefined);
  if (action.verb === 'desk-push-people') {
    const { of, more } = await pageOf((offset, limit) => campaigns.people(action.push, { only: action.standing === 'cannot' ? 'left-out' : undefined, offset, limit }), action.page, peoplePerPage);
    return { file, people: of, more };
  }
  if (action.verb === 'desk-push-report') return { file, people: await campaigns.people(action.push, { limit: everybody }) };
  if (action.verb === 'desk-push-again') return { file, made: inbound.key === undefined ? undefined : await campaigns.keyed(inbound.key) };
  if (action.verb !== 'desk-push-preview') return { file };
  const { entraId } = inbound.from;
  return { file, chat: entraId === undefined ? undefined : (await campaigns.chatsOf([entraId])).get(entraId)?.key };
}

async function about(store: Store, inbound: Inbound, action: PushAction): Promise<Partial<PushScene>> {
  const { campaigns } = store;
  if ('push' in action) return ofOne(store, inbound, action);
  switch (action.verb) {
    case 'desk-push-form':
      return {};
    case 'desk-push-check':
      return { made: inbound.key === undefined ? undefined : await campaigns.keyed(inbound.key) };
    case 'desk-push-list': {
      const { of, more } = await pageOf((offset, limit) => campaigns.list(offset, limit), action.page, listPerPage);
      return { list: of.map(({ campaign }) => campaign), more };
    }
    case 'desk-push-journal': {
      const { of, more } = await pageOf((offset, limit) => campaigns.journal(offset, limit), action.page, linesPerPage);
      return { journal: of, more };
    }
    default:
      return action satisfies never;
  }
}

/** Reads what is asked of the pushes in this turn; undefined where nothing is. */
export async function pushSceneFor(store: Store, inbound: Inbound, inCase: boolean): Promise<PushScene | undefined> {
  const command = commandIn(inbound, inCase);
  if (command?.kind !== 'push') return undefined;
  return { people: [], list: [], journal: [], more: false, ...(await about(store, inbound, command.action)) };
}
