import { createHmac, timingSafeEqual } from 'node:crypto';

/** Nonces are 32 fresh random bytes. */
export const NONCE_BYTES = 32;

/** Both nonces of one greeting. */
export interface Nonces {
  readonly caller: Uint8Array;
  readonly player: Uint8Array;
}

/** Who proves. The label in the proof keeps one side's proof from being played back as the other's. */
export type Prover = 'player' | 'caller';

/** HMAC-SHA-256 over "conductor.v1 <prover>", the caller's nonce and the player's nonce, under the token (RFC 2104). */
export function prove(token: Uint8Array, prover: Prover, nonces: Nonces): Buffer {
  return createHmac('sha256', token)
    .update(`conductor.v1 ${prover}`)
    .update(nonces.caller)
    .update(nonces.player)
    .digest();
}

/** Checks a proof in constant time. */
export function isProof(proof: Uint8Array, token: Uint8Array, prover: Prover, nonces: Nonces): boolean {
  const right = prove(token, prover, nonces);
  return proof.length === right.length && timingSafeEqual(proof, right);
}
