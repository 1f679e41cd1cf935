import { type Look, type Probe, probe } from './look.ts';
import { plainAddress } from './plain-address.ts';
import { udpSockets } from './udp-sockets.ts';

/** What a socket that is bound to every address is bound to. */
const EVERY: ReadonlySet<string> = new Set(['0.0.0.0', '::', '*']);

/** Whether a socket of this host is bound to a port; at that address or at every one, where one is given. */
export function udpProbe(address: string | null, port: number): Probe {
  const wanted = address && plainAddress(address);
  return probe(async (_withinMs, signal): Promise<Look> => {
    const bound = (await udpSockets(signal)).filter((socket) => socket.port === port);
    if (
      bound.some((socket) => wanted === null || EVERY.has(socket.address) || plainAddress(socket.address) === wanted)
    ) {
      return { kind: 'holds' };
    }
    const others = [...new Set(bound.map((socket) => socket.address))].join(', ');
    return {
      kind: 'not-yet',
      answer: `last: ${others === '' ? 'no socket is bound to it' : `it is bound at ${others} only`}`,
    };
  });
}
