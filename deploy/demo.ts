/**
 * `npm run demo`: the bot and a Teams to talk to it in, on this machine alone.
 *
 * Starts the bot on a fresh database, then Microsoft 365 Agents Playground (Microsoft's own stand-in for Teams: no
 * account, the people in `.m365agentsplayground.yml`), prints one address, and takes everything away again when it stops.
 * The bot may be killed while it runs: it is started again on the same database.
 */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = resolve(__dirname, '../..');

/** A reason to give up that is told in plain words, without a stack. */
class Fault extends Error {
  constructor(norwegian: string, english: string, detail = '') {
    super([norwegian, english, detail].filter(Boolean).join('\n'));
  }
}

/** A bot that ends sooner than this after its start would only do so again, ms. */
const restless = 5_000;

/** The two children and their temporary folder: started together, gone together. */
class Household {
  readonly folder = mkdtempSync(join(tmpdir(), 'vismahjelpen-demo-'));
  #leaving = false;
  readonly #members: { child: ChildProcess; gone: Promise<void> }[] = [];

  constructor() {
    // The last resort, whatever ends this process (a second Ctrl-C, an unforeseen error): nothing stays behind.
    process.once('exit', () => {
      this.#tell('SIGKILL');
      rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    });
  }

  /** Runs a Node program; the returned promise rejects when the program ends by itself. */
  start(name: string, args: string[], env: NodeJS.ProcessEnv, stdio: SpawnOptions['stdio'], log?: string): Promise<never> {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio,
      // In a group of its own: the terminal's Ctrl-C reaches this process only, so a stop is never mistaken for a crash.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const ended = new Promise<string>((done) => {
      child.once('error', (error) => done(error.message));
      child.once('exit', (code, signal) => done(signal ?? String(code)));
    });
    this.#members.push({ child, gone: ended.then(() => undefined) });
    const died = ended.then((how) => {
      throw new Fault(`${name} stoppet av seg selv (${how}).`, `${name} stopped by itself (${how}).`, log && readTail(log));
    });
    died.catch(() => undefined); // also rejects after a wanted stop, when nobody listens any more
    return died;
  }

  /** The same, started again when something ends it, as whatever watches over a server does. */
  async keep(name: string, args: string[], env: NodeJS.ProcessEnv, stdio: SpawnOptions['stdio']): Promise<never> {
    for (;;) {
      const began = Date.now();
      await this.start(name, args, env, stdio).catch((fault: unknown) => {
        if (this.#leaving || Date.now() - began < restless) throw fault;
      });
      console.log(`${name} ble stoppet, og starter igjen der det slapp. / ${name} was stopped, and starts again where it left off.`);
    }
  }

  /** Asks both to stop, and leaves the impatient part to the exit handler. */
  async stop(): Promise<void> {
    this.#leaving = true;
    this.#tell('SIGTERM');
    await Promise.race([Promise.all(this.#members.map(({ gone }) => gone)), pause(5_000)]);
  }

  #tell(signal: NodeJS.Signals): void {
    for (const { child } of this.#members) if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  }
}

async function demo(household: Household): Promise<never> {
  const botPort = readPort('PORT', 3978);
  const playgroundPort = readPort('PLAYGROUND_PORT', 56150);
  await mustBeFree(botPort, 'PORT');
  await mustBeFree(playgroundPort, 'PLAYGROUND_PORT'); // taken, the Playground would quietly choose another
  const bot = `http://127.0.0.1:${botPort}`;
  const playground = `http://127.0.0.1:${playgroundPort}`;
  const log = join(household.folder, 'playground.log');
  // A proxy of the organisation must not stand between the two.
  const NO_PROXY = [process.env['NO_PROXY'], '127.0.0.1', 'localhost'].filter(Boolean).join(',');

  const hrTeam = process.env['HR_TEAM_ID'] ?? '19:hr-general@thread.tacv2';
  const botDied = household.keep('Vismahjelpen', [join(root, 'dist/src/main.js')], {
    DATABASE_URL: `file:${join(household.folder, 'demo.db')}`,
    HOST: '127.0.0.1',
    PORT: String(botPort),
    PUBLIC_URL: bot,
    // The team «HR» of the Playground's people; set empty, HR is reached by mail.
    HR_TEAM_ID: hrTeam,
    HR_CHANNEL_ID: hrTeam === '' ? '' : '19:hr-saker@thread.tacv2',
    // HR pushes only where the employer has decided how long things are kept.
    ORGANISATION_FILE: process.env['ORGANISATION_FILE'] || (hrTeam === '' ? undefined : decided(household.folder)),
    DIRECTORY_FILE: process.env['DIRECTORY_FILE'] ?? join(root, 'deploy/demo-people.json'),
    BOT_LANGUAGE: process.env['BOT_LANGUAGE'] ?? 'nb', // the Playground's people all say they read English
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
    MicrosoftAppId: undefined, // the Playground signs nothing
    NO_PROXY,
  }, ['ignore', 'inherit', 'inherit']);
  await Promise.race([untilAnswers(`${bot}/readyz`, 'Vismahjelpen'), botDied]);

  const playgroundDied = household.start('Playground', [
    require.resolve('@microsoft/m365agentsplayground/cli.js'), 'start',
    '--port', String(playgroundPort),
    '--app-endpoint', `${bot}/api/messages`,
    // Whoever stands in between can see what is delivered to people whose chats the Playground does not show.
    '--service-url', process.env['SERVICE_URL'] ?? `${playground}/_connector`,
    '--channel-id', 'msteams',
    '--disable-telemetry',
  ], {
    M365_AGENTS_PLAYGROUND_CONFIG_PATH: join(root, '.m365agentsplayground.yml'),
    M365_AGENTS_PLAYGROUND_LOGFILE: log, // otherwise it makes a folder in the project
    TEAMSAPPTESTER_BROWSER: 'none',
    NO_PROXY,
  }, 'ignore', log);
  await Promise.race([untilAnswers(playground, 'Playground', log), botDied, playgroundDied]);

  console.log(`Vismahjelpen er klar: åpne ${playground} i nettleseren. HRs side er kanalen HR-saker. Ctrl-C stopper.`);
  console.log('Vismahjelpen is ready: open that address in a browser. HR sits in the channel HR-saker. Ctrl-C stops it.');
  return Promise.race([botDied, playgroundDied]);
}

/** Askøy's own file, with what Askøy has yet to decide. */
function decided(folder: string): string {
  const askoy = JSON.parse(readFileSync(join(root, 'src/organisations/askoy.json'), 'utf8')) as { privacy: object };
  const file = join(folder, 'organisation.json');
  writeFileSync(file, JSON.stringify({ ...askoy, privacy: { ...askoy.privacy, daysKept: 365 } }));
  return file;
}

function readPort(variable: string, usual: number): number {
  const port = Number(process.env[variable] ?? usual);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Fault(`${variable} må være et portnummer.`, `${variable} must be a port number.`);
}

/** Somebody who answers holds the port, on whichever of the machine's addresses they listen. */
async function mustBeFree(port: number, variable: string): Promise<void> {
  const taken = await new Promise<boolean>((answer) => {
    const socket = connect(port, '127.0.0.1', () => answer(true)).once('error', () => answer(false));
    socket.once('connect', () => socket.destroy());
  });
  if (!taken) return;
  throw new Fault(
    `Port ${port} er opptatt. Sett ${variable} til en ledig port, for eksempel ${variable}=${port + 1}.`,
    `Port ${port} is taken. Set ${variable} to a free port, for example ${variable}=${port + 1}.`,
  );
}

async function untilAnswers(url: string, name: string, log?: string): Promise<void> {
  const seconds = 30;
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; await pause(100)) {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.status === 200) return;
  }
  throw new Fault(
    `${name} svarte ikke på ${url} innen ${seconds} sekunder.`,
    `${name} did not answer at ${url} within ${seconds} seconds.`,
    log && readTail(log),
  );
}

function readTail(log: string): string {
  try {
    return readFileSync(log, 'utf8').split('\n').slice(-20).join('\n').trim();
  } catch {
    return ''; // it died before its first word
  }
}

/** Ctrl-C, a polite kill, or the terminal window closed; a second one ends the process where it stands. */
function toldToStop(): Promise<void> {
  return new Promise((stop) => {
    let times = 0;
    const heard = (): void => {
      times += 1;
      if (times > 1) process.exit(0);
      stop();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, heard);
    // `npm run` is killed together with its shell, which passes nothing on: being adopted is all there is to see.
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && stop(), 1_000).unref();
  });
}

async function main(): Promise<number> {
  const stop = toldToStop();
  const household = new Household();
  try {
    await Promise.race([demo(household), stop]);
    return 0;
  } catch (error) {
    console.error(error instanceof Fault ? error.message : error);
    return 1;
  } finally {
    await household.stop();
  }
}

void main().then((code) => process.exit(code));
