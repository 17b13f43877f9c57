import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { RootDialog } from '../dialogs/root';
import { Clock } from './app/case/clock';
import type { Picture } from './app/ports';
import { Deliverer } from './app/deliver';
import { purge } from './app/purge';
import { Budget } from './app/push/budget';
import { PushClock } from './app/push/clock';
import { Pusher } from './app/push/pusher';
import { Scout } from './app/push/scout';
import { Terminal } from './app/push/terminal/terminal';
import type { House } from './app/house';
import { Turns } from './app/turn';
import { within } from './app/within';
import type { Config } from './config';
import { isHoliday } from './holidays';
import { mayOpen, picturePath } from './app/case/picture-link';
import { guideFor } from './core/guide/guide';
import { type GraphAuthority, openDirectory } from './directory/open';
import { loadAssets } from './http/assets';
import { loadPages, pagePath } from './http/guide';
import { requestsOf } from './http/in-hand';
import { createServer } from './http/server';
import type { Logger } from './log';
import { openStore } from './store/store';
import { Access, type Authority } from './teams/access';
import { TeamsAdapter } from './teams/adapter';
import { Connectors } from './teams/connectors';
import { converse } from './teams/converse';
import { postman } from './mail/postman';
import { apology, consolation } from './app/apology';
import { teamsPictures } from './teams/pictures';
import { teamsLookUp } from './teams/look-up';
import { teamsSender } from './teams/sender';
import { chatLink } from './teams/links';
import { languages } from './texts';

/** A bot that listens. */
export interface Bot {
  readonly port: number;
  /** Takes no new turns, lets running ones and sends in hand finish, closes the store. Within 10 s. */
  stop(): Promise<void>;
}

const pictures = path.join(__dirname, '..', 'cards', 'pictures');
/** How late HR may be reminded, or a case go by mail. */
const tickEvery = 5_000;
const purgeEvery = 60 * 60_000;
/** A probe is answered in time, whatever the store or the issuer of tokens does. */
const probePatience = 3_000;
/** The deliverer looks every second; this long without a look and it hangs. */
const delivererPatience = 15_000;
/** For turns and sends in hand, of the 10 s there are. */
const stopPatience = 8_000;
/** Closing waits for statements that are still running, and a store that is gone answers none. */
const closePatience = 1_000;

