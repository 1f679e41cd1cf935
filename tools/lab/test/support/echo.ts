import { join } from 'node:path';
import { type Lab, type LabHost, type Lines, linesOf } from '../../src/index.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures');
/** Two programs in conversation over TCP: one counts, the other sends everything back. */
export interface Echo {
  /** What came back to the one that counts. */
  readonly replies: Lines;
  /** What came back, as numbers, without the line that says that the connection stands. */
  numbers(): number[];
}

/** Lets `from` count to `to`, and resolves when the first reply is there. */
export async function startEcho(
  lab: Lab,
  from: LabHost,
  to: LabHost,
  family: 'ipv4' | 'ipv6',
  port = '7777',
): Promise<Echo> {
  const server = lab.run(['node', join(FIXTURES, 'echo-server.mjs'), port], { in: to });
  await linesOf(server.stdout).find((line) => line === 'listening');
  const client = lab.run(['node', join(FIXTURES, 'count-to.mjs'), to[family], port], { in: from });
  const replies = linesOf(client.stdout);
  await replies.find((line) => line === '1');
  return { replies, numbers: () => replies.seen.slice(1).map(Number) };
}
