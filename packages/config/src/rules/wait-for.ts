import type { Call } from '../programs/client-of.ts';
import { unavailableStepKind } from '../unavailable.ts';

/** How to wait until somebody listens, in the language as it is. */
export function waitFor({ host, port, transport }: Call): string {
  const place = port === null ? `${host} PORT` : `${host} ${port}`;
  if (unavailableStepKind('ready') === undefined && transport === 'tcp')
    return `ready1: tcp ${place.replace(' ', ':')}`;
  const flag = transport === 'udp' ? '-zu' : '-z';
  return `until nc ${flag} ${place}; do sleep 0.1; done`;
}
