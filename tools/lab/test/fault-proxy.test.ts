import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ProxyConnection, startFaultProxy, waitUntil } from '../src/index.ts';
import { dial, type Received, receivedBytes, startServer } from './support/tcp-exchange.ts';

const echo = ({ socket }: Received) => void socket.pipe(socket);
const MIB = 2 ** 20;
const REQUEST = Buffer.from('a request of some bytes\n');

test('passes everything on, with the end in order, and counts', async () => {
  await using server = await startServer(echo);
  await using proxy = await startFaultProxy({ target: server });
  const client = dial(proxy);
  const sent = Buffer.alloc(3_000_000, 'x');
  client.socket.end(sent);
  expect(await client.ended).toBe('fin');
  expect(client.bytes().equals(sent)).toBe(true);
  expect([proxy.forwardedBytes('toServer'), proxy.forwardedBytes('toClient')]).toEqual([3_000_000, 3_000_000]);
});

test.for([
  ['toServer', 'fin'],
  ['toServer', 'rst'],
  ['toClient', 'fin'],
  ['toClient', 'rst'],
] as const)(
  'cuts at every byte %s, by %s: exactly so many arrive, and both sides see the end',
  async ([lane, kind]) => {
    await using server = await startServer(echo);
    await using proxy = await startFaultProxy({ target: server });
    for (let afterBytes = 0; afterBytes <= REQUEST.length; afterBytes += 1) {
      const place = proxy.connections.length;
      proxy.set({ [lane]: { cut: { afterBytes, kind } } }, place);
      const client = dial(proxy);
      client.socket.write(REQUEST);
      expect(await client.ended).toBe(kind);
      const reached = proxy.connections[place];
      expect(reached?.[lane].forwardedBytes).toBe(afterBytes);
      if (lane === 'toClient') expect(client.bytes().toString()).toBe(REQUEST.subarray(0, afterBytes).toString());
      client.socket.destroy();
    }
    for (const { ended } of server.accepted) expect(await ended).toBe(kind);
    if (lane === 'toServer') {
      const lengths = server.accepted.map((accepted) => accepted.bytes().length);
      expect(lengths).toEqual(Array.from({ length: REQUEST.length + 1 }, (_, at) => at));
    }
  },
);

test('delays each way, and keeps what was sent together', async () => {
  await using server = await startServer(echo);
  await using proxy = await startFaultProxy({ target: server });
  const client = dial(proxy);
  client.socket.write('warm');
  await receivedBytes(client, 4);

  proxy.set({ toServer: { delayMs: 60 }, toClient: { delayMs: 40 } });
  const start = performance.now();
  client.socket.write(REQUEST);
  await receivedBytes(client, 4 + REQUEST.length);
  expect(performance.now() - start).toBeGreaterThanOrEqual(99);
});

test('a delay does not slow the stream: pieces travel at the same time', async () => {
  await using server = await startServer(echo);
  await using proxy = await startFaultProxy({ target: server });
  proxy.set({ toServer: { delayMs: 100, sliceBytes: 1000 } });
  const client = dial(proxy);
  const start = performance.now();
  client.socket.end(Buffer.alloc(1_000_000));
  await client.ended;
  const tookMs = performance.now() - start;
  expect(tookMs).toBeGreaterThanOrEqual(99);
  expect(tookMs).toBeLessThan(1000 * 100);
});

test('a stall holds bytes and keeps the connection, in one direction only', async () => {
  await using server = await startServer(({ socket }) => void socket.write('hello'));
  await using proxy = await startFaultProxy({ target: server });
  proxy.set({ toServer: { stalled: true } });
  const client = dial(proxy);
  client.socket.write(REQUEST);
  expect((await receivedBytes(client, 5)).toString()).toBe('hello');
  const [connection] = proxy.connections;
  expect(connection?.toServer.forwardedBytes).toBe(0);
  expect(server.accepted[0]?.bytes().length).toBe(0);

  proxy.set({ toServer: { stalled: false } });
  await proxy.forwarded('toServer', REQUEST.length);
  const [accepted] = server.accepted as [Received];
  expect((await receivedBytes(accepted, REQUEST.length)).equals(REQUEST)).toBe(true);
  expect(client.socket.destroyed).toBe(false);
});

test('a stalled receiver stops the sender before memory fills', async () => {
  await using server = await startServer(() => undefined);
  await using proxy = await startFaultProxy({ target: server });
  proxy.set({ toServer: { stalled: true } });
  const client = dial(proxy);
  const sent = Buffer.alloc(100 * MIB);
  client.socket.write(sent);
  await proxy.called(1);
  const [stalled] = proxy.connections as [ProxyConnection];
  await waitUntil(() => stalled.toServer.receivedBytes > 16 * MIB, { what: 'the proxy holds all it will' });
  // A turn for anything that would still be read.
  const bystander = dial(proxy);
  bystander.socket.write(REQUEST);
  await waitUntil(() => proxy.connections[1]?.toServer.receivedBytes, { what: 'another connection is read' });
  expect(stalled.toServer.receivedBytes).toBeLessThan(17 * MIB);

  proxy.set({ toServer: { stalled: false } });
  await waitUntil(() => server.accepted[0]?.byteCount() === sent.length, { what: 'everything came' });
});

