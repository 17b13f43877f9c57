import net, { type AddressInfo } from 'node:net';

/** What happens as soon as the client of one connection has sent these texts, one after the other. */
export interface Trap {
  readonly texts: readonly string[];
  /**
   * `cut`: this connection is, before the last text reaches the server; `cut-after`: it is, when the last text has, so
   * its answer never comes back; `silence`: all connections fall silent, as by {@link TcpProxy.silence}, before it does.
   */
  readonly fate: 'cut' | 'cut-after' | 'silence';
}

/** Stands between a client and a TCP server, and takes the server away without touching it. */
export interface TcpProxy {
  readonly port: number;
  /** Cuts all connections and refuses new ones, as when the server is stopped. */
  cut(): void;
  /** Cuts all connections once and lets new ones pass, as when the server is restarted quickly. */
  blink(): void;
  /** Nothing is passed on any more and nothing is closed, as when the machine is gone. New connections are like that too. */
  silence(): void;
  /** New connections pass again. One that fell silent stays so for ever. */
  restore(): void;
  /** For the first connection that falls into it. */
  trap(trap: Trap): void;
  stop(): Promise<void>;
}

/** Starts a proxy on loopback in front of the server. */
export async function startTcpProxy(target: { readonly host: string; readonly port: number }): Promise<TcpProxy> {
  const pairs = new Set<{ readonly client: net.Socket; readonly server: net.Socket }>();
  let mode: 'passing' | 'refusing' | 'silent' = 'passing';
  let traps: Trap[] = [];

  const listener = net.createServer((client) => {
    if (mode === 'refusing') return void client.resetAndDestroy();
    const server = net.connect(target.port, target.host);
    const pair = { client, server };
    const reached = new Map<Trap, number>();
    pairs.add(pair);
    for (const socket of [client, server]) socket.on('error', () => undefined);
    // The server still reads what was passed on before.
    client.on('close', () => server.end());
    server.on('close', () => {
      client.destroy();
      pairs.delete(pair);
    });
    if (mode === 'silent') return hush(pair);
    server.on('data', (chunk) => client.write(chunk));
    client.on('data', (chunk) => {
      const sprung = traps.find((trap) => {
        const next = reached.get(trap) ?? 0;
        const hit = chunk.includes(trap.texts[next] ?? '');
        reached.set(trap, hit ? next + 1 : next);
        return hit && next + 1 === trap.texts.length;
      });
      if (!sprung) return void server.write(chunk);
      traps = traps.filter((trap) => trap !== sprung);
      if (sprung.fate === 'silence') return silence();
      if (sprung.fate === 'cut-after') server.end(chunk);
      client.destroy();
    });
  });
  const hush = ({ client, server }: { client: net.Socket; server: net.Socket }): void => {
    for (const socket of [client, server]) socket.removeAllListeners('data').pause();
  };
  const silence = (): void => {
    mode = 'silent';
    for (const pair of pairs) hush(pair);
  };
  const cutAll = (): void => {
    for (const { client } of pairs) client.destroy();
  };
  await new Promise<void>((resolve, reject) => listener.once('error', reject).listen(0, '127.0.0.1', resolve));

  return {
    port: (listener.address() as AddressInfo).port,
    cut: () => {
      mode = 'refusing';
      cutAll();
    },
    blink: cutAll,
    silence,
    restore: () => void (mode = 'passing'),
    trap: (trap) => void traps.push(trap),
    stop: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        cutAll();
        for (const { server } of pairs) server.destroy();
      }),
  };
}
