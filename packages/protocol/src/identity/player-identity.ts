import type { HostFacts, PlayerCondition } from '@conductor/types';
import type { CertifiedParty } from '../certificates/read-certificate.ts';
import type { KnownCaller } from './listener-identity.ts';

/** What a player tells a conductor of its lab about itself. */
export interface PlayerIdentity {
  /** The certificate that it shows to new connections. */
  readonly certified: CertifiedParty;
  readonly callers: readonly KnownCaller[];
  readonly facts: HostFacts;
  /** What it is at now. */
  readonly condition: PlayerCondition;
  /** The player's wall clock when it answered. */
  readonly wallTime: Date;
}
