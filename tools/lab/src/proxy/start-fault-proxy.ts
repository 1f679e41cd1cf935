import { EventEmitter, once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { seedOf } from '../random.ts';
import type { CutKind, FaultChange, LaneName } from './lane-faults.ts';
import { ProxyConnection } from './proxy-connection.ts';

/** Where the proxy stands. */
export interface FaultProxyOptions {
  readonly target: { readonly host: string; readonly port: number };
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: a free port. */
  readonly port?: number;
  /** Decides everything that is drawn; default 1. */
  readonly seed?: number;
}

/** What becomes of a caller: passed on, turned away with a reset, or accepted and never spoken to. */
export type Admission = 'forward' | 'refuse' | 'ignore';

/** A TCP proxy that spoils what passes. Disposing it frees its port and every connection. */
export interface FaultProxy extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** Every connection so far that was passed on, in order. */
  readonly connections: readonly ProxyConnection[];
  /** Changes what is wrong with all connections, now and to come; or with one only, by its place, now or to come. */
  set(change: FaultChange, connection?: number): void;
  /** Ends all living connections. */
  cut(kind: CutKind): void;
  /** What becomes of callers from now on; at first `forward`. */
  admit(admission: Admission): void;
  /** Bytes that reached the receiver in this direction, over all connections. */
  forwardedBytes(lane: LaneName): number;
  /** Resolves when at least so many bytes have passed, over all connections. */
  forwarded(lane: LaneName, bytes: number, signal?: AbortSignal): Promise<void>;
  /** Resolves when so many callers have come, whatever became of them. */
  called(count: number, signal?: AbortSignal): Promise<void>;
}

/** Starts a proxy in front of `target`; resolves when it listens. */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const { target, host = '127.0.0.1', port = 0, seed = 1 } = options;
  const progress = new EventEmitter();
  const connections: ProxyConnection[] = [];
  const ignored = new Set<Socket>();
  const changesOfOne = new Map<number, FaultChange>();
  let changes: FaultChange = {};
  let admission: Admission = 'forward';
  let callerCount = 0;

  const forward = (client: Socket) => {
    const server = connect({ ...target, allowHalfOpen: true });
    const place = connections.length;
    const connection = new ProxyConnection(client, server, seedOf(seed, place), () => progress.emit('progress'));
    connections.push(connection);
    connection.set(both(changes, changesOfOne.get(place)));
  };
  const ignore = (client: Socket) => {
    ignored.add(client);
    client.on('error', () => client.destroy());
    client.resume();
  };
  const admitted: { readonly [A in Admission]: (client: Socket) => void } = {
    forward,
    refuse: (client) => client.resetAndDestroy(),
    ignore,
  };
  const listener = createServer({ allowHalfOpen: true }, (client) => {
    admitted[admission](client);
    callerCount += 1;
    progress.emit('progress');
  });
  listener.listen({ host, port, exclusive: true });
  await once(listener, 'listening');

  const forwardedBytes = (lane: LaneName) => connections.reduce((sum, each) => sum + each[lane].forwardedBytes, 0);
  const until = async (fits: () => boolean, signal?: AbortSignal) => {
    while (!fits()) await once(progress, 'progress', signal === undefined ? {} : { signal });
  };
  return {
    host,
    port: (listener.address() as AddressInfo).port,
    connections,
    set: (change, connection) => {
      if (connection === undefined) {
        changes = both(changes, change);
        for (const each of connections) each.set(change);
      } else {
        changesOfOne.set(connection, both(changesOfOne.get(connection), change));
        connections[connection]?.set(change);
      }
    },
    cut: (kind) => {
      for (const connection of connections) connection.cut(kind);
    },
    admit: (next) => {
      admission = next;
    },
    forwardedBytes,
    forwarded: (lane, bytes, signal) => until(() => forwardedBytes(lane) >= bytes, signal),
    called: (count, signal) => until(() => callerCount >= count, signal),
    [Symbol.asyncDispose]: async () => {
      for (const connection of connections) connection.destroy();
      for (const client of ignored) client.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
}

/** Two changes as one, the later on top. */
function both(first: FaultChange = {}, then: FaultChange = {}): FaultChange {
  return { toServer: { ...first.toServer, ...then.toServer }, toClient: { ...first.toClient, ...then.toClient } };
}
