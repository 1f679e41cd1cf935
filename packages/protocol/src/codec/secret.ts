import { SECRET_LIMITS, Secret, secretFault, secretName } from '@conductor/types';
import type { Secret__Output, Secret as WireSecret } from '../gen/conductor/v1/Secret.ts';
import { malformed } from './malformed.ts';

/** A secret to the wire. */
export function encodeSecret(secret: Secret): WireSecret {
  return { name: secret.name, value: secret.reveal() };
}

/** What a secret costs on the wire, at most. */
export function secretBytes(secret: Secret): number {
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
