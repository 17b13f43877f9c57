/**
 * `npm run bench -- start`: see start.ts. `npm run bench -- relay`: see relay/relay.ts. `npm run bench -- push [large]`: see push/push.ts. `npm run bench -- turn`: full turns a second beside a bare botbuilder echo and a bare Node echo, in one run and in
 * turns, so that a noisy machine is noisy for all. Everything stays on this machine, and ends by itself.
 */
import { type ChildProcess, fork } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import { personalChat, testAppId, testTenant } from '../tests/support/activities';
import { type OpenIdIssuer, startIssuer } from '../tests/support/openid-issuer';
import { push } from './push/push';
import { relay } from './relay/relay';
import { start } from './start';

const rounds = 5;
const turnsARound = 400;
/** Each says less than Teams bears to answer in a second. */
const people = 100;
const atOnce = 8;
const names = ['ours', 'botbuilderEcho', 'nodeEcho'] as const;
type Name = (typeof names)[number];

const register = path.join(__dirname, '../tests/support/register.js');

function launch(file: string, args: readonly string[] = []): ChildProcess {
  return fork(path.join(__dirname, file), args, { execArgv: ['-r', register], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

function word<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`a process of the benchmark ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as T);
    });
  });
}

const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce });

function post(port: number, authorization: string, activity: object): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port, path: '/api/messages', method: 'POST', agent, headers: { 'Content-Type': 'application/json', authorization } },
      (response) => {
        response.resume();
        response.on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode}`))));
      },
    );
    request.on('error', reject);
    request.end(JSON.stringify(activity));
  });
}

interface Arena {
  readonly teams: ChildProcess;
  readonly serviceUrl: string;
  readonly issuer: OpenIdIssuer;
  readonly ports: Readonly<Record<Name, number>>;
}

/** Says one thing for each turn, each answered by one message; ms from the first request to the last reply. */
async function play({ teams, serviceUrl, issuer, ports }: Arena, name: Name, turns: number, width = atOnce): Promise<number> {
  const chats = Array.from({ length: Math.min(people, turns) }, () => personalChat({ serviceUrl }));
  const authorization = issuer.bearer({ appId: testAppId, serviceUrl });
  const arrived = word(teams);
  teams.send({ expect: turns });
  const began = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < turns) {
      const turn = (next += 1) - 1;
      const chat = chats[turn % chats.length];
      // There and back again: a question with a card either way.
      if (chat) await post(ports[name], authorization, chat.message(Math.floor(turn / chats.length) % 2 === 0 ? 'intern feil' : 'tilbake'));
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  await arrived;
  return performance.now() - began;
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
const at = (numbers: readonly number[], share: number): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * share)] ?? NaN;

async function turn(): Promise<void> {
  const issuer = await startIssuer();
  const teams = launch('teams.ts');
  const serviceUrl = `http://127.0.0.1:${(await word<{ port: number }>(teams)).port}/emea/`;
  const settings = JSON.stringify(issuer.settings);
  const children = names.map((name) => launch('bots.ts', [name, testAppId, testTenant, settings]));
  const [ours, botbuilderEcho, nodeEcho] = (await Promise.all(children.map((child) => word<{ port: number }>(child)))).map(({ port }) => port);
  const arena: Arena = { teams, serviceUrl, issuer, ports: { ours: ours ?? 0, botbuilderEcho: botbuilderEcho ?? 0, nodeEcho: nodeEcho ?? 0 } };

  const rates: Record<Name, number[]> = { ours: [], botbuilderEcho: [], nodeEcho: [] };
  for (const name of names) await play(arena, name, 100); // warm
  for (let round = 0; round < rounds; round += 1)
    for (const name of names) rates[name].push(turnsARound / ((await play(arena, name, turnsARound)) / 1_000));
  const alone: number[] = [];
  for (let turns = 0; turns < 100; turns += 1) alone.push(await play(arena, 'ours', 1, 1));

  console.log(`${process.version}, ${rounds} rounds of ${turnsARound} turns each, ${people} people, ${atOnce} at once; medians`);
  for (const name of names) console.log(`${name.padEnd(15)} ${median(rates[name]).toFixed(0).padStart(6)} turns/s`);
  for (const other of ['botbuilderEcho', 'nodeEcho'] as const) {
    const ratios = rates.ours.map((rate, round) => rate / (rates[other][round] ?? NaN));
    console.log(`ours / ${other.padEnd(15)} ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`);
  }
  console.log(`message to reply, nothing else going on: median ${median(alone).toFixed(1)} ms, 95 % under ${at(alone, 0.95).toFixed(1)} ms`);
  for (const child of [...children, teams]) child.disconnect();
  await issuer.stop();
  agent.destroy();
}

if (process.argv[2] === 'turn') void turn();
else if (process.argv[2] === 'start') void start();
else if (process.argv[2] === 'relay') void relay(process.argv[3]);
else if (process.argv[2] === 'push') void push(process.argv[3]);
else {
  console.error('What is to be measured? npm run bench -- turn, npm run bench -- start, npm run bench -- relay, npm run bench -- push, npm run bench -- push large');
  process.exitCode = 1;
}
