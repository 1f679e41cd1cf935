import type { Call } from '../programs/client-of.ts';
import { serverOf } from '../programs/server-of.ts';
import type { ReviewedCommandStep } from './review.ts';

/** How to wait until somebody listens. A UDP socket is seen on its own host only. */
export function waitFor({ host, port, transport }: Call): string {
  return transport === 'tcp' ? tcp(host, port) : `ready1: udp ${port ?? 'PORT'}, on the host of the server`;
}

/** How to see, on its own host, that a spawn is ready; `null` when that is not known. */
export function readyWhen({ step, commands }: ReviewedCommandStep): string | null {
  for (const command of commands) {
    if (command.name === 'tcpdump') return `ready1: log ${step.key} /listening on/`;
    const service = serverOf(command);
    if (service === null) continue;
    const { transport, port, bound } = service;
    return transport === 'tcp' ? tcp(bound ?? '127.0.0.1', port) : `ready1: udp ${port ?? 'PORT'}`;
  }
  return null;
}

function tcp(host: string, port: number | null): string {
  return `ready1: tcp ${host.includes(':') ? `[${host}]` : host}:${port ?? 'PORT'}`;
}
