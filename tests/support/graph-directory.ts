import type { Turns } from '../../src/app/ports/push';
import { createLog } from '../../src/log';
import type { Credentials } from '../../src/core/credentials';
import { GraphDirectory, type GraphSettings } from '../../src/graph/directory';
import { graphToken } from '../../src/graph/token';
import { type GraphOptions, type GraphPerson, type GraphStandIn, startGraph } from './graph-stand-in';

const started: GraphStandIn[] = [];
afterEach(async () => {
  for (const graph of started.splice(0)) await graph.stop();
});

export interface GraphTest {
  readonly graph: GraphStandIn;
  readonly directory: GraphDirectory;
  /** Another process's. */
  another(turns: Turns): GraphDirectory;
  /** What was waited because Graph said so or did not answer, ms each: seconds, and the budget's waits are none. Nobody really waits unless `real`. */
  readonly waited: readonly number[];
  readonly log: string;
  /** The directory's clock goes on. */
  later(ms: number): void;
}

export interface GraphTestOptions extends GraphOptions {
  readonly settings?: Partial<GraphSettings>;
  readonly identity?: Partial<Credentials>;
  /** The clock is the machine's. */
  readonly real?: boolean;
  readonly within?: number;
  /** Of a budget that is shared; none other is there. */
  readonly turns?: Turns;
}

/** A budget that nobody else draws on. */
export const ampleTurns: Turns = (from) => Promise.resolve(from);

export const identityOf = ({ client }: GraphStandIn): Credentials => ({
  MicrosoftAppId: client.id,
  MicrosoftAppTenantId: client.tenant,
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppPassword: client.secret,
});

/** Graph on loopback and the directory that asks it. Both end with the test. */
export async function startGraphTest({ settings, identity, real, within, turns = ampleTurns, ...options }: GraphTestOptions = {}): Promise<GraphTest> {
  const graph = await startGraph(options);
  started.push(graph);
  const waited: number[] = [];
  let ahead = 0;
  let log = '';
  const pass = async (ms: number): Promise<void> => {
    if (ms >= 1_000) waited.push(ms);
    ahead += ms;
  };
  const clock = { now: () => Date.now() + ahead, pass, random: () => 0 };
  const directory = (of: Turns): GraphDirectory => new GraphDirectory(
    {
      teamsAppId: 'f31b1263-ba99-435a-a679-911d24850d7c',
      installPermission: 'TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All',
      resourcePermissions: [{ name: 'ChannelMessage.Read.Group', type: 'Application' }],
      ...settings,
    },
    {
      base: graph.authority.base,
      token: graphToken({ ...identityOf(graph), ...identity }, graph.authority.issuer),
      turns: of,
      log: createLog('trace', { write: (line) => void (log += line) }),
      ...(real ? {} : { clock }),
      within,
    },
  );
  return {
    graph,
    directory: directory(turns),
    another: directory,
    waited,
    get log() {
      return log;
    },
    later: (ms) => void (ahead += ms),
  };
}

/** Somebody with an account as people have them. */
export const person = (id: string, more: Partial<GraphPerson> = {}): GraphPerson => ({ id, name: `Name of ${id}`, upn: `${id}@askoy.kommune.no`, mail: `${id}@askoy.kommune.no`, ...more });
