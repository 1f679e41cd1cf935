import { ConductorError, type HostFacts } from '@conductor/types';
import type { CertifiedParty } from '../certificates/read-certificate.ts';
import type { PlayerAddress } from '../endpoint.ts';
import type { Identity } from '../identity/identity.ts';
import type { Timing } from '../timing.ts';
import type { JoinCode } from './join-code.ts';

/** How to enrol a player. */
export interface EnrolOptions {
  /** What we call ourselves: `user@host (pid 4711)`. */
  readonly self: string;
  /** Version of our software. */
  readonly version: string;
  readonly code: JoinCode;
  /**
   * Certifies the key of the player, which is SubjectPublicKeyInfo in PEM. Asked when the key has been found to be the one
   * that the code names, and at most once.
   */
  readonly certify: (publicKey: string) => Promise<GivenByLab>;
  /** Default: `DEFAULT_TIMING`. */
  readonly timing?: Partial<Timing>;
}

/** What a lab gives to a player. */
export interface GivenByLab {
  readonly certificate: string;
  readonly authority: string;
  /** Whom the player obeys from then on. */
  readonly callers: readonly Identity[];
}

/** A player that has been enrolled. */
export interface EnrolledPlayer {
  /** What it is now. */
  readonly certified: CertifiedParty;
  readonly facts: HostFacts;
}

/**
 * Enrols the player at an address. The key that answers is compared with the code before anything is said; then the code
 * is proved, never sent. Rejects with a ConductorError: `unreachable`; `identity` when another key answers, or the player
 * does not accept the code; `version`, `protocol`; and with the signal's reason when that is aborted first.
 */
export async function enrolPlayer(
  address: PlayerAddress,
  _options: EnrolOptions,
  _signal: AbortSignal,
): Promise<EnrolledPlayer> {
  throw new ConductorError('version', `player "${address.name}": this version cannot enrol yet`);
}
