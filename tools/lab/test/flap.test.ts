import { expect, test } from 'vitest';
import { flap, startFaultProxy } from '../src/index.ts';
import { dial, receivedBytes, startServer } from './support/tcp-exchange.ts';

test('a flapping link delivers everything in the end, and is up when it stops', async () => {
  await using server = await startServer(({ socket }) => void socket.pipe(socket));
  await using proxy = await startFaultProxy({ target: server });
  const stop = new AbortController();
  const flapping = flap(proxy, { upMs: 5, downMs: 5, jitterMs: 5 }, stop.signal);
  const client = dial(proxy);
  const sent = Buffer.alloc(20_000, 'x');
  proxy.set({ toServer: { bytesPerSecond: 200_000, sliceBytes: 1000 } });
  client.socket.write(sent);
  await receivedBytes(client, sent.length);
  stop.abort();
  expect(await flapping).toBeGreaterThan(1);
  client.socket.write('more');
  expect((await receivedBytes(client, sent.length + 4)).subarray(-4).toString()).toBe('more');
});
