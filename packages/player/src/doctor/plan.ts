import type { HostLimits } from '../host-limits.ts';

/** The player that is to run on this host, as far as a doctor has to know it. */
export interface Plan {
  readonly host: string;
  readonly port: number;
  /** Who may command it without TLS; `null` is anybody. */
  readonly allowedConductor: string | null;
  readonly insecureNetwork: boolean;
  readonly stateFolder: string;
  /** What to say on this host to enroll it. */
  readonly enrollWith: string;
  /** The user that steps are to run as; `null` is the player's own. */
  readonly runAs: string | null;
  readonly limits: HostLimits;
}
