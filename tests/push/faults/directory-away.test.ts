import type { Directory } from '../../../src/app/directory';
import { DirectoryAway } from '../../../src/app/directory';
import type { House } from '../../../src/app/house';
import { Scout } from '../../../src/app/push/scout';
import { fileDirectory } from '../../../src/directory/file';
import { openStore } from '../../../src/store/store';
import { eventually } from '../../support/bot-process';
import { askoy } from '../../support/cards';
import { start } from '../../support/drafts';
import { order, Pushes } from '../../support/pushes';
import { hires } from '../../support/push-stage';
import { silentLog } from '../../support/silent-log';
import { freshSqlite } from '../../support/stores';

const people = hires('Ada Aas', 'Bo Berg', 'Cecilie Dahl').map((each) => ({ enabled: true, guest: false, installed: false, refuses: undefined, locale: undefined, chat: undefined, ...each }));

/** A directory that can be taken away, and says when to come back. */
function fickle(): { readonly directory: Directory; away: 'find' | 'chat' | 'install' | undefined; readonly asked: string[] } {
  const of = fileDirectory(people);
  const asked: string[] = [];
  const state: { away: 'find' | 'chat' | 'install' | undefined } = { away: undefined };
  const guarded = <A, R>(name: 'find' | 'chat' | 'install', ask: (about: A) => Promise<R>) => async (about: A): Promise<R> => {
    asked.push(name);
    if (state.away === name) throw new DirectoryAway('429', 7_000);
    return ask(about);
  };
  const directory: Directory = { find: guarded('find', (addresses) => of.find(addresses)), chat: guarded('chat', (id) => of.chat(id)), install: guarded('install', (id) => of.install(id)) };
  return Object.assign(state, { directory, asked });
}

const house = { organisation: askoy, isHoliday: () => false } as unknown as House;

test.each(['find', 'chat', 'install'] as const)('where the directory cannot be asked for “%s”, everybody waits as long as it says, and goes on then', async (away) => {
  const store = await openStore(freshSqlite());
  const pushes = new Pushes(store);
  let now = start;
  const directory = fickle();
  const scout = new Scout({ store, directory: directory.directory, house, nudge: () => undefined, now: () => now, log: silentLog });
  try {
    directory.away = away;
    await store.commit({ now, campaigns: [order(1, people.map(({ email }) => ({ address: email })))], desk: { channel: { tenant: 't', serviceUrl: 'http://teams.example/', botId: '28:bot', team: 'team', channel: '19:c' } }, out: [] });
    if (away === 'install') {
      directory.away = undefined;
      scout.start();
      await eventually(async () => (await pushes.tally(1))['installable'] === 3, 'everybody to be found');
      directory.away = away;
      await pushes.bring(1, 'running', now);
      scout.nudge();
    } else scout.start();
    const waiting = away === 'install' ? 'installable' : 'listed';
    await eventually(async () => directory.asked.includes(away) && (await pushes.tally(1))[waiting] === 3 && !(await store.campaigns.anyDue(away === 'install' ? 'install' : 'find', now)), 'everybody to wait');
    const asked = directory.asked.length;
    now += 6_999;
    expect(await store.campaigns.anyDue(away === 'install' ? 'install' : 'find', now)).toBe(false);
    expect(directory.asked).toHaveLength(asked);
    directory.away = undefined;
    now += 1;
    scout.nudge();
    await eventually(async () => (await pushes.tally(1))[away === 'install' ? 'reachable' : 'installable'] === 3, 'everybody to go on');
  } finally {
    await scout.stop();
    await store.close();
  }
});
