import { type Address, type Channel, deskPlace, type Store } from '../app/ports';
import { pushRoot } from '../core/campaign/rows';
import { isRoot, rootsOf } from '../core/case/rows';
import type { ConversationState } from '../core/conversation';
import type { Engine } from './engine';

const noChannel = 'HR has no channel';

const numberOf = (place: string): number | undefined => (/^case:\d+$/.test(place) ? Number(place.slice('case:'.length)) : undefined);

const inChannel = ({ tenant, serviceUrl, botId, channel }: Channel, thread: string | undefined): Address => ({
  tenant,
  serviceUrl,
  botId,
  userId: '',
  conversationId: thread ? `${channel};messageid=${thread}` : channel,
  scope: 'shared',
});

/** Where a row for a place goes now, see the port. */
export function addressesOn({ db }: Engine): Store['addressOf'] {
  const channel = async (): Promise<Channel | undefined> => {
    const row = await db.selectFrom('single').select('value').where('name', '=', 'channel').executeTakeFirst();
    return row && (JSON.parse(row.value) as Channel);
  };

  /** What was posted of a case that is deleted is taken back where it stands. */
  const ofDeleted = async (desk: Channel, number: number, row: string): ReturnType<Store['addressOf']> => {
    if (isRoot(row)) return { address: inChannel(desk, undefined) };
    const root = await db
      .selectFrom('outbox')
      .select('activity_id')
      .where('id', 'like', `${rootsOf(number)}%`)
      .where('about', 'is', null)
      .where('activity_id', 'is not', null)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    return root?.activity_id ? { address: inChannel(desk, root.activity_id) } : { nowhere: 'the case is gone' };
  };

  const ofPush = async (number: number, row: string): ReturnType<Store['addressOf']> => {
    const desk = await channel();
    if (!desk) return { nowhere: noChannel };
    if (row === pushRoot(number)) return { address: inChannel(desk, undefined) };
    const root = await db.selectFrom('outbox').select('activity_id').where('id', '=', pushRoot(number)).executeTakeFirst();
    return root?.activity_id ? { address: inChannel(desk, root.activity_id) } : { nowhere: 'the thread was never opened' };
  };

  return async (place, row) => {
    const number = numberOf(place);
    if (place === deskPlace) {
      const desk = await channel();
      return desk ? { address: inChannel(desk, undefined) } : { nowhere: noChannel };
    }
    const push = /^push:(\d+)$/.exec(place)?.[1];
    if (push !== undefined) return ofPush(Number(push), row);
    if (number === undefined) {
      const found = await db.selectFrom('conversations').select(['address', 'state']).where('key', '=', place).executeTakeFirst();
      return found
        ? { address: JSON.parse(found.address) as Address, state: JSON.parse(found.state) as ConversationState }
        : { nowhere: 'the conversation is forgotten' };
    }
    const desk = await channel();
    if (!desk) return { nowhere: noChannel };
    const one = await db
      .selectFrom('cases')
      .leftJoin('outbox', 'outbox.id', 'cases.root')
      .select(['cases.root', 'outbox.activity_id'])
      .where('cases.number', '=', number)
      .executeTakeFirst();
    if (!one) return ofDeleted(desk, number, row);
    // The row that opens the thread has none to go to.
    if (one.root === row) return { address: inChannel(desk, undefined) };
    return one.activity_id ? { address: inChannel(desk, one.activity_id) } : { nowhere: 'the thread was never opened' };
  };
}
