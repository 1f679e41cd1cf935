import type { Socket } from 'node:net';
import { seededRandom, seedOf } from '../random.ts';
import { Lane } from './lane.ts';
import type { CutKind, FaultChange } from './lane-faults.ts';

/** One connection through the proxy: two sockets, and a lane each way. */
export class ProxyConnection {
  readonly toServer: Lane;
  readonly toClient: Lane;
  readonly #sockets: readonly [Socket, Socket];

  constructor(client: Socket, server: Socket, seed: number, onForwarded: () => void) {
    const events = { onForwarded, onCut: (kind: CutKind) => this.cut(kind) };
    this.toServer = new Lane(client, server, seededRandom(seedOf(seed, 0)), events);
    this.toClient = new Lane(server, client, seededRandom(seedOf(seed, 1)), events);
    this.#sockets = [client, server];
    for (const socket of this.#sockets) socket.setNoDelay(true);
  }

  /** Changes what is wrong with it. */
  set({ toServer, toClient }: FaultChange): void {
    if (toServer !== undefined) this.toServer.set(toServer);
    if (toClient !== undefined) this.toClient.set(toClient);
  }

  /** Ends it at both sides, now: `fin` as if each had closed in order, `rst` as if each had crashed. */
  cut(kind: CutKind): void {
    this.toServer.stop();
    this.toClient.stop();
    for (const socket of this.#sockets) {
      if (kind === 'rst') socket.resetAndDestroy();
      else socket.end();
    }
  }

  /** Frees both sockets, whatever state they are in. */
  destroy(): void {
    this.toServer.stop();
    this.toClient.stop();
    for (const socket of this.#sockets) socket.destroy();
  }
}
