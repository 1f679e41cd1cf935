import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A server for one test. */
export interface TcpServer extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** Every connection so far, with what came over it. */
  readonly accepted: readonly Received[];
}

/** One socket and what came out of it. */
export interface Received {
  readonly socket: Socket;
  /** How many bytes each read gave. */
  readonly reads: readonly number[];
  bytes(): Buffer;
  byteCount(): number;
  /** Resolves with how the connection ended, as this side saw it. */
  readonly ended: Promise<'fin' | 'rst'>;
}

/** Starts a server on loopback that does what `serve` says with every connection. */
export async function startServer(serve: (received: Received) => void): Promise<TcpServer> {
  const accepted: Received[] = [];
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const received = receive(socket);
    accepted.push(received);
    serve(received);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    accepted,
    [Symbol.asyncDispose]: async () => {
      for (const { socket } of accepted) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Dials and collects. */
export function dial({ host, port }: { readonly host: string; readonly port: number }): Received {
  return receive(connect({ host, port, allowHalfOpen: true, noDelay: true }));
}

function receive(socket: Socket): Received {
  const chunks: Buffer[] = [];
  const reads: number[] = [];
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    reads.push(chunk.length);
  });
  const ended = new Promise<'fin' | 'rst'>((resolve) => {
    socket.once('end', () => resolve('fin'));
    socket.once('error', () => resolve('rst'));
    socket.once('close', () => resolve('fin'));
  });
  return {
    socket,
    reads,
    bytes: () => Buffer.concat(chunks),
    byteCount: () => reads.reduce((sum, size) => sum + size, 0),
    ended,
  };
}

/** Resolves when at least so many bytes have come, with all of them. */
export async function receivedBytes(received: Received, count: number): Promise<Buffer> {
  while (received.byteCount() < count) await once(received.socket, 'data');
  return received.bytes();
}
