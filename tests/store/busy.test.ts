import Database from 'libsql';
import { newConversation } from '../../src/core/conversation';
import { guide } from '../../src/core/guide/guide';
import { openStore } from '../../src/store/store';
import { freshSqlite } from '../support/stores';

test('a database that somebody else holds for a moment fails one commit, and none after it', async () => {
  const url = freshSqlite();
  const store = await openStore(url);
  const shell = new Database(url.slice('file:'.length));
  const address = { tenant: 't', conversationId: 'a:1', serviceUrl: 'http://teams.example/', botId: 'b', userId: 'u', scope: 'personal' as const };
  const commit = () => store.commit({ now: 1, conversation: { key: 't|a:1', version: 0, state: newConversation(guide), address }, out: [] });

  shell.exec('begin immediate');
  await expect(commit()).rejects.toThrow(/locked/);
  shell.exec('rollback');
  await expect(commit()).resolves.toBe('committed');

  shell.close();
  await store.close();
});
