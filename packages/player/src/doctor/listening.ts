import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { explainBind, formatAddress } from '@conductor/protocol';
import { errnoOf } from '@conductor/types';
import { type Finding, green, red } from './finding.ts';
import type { Plan } from './plan.ts';
import { playerThere } from './player-there.ts';

const NAME = 'address';

/** Whether the address is one of this host, and its port is free. */
export async function examineListening({ host, port, stateFolder }: Plan): Promise<Finding> {
  const place = formatAddress(host, port);
  try {
    await listenOnce(host, port);
    return green(
      NAME,
      port === 0 ? `${host} is of this host, and a free port is taken` : `${place} is of this host, and free`,
    );
  } catch (error) {
    const player = errnoOf(error) === 'EADDRINUSE' ? playerThere(stateFolder) : null;
    if (player !== null) {
      return green(NAME, `${place}: the player with process number ${player} runs here`);
    }
    const advice = 'name another with -b and -p, or in the player file, or end the program that listens there';
    return red(NAME, explainBind(error, host, port).message, advice);
  }
}

async function listenOnce(host: string, port: number): Promise<void> {
  const { address } = await lookup(host);
  const server = createServer();
  server.listen({ host: address, port, exclusive: true });
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}
