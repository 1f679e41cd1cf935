import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { errnoOf } from '@conductor/types';

/*
 * Below the ports that systems give to whoever asks for any, so that nobody is given one between the moment in which it
 * is chosen and that in which a player listens on it. Each process of vitest has a part of them to itself.
 */
const FIRST = 20_000;
const PART = 1_000;
const PARTS = 12;

const begin = FIRST + (Number(process.env['VITEST_POOL_ID'] ?? 0) % PARTS) * PART;
// Not so near the end that one test would have the last ports and the first: who comes later has the higher one.
let next = randomInt(PART - 100);

/** A TCP port of an address of this host, by default of loopback, that nobody listens on. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  for (let tries = 0; tries < PART; tries += 1) {
    const port = begin + next;
    next = (next + 1) % PART;
    if (await isFree(host, port)) return port;
  }
  throw new Error(`of the ports ${begin} to ${begin + PART - 1} none is free on ${host}: end who listens there`);
}

async function isFree(host: string, port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    if (errnoOf(error) === 'EADDRINUSE') return false;
    throw error;
  }
  server.close();
  await once(server, 'close');
  return true;
}
