import { begin } from '../../src/core/campaign/campaign';
import { pushThread } from '../../src/app/ports';
import { pushRoot } from '../../src/core/campaign/rows';
import { openStore } from '../../src/store/store';
import { testTenant } from '../../tests/support/activities';
import type { OwnDatabase } from './databases';

/**
 * A push that is checked and ready to go: everybody's chat is in the address book, because the directory is not what is
 * measured. Written into the database directly, but for the list.
 */
export async function fill({ url, ask }: OwnDatabase, people: number, serviceUrl: string): Promise<void> {
  const now = Date.now();
  const store = await openStore(url);
  const list = Array.from({ length: people }, (_, index) => ({ address: `ny.${index + 1}@askoy.kommune.no` }));
  const hanne = { id: 'hanne', name: 'Hanne Rådgiver' };
  const campaign = begin({ number: 1, by: hanne, greeting: 'Velkommen til oss!', links: [], createdAt: now, people });
  await store.commit({
    now,
    campaigns: [{ version: 0, campaign, people: list }],
    desk: { channel: { tenant: testTenant, serviceUrl, botId: '28:bot', team: '19:hr@thread.tacv2', channel: '19:hr@thread.tacv2' } },
    out: [{ id: pushRoot(1), conversation: pushThread(1), class: 'reply', body: { kind: 'card', card: { type: 'AdaptiveCard' }, summary: 'Utsending 1' } }],
  });
  await store.close();
  const address = JSON.stringify({ tenant: testTenant, conversationId: 'a:push-#', serviceUrl, botId: '28:bot', userId: '29:#', scope: 'personal' });
  await ask(`update recipients set standing = 'reachable', stage = 'send', person = 'person-' || n, conversation = '${testTenant}|a:push-' || n`);
  await ask(`
    insert into conversations (key, version, state, address, heard_at, person)
    select conversation, 1, '{"guideVersion":1,"answers":[]}', replace('${address}', '#', cast(n as text)), ${now}, person from recipients`);
  const checked = JSON.stringify({ ...campaign, state: 'checked' });
  await ask(`update campaigns set state = '${checked}', status = 'checked', version = version + 1`);
}

/** HR presses "send". */
export async function sendOff({ ask }: OwnDatabase): Promise<void> {
  const [row] = await ask<{ state: string }>('select state from campaigns');
  const running = JSON.stringify({ ...(JSON.parse(row?.state ?? '{}') as object), state: 'running', startedAt: Date.now() });
  await ask(`update campaigns set state = '${running}', status = 'running', version = version + 1`);
}
