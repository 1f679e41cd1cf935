import { SECRET_LIMITS, Secret, secretFault, secretName } from '@conductor/types';
import type { Secret__Output, Secret as WireSecret } from '../gen/conductor/v1/Secret.ts';
import { malformed } from './malformed.ts';

/** A secret to the wire. */
export function encodeSecret(secret: Secret): WireSecret {
  return { name: secret.name, value: secret.reveal() };
}

/** A frame is at most 256 KiB; what is not text of steps or secrets fits in the rest. */
export const FRAME_TEXT_BYTES = 240 * 1024;

/** Secrets in as many frames as they need; none where there are none. */
export function* secretFrames(secrets: readonly Secret[]): Generator<readonly Secret[]> {
  let frame: Secret[] = [];
  let bytes = 0;
  for (const secret of secrets) {
    bytes += secretBytes(secret);
    if (bytes > FRAME_TEXT_BYTES) {
      yield frame;
      frame = [];
      bytes = secretBytes(secret);
    }
    frame.push(secret);
  }
  if (frame.length > 0) yield frame;
}

/** What a secret costs on the wire, at most. */
function secretBytes(secret: Secret): number {
  return Buffer.byteLength(secret.name) + Buffer.byteLength(secret.reveal()) + 16;
}

/** Takes the secrets of one frame to those that came before. No message says anything of a value. */
export function takeSecrets(list: Secret[], frame: readonly Secret__Output[]): void {
  for (const { name, value } of frame) {
    if (secretName(name) !== name) throw malformed('expected the name of a secret in capitals');
    if (list.some((known) => known.name === name)) throw malformed(`the secret ${name} came twice`);
    const fault = secretFault(value);
    if (fault !== null) throw malformed(`the secret ${name} cannot be taken: ${fault}`);
    list.push(new Secret(name, value));
  }
  if (list.length > SECRET_LIMITS.count) throw malformed(`expected at most ${SECRET_LIMITS.count} secrets in a trial`);
}
