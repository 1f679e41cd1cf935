import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { errnoOf } from '@conductor/types';

/** A port of loopback on which nobody listens, below those that systems give to whoever asks for any. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(32_100, 32_700);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  } catch (error) {
    if (errnoOf(error) === 'EADDRINUSE') return false;
    throw error;
  }
  server.close();
  await once(server, 'close');
  return true;
}