/** Puts the parts together and listens. Rejects where the store cannot be opened or the port is taken. */
export async function startBot(config: Config, log: Logger, authority?: Authority, graph?: GraphAuthority): Promise<Bot> {
  const { organisation } = config;
  const assets = loadAssets(pictures);
  const store = await openStore(config.databaseUrl);
  const pictureKey = await store.secret('pictures');
  const directory = openDirectory(config.directory, (from, takes) => store.campaigns.turn('graph', from, takes), log, graph);
  const chatWith = (botId: string): string => chatLink(config.teamsAppId, config.credentials?.MicrosoftAppTenantId, botId);
  const house: House = {
    organisation,
    guide: guideFor(organisation, languages),
    forcedLanguage: config.forcedLanguage,
    picture: (name) => `${config.publicUrl}/assets/${assets.fileOf(name)}`,
    chatLink: chatWith,
    // Teams calls a bot by its app's id with 28: in front.
    chat: config.teamsAppId || config.credentials ? chatWith(`28:${config.credentials?.MicrosoftAppId ?? ''}`) : undefined,
    page: (language) => `${config.publicUrl}${pagePath(language)}`,
    newId: randomUUID,
    hr: config.hr,
    pictureLink: (id, until) => `${config.publicUrl}${picturePath(pictureKey, id, until)}`,
    mails: config.mail !== undefined,
    isHoliday,
    directory: directory !== undefined,
  };
  const access = new Access(config.credentials, authority);
  const connectors = new Connectors(access);
  const sender = teamsSender(access, connectors);
  const budget = new Budget((second, limit, want, used) => store.campaigns.quota('tenant', second, limit, want, used), config.pushesPerSecond, Date.now);
  const deliverer = new Deliverer({
    store,
    sender,
    budget,
    mailer: config.mail && postman(config.mail, log),
    consolation: (state) => consolation(house, state),
    now: Date.now,
    random: Math.random,
    log,
  });
  const clock = new Clock({ store, house, nudge: () => deliverer.nudge(), now: Date.now, log });
  const pushClock = new PushClock({ store, house, nudge: () => nudge(), now: Date.now, log });
  let ticking: Promise<void> | undefined;
  let stopping = false;
  const tick = (): void => {
    if (stopping) return;
    ticking ??= clock
      .tick()
      .catch((error: unknown) => log.error({ err: error }, 'the clock could not look at the cases'))
      .then(() => pushClock.tick())
      .catch((error: unknown) => log.error({ err: error }, 'the clock could not look at the pushes'))
      .finally(() => (ticking = undefined));
  };
  const pusher = new Pusher({ store, sender, house, budget, canRepair: directory !== undefined, rested: () => tick(), now: Date.now, random: Math.random, log });
  const scouted = (): void => {
    pusher.nudge();
    tick();
  };
  const scout = directory && new Scout({ store, directory, house, nudge: scouted, now: Date.now, log });
  const nudge = (): void => {
    deliverer.nudge();
    pusher.nudge();
    scout?.nudge();
  };
  const turns = new Turns({
    store,
    house,
    decide: converse(new RootDialog(), house, log),
    apologise: (inbound, state) => apology(house, inbound, state),
    fetchPicture: teamsPictures(access, log),
    lookUp: teamsLookUp(house, connectors, log),
    nudge,
    now: Date.now,
    random: Math.random,
    log,
  });
  const adapter = new TeamsAdapter({ access, turns, deliverer, house, log });

  const notReady = async (): Promise<readonly string[]> => {
    const checks: readonly (readonly [string, Promise<unknown>])[] = [
      ['the store cannot be reached', store.ping()],
      ['no token for Teams can be had', access.token()],
    ];
    const ends = await Promise.allSettled(checks.map(([, check]) => within(probePatience, check)));
    return [
      ...checks.filter((_, index) => ends[index]?.status === 'rejected').map(([fault]) => fault),
      ...(deliverer.alive(delivererPatience) ? [] : ['the deliverer hangs']),
    ];
  };

  const openPicture = (link: Parameters<typeof mayOpen>[1]): Promise<Picture | undefined> =>
    mayOpen(pictureKey, link, Date.now()) ? store.cases.picture(link.id) : Promise.resolve(undefined);
  const terminal = new Terminal({ store, house, nudge, now: Date.now, random: Math.random, log });
  const push = config.pushKey === undefined ? undefined : { key: config.pushKey, terminal };
  const server = createServer({ adapter, assets, pages: loadPages(house), openPicture, notReady, push, log });
  const answered = requestsOf(server.server);
  const cleanUp = (): void => {
    void purge(store, Date.now(), { conversations: organisation.privacy.daysKept, cases: organisation.hr.daysKept, names: organisation.hr.pushNamesKept }, log).catch((error: unknown) => {
      log.error({ err: error }, 'the purge failed');
    });
  };
  const ringing = setInterval(tick, tickEvery);
  const cleaning = setInterval(cleanUp, purgeEvery);

  try {
    await new Promise<void>((resolve, reject) => {
      server.server.once('error', reject);
      server.listen(config.port, config.host, () => resolve());
    });
  } catch (error) {
    clearInterval(cleaning);
    clearInterval(ringing);
    await store.close();
    throw error;
  }
  deliverer.start();
  pusher.start();
  scout?.start();
  cleanUp();
  const { port } = server.server.address() as AddressInfo;
  log.info({ host: config.host, port, signed: access.signed }, 'listening');
  if (!access.signed) log.warn({}, 'MicrosoftAppId is not set: requests are not checked, and only this machine can send any');

  return {
    port,
    async stop(): Promise<void> {
      stopping = true;
      clearInterval(cleaning);
      clearInterval(ringing);
      // Not waited for: connections that ask nothing, or half a question, would hold it open.
      server.close();
      server.server.closeIdleConnections();
      const idle = setInterval(() => server.server.closeIdleConnections(), 50);
      await within(stopPatience, Promise.all([answered(), ticking]).then(() => turns.drained()).then(() => Promise.all([deliverer.stop(), pusher.stop(), scout?.stop()]))).catch((error: unknown) => {
        log.warn({ err: error }, 'stopped before everything was finished; what is committed is sent at the next start');
      });
      clearInterval(idle);
      server.server.closeAllConnections();
      await within(closePatience, store.close()).catch((error: unknown) => {
        log.warn({ err: error }, 'the store could not be closed');
      });
      log.info({}, 'stopped');
    },
  };
}
