import { createLab, type LabHost, playerHost } from '@conductor/lab';

/** Where players listen and who dials them: this host, without TLS; or two hosts of a lab, with TLS. */
export interface Site {
  /** Loopback is obeyed by whoever can read a token; beyond it players are enrolled. */
  readonly isLoopback: boolean;
  readonly host: string;
  /** Where players and what they are compared with run; `null` is this machine's own network. */
  readonly playersOn: LabHost | null;
  /** Where `conduct` and clients of peers run. */
  readonly conductorOn: LabHost | null;
}

/** The address that only this host reaches. */
export const LOOPBACK: Site = { isLoopback: true, host: '127.0.0.1', playersOn: null, conductorOn: null };

/** Two hosts, a router between them, all on this machine. Disposing it removes them; what runs there has to be over. */
export async function openLabSite(): Promise<Site & AsyncDisposable> {
  const lab = await createLab({ players: 1 });
  const playersOn = playerHost(lab, 0);
  return {
    isLoopback: false,
    host: playersOn.ipv4,
    playersOn,
    conductorOn: lab.conductor,
    [Symbol.asyncDispose]: () => lab[Symbol.asyncDispose](),
  };
}