test('slices into writes of at most so many bytes', async () => {
  await using server = await startServer(() => undefined);
  await using proxy = await startFaultProxy({ target: server });
  proxy.set({ toServer: { sliceBytes: 1, bytesPerSecond: 500 } });
  const client = dial(proxy);
  client.socket.write(REQUEST);
  await proxy.forwarded('toServer', REQUEST.length);
  const [accepted] = server.accepted as [Received];
  expect((await receivedBytes(accepted, REQUEST.length)).equals(REQUEST)).toBe(true);
  expect(accepted.reads.length).toBeGreaterThan(REQUEST.length / 2);
});

test('limits the rate', async () => {
  await using server = await startServer(() => undefined);
  await using proxy = await startFaultProxy({ target: server });
  proxy.set({ toServer: { bytesPerSecond: 1_000_000, sliceBytes: 10_000 } });
  const client = dial(proxy);
  const start = performance.now();
  client.socket.write(Buffer.alloc(200_000));
  await proxy.forwarded('toServer', 200_000);
  // The last slice need not be paid for before it is sent.
  expect(performance.now() - start).toBeGreaterThanOrEqual(185);
});

test('whatever is wrong with the lanes short of a cut: all bytes come, in order', async () => {
  await using server = await startServer(echo);
  const lane = fc.record({
    delayMs: fc.nat(3),
    jitterMs: fc.nat(3),
    sliceBytes: fc.option(fc.integer({ min: 1, max: 10 })),
    bytesPerSecond: fc.option(fc.integer({ min: 100_000, max: 1_000_000 })),
  });
  const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 20 }), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(fc.nat(), lane, lane, pieces, async (seed, toServer, toClient, sent) => {
      await using proxy = await startFaultProxy({ target: server, seed });
      proxy.set({ toServer, toClient });
      const client = dial(proxy);
      for (const piece of sent) client.socket.write(piece);
      client.socket.end();
      expect(await client.ended).toBe('fin');
      expect(client.bytes().equals(Buffer.concat(sent))).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('a reset of one side is a reset for the other', async () => {
  await using server = await startServer(({ socket }) => void socket.resetAndDestroy());
  await using proxy = await startFaultProxy({ target: server });
  expect(await dial(proxy).ended).toBe('rst');
});

test('nobody behind the proxy is a reset', async () => {
  const { port } = await using(await startServer(echo));
  await using proxy = await startFaultProxy({ target: { host: '127.0.0.1', port } });
  expect(await dial(proxy).ended).toBe('rst');
});

test('turns callers away, or lets them in and says nothing', async () => {
  await using server = await startServer(echo);
  await using proxy = await startFaultProxy({ target: server });
  proxy.admit('refuse');
  expect(await dial(proxy).ended).toBe('rst');

  proxy.admit('ignore');
  const ignored = dial(proxy);
  ignored.socket.write(REQUEST);
  await proxy.called(2);
  proxy.admit('forward');
  const served = dial(proxy);
  served.socket.write(REQUEST);
  await receivedBytes(served, REQUEST.length);
  expect(ignored.bytes().length).toBe(0);
  expect(proxy.connections).toHaveLength(1);
});

test('spoils one connection and leaves the others', async () => {
  await using server = await startServer(echo);
  await using proxy = await startFaultProxy({ target: server });
  proxy.set({ toClient: { cut: { afterBytes: 0, kind: 'rst' } } }, 1);
  const clients = [dial(proxy)];
  await proxy.called(1);
  clients.push(dial(proxy));
  await proxy.called(2);
  clients.push(dial(proxy));
  for (const { socket } of clients) socket.end(REQUEST);
  expect(await Promise.all(clients.map(({ ended }) => ended))).toEqual(['fin', 'rst', 'fin']);
});

test('its disposal frees the port and ends what was connected', async () => {
  await using server = await startServer(echo);
  const proxy = await startFaultProxy({ target: server });
  const client = dial(proxy);
  await proxy.called(1);
  await proxy[Symbol.asyncDispose]();
  await client.ended;
  await using again = await startFaultProxy({ target: server, port: proxy.port });
  expect(again.port).toBe(proxy.port);
});

async function using(server: AsyncDisposable & { readonly port: number }): Promise<{ port: number }> {
  await server[Symbol.asyncDispose]();
  return { port: server.port };
}
