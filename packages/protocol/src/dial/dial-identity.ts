import { ConductorError } from '@conductor/types';
import type { CertifiedParty } from '../certificates/read-certificate.ts';
import type { DialOptions, PlayerAddress } from '../endpoint.ts';
import type { CallerChange } from '../identity/listener-identity.ts';
import type { PlayerIdentity } from '../identity/player-identity.ts';

/** A connection to a player over which a conductor looks after its identity; it claims nothing. */
export interface IdentityConnection extends AsyncDisposable {
  /** Who answers. */
  readonly certified: CertifiedParty;
  /** What the player told when it was dialled. */
  readonly found: PlayerIdentity;
  describe(signal: AbortSignal): Promise<PlayerIdentity>;
  /** Gives the player a new certificate of the key that it has; connections that are open keep the old one. */
  renew(certificate: string, signal: AbortSignal): Promise<void>;
  setCaller(change: CallerChange, signal: AbortSignal): Promise<void>;
}

/** Connects to a player by TLS and asks it to describe itself; rejects as `dialControl` does. */
export async function dialIdentity(
  address: PlayerAddress,
  _options: DialOptions,
  _signal: AbortSignal,
): Promise<IdentityConnection> {
  throw new ConductorError('version', `player "${address.name}": this version knows no identities yet`);
}
