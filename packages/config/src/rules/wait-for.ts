import type { Call } from '../programs/client-of.ts';

/** How to wait until somebody listens. A UDP socket is seen on its own host only. */
export function waitFor({ host, port, transport }: Call): string {
  const where = `${host.includes(':') ? `[${host}]` : host}:${port ?? 'PORT'}`;
  return transport === 'tcp' ? `ready1: tcp ${where}` : `ready1: udp ${port ?? 'PORT'}, on the host of the server`;
}
