import type { Address } from '../../src/app/ports';
import { Access } from '../../src/teams/access';
import { Connectors } from '../../src/teams/connectors';
import { teamsSender } from '../../src/teams/sender';
import { startTeams, type TeamsStandIn } from '../support/teams-stand-in';

let teams: TeamsStandIn;

beforeEach(async () => {
  teams = await startTeams();
});

afterEach(() => teams.stop());

async function sent(text: string): Promise<unknown> {
  const access = new Access(undefined);
  const address: Address = { tenant: 't', conversationId: 'a:1', serviceUrl: teams.serviceUrl, botId: '28:bot', userId: '29:kari', scope: 'personal' };
  expect(await teamsSender(access, new Connectors(access)).send(address, { kind: 'text', text })).toMatchObject({ kind: 'delivered', activityId: expect.any(String) });
  const { text: words, textFormat } = teams.sent[0]?.activity ?? {};
  return { words, textFormat };
}

test('one line is plain text', async () => {
  expect(await sent('**x** <at>Alle</at>')).toEqual({ words: '**x** <at>Alle</at>', textFormat: 'plain' });
});

test('several lines keep their breaks, and nothing in them is markup', async () => {
  expect(await sent('Hei\n\n<at>Alle</at> & <b>fet</b>')).toEqual({
    words: 'Hei<br/><br/>&lt;at&gt;Alle&lt;/at&gt; &amp; &lt;b&gt;fet&lt;/b&gt;',
    textFormat: 'xml',
  });
});
