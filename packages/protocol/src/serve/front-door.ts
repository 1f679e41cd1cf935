import { type AddressInfo, createServer, type Socket } from 'node:net';
import { UNGREETED_BYTES, UNGREETED_IN_ALL, UNGREETED_PER_ADDRESS } from '../limits.ts';
import { unmapped } from '../network-address.ts';
import { explainBind } from './explain-bind.ts';

/** gRPC reads a connection past us and tells nothing of it: so it is looked how much came, while there are strangers. */
const LOOK_MS = 50;

/** What a front door needs to know. */
export interface FrontDoorOptions {
  /** Numeric address of this host. */
  readonly host: string;
  readonly port: number;
  /** How long a connection may be open without a greeted call, in milliseconds. */
  readonly greetingMs: number;
  /** Takes a connection in; what it does not like it destroys. */
  readonly admit: (socket: Socket) => void;
  /** Told why a connection that never greeted was closed. */
  readonly onRefused: (sentence: string) => void;
}

/**
 * The listener in front of gRPC, which itself would hold any number of silent connections for ever. A connection
 * without a greeted call lives `greetingMs`, and there are few of them: the oldest makes room for a new one, so that
 * idle strangers cannot lock out a conductor that greets at once. Nor may they fill the memory of the player with messages
 * that gRPC keeps until they are whole.
 */
export interface FrontDoor {
  readonly host: string;
  readonly port: number;
  /** A call on the connection of this peer (`address:port`) has greeted; call the result when the call is over. */
  greeted(peer: string): () => void;
  /** Closes the connection of a peer. */
  evict(peer: string): void;
  /** Takes no more connections in and closes those that never greeted; resolves when all are closed. */
  close(): Promise<void>;
  /** Closes all connections at once. */
  cut(): void;
}

interface Visitor {
  readonly socket: Socket;
  /** `address:port`. */
  readonly peer: string;
  readonly address: string;
  greetedCalls: number;
  /** Whether any call of it ever did. */
  hasGreeted: boolean;
  timer: NodeJS.Timeout | undefined;
  /** What it had sent when it was last known to be no stranger, in bytes. */
  heardBytes: number;
}

/** Opens the front door; rejects with a ConductorError `bind` when the address cannot be listened on. */
export async function openFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
  const visitors = new Map<string, Visitor>();
  /** In order of arrival: a Map keeps it. */
  const ungreeted = new Map<string, Visitor>();
  let looking: NodeJS.Timeout | undefined;
  const server = createServer({ noDelay: true }, enter);

  function enter(socket: Socket): void {
    // Without a listener a reset of the connection would end the process.
    socket.on('error', () => socket.destroy());
    const { remoteAddress, remotePort } = socket;
    if (remoteAddress === undefined || remotePort === undefined) {
      socket.destroy();
      return;
    }
    const address = unmapped(remoteAddress);
    const peer = `${remoteAddress}:${remotePort}`;
    if (isTwin(peer, socket)) {
      options.onRefused(`closed the connection of ${address}: it has the port ${remotePort} of another connection`);
      socket.destroy();
      return;
    }
    makeRoom(address);
    const visitor = { socket, peer, address, greetedCalls: 0, hasGreeted: false, timer: undefined, heardBytes: 0 };
    visitors.set(visitor.peer, visitor);
    socket.once('close', () => leave(visitor));
    const late = `it did not greet within ${options.greetingMs / 1000} s`;
    awaitGreeting(visitor, () => turnOut(visitor, late));
    options.admit(socket);
  }

  /**
   * A listener on all addresses may be reached at two of them from one port. gRPC names a connection by its far end only, so
   * the second would be taken for the first. Of what came to the same address the system has closed the first.
   */
  function isTwin(peer: string, { localAddress }: Socket): boolean {
    const known = visitors.get(peer)?.socket;
    return known !== undefined && !known.destroyed && known.localAddress !== localAddress;
  }

  function makeRoom(address: string): void {
    const oldestFirst = [...ungreeted.values()];
    const sameAddress = oldestFirst.filter((visitor) => visitor.address === address);
    const crowd = sameAddress.length >= UNGREETED_PER_ADDRESS ? sameAddress : oldestFirst;
    if (crowd === oldestFirst && crowd.length < UNGREETED_IN_ALL) return;
    if (crowd[0] !== undefined) turnOut(crowd[0], 'too many connections that have not greeted');
  }

  function awaitGreeting(visitor: Visitor, giveUp: () => void): void {
    ungreeted.set(visitor.peer, visitor);
    visitor.heardBytes = visitor.socket.bytesRead;
    visitor.timer = setTimeout(giveUp, options.greetingMs);
    looking ??= setInterval(turnOutTalkers, LOOK_MS).unref();
  }

  function turnOutTalkers(): void {
    for (const visitor of ungreeted.values()) {
      const bytes = visitor.socket.bytesRead - visitor.heardBytes;
      if (bytes > UNGREETED_BYTES) turnOut(visitor, `it sent more than ${UNGREETED_BYTES} bytes, and has not greeted`);
    }
    if (ungreeted.size > 0) return;
    clearInterval(looking);
    looking = undefined;
  }

  function turnOut(visitor: Visitor, why: string): void {
    options.onRefused(`closed the connection of ${visitor.address}: ${why}`);
    leave(visitor);
    visitor.socket.destroy();
  }

  function leave(visitor: Visitor): void {
    const { peer, timer } = visitor;
    clearTimeout(timer);
    if (visitors.get(peer) === visitor) visitors.delete(peer);
    if (ungreeted.get(peer) === visitor) ungreeted.delete(peer);
  }

  /** Who has greeted once may greet again, and is no stranger when it does not. */
  function callOver(visitor: Visitor): void {
    visitor.greetedCalls -= 1;
    if (visitor.greetedCalls > 0 || visitors.get(visitor.peer) !== visitor) return;
    awaitGreeting(visitor, () => visitor.socket.destroy());
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explainBind(error, options.host, options.port)));
    server.listen({ host: options.host, port: options.port }, resolve);
  });
  const { address, port } = server.address() as AddressInfo;

  return {
    host: address,
    port,
    greeted(peer) {
      const visitor = visitors.get(peer);
      if (visitor === undefined) return () => undefined;
      visitor.greetedCalls += 1;
      visitor.hasGreeted = true;
      clearTimeout(visitor.timer);
      ungreeted.delete(peer);
      return () => callOver(visitor);
    },
    evict: (peer) => void visitors.get(peer)?.socket.destroy(),
    close() {
      // The answer to a call that is over may still be on its way.
      for (const { socket, hasGreeted } of ungreeted.values()) if (!hasGreeted) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
    cut() {
      for (const { socket } of visitors.values()) socket.destroy();
    },
  };
}
